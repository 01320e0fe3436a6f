// Reviews: how far each goal came, what is newly needed, what the person says, and one of the five decisions. Also how an enrolment
// ends, comes back, or goes on in another programme.
import { addDays, addMonths, type Day, daysBetween } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type Instant, millisOf } from '#domain/basics/instant.ts';
import type { Need } from '#domain/cycle/assessment.ts';
import type { ClosingReason } from '#domain/cycle/closing.ts';
import { type Decision, type GoalProgress, type Review, whyNotSignReview } from '#domain/cycle/review.ts';
import { json } from '#store/postgres/query.ts';
import { newTheme } from './assessing.ts';
import { act, cycleFor, cycleNow, type Episode, isOpen, letDraftsGo } from './episode.ts';
import { programmeOf, stamped } from './house.ts';
import type { RowOf } from './ledger.ts';
import { endReferrals, planTask } from './linking.ts';
import { nextLevel, rate } from './planning.ts';
import { whoOn } from './seeing.ts';
import type { Theme } from './theme.ts';

type Reason = 'scheduled' | 'event' | 'client-asked' | 'closing';

/** Plans the review that follows a plan or a review of a day, and gives the day it is due by. */
export const planReview = (episode: Episode, since: Day): Day => {
  const { random, story, house } = episode;
  const { every, leadDays } = episode.programme.model.review;
  const dueBy = every.unit === 'days' ? addDays(since, every.count) : addMonths(since, every.count);
  const number = ++episode.reviewsPlanned;
  const past = daysBetween(dueBy, house.today);
  const neglected = story.neglects.includes('review') && past > 0 && past < 120;
  if (neglected) return dueBy;
  const on = addDays(
    dueBy,
    random.chance(0.97) ? -random.between(5, Math.max(6, leadDays - 2)) : random.between(2, 10),
  );
  episode.agenda.plan(on, (day) => {
    if (number === episode.reviewsPlanned) review(episode, day, 'scheduled', null);
  });
  return dueBy;
};

const newNeedsFor = (episode: Episode, decision: Decision): { needs: Review['newNeeds']; theme: Theme | null } => {
  const { random, assessed } = episode;
  if (decision !== 'next-cycle' && !random.chance(0.1)) return { needs: [], theme: null };
  if (decision === 'close' || decision === 'step-down') return { needs: [], theme: null };
  const taken = new Set((assessed?.needs ?? []).filter(({ level }) => level === 'unmet').map(({ domain }) => domain));
  const theme = newTheme(episode, taken) ?? random.pick(episode.person.words.themes);
  return { needs: [{ domain: theme.domain, label: theme.need, priority: random.pick([1, 2] as const) }], theme };
};

/** A need that a review found stands at once, under a thread of its own. */
const findNeed = (episode: Episode, theme: Theme, reviewId: Id, cycleId: Id, on: Day, at: Instant, by: Id): void => {
  const { house, person, random, assessed } = episode;
  if (!assessed) return;
  const need: Need = {
    thread: random.id(millisOf(at)),
    domain: theme.domain,
    label: theme.need,
    level: 'unmet',
    priority: 1,
    origin: '',
    upkeep: '',
    words: theme.words,
  };
  const row = house.ledger.add('needs', {
    ...stamped(house, at, by, random),
    thread: need.thread,
    client_id: person.id,
    cycle_id: cycleId,
    assessment_id: null,
    review_id: reviewId,
    domain: need.domain,
    label: need.label,
    level: need.level,
    priority: need.priority,
    origin: null,
    upkeep: null,
    words: need.words,
    day: on,
    replaces: null,
    superseded_at: null,
    superseded_by: null,
  });
  episode.assessed = {
    ...assessed,
    needs: [...assessed.needs, need],
    themes: new Map([...assessed.themes, [need.thread, theme]]),
    needRows: new Map([...assessed.needRows, [need.thread, row]]),
  };
};

const defaultDecision = (episode: Episode): Decision =>
  episode.decisions.shift() ??
  episode.random.weighted([
    ['continue', 74],
    ['revise-plan', 26],
  ] as const);

