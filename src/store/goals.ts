// Goals and steps of signed plans, and how far each goal came.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { AttainmentLevel } from '#domain/cycle/goal-attainment.ts';
import type { PlannedGoal, Step } from '#domain/cycle/plan.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

/** Makes rows of the goals and steps of a plan that is signed now. */
export const insertGoals = (
  tx: Tx,
  agencyId: Id,
  plan: { readonly id: Id; readonly clientId: Id; readonly goals: readonly PlannedGoal[]; readonly today: Day },
  { by, at }: Stamp,
  newId: () => Id,
): Promise<unknown> => {
  const own = { agency_id: agencyId, client_id: plan.clientId, recorded_at: at, recorded_by: by };
  const goals = plan.goals.map((goal) => ({ goal, id: newId() }));
  if (goals.length === 0) return Promise.resolve();
  const steps = goals.flatMap(({ goal, id }) =>
    goal.steps.map((step, position) => ({
      ...own,
      id: newId(),
      thread: step.thread,
      goal_id: id,
      position,
      text: step.text,
      owner: step.owner,
      owner_name: step.ownerName || null,
      staff_id: step.staffId ?? null,
      due_on: step.dueOn,
      resource: step.resource || null,
      resource_kind: step.resourceKind,
      state: step.state,
      done_on: step.state === 'open' ? null : plan.today,
    })),
  );
  return Promise.all([
    tx.run(
      db.insertInto('goals').values(
        goals.map(({ goal, id }, position) => ({
          ...own,
          id,
          thread: goal.thread,
          plan_id: plan.id,
          position,
          domain: goal.domain,
          words: goal.words,
          measure: goal.measure || null,
          importance: goal.importance,
          difficulty: goal.difficulty,
          levels: json(goal.levels),
          baseline_level: goal.baselineLevel,
          needs: [...goal.needs],
          strengths: [...goal.strengths],
          options: json(goal.options),
          dropped: goal.dropped,
        })),
      ),
    ),
    steps.length > 0 ? tx.run(db.insertInto('steps').values(steps)) : undefined,
  ]);
};

export type RecordedStep = Step & {
  readonly id: Id;
  readonly goalId: Id;
  readonly planId: Id;
  readonly planState: 'signed' | 'replaced';
  readonly staffId: Id | null;
  readonly doneOn: Day | null;
  readonly note: string | null;
};

/** Steps of the signed plans of a client; of one thread the latest row last. */
export const readSteps = (tx: Tx, clientId: Id): Promise<RecordedStep[]> =>
  tx.rows(sql<RecordedStep>`
    select t.id, t.goal_id as "goalId", g.plan_id as "planId", p.state as "planState", t.thread, t.text, t.owner, coalesce(t.owner_name, '') as "ownerName",
      t.staff_id as "staffId", t.due_on as "dueOn", t.resource_kind as "resourceKind", coalesce(t.resource, '') as resource, t.state,
      t.done_on as "doneOn", t.outcome_note as note
    from steps t join goals g on g.agency_id = t.agency_id and g.id = t.goal_id
    join plans p on p.agency_id = g.agency_id and p.id = g.plan_id
    where t.agency_id = ${agency} and t.client_id = ${clientId} and p.state in ('signed', 'replaced')
    order by p.signed_at, t.position`);

export type GoalRow = { readonly id: Id; readonly thread: Id; readonly planId: Id; readonly words: string };

/** Goals of the signed plans of a client; of one thread the latest wording last. */
export const readGoals = (tx: Tx, clientId: Id): Promise<GoalRow[]> =>
  tx.rows(sql<GoalRow>`
    select g.id, g.thread, g.plan_id as "planId", g.words
    from goals g join plans p on p.agency_id = g.agency_id and p.id = g.plan_id
    where g.agency_id = ${agency} and g.client_id = ${clientId} and p.state in ('signed', 'replaced')
    order by p.signed_at, g.position`);

export const changeStep = (
  tx: Tx,
  id: Id,
  change: { readonly state: Step['state']; readonly doneOn: Day | null; readonly note: string | null },
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db
      .updateTable('steps')
      .set({
        state: change.state,
        done_on: change.doneOn,
        outcome_note: change.note,
        recorded_at: at,
        recorded_by: by,
      })
      .where('agency_id', '=', agency)
      .where('id', '=', id),
  );

export type Rating = {
  readonly thread: Id;
  readonly level: AttainmentLevel;
  readonly ratedBy: 'client' | 'worker' | 'together';
  readonly note: string | null;
  readonly day: Day;
  readonly reviewId: Id | null;
};

/** Every rating of a client's goals that stands, the latest last. */
export const readRatings = (tx: Tx, clientId: Id, seen: RawBuilder<boolean> = sql<boolean>`true`): Promise<Rating[]> =>
  tx.rows(sql<Rating>`
    select r.thread, r.level, r.rated_by as "ratedBy", r.note, r.day, r.review_id as "reviewId"
    from goal_ratings r
    where r.agency_id = ${agency} and r.client_id = ${clientId} and r.superseded_at is null and ${seen}
    order by r.day, r.recorded_at, r.id`);

export const latestLevels = (ratings: readonly Rating[]): Map<Id, AttainmentLevel> =>
  new Map(ratings.map(({ thread, level }) => [thread, level]));

export const insertRatings = (
  tx: Tx,
  agencyId: Id,
  clientId: Id,
  ratings: readonly (Rating & { readonly id: Id })[],
  { by, at }: Stamp,
): Promise<unknown> =>
  ratings.length === 0
    ? Promise.resolve()
    : tx.run(
        db.insertInto('goal_ratings').values(
          ratings.map((rating) => ({
            agency_id: agencyId,
            id: rating.id,
            client_id: clientId,
            thread: rating.thread,
            review_id: rating.reviewId,
            level: rating.level,
            rated_by: rating.ratedBy,
            note: rating.note,
            day: rating.day,
            recorded_at: at,
            recorded_by: by,
          })),
        ),
      );

export const withdrawRatings = (tx: Tx, reviewId: Id, reason: string, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('goal_ratings')
      .set({ superseded_at: at, superseded_by: by, error_reason: reason })
      .where('agency_id', '=', agency)
      .where('review_id', '=', reviewId)
      .where('superseded_at', 'is', null),
  );
