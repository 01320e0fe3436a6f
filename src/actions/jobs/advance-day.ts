// Time passes without a write. When an agency's day changes, the clients whose day has come are worked out anew, and what the model
// says a lead must hear of is raised as a task. Days missed while nothing ran are caught up with one by one, in order. Doing it
// again changes nothing.
import { addDays, type Day, laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { dayIn, type Instant } from '#domain/basics/instant.ts';
import { writeAuditEntry } from '#store/audit.ts';
import { clientsChangingBy, countClientsChangingBy } from '#store/client-summaries.ts';
import { leadsOf, ownClock, reachDay, throwAwayOld } from '#store/day-change.ts';
import { createJobRun, finishJobRun, reportProgress } from '#store/job-runs.ts';
import { db } from '#store/postgres/query.ts';
import type { Database, Tx } from '#store/postgres/transaction.ts';
import { asSystem, newId } from '../pipeline/perform.ts';
import { refreshMany } from '../pipeline/refresh.ts';
import type { WorkedOut } from '../pipeline/work-out.ts';

const batch = 200;

export type DayChange = {
  readonly from: Day;
  readonly to: Day;
  readonly clients: number;
  readonly escalations: number;
};

type Acting = { readonly agencyId: Id; readonly actorId: Id; readonly day: Day; readonly now: Instant };

/** The titles of these tasks are codes; `words/today.json` has the sentences. */
const raise = async (tx: Tx, { agencyId, actorId, day, now }: Acting, found: readonly WorkedOut[]): Promise<number> => {
  const raised = found.flatMap(({ clientId, escalations }) => escalations.map((each) => ({ clientId, ...each })));
  if (raised.length === 0) return 0;
  const leads = await leadsOf(
    tx,
    raised.map(({ owner }) => owner),
    day,
  );
  for (const { clientId, reason, subject, owner, segment } of raised) {
    const lead = leads.find(({ kind, id }) => kind === owner.kind && id === owner.id)?.lead;
    const id = newId(now);
    const to = lead ?? (owner.kind === 'staff' ? owner.id : null);
    tx.run(
      db.insertInto('tasks').values({
        agency_id: agencyId,
        id,
        client_id: clientId,
        kind: 'escalation',
        title: `escalation.${reason}`,
        due_by: day,
        subject_kind: subject.kind,
        subject_id: subject.id,
        staff_id: to,
        team_id: to === null ? owner.id : null,
        segment,
        recorded_at: now,
        recorded_by: actorId,
      }),
    ).catch(() => undefined);
    writeAuditEntry(tx, {
      id: newId(now),
      at: now,
      actor: { kind: 'system', id: actorId, agencyId },
      action: 'raise-escalation',
      effect: 'write',
      clientId,
      clientIds: null,
      subject: { table: 'tasks', id },
      decision: 'system',
      requestId: null,
      details: { reason },
    }).catch(() => undefined);
  }
  return raised.length;
};

/** One batch of clients whose day has come; null when there are none left. */
const advanceBatch = (database: Database, acting: Acting) =>
  asSystem(database, acting.agencyId, acting.now, async (tx) => {
    const ids = (await clientsChangingBy(tx, acting.day, batch)).map(({ client_id }) => client_id);
    if (ids.length === 0) return null;
    const found = await refreshMany(tx, ids, acting.day, acting.now);
    const escalations = await raise(tx, acting, found);
    const again = found.filter((each) => each.escalations.length > 0).map(({ clientId }) => clientId);
    await refreshMany(tx, again, acting.day, acting.now);
    return { ids, escalations };
  });

/** Brings an agency to its present day. Null where there was nothing to do. */
export const advanceDay = async (database: Database, agencyId: Id, now: Instant): Promise<DayChange | null> => {
  const begun = await asSystem(database, agencyId, now, async (tx) => {
    const clock = await ownClock(tx);
    if (!clock) return null;
    const today = laterOf(clock.current_day, dayIn(clock.time_zone, now));
    const waiting = await countClientsChangingBy(tx, today);
    if (clock.current_day === today && waiting === 0) return null;
    const id = newId(now);
    await createJobRun(tx, { agencyId, id, kind: 'advance-day', total: waiting, by: clock.actor_id, at: now });
    return { id, actorId: clock.actor_id, from: clock.current_day, today };
  });
  if (!begun) return null;
  const { id, actorId, from, today } = begun;
  let [clients, escalations] = [0, 0];
  try {
    for (let day = from < today ? addDays(from, 1) : today; day <= today; day = addDays(day, 1)) {
      let before = '';
      for (;;) {
        const advanced = await advanceBatch(database, { agencyId, actorId, day, now });
        if (!advanced) break;
        // A client who stays in line after being worked out would hold the line for ever.
        if (advanced.ids.join() === before) throw new Error(`the day change to ${day} does not move on`);
        before = advanced.ids.join();
        clients += advanced.ids.length;
        escalations += advanced.escalations;
        await asSystem(database, agencyId, now, (tx) => reportProgress(tx, id, clients, null));
      }
      await asSystem(database, agencyId, now, (tx) => reachDay(tx, day));
    }
    const change = { from, to: today, clients, escalations };
    await asSystem(database, agencyId, now, async (tx) => {
      await throwAwayOld(tx, now);
      await finishJobRun(tx, id, { state: 'done', result: change }, now);
    });
    return change;
  } catch (error) {
    await asSystem(database, agencyId, now, (tx) =>
      finishJobRun(tx, id, { state: 'failed', problem: { code: 'internal' } }, now),
    );
    throw error;
  }
};
