// Every step that moves a safety episode, as one table. Whatever sequence of steps is given, only a qualified clinician closes an
// episode, with an outcome that what was done bears out, and an acute one only after somebody who was not there has taken it up. An
// episode never becomes less severe: that is what closing it is for.
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { done, type Refusal, type Result, refusal, refused } from '#domain/basics/result.ts';
import {
  type Audience,
  type Companion,
  type Finding,
  isKnown,
  type Opening,
  type Outcome,
  openEpisode,
  type RaisedFlag,
  type Receiver,
  type SafetyEpisode,
} from './episode.ts';
import type { Screening } from './screening.ts';

export type StepParams = {
  /** A further answer raises a flag while the episode is open. */
  raise: { readonly flag: RaisedFlag };
  acknowledge: Record<never, never>;
  accompany: { readonly companion: Companion };
  'record-leaving': Record<never, never>;
  tell: { readonly audience: Audience; readonly staffIds: readonly Id[] };
  'take-up': Record<never, never>;
  /** `screening`: what the instrument of the assessment says, where one was used. */
  assess: { readonly finding: Finding; readonly screening: Screening | null };
  'make-plan': Record<never, never>;
  /** `receivedBy`: the name of who took over. */
  'hand-over': { readonly to: Receiver; readonly receivedBy: string };
  /** `isQualified`: whether who closes it is a qualified clinician on this day (`clinician.ts`). */
  close: { readonly outcome: Outcome; readonly reason: string; readonly isQualified: boolean };
};

export type StepName = keyof StepParams;
export type StepOf<N extends StepName> = {
  readonly name: N;
  readonly at: Instant;
  /** Staff; null where the product itself tells somebody. */
  readonly by: Id | null;
  readonly params: StepParams[N];
};
export type Step = { [N in StepName]: StepOf<N> }[StepName];

/** What must have been done before an episode is closed so; what is always owed comes on top. */
export const neededFor: Readonly<Record<Outcome, readonly StepName[]>> = {
  'no-current-risk': ['assess'],
  'plan-in-place': ['assess', 'make-plan'],
  'handed-over': ['hand-over'],
  died: [],
  'entered-in-error': [],
};

const isDone = (episode: SafetyEpisode, name: StepName): boolean => {
  if (name === 'acknowledge') return episode.acknowledged !== null;
  if (name === 'take-up') return episode.takenUp !== null;
  if (name === 'assess') return episode.assessed !== null;
  if (name === 'make-plan') return episode.planned !== null;
  return name === 'hand-over' && episode.handedOver !== null;
};

/** Becoming acute begins anew: whoever is present is interrupted again, and whoever is on call hears of it. */
const madeAcute = (episode: SafetyEpisode, at: Instant): SafetyEpisode => ({
  ...episode,
  severity: 'acute',
  since: at,
  acknowledged: null,
  company: null,
  tellings: [],
  takenUp: null,
});

const moment = ({ at, by }: Pick<Step, 'at' | 'by'>) => ({ at, by });

/** Done once, and not by the same person: whoever is there knows of it, and somebody who is not. */
const onceByTwo =
  (name: 'acknowledge' | 'take-up', other: 'acknowledged' | 'takenUp') =>
  (episode: SafetyEpisode, by: Id | null): readonly Refusal[] => [
    ...(isDone(episode, name) ? [refusal('safety-step-done', { step: name })] : []),
    ...(by !== null && by === episode[other]?.by ? [refusal('safety-two-people')] : []),
  ];

const ofSomebodyThere = ({ leftAt }: SafetyEpisode): readonly Refusal[] =>
  leftAt === null ? [] : [refusal('safety-person-left')];

type Rule<N extends StepName> = {
  /** What stands in the way before anything is filled in. */
  readonly when?: (episode: SafetyEpisode, by: Id | null) => readonly Refusal[];
  readonly apply: (episode: SafetyEpisode, step: StepOf<N>) => Result<SafetyEpisode>;
};

const whyNotClosed = (episode: SafetyEpisode, { outcome, reason, isQualified }: StepParams['close']): Refusal[] => {
  const { severity, assessed } = episode;
  const needed: StepName[] = ['acknowledge', ...(severity === 'acute' ? (['take-up'] as const) : [])];
  const before = [...needed, ...neededFor[outcome]].filter((name) => !isDone(episode, name));
  return [
    ...(isQualified ? [] : [refusal('safety-not-qualified')]),
    ...before.map((step) => refusal('safety-step-first', { step }, '/outcome')),
    ...(outcome === 'no-current-risk' && assessed && assessed.finding !== 'no-current-risk'
      ? [refusal('safety-risk-was-found', {}, '/outcome')]
      : []),
    ...(reason.trim() ? [] : [refusal('safety-close-without-reason', {}, '/reason')]),
  ];
};

