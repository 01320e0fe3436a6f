// The person served: caught once at entry, found, registered, and the identity part of the record.
import { z } from 'zod';
import { birthPrecisions } from '#domain/people/birth-and-age.ts';
import { dayField, id, languageTag, line, lineOrNothing, listing, owner, page } from './fields.ts';

const identifier = z.strictObject({ system: line(100), value: line(100) });

/** A person may go by one name only: either part may be left empty, not both. */
const namePart = lineOrNothing(100).default('');

const names = {
  givenName: namePart,
  familyName: namePart,
  middleName: line(100).nullish(),
  chosenName: line(100).nullish(),
  formerNames: z.array(line(100)).max(10).default([]),
};

const birth = {
  /** Any day of the month or year known, where the precision says so. */
  birthDate: dayField.nullish(),
  birthPrecision: z.enum(birthPrecisions).optional(),
};

export const ClientIdentityFields = {
  ...names,
  ...birth,
  pronouns: line(40).nullish(),
  diedOn: dayField.nullish(),
  language: languageTag.nullish(),
  otherLanguages: z.array(languageTag).max(10).default([]),
  needsInterpreter: z.boolean().default(false),
  largePrint: z.boolean().default(false),
};

export const FindDuplicatesRequest = z.strictObject({
  ...names,
  ...birth,
  identifiers: z.array(identifier).max(20).default([]),
});
export type FindDuplicatesRequest = z.infer<typeof FindDuplicatesRequest>;

/**
 * A client who may be the person about to be entered. `open`: the caller may open that chart. `link`: they may not; then only what
 * is needed to tell two people apart is shown (name and year of birth), and the two can be linked for somebody who sees both.
 */
export const PossibleDuplicate = z.object({
  id,
  name: z.string(),
  /** As much as is known and may be shown: `1987-04-12`, `1987-04`, `1987`. */
  birthDate: z.string().nullable(),
  number: z.number().nullable(),
  reasons: z.array(z.string()),
  offer: z.enum(['open', 'link']),
});
export type PossibleDuplicate = z.infer<typeof PossibleDuplicate>;

export const PossibleDuplicates = z.object({ items: z.array(PossibleDuplicate), total: z.number().int() });
export type PossibleDuplicates = z.infer<typeof PossibleDuplicates>;

export const RegisterClientRequest = z.strictObject({
  ...ClientIdentityFields,
  identifiers: z.array(identifier).max(20).default([]),
  /** Set after the possible duplicates were looked at: this is another person. */
  notDuplicateOf: z.array(id).max(50).default([]),
  /** This is, or may be, the same person: registered all the same, and linked or handed on to be looked at. */
  samePersonAs: z.array(id).max(10).default([]),
  /** Refers the person to a programme at once: cycle 1 opens in outreach. */
  referral: z
    .strictObject({
      programmeId: id,
      owner,
      on: dayField.optional(),
      source: line(200).nullish(),
      reason: line(1000).nullish(),
    })
    .optional(),
});
export type RegisterClientRequest = z.infer<typeof RegisterClientRequest>;

export const ClientRegistered = z.object({ id, number: z.number(), enrolmentId: id.nullable() });
export type ClientRegistered = z.infer<typeof ClientRegistered>;

export const SearchClientsRequest = z.strictObject({ q: z.string().max(200).optional(), ...page });
export type SearchClientsRequest = z.infer<typeof SearchClientsRequest>;

export const ClientFound = z.object({
  id,
  number: z.number(),
  name: z.string(),
  listedName: z.string(),
  pronouns: z.string().nullable(),
  birthDate: z.string().nullable(),
  /** Programmes, the present ones first. */
  enrolments: z.array(
    z.object({
      id,
      programme: z.string(),
      state: z.string(),
      stage: z.string().nullable(),
      owner: owner.extend({ name: z.string() }).nullable(),
    }),
  ),
  /** What the typed text was recognised by: `name`, `sound`, `former-name` … */
  foundBy: z.array(z.string()),
});
export type ClientFound = z.infer<typeof ClientFound>;
export const ClientsFound = listing(ClientFound);
export type ClientsFound = z.infer<typeof ClientsFound>;

export const ReadClientRequest = z.strictObject({ clientId: id });
export const EditClientRequest = z.strictObject({ clientId: id, ...ClientIdentityFields });
export type EditClientRequest = z.infer<typeof EditClientRequest>;

export const ClientView = z.object({
  id,
  number: z.number(),
  version: z.string(),
  name: z.string(),
  listedName: z.string(),
  legalName: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  middleName: z.string().nullable(),
  chosenName: z.string().nullable(),
  formerNames: z.array(z.string()),
  pronouns: z.string().nullable(),
  birthDate: z.string().nullable(),
  birthPrecision: z.enum(birthPrecisions),
  /** Whole years; two figures where the birth date is approximate. */
  age: z.object({ from: z.number(), to: z.number() }).nullable(),
  diedOn: z.string().nullable(),
  language: z.string().nullable(),
  otherLanguages: z.array(z.string()),
  needsInterpreter: z.boolean(),
  largePrint: z.boolean(),
  unclaimed: z.boolean(),
  identifiers: z.array(z.object({ id, system: z.string(), value: z.string() })),
});
export type ClientView = z.infer<typeof ClientView>;

const refusal = z.object({
  code: z.string(),
  params: z.record(z.string(), z.string().or(z.number())).optional(),
  pointer: z.string().optional(),
});
const sentence = z.object({ code: z.string(), params: z.record(z.string(), z.string().or(z.number())) });
const named = z.object({ id, name: z.string() });
const ownerNamed = z.object({ kind: z.enum(['staff', 'team']), id, name: z.string() });

