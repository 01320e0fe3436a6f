// The house: agency, sites, programmes, teams, staff, positions, supervision lines, accounts.
import { z } from 'zod';
import { roles } from '#domain/access/actor.ts';
import { segmentRules } from '#domain/consent/segments.ts';
import { positionRoles } from '#domain/people/positions.ts';
import { crisisLine, dayField, id, label, languageTag, line } from './fields.ts';

const email = z
  .string()
  .trim()
  .max(320)
  .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'field.not-an-email')
  .transform((text) => text.toLowerCase());

export const EditAgencyRequest = z.strictObject({
  name: line(200),
  timeZone: line(60),
  language: z.enum(['en', 'es']),
  /** Life domains the agency adds to the fifteen that ship. */
  ownDomains: z
    .array(z.strictObject({ key: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'field.invalid-format'), label }))
    .max(20),
  /** Left out, they stay as they are. */
  crisisLines: z.array(crisisLine).max(6).optional(),
  /** Kinds of record it closes beyond what the law does, and to whom they are open without a consent. Left out, they stay. */
  segments: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'field.invalid-format'),
        labels: label,
        openTo: z.enum(segmentRules),
      }),
    )
    .max(20)
    .optional(),
});
export type EditAgencyRequest = z.infer<typeof EditAgencyRequest>;

export const EditSiteRequest = z.strictObject({
  siteId: id.optional(),
  name: line(200),
  address: line(300).nullish(),
  phone: line(60).nullish(),
  closedOn: dayField.nullish(),
});
export type EditSiteRequest = z.infer<typeof EditSiteRequest>;

export const EditProgrammeRequest = z.strictObject({
  programmeId: id.optional(),
  siteId: id.nullish(),
  name: line(200),
  modelKey: line(60),
  eligibility: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'field.invalid-format'),
        label,
        required: z.boolean(),
      }),
    )
    .max(40)
    .default([]),
  /** Substance use treatment under 42 CFR Part 2: what it writes from now on is closed. Left out, it stays as it is. */
  isPart2: z.boolean().optional(),
  openedOn: dayField,
  closedOn: dayField.nullish(),
});
export type EditProgrammeRequest = z.infer<typeof EditProgrammeRequest>;

export const EditTeamRequest = z.strictObject({
  teamId: id.optional(),
  programmeId: id,
  name: line(200),
  openedOn: dayField,
  closedOn: dayField.nullish(),
});
export type EditTeamRequest = z.infer<typeof EditTeamRequest>;

export const EditStaffRequest = z.strictObject({
  staffId: id.optional(),
  givenName: line(100),
  familyName: line(100),
  pronouns: line(40).nullish(),
  phone: line(60).nullish(),
  email,
  languages: z.array(languageTag).max(20).default([]),
  roles: z.array(z.enum(roles)).min(1).max(6),
  leftOn: dayField.nullish(),
});
export type EditStaffRequest = z.infer<typeof EditStaffRequest>;

export const EditPositionRequest = z.strictObject({
  positionId: id.optional(),
  staffId: id,
  teamId: id,
  role: z.enum(positionRoles),
  fte: z.number().min(0.01).max(1),
  from: dayField,
  to: dayField.nullish(),
});
export type EditPositionRequest = z.infer<typeof EditPositionRequest>;

export const EditSupervisionLineRequest = z
  .strictObject({
    lineId: id.optional(),
    supervisorId: id,
    staffId: id.nullish(),
    teamId: id.nullish(),
    from: dayField,
    to: dayField.nullish(),
  })
  .refine((value) => Boolean(value.staffId) !== Boolean(value.teamId), {
    message: 'supervises-person-or-team',
    path: ['staffId'],
  });
export type EditSupervisionLineRequest = z.infer<typeof EditSupervisionLineRequest>;

export const CredentialRequest = z.strictObject({
  staffId: id,
  kind: line(100),
  number: line(100).nullish(),
  issuedBy: line(200).nullish(),
  validFrom: dayField.nullish(),
  validTo: dayField.nullish(),
});
export type CredentialRequest = z.infer<typeof CredentialRequest>;

export const EditAccountRequest = z.strictObject({
  staffId: id,
  change: z.enum(['invite', 'disable', 'enable', 'remove-second-factor']),
});
export type EditAccountRequest = z.infer<typeof EditAccountRequest>;

export const Saved = z.object({ id, version: z.string().nullable() });

const period = { from: z.string(), to: z.string().nullable() };

export const AgencyView = z.object({
  id,
  name: z.string(),
  timeZone: z.string(),
  language: z.string(),
  ownDomains: z.array(z.object({ key: z.string(), label })),
  crisisLines: z.array(crisisLine),
  segments: z.array(z.object({ code: z.string(), labels: label, openTo: z.enum(segmentRules) })),
  version: z.string(),
  models: z.array(
    z.object({ key: z.string(), version: z.number(), effectiveFrom: z.string(), label, teamCaseload: z.boolean() }),
  ),
  sites: z.array(
    z.object({
      id,
      name: z.string(),
      address: z.string().nullable(),
      phone: z.string().nullable(),
      closedOn: z.string().nullable(),
      version: z.string(),
    }),
  ),
  programmes: z.array(
    z.object({
      id,
      siteId: id.nullable(),
      name: z.string(),
      modelKey: z.string(),
      eligibility: z.array(z.object({ code: z.string(), label, required: z.boolean() })),
      isPart2: z.boolean(),
      openedOn: z.string(),
      closedOn: z.string().nullable(),
      version: z.string(),
    }),
  ),
  teams: z.array(
    z.object({
      id,
      programmeId: id,
      name: z.string(),
      sharesCaseload: z.boolean(),
      openedOn: z.string(),
      closedOn: z.string().nullable(),
      version: z.string(),
    }),
  ),
});
export type AgencyView = z.infer<typeof AgencyView>;

export const StaffDirectory = z.object({
  staff: z.array(
    z.object({
      id,
      givenName: z.string(),
      familyName: z.string(),
      pronouns: z.string().nullable(),
      email: z.string(),
      phone: z.string().nullable(),
      languages: z.array(z.string()),
      roles: z.array(z.enum(roles)),
      leftOn: z.string().nullable(),
      version: z.string(),
      positions: z.array(
        z.object({ id, teamId: id, role: z.string(), fte: z.number(), ...period, version: z.string() }),
      ),
      supervises: z.array(
        z.object({ id, staffId: id.nullable(), teamId: id.nullable(), ...period, version: z.string() }),
      ),
      credentials: z.array(
        z.object({
          id,
          kind: z.string(),
          number: z.string().nullable(),
          issuedBy: z.string().nullable(),
          validFrom: z.string().nullable(),
          validTo: z.string().nullable(),
        }),
      ),
      /** Only for administrators. */
      account: z.object({ hasPassword: z.boolean(), hasSecondFactor: z.boolean(), disabled: z.boolean() }).nullable(),
    }),
  ),
});
export type StaffDirectory = z.infer<typeof StaffDirectory>;
