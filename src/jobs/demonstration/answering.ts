// Scales that many people answer every few months: some come to be reliably better, some worse, most move as much as a score moves by
// itself. Two answers said that somebody might be in danger: one was looked after and closed, one waits for a clinician.
import { addDays, type Day, daysBetween, laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { answersAsked } from '#domain/instruments/asked.ts';
import type { InstrumentDefinition } from '#domain/instruments/definition.ts';
import type { Answer } from '#domain/instruments/expression.ts';
import { type Scorer, scorerOf } from '#domain/instruments/score.ts';
import type { StepParams } from '#domain/safety/steps.ts';
import { shippedInstruments } from '#store/instruments.ts';
import { json } from '#store/postgres/query.ts';
import type { Episode } from './episode.ts';
import { type House, stamped, type Worker } from './house.ts';
import type { Random } from './random.ts';

const asked = ['phq9', 'gad7', 'k6', 'asq'] as const;
type Asked = (typeof asked)[number];

type Scale = { readonly definition: InstrumentDefinition; readonly scorer: Scorer };

const ships = await shippedInstruments();
const scales = new Map(
  asked.map((key): [Asked, Scale] => {
    const definition = ships.get(key);
    if (!definition) throw new RangeError(`${key} does not ship`);
    return [key, { definition, scorer: scorerOf(definition) }];
  }),
);

const scaleOf = (key: Asked): Scale => {
  const scale = scales.get(key);
  if (!scale) throw new RangeError(key);
  return scale;
};

type Given = Readonly<Record<string, number>>;

const clamped = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Answers of about this severity (0 to 1); nothing is said of being better off dead unless a story says so. */
const answersOf = (key: Asked, severity: number, random: Random): Given => {
  const { items, optionSets } = scaleOf(key).definition;
  return Object.fromEntries(
    items.flatMap(({ id, options, showWhen }): [string, number][] => {
      if (key === 'phq9' && id === 'q9') return [[id, 0]];
      const values = (optionSets[options] ?? []).flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
      const [least, most] = [Math.min(...values), Math.max(...values)];
      if (showWhen !== undefined && severity < 0.2) return [];
      const value = Math.round(least + (most - least) * (severity + (random.between(0, 40) - 20) / 100));
      return [[id, clamped(value, least, most)]];
    }),
  );
};

type Sitting = {
  readonly key: Asked;
  readonly on: Day;
  readonly minute: number;
  readonly means: 'worker' | 'client';
  readonly answers: Given;
};

/** One time of answering, signed at once, with what it comes to. */
const answer = (house: House, random: Random, episode: Episode, by: Id, sitting: Sitting): Id => {
  const { key, on, minute, means, answers } = sitting;
  const { definition, scorer } = scaleOf(key);
  const at = house.at(on, minute);
  const whose = { client_id: episode.person.id, segment: episode.programme.isPart2 ? 'part2' : 'general' };
  const version = { instrument: key, version: definition.version };
  const row = house.ledger.add('sittings', {
    ...{ ...stamped(house, at, by, random), ...whose, ...version, day: on, staff_id: by, means },
    ...{ language: 'en', answers: json(answers), state: 'signed', signed_at: at, signed_by: by },
  });
  const counting = answersAsked(definition, answers);
  const { scores } = scorer(definition.items.map(({ id }): Answer => counting[id] ?? null));
  for (const [score, { value, band, cutoffMet }] of Object.entries(scores))
    if (value !== null)
      house.ledger.add('scores', {
        ...{ ...stamped(house, at, by, random), ...whose, ...version, day: on, sitting_id: row.id, score, band },
        ...{ value: typeof value === 'number' ? value : null, said: typeof value === 'number' ? null : String(value) },
        cutoff_met: cutoffMet,
      });
  return row.id;
};

const workerOf = ({ enrolment }: Episode): Id | null => {
  const owner = enrolment?.cycles.at(-1)?.owner;
  return owner?.kind === 'staff' ? owner.id : null;
};

/** From how bad to how bad: most people hardly move. */
const courses: readonly (readonly [readonly [from: number, to: number], number])[] = [
  [[0.7, 0.25], 30],
  [[0.55, 0.5], 35],
  [[0.4, 0.3], 20],
  [[0.35, 0.7], 15],
];

const course = (house: House, random: Random, episode: Episode, by: Id, key: Asked): void => {
  const first = addDays(episode.story.referredOn, random.between(20, 40));
  const last = addDays(house.today, -random.between(2, 30));
  const every = random.between(50, 84);
  const count = clamped(Math.floor(daysBetween(first, last) / every) + 1, 0, 7);
  if (count < 1) return;
  const [from, to] = random.weighted(courses.map(([each, weight]) => [each, weight] as const));
  const begin = laterOf(first, addDays(last, -(count - 1) * every));
  for (let at = 0; at < count; at++) {
    const severity = from + ((to - from) * at) / Math.max(1, count - 1);
    const on = addDays(begin, at * every);
    answer(house, random, episode, by, {
      ...{ key, on, minute: random.between(560, 900), means: random.between(0, 2) === 0 ? 'client' : 'worker' },
      answers: answersOf(key, severity, random),
    });
  }
};

type Step = {
  readonly [N in keyof StepParams]: readonly [step: N, minutes: number, params: StepParams[N], note?: string];
};
type AnyStep = Step[keyof StepParams];

/** An answer on item 9, the ASQ in the same visit, and what was done. */
const danger = (
  house: House,
  random: Random,
  episode: Episode,
  by: Id,
  on: Day,
  steps: readonly AnyStep[],
  closedBy: Worker | null,
): void => {
  const minute = 610;
  const sittingId = answer(house, random, episode, by, {
    ...{ key: 'phq9', on, minute, means: 'client' },
    answers: { ...answersOf('phq9', 0.6, random), q9: 1 },
  });
  const raised = house.at(on, minute);
  const whose = { client_id: episode.person.id };
  const last = steps.at(-1);
  const closed: Instant | null = last?.[0] === 'close' ? house.at(on, minute + last[1]) : null;
  const row = house.ledger.add('safety_episodes', {
    ...{ ...stamped(house, raised, by, random), ...whose, severity: 'urgent', raised_at: raised, staff_id: by },
    ...{ recorded_at: closed ?? raised, state: closed ? 'closed' : 'open', closed_at: closed },
    closed_by: closed && (closedBy?.id ?? by),
  });
  const flag = { administrationId: sittingId, instrument: 'phq9', flag: 'item9', severity: 'urgent' } as const;
  const all: readonly AnyStep[] = [['raise', 0, { flag }], ...steps];
  for (const [step, minutes, params, note] of all) {
    const at = house.at(on, minute + minutes);
    const who = step === 'close' ? (closedBy?.id ?? by) : by;
    house.ledger.add('safety_steps', {
      ...{ ...stamped(house, at, who, random), ...whose, episode_id: row.id, step, params: json(params), at },
      ...{ note: note ?? null, sitting_id: step === 'raise' ? sittingId : null },
    });
  }
};

const seen: readonly AnyStep[] = [
  ['acknowledge', 1, {}],
  [
    'assess',
    14,
    { finding: 'risk', screening: 'urgent' },
    'Thoughts now and then, no plan, wants help with the nights.',
  ],
  ['make-plan', 45, {}, 'Made together; the sister has a copy.'],
];

/**
 * Of those who have been served for a while; `shownBy` are workers who sign in, each with somebody whose safety was looked after: of the
 * last it still waits for a clinician.
 */
export const addAnswers = (
  house: House,
  random: Random,
  episodes: readonly Episode[],
  shownBy: readonly Worker[],
  clinician: Worker | null,
): void => {
  for (const key of asked)
    house.ledger.add('instrument_versions', {
      ...stamped(house, house.at(addDays(house.today, -1500), 480), house.deskId, random),
      ...{
        key,
        version: scaleOf(key).definition.version,
        source: 'shipped',
        definition: json(scaleOf(key).definition),
      },
    });
  const served = episodes.filter(
    ({ enrolment, story }) => enrolment?.state === 'enrolled' && story.referredOn < addDays(house.today, -60),
  );
  for (const [index, episode] of served.entries()) {
    const own = random.fork(`answers ${index}`);
    const by = workerOf(episode);
    if (by === null) continue;
    if (own.between(0, 99) < 60) course(house, own, episode, by, 'phq9');
    if (own.between(0, 99) < 40) course(house, own, episode, by, 'gad7');
    if (own.between(0, 99) < 20) course(house, own, episode, by, 'k6');
  }
  for (const [index, worker] of shownBy.entries()) {
    const episode = served.filter((each) => workerOf(each) === worker.id && !each.programme.isPart2).at(-1);
    if (!episode) continue;
    const own = random.fork(`danger ${index}`);
    const isLast = index === shownBy.length - 1;
    const ending: AnyStep = [
      'close',
      180,
      {
        outcome: 'plan-in-place',
        reason: 'Plan in place, appointment on Thursday, the sister stays.',
        isQualified: true,
      },
    ];
    if (isLast || clinician === null) danger(house, own, episode, worker.id, addDays(house.today, -1), seen, null);
    else danger(house, own, episode, worker.id, addDays(house.today, -35 - index), [...seen, ending], clinician);
  }
};