export const stepRules: { readonly [N in StepName]: Rule<N> } = {
  raise: {
    apply: (episode, { at, params: { flag } }) => {
      if (isKnown(episode, flag)) return done(episode);
      // What was done before the answer was given is no answer to it. One more urgent one starts no clock again.
      const undone = { acknowledged: null, assessed: null, planned: null, handedOver: null };
      const more = { ...episode, ...undone, flags: [...episode.flags, flag] };
      return done(flag.severity === 'acute' ? madeAcute(more, at) : more);
    },
  },
  acknowledge: {
    when: onceByTwo('acknowledge', 'takenUp'),
    apply: (episode, step) => done({ ...episode, acknowledged: moment(step) }),
  },
  accompany: {
    apply: (episode, step) =>
      done({ ...episode, company: { ...moment(step), companion: step.params.companion }, leftAt: null }),
  },
  'record-leaving': {
    when: ({ leftAt }) => (leftAt === null ? [] : [refusal('safety-step-done', { step: 'record-leaving' })]),
    // Whoever took over before does not know that the person has gone.
    apply: (episode, { at }) => done({ ...episode, leftAt: at, company: null, handedOver: null }),
  },
  tell: {
    apply: (episode, step) =>
      done({ ...episode, tellings: [...episode.tellings, { ...moment(step), ...step.params }] }),
  },
  'take-up': {
    when: onceByTwo('take-up', 'acknowledged'),
    apply: (episode, step) => done({ ...episode, takenUp: moment(step) }),
  },
  assess: {
    when: ofSomebodyThere,
    apply: (episode, step) => {
      const { finding, screening } = step.params;
      if (screening === 'incomplete') return refused(refusal('safety-assessment-incomplete'));
      const isAcute = finding === 'imminent-risk' || screening === 'acute';
      // Whoever finds it has seen it.
      const graver =
        isAcute && episode.severity !== 'acute'
          ? { ...madeAcute(episode, step.at), acknowledged: moment(step) }
          : episode;
      return done({ ...graver, assessed: { ...moment(step), finding } });
    },
  },
  'make-plan': {
    when: ofSomebodyThere,
    apply: (episode, step) => done({ ...episode, planned: moment(step) }),
  },
  'hand-over': {
    apply: (episode, step) =>
      step.params.receivedBy.trim()
        ? done({ ...episode, handedOver: { ...moment(step), to: step.params.to } })
        : refused(refusal('safety-hand-over-to-nobody', {}, '/receivedBy')),
  },
  close: {
    apply: (episode, step) => {
      const reasons = whyNotClosed(episode, step.params);
      if (reasons.length > 0) return refused(...reasons);
      const { outcome, reason } = step.params;
      return done({ ...episode, closed: { ...moment(step), outcome, reason: reason.trim() } });
    },
  },
};

export const stepNames = Object.keys(stepRules) as readonly StepName[];

/** Why a step may not be taken, as far as that can be told before anything is filled in; empty when it may. */
export const whyNotStep = (episode: SafetyEpisode, name: StepName, by: Id | null): readonly Refusal[] => {
  if (episode.closed) return [refusal('safety-episode-closed')];
  // Only the product itself tells and raises; a person answers for everything else.
  if (by === null && name !== 'tell' && name !== 'raise') return [refusal('safety-step-is-somebodys', { step: name })];
  return stepRules[name].when?.(episode, by) ?? [];
};

export const takeStep = (episode: SafetyEpisode, step: Step): Result<SafetyEpisode> => {
  const reasons = whyNotStep(episode, step.name, step.by);
  if (reasons.length > 0) return refused(...reasons);
  return (stepRules[step.name] as Rule<StepName>).apply(episode, step);
};

/** The episode as its steps have left it, in the order in which they were written down. Throws where a kept step could not be taken. */
export const episodeOf = (opening: Opening, steps: readonly Step[]): SafetyEpisode =>
  steps.reduce((episode, step) => {
    const next = takeStep(episode, step);
    if (!next.ok) throw new Error(`${opening.id}: ${step.name} ${next.refusals.map(({ code }) => code).join(' ')}`);
    return next.value;
  }, openEpisode(opening));
