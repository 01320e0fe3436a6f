// The state machine of an enrolment: every act that moves it, as one table. An act says in which states it is open, what must
// come first, and what the enrolment looks like afterwards. Whatever sequence of acts is given, a living enrolment has exactly
// one open cycle, that cycle has an owner, cycles are numbered 1 to n, share no day and leave none out, and an ended enrolment
// takes no act but reopening.
//
// `apply` reads acts in order of their days. Late entries and entries in error go through `history.ts`.
import { addDays, type Day, laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { done, type Refusal, type Result, refusal, refused } from '#domain/basics/result.ts';
import { isSameOwner, type Owner } from '#domain/people/owner.ts';
import { type ClosingReason, closingRule } from './closing.ts';
import {
  type CriterionFinding,
  type Cycle,
  type Enrolment,
  type EnrolmentState,
  lastCycleOf,
  openCycleOf,
  type Priority,
  type Stage,
} from './enrolment.ts';
import { closedCycle, ended, newCycle, newEnrolment, type Opening, withCycle } from './opening-and-ending.ts';

export type ActParams = {
  /** A person is referred or found: a prospect, with cycle 1 in outreach. */
  refer: Opening & { readonly referralId: Id | null };
  /** The other half of stepping down: enrolled here from the day after the last day there. */
  'receive-step-down': Opening & { readonly fromEnrolmentId: Id };
  'log-attempt': Record<never, never>;
  'log-reach': Record<never, never>;
  'check-eligibility': { readonly findings: readonly CriterionFinding[] };
  'set-priority': { readonly priority: Priority };
  waitlist: { readonly priority: Priority };
  /** `waiver`: why the person is enrolled although not all is checked (court order, transfer, imported record). */
  enrol: { readonly waiver: string | null };
  'close-referral': { readonly reason: ClosingReason };
  /** The person clearly says stop. Nothing may stand in the way of it. */
  'respect-stop': Record<never, never>;
  'sign-assessment': { readonly assessmentId: Id };
  'sign-plan': { readonly planId: Id; readonly goals: number };
  /** A referral made or a service begun. */
  link: { readonly referralId: Id | null };
  /** The person, or someone for them, was reached after the plan was signed. */
  'follow-up': { readonly contactId: Id };
  'start-review': Record<never, never>;
  'decide-continue': { readonly reviewId: Id };
  'decide-revise-plan': { readonly reviewId: Id };
  'decide-next-cycle': {
    readonly foundBy: 'review' | 're-assessment';
    readonly reviewId: Id;
    readonly cycleId: Id;
    readonly needs: number;
  };
  'decide-step-down': { readonly reviewId: Id; readonly toProgrammeId: Id };
  'decide-close': { readonly reviewId: Id; readonly reason: ClosingReason };
  /** `waiver`: why a reason that needs a review is taken without one (a closing of years ago that is imported). */
  'close-without-review': { readonly reason: ClosingReason; readonly waiver?: string | null };
  'hand-over': { readonly owner: Owner };
  reopen: { readonly cycleId: Id; readonly owner: Owner; readonly reason: string };
};

export type ActName = keyof ActParams;
export type OpeningName = 'refer' | 'receive-step-down';
export type ActOf<N extends ActName> = {
  readonly id: Id;
  readonly name: N;
  readonly on: Day;
  readonly params: ActParams[N];
};
export type Act = { [N in ActName]: ActOf<N> }[ActName];

/** How many of the criteria that must be met are found so. */
const requiredThat = ({ eligibility }: Pick<Enrolment, 'eligibility'>, found: CriterionFinding['met']): number =>
  eligibility.filter(({ met, required }) => met === found && required !== false).length;

type Rule<N extends ActName> = {
  readonly states: readonly EnrolmentState[];
  /** What must come first, as far as the enrolment alone can tell; lets a screen say why before anything is filled in. */
  readonly when?: (enrolment: Enrolment, cycle: Cycle, on: Day) => readonly Refusal[];
  readonly apply: (enrolment: Enrolment, cycle: Cycle, act: ActOf<N>) => Result<Enrolment>;
};

const moved = (enrolment: Enrolment, cycle: Cycle, change: Partial<Cycle>): Result<Enrolment> =>
  done(withCycle(enrolment, { ...cycle, ...change }));

// No haste calls for two cycles in one day, so the second waits until the first has a day of its own.
const whenReviewedAndBegun = (_: Enrolment, cycle: Cycle, on: Day): readonly Refusal[] => {
  const reasons = whenInReview(cycle);
  return reasons.length === 0 && on < cycle.from ? [refusal('cycle-not-begun', { from: cycle.from })] : reasons;
};

const whenInReview = (cycle: Cycle): readonly Refusal[] =>
  cycle.stage === 'review' ? [] : [refusal('review-not-started')];

const closeFor = (
  enrolment: Enrolment,
  cycle: Cycle,
  act: ActOf<'close-referral' | 'close-without-review' | 'decide-close'>,
): Result<Enrolment> => {
  const { reason } = act.params;
  const rule = closingRule(reason);
  const who = enrolment.state === 'enrolled' ? 'enrolled' : 'prospect';
  if (rule.for !== 'both' && rule.for !== who)
    return refused(refusal(`closing-reason-not-for-${who}`, { reason }, '/reason'));
  const waiver = 'waiver' in act.params ? act.params.waiver : null;
  if (waiver?.trim()) return done(ended(enrolment, cycle, act.on, reason));
  if (reason === 'stepped-down') return refused(refusal('step-down-has-its-own-act', {}, '/reason'));
  if (rule.needsReview && act.name !== 'decide-close')
    return refused(refusal('closing-reason-needs-review', { reason }, '/reason'));
  return done(ended(enrolment, cycle, act.on, reason));
};

const needsPlan = (cycle: Cycle): readonly Refusal[] => {
  if (cycle.planSignedOn !== null) return [];
  return [cycle.assessmentSignedOn === null ? refusal('assessment-not-signed') : refusal('plan-not-signed')];
};

const afterReview = (cycle: Cycle): Stage => (cycle.firstContactAfterPlanOn === null ? 'implementation' : 'monitoring');

const living = ['prospect', 'waitlisted', 'enrolled'] as const;
const beforeEnrolment = ['prospect', 'waitlisted'] as const;

/** Every act on an enrolment that exists; the two that open one are in `open`. */
export const actRules: { readonly [N in Exclude<ActName, OpeningName>]: Rule<N> } = {
  'log-attempt': {
    states: living,
    apply: (enrolment) => done({ ...enrolment, attempts: enrolment.attempts + 1 }),
  },
  'log-reach': {
    states: living,
    apply: (enrolment, cycle, { on }) =>
      moved({ ...enrolment, firstReachedOn: enrolment.firstReachedOn ?? on }, cycle, {
        reachedOn: cycle.reachedOn ?? on,
        // An enrolled person in outreach was reopened: being back in touch is all that was missing.
        stage: enrolment.state === 'enrolled' && cycle.stage === 'outreach' ? 'assessment' : cycle.stage,
      }),
  },
  'check-eligibility': {
    states: beforeEnrolment,
    apply: (enrolment, _, { on, params }) =>
      done({ ...enrolment, eligibility: params.findings, eligibilityCheckedOn: on }),
  },
  'set-priority': {
    states: beforeEnrolment,
    apply: (enrolment, _, { params }) => done({ ...enrolment, priority: params.priority }),
  },
  waitlist: {
    states: beforeEnrolment,
    when: (enrolment) => {
      if (enrolment.state === 'waitlisted') return [refusal('already-waitlisted')];
      const unmet = requiredThat(enrolment, false);
      return unmet > 0 ? [refusal('criteria-not-met', { count: unmet })] : [];
    },
    apply: (enrolment, _, { on, params }) =>
      done({ ...enrolment, state: 'waitlisted', waitlistedOn: on, priority: params.priority }),
  },
  enrol: {
    states: beforeEnrolment,
    apply: (enrolment, cycle, { on, params }) => {
      const reasons = params.waiver?.trim() ? [] : enrolmentRefusals(enrolment);
      if (reasons.length > 0) return refused(...reasons);
      return moved({ ...enrolment, state: 'enrolled', enrolledOn: enrolment.enrolledOn ?? on }, cycle, {
        stage: 'assessment',
      });
    },
  },
  'close-referral': { states: beforeEnrolment, apply: closeFor },
  'respect-stop': {
    states: living,
    apply: (enrolment, cycle, { on }) => done(ended(enrolment, cycle, on, 'declined')),
  },
  'sign-assessment': {
    states: ['enrolled'],
    when: (_, cycle) => (cycle.stage === 'outreach' ? [refusal('not-reached-since-reopening')] : []),
    apply: (enrolment, cycle, { on }) =>
      moved(enrolment, cycle, {
        stage: cycle.stage === 'assessment' ? 'planning' : cycle.stage,
        ...(cycle.assessmentSignedOn === null ? { assessmentSignedOn: on } : { reassessedOn: on }),
      }),
  },
  'sign-plan': {
    states: ['enrolled'],
    when: (_, cycle) => {
      if (cycle.assessmentSignedOn === null) return [refusal('assessment-not-signed')];
      return cycle.stage === 'review' ? [refusal('review-not-decided')] : [];
    },
    apply: (enrolment, cycle, { on, params }) => {
      if (params.goals < 1) return refused(refusal('plan-without-goal', {}, '/goals'));
      return moved(enrolment, cycle, {
        stage: cycle.stage === 'planning' ? 'implementation' : cycle.stage,
        planVersion: cycle.planVersion + 1,
        ...(cycle.planSignedOn === null ? { planSignedOn: on } : { planRevisedOn: on }),
      });
    },
  },
  link: {
    states: ['enrolled'],
    apply: (enrolment, cycle, { on }) => moved(enrolment, cycle, { firstLinkOn: cycle.firstLinkOn ?? on }),
  },
  'follow-up': {
    states: ['enrolled'],
    when: (_, cycle) => needsPlan(cycle),
    apply: (enrolment, cycle, { on }) =>
      moved(enrolment, cycle, {
        stage: cycle.stage === 'implementation' ? 'monitoring' : cycle.stage,
        firstContactAfterPlanOn: cycle.firstContactAfterPlanOn ?? on,
      }),
  },
  'start-review': {
    states: ['enrolled'],
    when: (_, cycle) => {
      if (cycle.stage === 'review') return [refusal('review-already-started', { on: cycle.reviewStartedOn ?? '' })];
      return needsPlan(cycle);
    },
    apply: (enrolment, cycle, { on }) => moved(enrolment, cycle, { stage: 'review', reviewStartedOn: on }),
  },
  'decide-continue': {
    states: ['enrolled'],
    when: (_, cycle) => whenInReview(cycle),
    apply: (enrolment, cycle, { on }) => moved(enrolment, cycle, { stage: afterReview(cycle), lastReviewSignedOn: on }),
  },
  'decide-revise-plan': {
    states: ['enrolled'],
    when: (_, cycle) => whenInReview(cycle),
    apply: (enrolment, cycle, { on }) => moved(enrolment, cycle, { stage: 'planning', lastReviewSignedOn: on }),
  },
  'decide-next-cycle': {
    states: ['enrolled'],
    when: whenReviewedAndBegun,
    apply: (enrolment, cycle, { on, params }) => {
      if (params.needs < 1) return refused(refusal('next-cycle-without-need', {}, '/needs'));
      const finished = closedCycle({ ...cycle, lastReviewSignedOn: on }, on, 'next-cycle', null);
      const next = newCycle(
        params.cycleId,
        cycle.number + 1,
        'assessment',
        addDays(on, 1),
        on,
        { kind: params.foundBy, id: params.reviewId },
        cycle.owner,
      );
      const closed = withCycle(enrolment, finished);
      return done({ ...closed, cycles: [...closed.cycles, next] });
    },
  },
  'decide-step-down': {
    states: ['enrolled'],
    when: whenReviewedAndBegun,
    apply: (enrolment, cycle, { on, params }) => {
      if (params.toProgrammeId === enrolment.programmeId)
        return refused(refusal('step-down-to-same-programme', {}, '/toProgrammeId'));
      const signed = { ...cycle, lastReviewSignedOn: on };
      return done(ended(enrolment, signed, on, 'stepped-down', 'stepped-down', params.toProgrammeId));
    },
  },
  'decide-close': {
    states: ['enrolled'],
    when: (_, cycle) => whenInReview(cycle),
    apply: (enrolment, cycle, act) => closeFor(enrolment, { ...cycle, lastReviewSignedOn: act.on }, act),
  },
  'close-without-review': { states: ['enrolled'], apply: closeFor },
  'hand-over': {
    states: living,
    apply: (enrolment, cycle, { params: { owner } }) =>
      isSameOwner(owner, cycle.owner)
        ? refused(refusal('already-owner', {}, '/owner'))
        : moved(enrolment, cycle, { owner }),
  },
  reopen: {
    states: ['ended'],
    when: (enrolment) =>
      enrolment.closeReason !== null && !closingRule(enrolment.closeReason).mayReopen
        ? [refusal('may-not-reopen', { reason: enrolment.closeReason })]
        : [],
    apply: (enrolment, last, { id, on, params }) => {
      if (!params.reason.trim()) return refused(refusal('reopening-needs-reason', {}, '/reason'));
      const from = last.to === null ? on : laterOf(on, addDays(last.to, 1));
      const openedBy = { kind: 'reopening', id } as const;
      const cycle = newCycle(params.cycleId, last.number + 1, 'outreach', from, on, openedBy, params.owner);
      return done({
        ...enrolment,
        state: enrolment.enrolledOn === null ? 'prospect' : 'enrolled',
        waitlistedOn: null,
        endedOn: null,
        closeReason: null,
        cycles: [...enrolment.cycles, cycle],
      });
    },
  },
};

/** What still stands between a prospect and enrolment; a stated waiver may set it aside. */
export const enrolmentRefusals = (
  enrolment: Pick<Enrolment, 'firstReachedOn' | 'eligibility' | 'eligibilityCheckedOn'>,
): readonly Refusal[] => {
  const [unmet, unknown] = [requiredThat(enrolment, false), requiredThat(enrolment, 'unknown')];
  return [
    ...(enrolment.firstReachedOn === null ? [refusal('not-reached-yet')] : []),
    ...(enrolment.eligibilityCheckedOn === null ? [refusal('eligibility-not-checked')] : []),
    ...(unmet > 0 ? [refusal('criteria-not-met', { count: unmet })] : []),
    ...(unknown > 0 ? [refusal('criteria-unknown', { count: unknown })] : []),
  ];
};

const open = (act: ActOf<'refer'> | ActOf<'receive-step-down'>): Enrolment => {
  const { params, on } = act;
  if (act.name === 'refer') {
    const openedBy = { kind: 'referral', id: act.params.referralId } as const;
    return newEnrolment(params, on, newCycle(params.cycleId, 1, 'outreach', on, on, openedBy, params.owner));
  }
  const openedBy = { kind: 'step-down', id: act.params.fromEnrolmentId } as const;
  const from = addDays(on, 1);
  const cycle = newCycle(params.cycleId, 1, 'assessment', from, on, openedBy, params.owner);
  return { ...newEnrolment(params, on, cycle), state: 'enrolled', firstReachedOn: on, enrolledOn: from };
};

const isOpening = (act: Act): act is ActOf<'refer'> | ActOf<'receive-step-down'> =>
  act.name === 'refer' || act.name === 'receive-step-down';

const stateRefusal = (enrolment: Enrolment, name: ActName): Refusal => {
  if (enrolment.state === 'ended') return refusal('enrolment-ended', { on: enrolment.endedOn ?? '' });
  if (name === 'reopen') return refusal('enrolment-not-ended');
  return enrolment.state === 'enrolled' ? refusal('already-enrolled') : refusal('not-enrolled-yet');
};

/** Every act there is, in the order a person's way through the programme takes. */
export const actNames: readonly ActName[] = ['refer', 'receive-step-down', ...(Object.keys(actRules) as ActName[])];

/** Why an act is not open on a day, as far as can be told before it is filled in; empty when it is. */
export const whyNot = (enrolment: Enrolment, name: ActName, on: Day): readonly Refusal[] => {
  if (name === 'refer' || name === 'receive-step-down') return [refusal('already-referred')];
  const rule = actRules[name];
  if (!rule.states.includes(enrolment.state)) return [stateRefusal(enrolment, name)];
  if (on < enrolment.lastActOn) return [refusal('before-last-act', { on: enrolment.lastActOn })];
  const cycle = openCycleOf(enrolment) ?? lastCycleOf(enrolment);
  return cycle ? (rule.when?.(enrolment, cycle, on) ?? []) : [];
};

/** The enrolment after one act, or why the act may not be done. The act is the latest: `history.ts` places earlier ones. */
export const apply = (enrolment: Enrolment | null, act: Act): Result<Enrolment> => {
  if (enrolment === null) return isOpening(act) ? done(open(act)) : refused(refusal('not-referred-yet'));
  const reasons = whyNot(enrolment, act.name, act.on);
  if (reasons.length > 0) return refused(...reasons);
  const cycle = openCycleOf(enrolment) ?? lastCycleOf(enrolment);
  if (isOpening(act) || cycle === null) return refused(refusal('already-referred'));
  const rule = actRules[act.name] as Rule<ActName>;
  const result = rule.apply(enrolment, cycle, act);
  return result.ok ? done({ ...result.value, lastActOn: act.on }) : result;
};

/** Why this act, filled in, may not be done today; empty when it may. What a browser asks before it sends. */
export const mayApply = (enrolment: Enrolment | null, act: Act, today: Day): readonly Refusal[] => {
  if (act.on > today) return [refusal('act-in-future', { today }, '/on')];
  const result = apply(enrolment, act);
  return result.ok ? [] : result.refusals;
};
