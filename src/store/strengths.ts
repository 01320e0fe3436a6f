// Strengths as facts, countable and cumulative: one that was found once stays known, also when the next assessment words it anew.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Strength } from '#domain/cycle/assessment.ts';
import { agency, db } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

export type RecordedStrength = Strength & {
  readonly words: boolean;
  readonly rank: number | null;
  readonly day: Day;
  /** Named in the latest assessment. */
  readonly current: boolean;
};

/** Every strength ever found, those entered in error left out. */
export const readStrengths = (
  tx: Tx,
  clientId: Id,
  seen: RawBuilder<boolean> = sql<boolean>`true`,
): Promise<RecordedStrength[]> =>
  tx.rows(sql<RecordedStrength>`
    select t.id, t.domain, t.aspect, t.text, t.words, t.rank, t.day, t.superseded_at is null as current
    from strengths t
    where t.agency_id = ${agency} and t.client_id = ${clientId} and t.error_reason is null and ${seen}
    order by t.rank nulls last, t.domain, t.id`);

export type NewStrength = Strength & { readonly words: boolean; readonly rank: number | null };

/** Writes the strengths of a signed assessment: the unchanged ones stand, the others are superseded or new. */
export const writeStrengths = (
  tx: Tx,
  agencyId: Id,
  standing: readonly RecordedStrength[],
  written: {
    readonly clientId: Id;
    readonly assessmentId: Id;
    readonly day: Day;
    readonly strengths: readonly NewStrength[];
  },
  { by, at }: Stamp,
): Promise<unknown> => {
  const named = new Set(written.strengths.map(({ id }) => id));
  const known = new Set(standing.map(({ id }) => id));
  const over = standing.filter(({ id, current }) => current && !named.has(id)).map(({ id }) => id);
  const added = written.strengths.filter(({ id }) => !known.has(id));
  const sent: Promise<unknown>[] = [];
  if (over.length > 0)
    sent.push(
      tx.run(
        db
          .updateTable('strengths')
          .set({ superseded_at: at, superseded_by: by })
          .where('agency_id', '=', agency)
          .where('id', 'in', over),
      ),
    );
  if (added.length > 0)
    sent.push(
      tx.run(
        db.insertInto('strengths').values(
          added.map((strength) => ({
            agency_id: agencyId,
            id: strength.id,
            client_id: written.clientId,
            assessment_id: written.assessmentId,
            domain: strength.domain,
            aspect: strength.aspect,
            text: strength.text,
            words: strength.words,
            rank: strength.rank,
            day: written.day,
            recorded_at: at,
            recorded_by: by,
          })),
        ),
      ),
    );
  return Promise.all(sent);
};

export const withdrawStrengths = (tx: Tx, assessmentId: Id, reason: string, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('strengths')
      .set({ superseded_at: at, superseded_by: by, error_reason: reason })
      .where('agency_id', '=', agency)
      .where('assessment_id', '=', assessmentId)
      .where('superseded_at', 'is', null),
  );