export const ReadChartRequest = z.strictObject({ clientId: id });

/** Everything the banner, the overview and the left navigation of a chart show. Parts that are not the reader's are null. */
export const ChartView = z.object({
  client: ClientView,
  today: z.string(),
  /** Until when whoever reads it does so behind broken glass. */
  glass: z.object({ endsAt: z.string() }).nullable(),
  alerts: z.array(
    z.object({
      id,
      kind: z.string(),
      text: z.string(),
      basis: z.string(),
      from: z.string(),
      expiresOn: z.string(),
      setBy: named,
    }),
  ),
  /** Ways to reach the person that are in use, with what each may be used for today. */
  waysToReach: z.array(
    z.object({
      id,
      channel: z.string(),
      value: z.string(),
      label: z.string().nullable(),
      preferred: z.boolean(),
      mayUseTo: z.array(z.enum(['speak', 'leave-message', 'write', 'visit'])),
      askNow: z.boolean(),
      whyNot: z.array(refusal),
      whoMayKnow: z.string().nullable(),
      bestTimes: z.string().nullable(),
      caution: z.string().nullable(),
    }),
  ),
  /** Who to call in an emergency, and who may decide for the person today. */
  supporters: z.array(
    z.object({
      id,
      name: z.string(),
      relationship: z.string(),
      phone: z.string().nullable(),
      isEmergencyContact: z.boolean(),
      authority: z.string().nullable(),
      mayDecide: z.array(z.string()),
    }),
  ),
  coverages: z.array(z.object({ id, payer: z.string(), plan: z.string(), memberNumber: z.string().nullable() })),
  residence: z
    .object({
      id,
      setting: z.string(),
      address: z.string().nullable(),
      household: z.string().nullable(),
      from: z.string(),
    })
    .nullable(),
  stay: z
    .object({ id, setting: z.string(), place: z.string().nullable(), from: z.string(), certainty: z.string() })
    .nullable(),
  lastDischargeOn: z.string().nullable(),
  careTeam: z.array(
    z.object({
      id,
      role: z.string(),
      enrolmentId: id.nullable(),
      who: ownerNamed,
      phone: z.string().nullable(),
      from: z.string(),
    }),
  ),
  enrolments: z.array(
    z.object({
      id,
      programme: named,
      model: z.string(),
      state: z.string(),
      priority: z.string().nullable(),
      referredOn: z.string(),
      enrolledOn: z.string().nullable(),
      endedOn: z.string().nullable(),
      closeReason: z.string().nullable(),
      attempts: z.number(),
      daysToEngage: z.object({ days: z.number(), reached: z.boolean() }),
      cycles: z.array(
        z.object({
          id,
          number: z.number(),
          stage: z.string(),
          from: z.string(),
          to: z.string().nullable(),
          openedBy: z.string(),
          result: z.string().nullable(),
          resultReason: z.string().nullable(),
        }),
      ),
      /** The six functions of the open cycle, of the last one once the enrolment has ended. */
      functions: z.array(
        z.object({
          function: z.string(),
          state: z.enum(['done', 'under-way', 'next', 'not-yet']),
          why: z.array(refusal),
          details: z.array(sentence),
        }),
      ),
    }),
  ),
  goals: z
    .array(
      z.object({
        id,
        thread: id,
        planId: id,
        cycleId: id,
        domain: z.string(),
        words: z.string(),
        level: z.number().nullable(),
        ratedOn: z.string().nullable(),
        baselineLevel: z.number().nullable(),
        steps: z.array(
          z.object({
            id,
            text: z.string(),
            owner: z.string(),
            ownerName: z.string().nullable(),
            dueOn: z.string().nullable(),
            state: z.string(),
            doneOn: z.string().nullable(),
          }),
        ),
      }),
    )
    .nullable(),
  due: z
    .array(
      z.object({
        id,
        kind: z.string(),
        dueFrom: z.string(),
        dueBy: z.string(),
        state: z.string(),
        what: sentence,
        stands: sentence,
        owner: ownerNamed.nullable(),
        subjectId: id.nullable(),
      }),
    )
    .nullable(),
  lastContacts: z
    .array(
      z.object({
        id,
        day: z.string(),
        start: z.string(),
        minutes: z.number(),
        outcome: z.string(),
        mode: z.string(),
        place: z.string(),
        withWhom: z.string(),
        staff: named,
        note: z.object({ id, state: z.string() }).nullable(),
      }),
    )
    .nullable(),
  /** The reader's own notes about this client that wait for a signature, and those of everyone. */
  unsignedNotes: z.object({ mine: z.number(), all: z.number() }).nullable(),
  tasks: z
    .array(
      z.object({
        id,
        kind: z.string(),
        title: z.string(),
        dueBy: z.string().nullable(),
        owner: ownerNamed,
      }),
    )
    .nullable(),
  referrals: z
    .array(
      z.object({
        id,
        organization: z.string(),
        service: z.string().nullable(),
        state: z.string(),
        sentOn: z.string().nullable(),
        nextOn: z.string().nullable(),
      }),
    )
    .nullable(),
  links: z.array(
    z.object({
      id,
      kind: z.string(),
      relationship: z.string().nullable(),
      other: z.object({ id, number: z.number(), name: z.string() }),
    }),
  ),
  /** What the reader may do to this client: names of actions. */
  may: z.array(z.string()),
  /** Segments that something can be written into beside the general record; null labels: of the house. None where there is no choice. */
  writesInto: z.array(
    z.object({
      code: z.string(),
      labels: z.object({ en: z.string(), es: z.string() }).nullable(),
      /** Whether whoever writes into it sees what others write there. */
      isSeen: z.boolean(),
    }),
  ),
});
export type ChartView = z.infer<typeof ChartView>;
