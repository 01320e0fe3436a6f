// The ledger of stays, and the other events of a life. Facts: a correction is a new row that replaces the one before.
import { sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { StaySetting } from '#domain/models/definition.ts';
import type { KeyEventKind } from '#domain/stays/key-event.ts';
import type { StayCertainty } from '#domain/stays/stay.ts';
import { agency, db } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';
import { nameOf } from './entry.ts';
import type { Stamp } from './records.ts';

type Kept = {
  readonly id: Id;
  readonly clientId: Id;
  readonly replaces: Id | null;
  readonly recordedAt: Instant;
  readonly recordedBy: { readonly id: Id; readonly name: string };
};

export type StayFields = {
  readonly setting: StaySetting;
  readonly place: string | null;
  readonly from: Day;
  readonly to: Day | null;
  readonly certainty: StayCertainty;
  readonly source: string;
  readonly teamInvolved: boolean | null;
  readonly plannedJointly: boolean | null;
  readonly cancelled: boolean;
};
export type StayRecord = StayFields & Kept;

const keptColumns = sql`e.id, e.client_id as "clientId", e.replaces, e.recorded_at as "recordedAt", ${nameOf(sql`e.recorded_by`)} as "recordedBy"`;

/** The stays as they are known now, the latest first. */
export const readStays = (tx: Tx, clientId: Id, segments: readonly string[]): Promise<StayRecord[]> =>
  tx.rows(sql<StayRecord>`
    select ${keptColumns}, e.setting, e.place, e.from_day as "from", e.to_day as "to", e.certainty, e.source, e.team_involved as "teamInvolved",
      e.planned_jointly as "plannedJointly", e.cancelled
    from stays e where e.agency_id = ${agency} and e.client_id = ${clientId}::uuid and e.superseded_at is null and e.segment = any (${segments}::text[])
    order by e.from_day desc, e.id desc`);

/** Sends stays of one client or of many. */
export const insertStays = (
  tx: Tx,
  stamp: Stamp,
  stays: readonly (StayFields & {
    readonly id: Id;
    readonly clientId: Id;
    readonly replaces: Id | null;
    readonly segment?: string;
  })[],
): Promise<number> =>
  tx.run(
    db.insertInto('stays').values(
      stays.map((stay) => ({
        agency_id: stamp.agencyId,
        id: stay.id,
        client_id: stay.clientId,
        setting: stay.setting,
        place: stay.place,
        from_day: stay.from,
        to_day: stay.to,
        certainty: stay.certainty,
        source: stay.source,
        team_involved: stay.teamInvolved,
        planned_jointly: stay.plannedJointly,
        cancelled: stay.cancelled,
        replaces: stay.replaces,
        segment: stay.segment ?? 'general',
        recorded_at: stamp.at,
        recorded_by: stamp.by,
      })),
    ),
  );

export type KeyEventFields = {
  readonly kind: KeyEventKind;
  readonly day: Day;
  readonly text: string;
  readonly source: string;
};
export type KeyEventRecord = KeyEventFields & Kept;

export const readKeyEvents = (tx: Tx, clientId: Id, segments: readonly string[]): Promise<KeyEventRecord[]> =>
  tx.rows(sql<KeyEventRecord>`
    select ${keptColumns}, e.kind, e.day, e.text, e.source
    from key_events e where e.agency_id = ${agency} and e.client_id = ${clientId}::uuid and e.superseded_at is null and e.segment = any (${segments}::text[])
    order by e.day desc, e.id desc`);

export const insertKeyEvent = (
  tx: Tx,
  stamp: Stamp,
  event: KeyEventFields & {
    readonly id: Id;
    readonly clientId: Id;
    readonly replaces: Id | null;
    readonly segment: string;
  },
): Promise<number> =>
  tx.run(
    db.insertInto('key_events').values({
      agency_id: stamp.agencyId,
      id: event.id,
      client_id: event.clientId,
      kind: event.kind,
      day: event.day,
      text: event.text,
      source: event.source,
      replaces: event.replaces,
      segment: event.segment,
      recorded_at: stamp.at,
      recorded_by: stamp.by,
    }),
  );

/** Marks a fact as replaced by a later one. */
export const supersede = (tx: Tx, stamp: Stamp, table: 'stays' | 'key_events', id: Id): Promise<number> =>
  tx.run(
    db
      .updateTable(table)
      .set({ superseded_at: stamp.at, superseded_by: stamp.by })
      .where('agency_id', '=', agency)
      .where('id', '=', id)
      .where('superseded_at', 'is', null),
  );

/** The latest row that came of one that was replaced, where there is one. */
export const replacementOf = (tx: Tx, table: 'stays' | 'key_events', id: Id): Promise<{ id: Id } | undefined> =>
  tx.first(sql<{ id: Id }>`
    with recursive later as (
      select id from ${sql.table(table)} where agency_id = ${agency} and replaces = ${id}::uuid
      union all
      select s.id from ${sql.table(table)} s join later on s.replaces = later.id where s.agency_id = ${agency}
    )
    select t.id from ${sql.table(table)} t join later on later.id = t.id where t.agency_id = ${agency} and t.superseded_at is null limit 1`);