/** Begins a review with the person; it is decided some days later, or still open today. */
export const review = (
  episode: Episode,
  on: Day,
  reason: Reason,
  decided: { readonly decision: Decision; readonly on: Day; readonly afterwards?: () => void } | null,
): void => {
  const { house, person, random, agenda } = episode;
  const cycle = cycleNow(episode);
  if (!isOpen(episode) || episode.enrolment?.state !== 'enrolled' || !cycle || cycle.planSignedOn === null) return;
  if (cycle.stage === 'review' || on < cycle.from) {
    if (decided)
      agenda.plan(addDays(on, 1), (day) =>
        review(episode, day, reason, decided.on > day ? decided : { ...decided, on: addDays(day, 1) }),
      );
    return;
  }
  const worker = whoOn(episode, on);
  act(episode, 'start-review', on, {}, worker.id, 620);
  const at = house.at(on, 640);
  const row = house.ledger.add('reviews', {
    ...stamped(house, at, worker.id, random),
    client_id: person.id,
    cycle_id: cycle.id,
    plan_id: episode.plan?.id ?? null,
    day: on,
    staff_id: worker.id,
    reason,
    progress: json(
      (episode.plan?.goals ?? [])
        .filter(({ goal }) => !goal.dropped)
        .map(({ goal }) => ({ goal: goal.thread, level: null, note: '' })),
    ),
    new_needs: json([]),
    client_words: null,
    satisfaction: null,
    independence: null,
    decision: null,
    decision_reason: null,
    next_review_on: null,
    attended: [person.called, ...(random.chance(0.25) && person.supporters[0] ? [person.supporters[0].name] : [])],
    state: 'draft',
    signed_at: null,
    signed_by: null,
    error_reason: null,
  });
  agenda.plan(
    decided?.on ??
      addDays(
        on,
        random.weighted([
          [0, 35],
          [1, 25],
          [3, 25],
          [6, 15],
        ]),
      ),
    (day) => {
      if (!isOpen(episode) || cycleNow(episode)?.id !== cycle.id) {
        row.state = 'in-error';
        row.error_reason = 'Begun before the enrolment ended';
        return;
      }
      decide(episode, row, day, decided?.decision ?? defaultDecision(episode), worker.id);
      decided?.afterwards?.();
    },
  );
};

const decide = (episode: Episode, row: RowOf<'reviews'>, on: Day, wanted: Decision, by: Id): void => {
  const { house, person, random, plan, story } = episode;
  const cycle = cycleNow(episode);
  if (!cycle || !plan) return;
  // No two cycles begin in one day.
  const decision: Decision = wanted === 'next-cycle' && on < addDays(cycle.from, 14) ? 'continue' : wanted;
  const { needs, theme } = newNeedsFor(episode, decision);
  const going = decision === 'close' || decision === 'step-down';
  const progress = plan.goals
    .filter(({ goal }) => !goal.dropped)
    .map(({ goal }): GoalProgress => {
      const level = going ? (Math.max(0, nextLevel(episode, goal)) as 0 | 1 | 2) : nextLevel(episode, goal);
      rate(episode, goal, level, on, by, row.id);
      return { goal: goal.thread, level, note: random.chance(0.3) ? (goal.levels[`${level}`] ?? '') : '' };
    });
  const satisfaction = random.weighted([
    [5, 34],
    [4, 40],
    [3, 18],
    [2, 6],
    [1, 2],
  ] as const);
  const signed: Review = {
    progress,
    newNeeds: needs,
    clientWords: random.pick(
      going ? person.words.farewell : satisfaction > 3 ? person.words.satisfied : person.words.unsure,
    ),
    satisfaction,
    independence: going
      ? random.pick([4, 5] as const)
      : random.weighted([
          [2, 20],
          [3, 45],
          [4, 30],
          [5, 5],
        ] as const),
    decision,
    decisionReason: '',
  };
  const faults = whyNotSignReview(
    signed,
    plan.goals.map(({ goal }) => goal),
  );
  if (faults.length > 0) throw new Error(`review of ${person.called}: ${faults.map(({ code }) => code).join(', ')}`);
  const at = house.at(on, 1035);
  Object.assign(row, {
    progress: json(progress),
    new_needs: json(needs.map((need) => ({ ...need, words: theme?.words ?? '' }))),
    client_words: signed.clientWords,
    satisfaction,
    independence: signed.independence,
    decision,
    state: 'signed',
    signed_at: at,
    signed_by: by,
    recorded_at: at,
  });
  const params = { reviewId: row.id };
  const nextCycleId = random.id(millisOf(at));
  if (theme) findNeed(episode, theme, row.id, decision === 'next-cycle' ? nextCycleId : cycle.id, on, at, by);
  if (decision === 'continue') {
    act(episode, 'decide-continue', on, params, by, 1035);
    row.next_review_on = planReview(episode, on);
    planTask(episode, on);
  } else if (decision === 'revise-plan') {
    act(episode, 'decide-revise-plan', on, params, by, 1035);
    planReview(episode, on);
    episode.next.plan(episode, addDays(on, 1), addDays(on, random.between(3, 11)));
  } else if (decision === 'next-cycle') {
    letDraftsGo(episode, 'next-cycle', at, by);
    act(
      episode,
      'decide-next-cycle',
      on,
      { ...params, foundBy: 'review', cycleId: nextCycleId, needs: needs.length },
      by,
      1035,
    );
    episode.next.assess(
      episode,
      addDays(on, random.between(2, 8)),
      addDays(on, random.between(10, 25)),
      'comprehensive',
    );
  } else if (decision === 'close') {
    const reason = story.ending?.kind === 'close' ? story.ending.reason : 'graduated';
    const cycleId = cycle.id;
    act(episode, 'decide-close', on, { ...params, reason }, by, 1035);
    closing(episode, on, cycleId, reason, by);
  } else {
    const to = story.ending?.kind === 'step-down' ? story.ending.to : 'brokerage';
    act(episode, 'decide-step-down', on, { ...params, toProgrammeId: programmeOf(house, to).id }, by, 1035);
    closing(episode, on, cycle.id, 'stepped-down', by);
  }
};

