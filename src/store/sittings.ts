// One time an instrument is answered: a draft while answers come, then as it was signed. Scores are worked out from the answers when
// they are signed, by the version that was asked.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { AllAnswers } from '#domain/instruments/asked.ts';
import type { Scored } from '#domain/instruments/score.ts';
import type { Means } from '#domain/instruments/sitting.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

type Written = Stamp & { readonly agencyId: Id };

export type RecordedSitting = {
  readonly id: Id;
  readonly clientId: Id;
  readonly cycleId: Id | null;
  readonly instrument: string;
  readonly version: number;
  readonly day: Day;
  readonly means: Means;
  readonly proxyName: string | null;
  readonly language: 'en' | 'es';
  readonly answers: AllAnswers;
  readonly state: 'draft' | 'signed' | 'discarded' | 'in-error';
  readonly staffId: Id;
  readonly staffName: string;
  readonly signedAt: Instant | null;
  readonly signer: string | null;
  readonly errorReason: string | null;
  readonly segment: string;
  readonly recordedAt: Instant;
};

/** The sittings of a client, the latest first. `seen` speaks of `i`. */
export const readSittings = (
  tx: Tx,
  clientId: Id,
  seen: RawBuilder<boolean> = sql<boolean>`true`,
): Promise<RecordedSitting[]> =>
  tx.rows(sql<RecordedSitting>`
    select i.id, i.client_id as "clientId", i.cycle_id as "cycleId", i.instrument, i.version, i.day, i.means, i.proxy_name as "proxyName",
      i.language, i.answers, i.state, i.staff_id as "staffId", s.given_name || ' ' || s.family_name as "staffName",
      i.signed_at as "signedAt", g.given_name || ' ' || g.family_name as signer, i.error_reason as "errorReason", i.segment, i.recorded_at as "recordedAt"
    from sittings i
    left join staff s on s.agency_id = i.agency_id and s.id = i.staff_id
    left join staff g on g.agency_id = i.agency_id and g.id = i.signed_by
    where i.agency_id = ${agency} and i.client_id = ${clientId}::uuid and ${seen}
    order by i.day desc, i.id desc`);

export type NewSitting = Pick<
  RecordedSitting,
  | 'id'
  | 'clientId'
  | 'instrument'
  | 'version'
  | 'day'
  | 'means'
  | 'proxyName'
  | 'language'
  | 'answers'
  | 'staffId'
  | 'state'
  | 'segment'
>;

/**
 * It stands in the open cycle of whoever asked, or of the programme that keeps the general record; never in one whose segment, not
 * among `segments`, they do not see.
 */
export const insertSitting = (
  tx: Tx,
  { agencyId, by, at }: Written,
  sitting: NewSitting,
  segments: readonly string[],
): Promise<number> =>
  tx.run(
    db.insertInto('sittings').values({
      ...{ agency_id: agencyId, id: sitting.id, client_id: sitting.clientId, staff_id: sitting.staffId },
      ...{ instrument: sitting.instrument, version: sitting.version, day: sitting.day, means: sitting.means },
      ...{ proxy_name: sitting.proxyName, language: sitting.language, answers: json(sitting.answers) },
      cycle_id: sql`(select y.id from cycles y join enrolments e on e.agency_id = y.agency_id and e.id = y.enrolment_id
        where y.agency_id = ${agency} and y.client_id = ${sitting.clientId}::uuid and y.to_day is null and not y.withdrawn
          and y.segment = any (${segments}::text[])
        order by e.staff_id = ${sitting.staffId}::uuid or exists (select from positions p where p.agency_id = e.agency_id and p.staff_id = ${sitting.staffId}::uuid
            and p.team_id = e.team_id and p.during @> ${sitting.day}::date) desc nulls last,
          y.segment = 'general' desc, y.from_day desc, y.id desc limit 1)`,
      ...{ state: sitting.state, ...(sitting.state === 'signed' && { signed_at: at, signed_by: sitting.staffId }) },
      ...{ segment: sitting.segment, recorded_at: at, recorded_by: by },
    }),
  );

/** Changes a draft, and signs it where `sign` says so; gives the new version. */
export const updateSitting = async (
  tx: Tx,
  id: Id,
  change: { readonly answers: AllAnswers; readonly day: Day; readonly sign: boolean },
  { by, at }: Stamp,
): Promise<Instant | undefined> => {
  const row = await tx.first(
    db
      .updateTable('sittings')
      .set({
        ...{ answers: json(change.answers), day: change.day, recorded_at: at, recorded_by: by },
        ...(change.sign && { state: 'signed', signed_at: at, signed_by: by }),
      })
      .where('agency_id', '=', agency)
      .where('id', '=', id)
      .returning('recorded_at'),
  );
  return row?.recorded_at;
};

export const discardSitting = (tx: Tx, id: Id, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('sittings')
      .set({ state: 'discarded', recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where('id', '=', id)
      .where('state', '=', 'draft'),
  );

/** A sitting that never was has no scores. */
export const removeScores = (tx: Tx, sittingId: Id): Promise<number> =>
  tx.run(db.deleteFrom('scores').where('agency_id', '=', agency).where('sitting_id', '=', sittingId));

/** Keeps what a signed sitting comes to; what has no value has no row. */
export const writeScores = (
  tx: Tx,
  { agencyId, by, at }: Written,
  sitting: Pick<RecordedSitting, 'id' | 'clientId' | 'day' | 'segment'>,
  scored: Scored,
  newId: () => Id,
): Promise<number> => {
  const rows = Object.entries(scored.scores).flatMap(([score, { value, band, cutoffMet }]) =>
    value === null
      ? []
      : [
          {
            ...{ agency_id: agencyId, id: newId(), client_id: sitting.clientId, sitting_id: sitting.id },
            ...{ instrument: scored.instrument, version: scored.version, score, day: sitting.day },
            ...{
              value: typeof value === 'number' ? value : null,
              said: typeof value === 'number' ? null : String(value),
            },
            ...{ band, cutoff_met: cutoffMet, segment: sitting.segment, recorded_at: at, recorded_by: by },
          },
        ],
  );
  return rows.length === 0 ? Promise.resolve(0) : tx.run(db.insertInto('scores').values(rows));
};
