// Assessments: drafts that change, signed ones that stay. Needs and strengths stand inside the draft; signing makes facts of them.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Assessment, DomainEntry, Need, Strength } from '#domain/cycle/assessment.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

export type DraftNeed = Omit<Need, 'domain'>;
export type DraftStrength = Omit<Strength, 'domain'> & { readonly words: boolean; readonly rank: number | null };
export type AssessedDomain = DomainEntry & {
  readonly needs: readonly DraftNeed[];
  readonly strengths: readonly DraftStrength[];
};
export type AssessedDomains = Readonly<Record<string, AssessedDomain>>;

export type RecordedAssessment = {
  readonly id: Id;
  readonly client_id: Id;
  readonly cycle_id: Id;
  readonly cycle_number: number | null;
  readonly kind: 'comprehensive' | 're-assessment';
  readonly day: Day;
  readonly state: 'draft' | 'signed' | 'in-error';
  readonly staff_id: Id;
  readonly author: string;
  readonly signed_at: Instant | null;
  readonly signer: string | null;
  readonly prefilled_from: Id | null;
  readonly error_reason: string | null;
  readonly summary: string | null;
  readonly informants: string | null;
  readonly domains: AssessedDomains;
  readonly recorded_at: Instant;
};

/** The assessments of a client, the latest first. */
export const readAssessments = (
  tx: Tx,
  clientId: Id,
  seen: RawBuilder<boolean> = sql<boolean>`true`,
): Promise<RecordedAssessment[]> =>
  tx.rows(sql<RecordedAssessment>`
    select a.id, a.client_id, a.cycle_id, c.number as cycle_number, a.kind, a.day, a.state, a.staff_id,
      s.given_name || ' ' || s.family_name as author, a.signed_at, g.given_name || ' ' || g.family_name as signer,
      a.prefilled_from, a.error_reason, a.summary, a.informants, a.domains, a.recorded_at
    from assessments a
    left join cycles c on c.agency_id = a.agency_id and c.id = a.cycle_id
    left join staff s on s.agency_id = a.agency_id and s.id = a.staff_id
    left join staff g on g.agency_id = a.agency_id and g.id = a.signed_by
    where a.agency_id = ${agency} and a.client_id = ${clientId} and ${seen}
    order by a.day desc, a.id desc`);

/** The rules' view of it: needs and strengths beside the domains. */
export const assessmentFrom = (domains: AssessedDomains): Assessment => ({
  domains,
  needs: Object.entries(domains).flatMap(([domain, entry]) => entry.needs.map((need) => ({ ...need, domain }))),
  strengths: Object.entries(domains).flatMap(([domain, entry]) => entry.strengths.map((each) => ({ ...each, domain }))),
});

export type NewAssessment = {
  readonly id: Id;
  readonly clientId: Id;
  readonly cycleId: Id;
  readonly kind: RecordedAssessment['kind'];
  readonly day: Day;
  readonly domains: AssessedDomains;
  readonly summary: string | null;
  readonly prefilledFrom: Id | null;
};

/** `staff_id` is whoever begins it. */
export const insertAssessment = (tx: Tx, agencyId: Id, draft: NewAssessment, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db.insertInto('assessments').values({
      agency_id: agencyId,
      id: draft.id,
      client_id: draft.clientId,
      cycle_id: draft.cycleId,
      kind: draft.kind,
      day: draft.day,
      staff_id: by,
      domains: json(draft.domains),
      summary: draft.summary,
      prefilled_from: draft.prefilledFrom,
      recorded_at: at,
      recorded_by: by,
    }),
  );

/** Changes a draft, and signs it where `signedAt` is given; gives the new version. */
export const updateAssessment = async (
  tx: Tx,
  id: Id,
  change: {
    readonly day: Day;
    readonly domains: AssessedDomains;
    readonly summary: string | null;
    readonly informants: string | null;
    readonly sign: boolean;
  },
  { by, at }: Stamp,
): Promise<Instant | undefined> => {
  const row = await tx.first(
    db
      .updateTable('assessments')
      .set({
        day: change.day,
        domains: json(change.domains),
        summary: change.summary,
        informants: change.informants,
        ...(change.sign && { state: 'signed', signed_at: at, signed_by: by }),
        recorded_at: at,
        recorded_by: by,
      })
      .where('agency_id', '=', agency)
      .where('id', '=', id)
      .returning('recorded_at'),
  );
  return row?.recorded_at;
};

/** Marks an assessment as entered in error, or a draft as let go. */
export const voidAssessments = (
  tx: Tx,
  which: { readonly id: Id } | { readonly draftsOf: Id },
  reason: string,
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db
      .updateTable('assessments')
      .set({ state: 'in-error', error_reason: reason, recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where((row) =>
        'id' in which
          ? row('id', '=', which.id)
          : row.and([row('cycle_id', '=', which.draftsOf), row('state', '=', 'draft')]),
      ),
  );

export type OwnDomain = { readonly code: string; readonly label: Readonly<Record<string, string>> | null };

/** The domains of life that the agency added to the common ones. */
export const readOwnDomains = async (tx: Tx): Promise<OwnDomain[]> => {
  const row = await tx.first(sql<{ domains: { key: string; label: OwnDomain['label'] }[] | null }>`
    select settings -> 'ownDomains' as domains from agencies where agency_id = ${agency}`);
  return (row?.domains ?? []).map(({ key, label }) => ({ code: key, label }));
};
