// One enrolment as it is lived. Every act goes through the state machine of the domain, so what stands in the rows is what the acts
// add up to; an act that the domain refuses is a fault of this generator and stops it.
import { addDays, type Day, laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type Instant, millisOf } from '#domain/basics/instant.ts';
import type { Need, Strength } from '#domain/cycle/assessment.ts';
import type { ClosingReason } from '#domain/cycle/closing.ts';
import { type Cycle, cycleOn, type Enrolment, openCycleOf, ownerOf } from '#domain/cycle/enrolment.ts';
import type { AttainmentLevel } from '#domain/cycle/goal-attainment.ts';
import type { Goal, Plan } from '#domain/cycle/plan.ts';
import type { Decision } from '#domain/cycle/review.ts';
import { type Act, type ActName, type ActParams, apply } from '#domain/cycle/transitions.ts';
import type { Referral } from '#domain/linking/referrals.ts';
import type { StaySetting } from '#domain/models/definition.ts';
import { isSameOwner, type Owner } from '#domain/people/owner.ts';
import { afterCareDays } from '#store/enrolments.ts';
import { cycleColumns, enrolmentColumns } from '#store/past/course-rows.ts';
import { json } from '#store/postgres/query.ts';
import { ownerColumns } from '#store/postgres/stamps.ts';
import type { Agenda } from './agenda.ts';
import { type House, type Programme, stamped } from './house.ts';
import type { RowOf } from './ledger.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import type { Theme } from './theme.ts';

/** What a person's stays are, told beforehand: contacts and reviews follow them. */
export type PlannedStay = { readonly setting: StaySetting; readonly from: Day; readonly to: Day | null };

/** What is left undone, so that somebody is overdue. */
export type Neglect = 'contact' | 'lost' | 'assessment' | 'plan' | 'review' | 'referral' | 'notes';

export type Story = {
  readonly programme: string;
  /** The address of the worker; null: whoever has room, or the team. */
  readonly worker: string | null;
  readonly referredOn: Day;
  /** Days from referral until first reached; null: nobody has reached them. */
  readonly reachedAfter: number | null;
  readonly becomes: 'enrolled' | 'waitlisted' | 'prospect';
  /** Days on the waitlist before enrolment. */
  readonly waits: number;
  readonly assessAfter: number;
  readonly planAfter: number;
  readonly contactsPerWeek: number;
  /** What the next reviews decide, in order; after that they continue or revise. */
  readonly decisions: readonly Decision[];
  readonly ending:
    | { readonly kind: 'close'; readonly reason: ClosingReason; readonly on: Day }
    | { readonly kind: 'step-down'; readonly to: string; readonly on: Day }
    | { readonly kind: 'stop'; readonly on: Day }
    | null;
  readonly reopened: { readonly after: number; readonly reason: string } | null;
  readonly handOver: { readonly on: Day; readonly to: string } | null;
  readonly stays: readonly PlannedStay[];
  readonly neglects: readonly Neglect[];
  /** Things just begun: a referral, one acknowledged, a review the person asked for. */
  readonly busyLately?: true;
};

export type PlanInForce = {
  readonly id: Id;
  readonly plan: Plan;
  readonly row: RowOf<'plans'>;
  readonly goals: readonly {
    readonly goal: Goal;
    readonly theme: Theme;
    readonly row: RowOf<'goals'>;
    readonly steps: RowOf<'steps'>[];
  }[];
  readonly levels: Map<Id, AttainmentLevel>;
};

export type Assessed = {
  readonly id: Id;
  readonly needs: readonly Need[];
  readonly strengths: readonly Strength[];
  readonly themes: ReadonlyMap<Id, Theme>;
  readonly needRows: ReadonlyMap<Id, RowOf<'needs'>>;
};

export type Episode = {
  readonly house: House;
  readonly person: Person;
  readonly programme: Programme;
  readonly story: Story;
  readonly random: Random;
  readonly agenda: Agenda;
  enrolment: Enrolment | null;
  readonly source: string;
  readonly reason: string;
  closeNote: string | null;
  contactPlans: readonly { count: number; window: string; from: Day }[];
  lastStamp: { at: Instant; by: Id } | null;
  readonly cycleStamps: Map<Id, { at: Instant; by: Id }>;
  assignments: RowOf<'assignments'>[];
  assessed: Assessed | null;
  plan: PlanInForce | null;
  /** A plan that is begun and not signed yet. */
  planBegun: boolean;
  /** Begun and neither signed nor let go. */
  readonly drafts: Set<RowOf<'assessments'> | RowOf<'plans'> | RowOf<'reviews'>>;
  readonly tasks: Set<RowOf<'tasks'>>;
  /** What has been written in notes already, the latest last. */
  readonly told: string[];
  readonly referrals: { referral: Referral; readonly row: RowOf<'referrals'> }[];
  /** Counts the reviews planned, so that only the last one planned takes place. */
  reviewsPlanned: number;
  readonly decisions: Decision[];
  /** How the cycle goes on; put together in `life.ts`, because each leads to the others. */
  readonly next: {
    assess(episode: Episode, from: Day, signOn: Day | null, kind: 'comprehensive' | 're-assessment'): void;
    plan(episode: Episode, from: Day, signOn: Day | null): void;
    /** Gives the day the review is due by. */
    review(episode: Episode, since: Day): Day;
  };
  /** Begins another enrolment of the same person, for stepping down. */
  readonly begin: (story: Story) => Episode;
};

export const isOpen = (episode: Episode): boolean => episode.enrolment !== null && episode.enrolment.state !== 'ended';

export const cycleNow = (episode: Episode): Cycle | null => (episode.enrolment ? openCycleOf(episode.enrolment) : null);

