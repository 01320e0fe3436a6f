// How long a record is kept. Laws differ by state and payer, so the agency sets the years; the defaults are common among them and
// never below what federal rules ask. HIPAA keeps documentation six years (45 CFR 164.316(b)(2)(i), 164.530(j)(2)), which covers the
// audit; adults' records are commonly kept seven years after the end of care, those of minors until seven years after coming of age.
import { addMonths, type Day, laterOf } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { type Birth, birthRange } from './birth-and-age.ts';

/** `usual`: years where the agency says nothing · `least`: fewer are refused. */
export const retentionKinds = {
  'adult-record': { usual: 7, least: 5 },
  'minor-record': { usual: 7, least: 3 },
  'never-enrolled': { usual: 6, least: 1 },
  audit: { usual: 6, least: 6 },
} as const;
export type RetentionKind = keyof typeof retentionKinds;
export const recordKinds = ['adult-record', 'minor-record', 'never-enrolled'] as const;
export type RecordKind = (typeof recordKinds)[number];

export type RetentionSchedule = Readonly<Record<RetentionKind, number>>;

/** What the agency has said, and the usual years for the rest. */
export const scheduleFrom = (said: Partial<RetentionSchedule> = {}): RetentionSchedule => {
  const { 'adult-record': adult, 'minor-record': minor, 'never-enrolled': never, audit } = retentionKinds;
  return {
    'adult-record': adult.usual,
    'minor-record': minor.usual,
    'never-enrolled': never.usual,
    audit: audit.usual,
    ...said,
  };
};

export const whyNotSchedule = (schedule: RetentionSchedule): readonly Refusal[] =>
  (Object.keys(retentionKinds) as RetentionKind[])
    .filter((kind) => schedule[kind] < retentionKinds[kind].least)
    .map((kind) => refusal('kept-too-short', { least: retentionKinds[kind].least }, `/${kind}`));

export type RetentionFacts = {
  /** The last day of care: of an enrolment, a contact, a note, a referral; without any, the day of registration. */
  readonly lastOn: Day;
  readonly birth: Birth;
  readonly wasEnrolled: boolean;
  /** Enrolments, prospects among them, that have not ended. */
  readonly openEnrolments: number;
  readonly openTasks: number;
  readonly isOnHold: boolean;
};

const majority = 18;
const years = (from: Day, count: number): Day => addMonths(from, 12 * count);

/** By which line of the schedule a record is kept, and the last day on which it must be. */
export const keptUntil = (
  facts: Pick<RetentionFacts, 'lastOn' | 'birth' | 'wasEnrolled'>,
  schedule: RetentionSchedule,
): { readonly kind: RecordKind; readonly until: Day } => {
  const kind = facts.wasEnrolled ? 'adult-record' : 'never-enrolled';
  const until = years(facts.lastOn, schedule[kind]);
  // As late a birth as can be, so that nobody's record goes too early.
  const ofAge = years(birthRange(facts.birth)?.last ?? facts.lastOn, majority);
  if (facts.lastOn >= ofAge) return { kind, until };
  return { kind: 'minor-record', until: laterOf(until, years(ofAge, schedule['minor-record'])) };
};

/** Why the record may not be purged today; nothing when it may. A legal hold wins over everything. */
export const whyNotPurge = (facts: RetentionFacts, schedule: RetentionSchedule, today: Day): readonly Refusal[] => {
  if (facts.isOnHold) return [refusal('record-on-legal-hold')];
  if (facts.openEnrolments > 0) return [refusal('record-in-use')];
  if (facts.openTasks > 0) return [refusal('record-has-open-tasks', { count: facts.openTasks })];
  const { until } = keptUntil(facts, schedule);
  return today > until ? [] : [refusal('record-kept-until', { until })];
};

/** The fewest years after which any record can go: what is more recent need not be looked at. */
export const shortestYears = (schedule: RetentionSchedule): number =>
  Math.min(...recordKinds.filter((kind) => kind !== 'minor-record').map((kind) => schedule[kind]));
