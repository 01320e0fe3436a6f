// Nothing done is overwritten. The acts of an enrolment are kept in the order of their days; the enrolment is what they add up
// to. So a contact of Tuesday may be entered on Thursday, and an act entered in error is taken out with a reason, as long as
// everything after it still stands.
import type { Day } from '#domain/basics/day.ts';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { done, type Result, refusal, refused } from '#domain/basics/result.ts';
import type { Owner } from '#domain/people/owner.ts';
import type { Enrolment } from './enrolment.ts';
import { type Act, type ActOf, apply } from './transitions.ts';

export type HistoryEntry = {
  readonly act: Act;
  /** Set when the act was entered in error; the entry stays, and counts for nothing. */
  readonly withdrawn: { readonly on: Day; readonly reason: string } | null;
};

/** In the order of the acts' days; acts of one day in the order they were entered. */
export type History = readonly HistoryEntry[];

/** `enrolment` is null only when everything was withdrawn. */
export type Course = { readonly enrolment: Enrolment | null; readonly history: History };

/** What the acts add up to. `laterThan`: acts after this one are refused as consequences, in its terms. */
const addUp = (history: History, changedId: Id | null): Result<Enrolment | null> => {
  let enrolment: Enrolment | null = null;
  let changedPassed = false;
  for (const { act, withdrawn } of history) {
    if (act.id === changedId) changedPassed = true;
    if (withdrawn) continue;
    const result = apply(enrolment, act);
    if (!result.ok)
      return changedPassed && act.id !== changedId
        ? refused(refusal('later-act-would-not-stand', { act: act.name, on: act.on }), ...result.refusals)
        : result;
    enrolment = result.value;
  }
  return done(enrolment);
};

/** The enrolment that a kept history adds up to. */
export const replay = (history: History): Result<Enrolment | null> => addUp(history, null);

/** Enters an act on its day, today or earlier. Refused when it may not be done then, or a later act would no longer stand. */
export const enter = (history: History, act: Act, today: Day): Result<Course> => {
  if (act.on > today) return refused(refusal('act-in-future', { today }, '/on'));
  const after = history.filter((entry) => entry.act.on <= act.on).length;
  const extended = history.toSpliced(after, 0, { act, withdrawn: null });
  const result = addUp(extended, act.id);
  return result.ok ? done({ enrolment: result.value, history: extended }) : result;
};

/** Marks an act as entered in error. Refused without a reason, or when a later act rests on it. */
export const withdraw = (history: History, actId: Id, reason: string, today: Day): Result<Course> => {
  const entry = history.find(({ act }) => act.id === actId);
  if (!entry) return refused(refusal('act-not-found'));
  if (entry.withdrawn) return refused(refusal('act-already-withdrawn', { on: entry.withdrawn.on }));
  if (!reason.trim()) return refused(refusal('withdrawing-needs-reason', {}, '/reason'));
  const marked = history.map((each) => (each === entry ? { ...each, withdrawn: { on: today, reason } } : each));
  const result = addUp(marked, actId);
  return result.ok ? done({ enrolment: result.value, history: marked }) : result;
};

/**
 * Steps a client down to another programme: the last day here is the day of the review, the first day there the day after, so
 * that no day is without a programme and none has two. Both halves stand or neither.
 */
export const stepDown = (
  here: History,
  decision: ActOf<'decide-step-down'>,
  there: {
    readonly actId: Id;
    readonly enrolmentId: Id;
    readonly cycleId: Id;
    readonly owner: Owner;
    readonly clientId: Id;
    readonly fromEnrolmentId: Id;
  },
  today: Day,
): Result<{ readonly here: Course; readonly there: Course; readonly beginsOn: Day }> => {
  const left = enter(here, decision, today);
  if (!left.ok) return left;
  const { actId, ...opening } = there;
  const arrival = enter(
    [],
    {
      id: actId,
      name: 'receive-step-down',
      on: decision.on,
      params: { ...opening, programmeId: decision.params.toProgrammeId },
    },
    today,
  );
  if (!arrival.ok) return arrival;
  return done({ here: left.value, there: arrival.value, beginsOn: addDays(decision.on, 1) });
};
