// What is owed in an open safety episode, by when, and who hears of it while nobody has taken it up. No published standard gives these
// minutes: they are a project rule, data, and the agency's to change.
import { addMinutes, type Instant } from '#domain/basics/instant.ts';
import type { Severity } from '#domain/instruments/definition.ts';
import type { Audience, SafetyEpisode } from './episode.ts';
import type { StepName } from './steps.ts';

export type OwedStep = Exclude<StepName, 'raise' | 'record-leaving'>;

export type SafetyTimes = {
  /** Minutes from the moment the episode came to be as severe as it is. */
  readonly within: Readonly<Record<Severity, Readonly<Record<OwedStep, number>>>>;
  /** Minutes from when the person went to when somebody is looking for them. */
  readonly afterLeaving: number;
  readonly ladder: Readonly<Record<Severity, readonly { readonly afterMinutes: number; readonly tell: Audience }[]>>;
  /** At the end of the ladder all of it is told again, so often. */
  readonly againAfterMinutes: Readonly<Record<Severity, number>>;
};

const hours = (count: number): number => count * 60;

export const standardTimes: SafetyTimes = {
  within: {
    acute: {
      acknowledge: 1,
      accompany: 2,
      tell: 5,
      'take-up': 15,
      assess: 60,
      'hand-over': hours(2),
      'make-plan': hours(4),
      close: hours(24),
    },
    urgent: {
      acknowledge: 5,
      accompany: 60,
      tell: 60,
      'take-up': 60,
      assess: 60,
      'hand-over': hours(4),
      'make-plan': hours(24),
      close: hours(72),
    },
  },
  afterLeaving: 10,
  ladder: {
    acute: [
      { afterMinutes: 0, tell: 'on-call' },
      { afterMinutes: 10, tell: 'team-lead' },
      { afterMinutes: 20, tell: 'supervisor' },
    ],
    urgent: [
      { afterMinutes: hours(1), tell: 'team-lead' },
      { afterMinutes: hours(4), tell: 'supervisor' },
    ],
  },
  againAfterMinutes: { acute: 10, urgent: hours(24) },
};

export type Owed = { readonly step: OwedStep; readonly by: Instant };

/** Its time is over. */
export const isOverTime = ({ by }: Owed, now: Instant): boolean => by < now;

/** What is owed, the first first; nothing once it is closed. */
export const owedOf = (episode: SafetyEpisode, times: SafetyTimes = standardTimes): readonly Owed[] => {
  if (episode.closed) return [];
  const { severity, assessed, handedOver, leftAt } = episode;
  const isAcute = severity === 'acute';
  const owes: Readonly<Record<OwedStep, boolean>> = {
    acknowledge: episode.acknowledged === null,
    accompany: isAcute && episode.company === null && handedOver === null && leftAt === null,
    tell: isAcute && episode.takenUp === null && episode.tellings.every(({ staffIds }) => staffIds.length === 0),
    'take-up': isAcute && episode.takenUp === null,
    assess: assessed === null && handedOver === null && leftAt === null,
    'hand-over': handedOver === null && (leftAt !== null || assessed?.finding === 'imminent-risk'),
    'make-plan': assessed?.finding === 'risk' && episode.planned === null && handedOver === null && leftAt === null,
    close: true,
  };
  const byOf = (step: OwedStep): Instant =>
    step === 'hand-over' && leftAt !== null
      ? addMinutes(leftAt, times.afterLeaving)
      : addMinutes(episode.since, times.within[severity][step]);
  return (Object.keys(owes) as OwedStep[])
    .filter((step) => owes[step])
    .map((step) => ({ step, by: byOf(step) }))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
};

/** Nothing more is told: an acute episode is taken up by somebody who was not there, an urgent one assessed or handed over. */
export const isQuiet = ({ severity, closed, takenUp, assessed, handedOver }: SafetyEpisode): boolean =>
  closed !== null || (severity === 'acute' ? takenUp !== null : assessed !== null || handedOver !== null);

type Rung = { readonly tell: Audience; readonly from: Instant };

/** The ladder in time. Where nobody could be told, those after them are told at once. */
const rungsOf = ({ severity, since, tellings }: SafetyEpisode, times: SafetyTimes): readonly Rung[] => {
  const rungs: Rung[] = [];
  let skippedAt: Instant | null = null;
  for (const { afterMinutes, tell } of times.ladder[severity]) {
    const planned = addMinutes(since, afterMinutes);
    const from: Instant = skippedAt !== null && skippedAt < planned ? skippedAt : planned;
    rungs.push({ tell, from });
    const told = tellings.filter(({ audience }) => audience === tell);
    skippedAt = told.length > 0 && told.every(({ staffIds }) => staffIds.length === 0) ? (told[0]?.at ?? null) : null;
  }
  return rungs;
};

/** Who is to be told at this moment; `tellings` say who was. Nobody where the episode is quiet. */
export const toTell = (
  episode: SafetyEpisode,
  now: Instant,
  times: SafetyTimes = standardTimes,
): readonly Audience[] => {
  if (isQuiet(episode)) return [];
  const reached = rungsOf(episode, times).filter(({ from }) => from <= now);
  const again = againAt(episode, times);
  return reached
    .filter(
      ({ tell }) => (again !== null && again <= now) || episode.tellings.every(({ audience }) => audience !== tell),
    )
    .map(({ tell }) => tell);
};

const againAt = ({ severity, tellings }: SafetyEpisode, times: SafetyTimes): Instant | null => {
  const last = tellings.reduce<Instant | null>(
    (latest, { at }) => (latest === null || at > latest ? at : latest),
    null,
  );
  return last === null ? null : addMinutes(last, times.againAfterMinutes[severity]);
};

/** When somebody is to be told next, at the latest; null where the episode is quiet. May lie in the past: then it is owed now. */
export const nextTellingAt = (episode: SafetyEpisode, times: SafetyTimes = standardTimes): Instant | null => {
  if (isQuiet(episode)) return null;
  const untold = rungsOf(episode, times)
    .filter(({ tell }) => episode.tellings.every(({ audience }) => audience !== tell))
    .map(({ from }) => from);
  const again = againAt(episode, times);
  const moments = again === null ? untold : [...untold, again];
  return moments.reduce<Instant | null>((first, at) => (first === null || at < first ? at : first), null);
};
