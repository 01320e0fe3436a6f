// What may be said about an entry afterwards: that it was entered in error, with the reason; an addendum; the client's own words.
// Nothing is deleted.
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import { agency, db } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';
import type { Stamp } from './records.ts';

/** Entries that are facts: marked superseded, with the reason. */
const factTables = {
  contact: 'contacts',
  stay: 'stays',
  'key-event': 'key_events',
  need: 'needs',
  strength: 'strengths',
  'goal-rating': 'goal_ratings',
  condition: 'conditions',
  identifier: 'client_identifiers',
  addendum: 'addenda',
} as const;
/** Entries that are signed: their state says it. */
const signedTables = {
  note: 'notes',
  assessment: 'assessments',
  plan: 'plans',
  review: 'reviews',
  sitting: 'sittings',
} as const;
/** Entries that may carry an addendum and are neither. */
const otherTables = { closing: 'closings', alert: 'alerts' } as const;

type FactKind = keyof typeof factTables;
type SignedKind = keyof typeof signedTables;
export type MarkedKind = FactKind | SignedKind;
export type AnnotatedKind = MarkedKind | keyof typeof otherTables;

const isFact = (kind: string): kind is FactKind => kind in factTables;
const isSigned = (kind: string): kind is SignedKind => kind in signedTables;

const tableOf = (kind: AnnotatedKind): string =>
  isFact(kind) ? factTables[kind] : isSigned(kind) ? signedTables[kind] : otherTables[kind];

/** `there`: may be marked and annotated · `draft`: not signed yet · `in-error`: marked already, or replaced by a later one. */
export type EntryStanding = { readonly standing: 'there' | 'draft' | 'in-error' };

/** How an entry of this client stands; undefined where there is none the segments let be seen. */
export const readStandingOf = (
  tx: Tx,
  clientId: Id,
  kind: AnnotatedKind,
  entryId: Id,
  segments: readonly string[],
): Promise<EntryStanding | undefined> => {
  const standing: RawBuilder<unknown> = isFact(kind)
    ? sql`case when e.superseded_at is null then 'there' else 'in-error' end`
    : isSigned(kind)
      ? sql`case when e.signed_at is null then 'draft' when e.state = 'in-error' then 'in-error' else 'there' end`
      : sql`'there'`;
  return tx.first(sql<EntryStanding>`
    select ${standing} as standing from ${sql.table(tableOf(kind))} e
    where e.agency_id = ${agency} and e.id = ${entryId}::uuid and e.client_id = ${clientId}::uuid and e.segment = any (${segments}::text[])`);
};

/** Whether an act of a cycle that still counts rests on this entry: the act must be withdrawn first. */
export const restsOnIt = async (tx: Tx, clientId: Id, entryId: Id): Promise<boolean> => {
  const row = await tx.first(sql<{ rests: boolean }>`
    select exists (
      select from cycle_acts a
      where a.agency_id = ${agency} and a.enrolment_id in (select e.id from enrolments e where e.agency_id = ${agency} and e.client_id = ${clientId}::uuid)
        and a.superseded_at is null and a.act like any (array['sign-%', 'decide-%'])
        and ${entryId}::text in (a.params ->> 'assessmentId', a.params ->> 'planId', a.params ->> 'reviewId')) as rests`);
  return row?.rests ?? false;
};

/** Marks an entry as entered in error; gives how many were marked. */
export const markInError = (
  tx: Tx,
  stamp: Stamp,
  clientId: Id,
  kind: MarkedKind,
  entryId: Id,
  reason: string,
): Promise<number> =>
  isFact(kind)
    ? tx.run(sql`
      update ${sql.table(factTables[kind])} set superseded_at = ${stamp.at}::timestamptz, superseded_by = ${stamp.by}::uuid, error_reason = ${reason}
      where agency_id = ${agency} and id = ${entryId}::uuid and client_id = ${clientId}::uuid and superseded_at is null`)
    : tx.run(sql`
      update ${sql.table(signedTables[kind])} set state = 'in-error', error_reason = ${reason}, recorded_at = ${stamp.at}::timestamptz, recorded_by = ${stamp.by}::uuid
      where agency_id = ${agency} and id = ${entryId}::uuid and client_id = ${clientId}::uuid and state <> 'in-error'`);

export const insertAddendum = (
  tx: Tx,
  stamp: Stamp,
  addendum: {
    readonly id: Id;
    readonly clientId: Id;
    readonly entryKind: AnnotatedKind;
    readonly entryId: Id;
    readonly kind: string;
    readonly text: string;
  },
): Promise<number> =>
  tx.run(
    db.insertInto('addenda').values({
      agency_id: stamp.agencyId,
      id: addendum.id,
      client_id: addendum.clientId,
      entry_kind: addendum.entryKind,
      entry_id: addendum.entryId,
      kind: addendum.kind,
      text: addendum.text,
      // What stands beside an entry is as closed as the entry.
      segment: sql`(select e.segment from ${sql.table(tableOf(addendum.entryKind))} e where e.agency_id = ${agency} and e.id = ${addendum.entryId}::uuid)`,
      recorded_at: stamp.at,
      recorded_by: stamp.by,
    }),
  );
