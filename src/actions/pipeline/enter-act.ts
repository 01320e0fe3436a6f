// Enters an act on an enrolment: the state machine decides, the store writes. Actions of every feature that move the cycle use this.
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { refusal } from '#domain/basics/result.ts';
import { type Enrolment, lastCycleOf, openCycleOf } from '#domain/cycle/enrolment.ts';
import { enter, type History, type HistoryEntry, withdraw } from '#domain/cycle/history.ts';
import type { Act, ActName, ActParams } from '#domain/cycle/transitions.ts';
import { apply } from '#domain/cycle/transitions.ts';
import {
  markWithdrawn,
  type RecordedCourse,
  readCourses,
  readEnrolments,
  readHistory,
  writeAct,
  writeWithdrawal,
} from '#store/enrolments.ts';
import type { Context } from './define.ts';
import { found, granted, Refused } from './refused.ts';

type Acting = Pick<Context<unknown>, 'tx' | 'actor' | 'agency' | 'now' | 'today' | 'newId' | 'client' | 'touch'>;

/** The enrolment as it stands, or 404. */
export const enrolmentOf = async (context: Acting, enrolmentId: Id): Promise<Enrolment> => {
  const clientId = found(context.client).clientId;
  return found((await readEnrolments(context.tx, clientId)).find(({ id }) => id === enrolmentId));
};

/** The enrolment and its history, or 404; one round trip, shared with whatever is read beside it. */
export const courseOf = async (context: Acting, enrolmentId: Id): Promise<RecordedCourse> => {
  const clientId = found(context.client).clientId;
  return found((await readCourses(context.tx, clientId)).find(({ enrolment }) => enrolment.id === enrolmentId));
};

/**
 * Does `name` to an enrolment on day `on` and returns what it is afterwards. An act of an earlier day than the latest is placed
 * where it belongs, as long as everything after it still stands; who has the history at hand gives it.
 */
export const enterAct = async <N extends ActName>(
  context: Acting,
  before: Enrolment | null,
  name: N,
  on: Day,
  params: ActParams[N],
  referral?: { readonly source: string | null; readonly reason: string | null },
  history?: History,
): Promise<Enrolment> => {
  const { tx, actor, agency, now, today, newId } = context;
  const act = { id: newId(), name, on, params } as Act;
  if (on > today) throw new Refused(422, [refusal('act-in-future', { today }, '/on')]);
  const after =
    before !== null && on < before.lastActOn
      ? found(granted(enter(history ?? (await readHistory(tx, before.id)), act, today)).enrolment)
      : granted(apply(before, act));
  await writeAct(tx, agency.id, act, before, after, { by: actor.id, at: now }, newId, referral);
  context.touch(after.clientId);
  return after;
};

/** Takes an act out as entered in error. Refused when a later one rests on it. */
export const withdrawAct = async (
  context: Acting,
  { enrolment, history }: RecordedCourse,
  actId: Id,
  reason: string,
): Promise<Enrolment> => {
  const { tx, actor, agency, now, today, newId } = context;
  const after = found(granted(withdraw(history, actId, reason, today)).enrolment);
  const stamp = { by: actor.id, at: now };
  await writeWithdrawal(tx, agency.id, actId, reason, today, enrolment, after, stamp, newId);
  context.touch(after.clientId);
  return after;
};

/** Takes an act out and puts another in its place, as one: only what stands afterwards is asked about. */
export const replaceAct = async <N extends ActName>(
  context: Acting,
  { enrolment, history }: RecordedCourse,
  actId: Id,
  reason: string,
  name: N,
  on: Day,
  params: ActParams[N],
): Promise<Enrolment> => {
  const { tx, actor, agency, now, today, newId } = context;
  const marked = history.map(
    (entry): HistoryEntry => (entry.act.id === actId ? { ...entry, withdrawn: { on: today, reason } } : entry),
  );
  const act = { id: newId(), name, on, params } as Act;
  const after = found(granted(enter(marked, act, today)).enrolment);
  const stamp = { by: actor.id, at: now };
  await Promise.all([
    markWithdrawn(tx, actId, reason, stamp),
    writeAct(tx, agency.id, act, enrolment, after, stamp, newId),
  ]);
  context.touch(after.clientId);
  return after;
};

/** What an act answers with: where the enrolment stands now. */
export const movedTo = (enrolment: Enrolment) => {
  const cycle = openCycleOf(enrolment) ?? lastCycleOf(enrolment);
  return {
    enrolmentId: enrolment.id,
    state: enrolment.state,
    cycleId: cycle?.id ?? null,
    cycleNumber: cycle?.number ?? null,
    stage: cycle?.stage ?? null,
  };
};