/** The closing sheet and note, and what stays open is ended. */
export const closing = (episode: Episode, on: Day, cycleId: Id, reason: ClosingReason, by: Id): RowOf<'closings'> => {
  const { house, person, random } = episode;
  const at = house.at(on, 1040);
  endReferrals(episode, on);
  letDraftsGo(episode, reason, at, by);
  for (const task of episode.tasks)
    Object.assign(task, { state: 'cancelled', done_on: on, outcome: reason, recorded_at: at, recorded_by: by });
  episode.tasks.clear();
  const present = reason !== 'lost' && reason !== 'deceased';
  episode.closeNote = present ? person.words.closingNote : null;
  if (present && reason !== 'declined')
    house.ledger.add('notes', {
      ...stamped(house, at, by, random),
      client_id: person.id,
      contact_id: null,
      staff_id: by,
      kind: 'closing',
      day: on,
      text: person.words.closingNote,
      state: 'signed',
      signed_at: at,
      signed_by: by,
      error_reason: null,
    });
  return house.ledger.add('closings', {
    ...stamped(house, at, by, random),
    client_id: person.id,
    enrolment_id: episode.enrolment?.id ?? '',
    cycle_id: cycleId,
    day: on,
    reason,
    note: episode.closeNote,
    client_view: present ? random.pick(person.words.farewell) : null,
    after_care: json(
      present && random.chance(0.5) ? [{ what: person.words.afterCare, by: addDays(on, 14), who: null }] : [],
    ),
    told_client: present,
    reopened_on: null,
    reopened_reason: null,
  });
};

/** Ends an enrolment without a review: what happened, no review can hold up. */
export const endAtOnce = (
  episode: Episode,
  on: Day,
  how: { readonly stop: true } | { readonly reason: ClosingReason },
): void => {
  if (!isOpen(episode) || !episode.enrolment) return;
  const by = whoOn(episode, on).id;
  const cycleId = cycleFor(episode, on).id;
  const before = episode.enrolment.state;
  if ('stop' in how) act(episode, 'respect-stop', on, {}, by, 1000);
  else if (before === 'enrolled') act(episode, 'close-without-review', on, { reason: how.reason }, by, 1000);
  else act(episode, 'close-referral', on, { reason: how.reason }, by, 1000);
  closing(episode, on, cycleId, 'stop' in how ? 'declined' : how.reason, by);
};
