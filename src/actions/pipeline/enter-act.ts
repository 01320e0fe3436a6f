// Enters an act on an enrolment: the state machine decides, the store writes. Actions of every feature that move the cycle use this.
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { refusal } from '#domain/basics/result.ts';
import { type Enrolment, lastCycleOf, openCycleOf } from '#domain/cycle/enrolment.ts';
import { enter, type HistoryEntry, withdraw } from '#domain/cycle/history.ts';
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

type Decided = { readonly act: Act; readonly before: Enrolment | null; readonly after: Enrolment };

/**
 * What `name` on day `on` would make of an enrolment, or a refusal; nothing is sent. An act of an earlier day than the latest is
 * placed where it belongs, as long as everything after it still stands.
 */
export const decide = <N extends ActName>(
  context: Acting,
  { enrolment, history }: RecordedCourse,
  name: N,
  on: Day,
  params: ActParams[N],
): Decided => {
  const act = { id: context.newId(), name, on, params } as Act;
  if (on > context.today) throw new Refused(422, [refusal('act-in-future', { today: context.today }, '/on')]);
  const after =
    on < enrolment.lastActOn
      ? found(granted(enter(history, act, context.today)).enrolment)
      : granted(apply(enrolment, act));
  return { act, before: enrolment, after };
};

/** Sends what was decided. */
export const carryOut = async (
  context: Acting,
  { act, before, after }: Decided,
  referral?: { readonly source: string | null; readonly reason: string | null },
): Promise<Enrolment> => {
  const { tx, actor, agency, now, newId } = context;
  context.touch(after.clientId);
  await writeAct(tx, agency.id, act, before, after, { by: actor.id, at: now }, newId, referral);
  return after;
};

/**
 * Does `name` to an enrolment on day `on` and returns what it is afterwards; reads the history only where the day is earlier than
 * the latest act.
 */
export const enterAct = async <N extends ActName>(
  context: Acting,
  before: Enrolment | null,
  name: N,
  on: Day,
  params: ActParams[N],
  referral?: { readonly source: string | null; readonly reason: string | null },
): Promise<Enrolment> => {
  if (before !== null) {
    const history = on < before.lastActOn ? await readHistory(context.tx, before.id) : [];
    return carryOut(context, decide(context, { enrolment: before, history }, name, on, params));
  }
  const act = { id: context.newId(), name, on, params } as Act;
  if (on > context.today) throw new Refused(422, [refusal('act-in-future', { today: context.today }, '/on')]);
  return carryOut(context, { act, before, after: granted(apply(null, act)) }, referral);
};

/**
 * Takes an act out as entered in error. Refused when a later one rests on it; the refusal comes before anything is sent, so that
 * what follows from it may be sent together with it.
 */
export const withdrawAct = (context: Acting, course: RecordedCourse, actId: Id, reason: string): Promise<Enrolment> =>
  takeOut(
    context,
    course,
    actId,
    reason,
    found(granted(withdraw(course.history, actId, reason, context.today)).enrolment),
  );

const takeOut = async (
  context: Acting,
  { enrolment }: RecordedCourse,
  actId: Id,
  reason: string,
  after: Enrolment,
): Promise<Enrolment> => {
  const { tx, actor, agency, now, today, newId } = context;
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