/** The cycle that something of a day is written to. */
export const cycleFor = (episode: Episode, on: Day): Cycle => {
  const { enrolment } = episode;
  const cycle = enrolment && (cycleOn(enrolment, on) ?? openCycleOf(enrolment) ?? enrolment.cycles.at(-1));
  if (!cycle) throw new RangeError('an enrolment without a cycle');
  return cycle;
};

const assign = (episode: Episode, on: Day, before: Owner | null, after: Owner | null, at: Instant, by: Id): void => {
  const { house, person, random, enrolment } = episode;
  if (before && after && isSameOwner(before, after)) return;
  if (before)
    for (const row of episode.assignments)
      if (row.to_day === null) {
        row.to_day = laterOf(row.from_day, on);
        row.visible_until = after === null ? addDays(on, afterCareDays) : null;
        row.recorded_at = at;
        row.recorded_by = by;
      }
  if (after) {
    person.row.unclaimed = false;
    episode.assignments.push(
      house.ledger.add('assignments', {
        ...stamped(house, at, by, random),
        client_id: person.id,
        enrolment_id: enrolment?.id ?? null,
        ...ownerColumns(after),
        role: 'primary',
        from_day: on,
        to_day: null,
        visible_until: null,
      }),
    );
  }
};

/** Does an act on a day, by somebody, and keeps it with what it changed. */
export const act = <N extends ActName>(
  episode: Episode,
  name: N,
  on: Day,
  params: ActParams[N],
  by: Id,
  minute = 600 + (episode.enrolment?.attempts ?? 0) * 3,
): Id => {
  const { house, person, random } = episode;
  const before = episode.enrolment;
  const planned = house.at(on, minute);
  const at = episode.lastStamp && episode.lastStamp.at > planned ? episode.lastStamp.at : planned;
  const id = random.id(millisOf(at));
  const done = { id, name, on, params } as unknown as Act;
  const result = apply(before, done);
  if (!result.ok)
    throw new Error(`${name} on ${on} of ${person.called}: ${result.refusals.map(({ code }) => code).join(', ')}`);
  const after = result.value;
  episode.enrolment = after;
  episode.lastStamp = { at, by };
  for (const cycle of after.cycles)
    if (before?.cycles.find((each) => each.id === cycle.id) !== cycle) episode.cycleStamps.set(cycle.id, { at, by });
  const cycle = (before && openCycleOf(before)) ?? after.cycles.at(-1);
  house.ledger.add('cycle_acts', {
    agency_id: house.agencyId,
    id,
    client_id: person.id,
    enrolment_id: after.id,
    cycle_id: cycle?.id ?? null,
    act: name,
    day: on,
    params: json(params),
    recorded_at: at,
    recorded_by: by,
  });
  assign(episode, on, before && ownerOf(before), ownerOf(after), at, by);
  return id;
};

/** An enrolment before anything has happened in it. */
export const newEpisode = (
  told: Pick<Episode, 'house' | 'person' | 'programme' | 'story' | 'agenda' | 'source' | 'reason' | 'next' | 'begin'>,
): Episode => ({
  ...told,
  random: told.person.random,
  enrolment: null,
  closeNote: null,
  contactPlans: [],
  lastStamp: null,
  cycleStamps: new Map(),
  assignments: [],
  assessed: null,
  plan: null,
  planBegun: false,
  drafts: new Set(),
  tasks: new Set(),
  told: [],
  referrals: [],
  reviewsPlanned: 0,
  decisions: [...told.story.decisions],
});

/** The act that opens it. */
export const refer = (episode: Episode, on: Day, owner: Owner): void => {
  const { house, person, programme, random } = episode;
  const id = (): Id => random.id(millisOf(house.at(on, 570)));
  const opening = {
    enrolmentId: id(),
    clientId: person.id,
    programmeId: programme.id,
    cycleId: id(),
    owner,
    referralId: null,
  };
  act(episode, 'refer', on, opening, house.deskId, 570);
};

/** Writes the enrolment and its cycles as the acts left them. */
export const keep = (episode: Episode): void => {
  const { house, person, programme, enrolment, lastStamp } = episode;
  if (!enrolment || !lastStamp) return;
  house.ledger.add('enrolments', {
    agency_id: house.agencyId,
    id: enrolment.id,
    client_id: person.id,
    programme_id: programme.id,
    referred_on: enrolment.referredOn,
    referral_source: episode.source,
    referral_reason: episode.reason,
    close_note: episode.closeNote,
    contact_plans: json(episode.contactPlans),
    ...enrolmentColumns(enrolment, lastStamp),
  });
  for (const cycle of enrolment.cycles) {
    const stamp = episode.cycleStamps.get(cycle.id) ?? lastStamp;
    house.ledger.add('cycles', {
      agency_id: house.agencyId,
      id: cycle.id,
      client_id: person.id,
      enrolment_id: enrolment.id,
      ...cycleColumns(cycle, stamp),
    });
  }
};

/** Whether the person is in hospital, a crisis house or jail on a day: the day they leave is not counted. */
export const stayOn = (story: Story, on: Day): PlannedStay | null =>
  story.stays.find(({ from, to }) => from <= on && (to === null || on < to)) ?? null;

/** Drafts of a cycle that has ended are let go, with what ended it as the reason. */
export const letDraftsGo = (episode: Episode, why: string, at: Instant, by: Id): void => {
  for (const row of episode.drafts)
    Object.assign(row, { state: 'in-error', error_reason: why, recorded_at: at, recorded_by: by });
  episode.drafts.clear();
  episode.planBegun = false;
};
