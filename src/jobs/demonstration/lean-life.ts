// A client's life in few rows, for agencies of a hundred thousand: referred, reached, enrolled, assessed, planned, seen and reviewed
// through the same acts as any other, with exactly as many contacts as asked for.
import { addDays, type Day, daysBetween, weekdayOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { millisOf } from '#domain/basics/instant.ts';
import { json } from '#store/postgres/query.ts';
import { newAgenda } from './agenda.ts';
import { english } from './english.ts';
import { act, cycleFor, type Episode, isOpen, keep, newEpisode, refer, type Story } from './episode.ts';
import { type House, type Programme, stamped } from './house.ts';
import { aPhone } from './names.ts';
import { registerPerson } from './person.ts';
import type { Random } from './random.ts';
import type { Theme } from './theme.ts';

const longestSpan = 480;
const reviewEveryDays = 150;

const quietStory = (programme: Programme, referredOn: Day): Story => ({
  programme: programme.key,
  worker: null,
  referredOn,
  reachedAfter: null,
  becomes: 'enrolled',
  waits: 0,
  assessAfter: 14,
  planAfter: 7,
  contactsPerWeek: 1,
  decisions: [],
  ending: null,
  reopened: null,
  handOver: null,
  stays: [],
  neglects: [],
});

const nothingNext: Episode['next'] = {
  assess: () => undefined,
  plan: () => undefined,
  review: (_, since) => since,
};

/** The days of the contacts, the last one within the last week unless the person is overdue. */
const contactDays = (random: Random, until: Day, count: number): Day[] => {
  const step = Math.max(1, Math.min(7, Math.floor(longestSpan / count)));
  const overdue = random.chance(0.07) ? 13 : 0;
  const free = addDays(until, -overdue - random.between(0, step === 7 ? 4 : 0));
  const last = weekdayOf(free) > 5 ? addDays(free, -2) : free;
  return Array.from({ length: count }, (_, index) => addDays(last, -(count - 1 - index) * step));
};

const addContact = (episode: Episode, on: Day, by: Id, reached: boolean, theme: Theme, goal: Id | null): Id => {
  const { house, person, random } = episode;
  const start = random.between(96, 204) * 5;
  const minutes = reached ? random.between(3, 15) * 5 : 5;
  const at = house.at(on, start + minutes + 5);
  const { id } = house.ledger.add('contacts', {
    ...stamped(house, at, by, random),
    client_id: person.id,
    enrolment_id: episode.enrolment?.id ?? null,
    cycle_id: cycleFor(episode, on).id,
    staff_id: by,
    with_staff: [],
    start_at: house.at(on, start),
    day: on,
    zone: house.zone,
    minutes,
    travel_minutes: null,
    outcome: reached ? 'reached' : 'attempted',
    mode: 'face-to-face',
    place: random.chance(0.75) ? 'community' : 'office',
    place_detail: null,
    with_whom: 'client',
    with_name: null,
    purpose: 'case-management',
    is_group: false,
    goal_threads: goal && random.chance(0.5) ? [goal] : [],
    next_on: null,
    late_reason: null,
    superseded_at: null,
    superseded_by: null,
    error_reason: null,
  });
  if (random.chance(0.25)) {
    const signed = daysBetween(on, house.today) > 3 || random.chance(0.8);
    house.ledger.add('notes', {
      ...stamped(house, at, by, random),
      client_id: person.id,
      contact_id: id,
      staff_id: by,
      kind: 'contact',
      day: on,
      text: random.pick(reached ? theme.notes : english.attempts).replaceAll('{n}', person.called),
      state: signed ? 'signed' : 'draft',
      signed_at: signed ? at : null,
      signed_by: signed ? by : null,
      error_reason: null,
    });
  }
  return id;
};

const assess = (episode: Episode, on: Day, by: Id, theme: Theme): { assessmentId: Id; need: Id; strength: Id } => {
  const { house, person, random } = episode;
  const at = house.at(on, 1020);
  const millis = millisOf(at);
  const [assessmentId, need, strength] = [random.id(millis), random.id(millis), random.id(millis)];
  const cycleId = cycleFor(episode, on).id;
  const entry = {
    situation: theme.situation,
    wishes: theme.wish,
    barriers: theme.barrier,
    words: theme.words,
    discussed: true,
  };
  const found = {
    thread: need,
    label: theme.need,
    level: 'unmet',
    priority: 1,
    origin: theme.origin,
    upkeep: theme.upkeep,
    words: theme.words,
  };
  const strong = { id: strength, aspect: 'current', text: theme.strengths[0], words: false, rank: 1 };
  house.ledger.add('assessments', {
    ...stamped(house, at, by, random),
    id: assessmentId,
    client_id: person.id,
    cycle_id: cycleId,
    kind: 'comprehensive',
    day: on,
    staff_id: by,
    state: 'signed',
    domains: json({ [theme.domain]: { ...entry, needs: [found], strengths: [strong] } }),
    signed_at: at,
    signed_by: by,
  });
  house.ledger.add('needs', {
    ...stamped(house, at, by, random),
    thread: need,
    client_id: person.id,
    cycle_id: cycleId,
    assessment_id: assessmentId,
    domain: theme.domain,
    label: theme.need,
    level: 'unmet',
    priority: 1,
    origin: theme.origin,
    upkeep: theme.upkeep,
    words: theme.words,
    day: on,
  });
  house.ledger.add('strengths', {
    ...stamped(house, at, by, random),
    id: strength,
    client_id: person.id,
    assessment_id: assessmentId,
    domain: theme.domain,
    aspect: 'current',
    text: theme.strengths[0],
    words: false,
    rank: 1,
    day: on,
  });
  return { assessmentId, need, strength };
};

const plan = (
  episode: Episode,
  on: Day,
  by: Id,
  theme: Theme,
  basis: { need: Id; strength: Id },
): { planId: Id; thread: Id } => {
  const { house, person, random } = episode;
  const at = house.at(on, 1030);
  const millis = millisOf(at);
  const [planId, goalId, thread] = [random.id(millis), random.id(millis), random.id(millis)];
  const steps = theme.steps.slice(0, 2).map((step, index) => ({
    thread: random.id(millis),
    text: step.text,
    owner: step.owner,
    ownerName: step.who ?? '',
    dueOn: addDays(on, 30 + 30 * index),
    resourceKind: step.kind,
    resource: step.resource,
    state: 'open',
  }));
  const goal = {
    thread,
    domain: theme.domain,
    words: theme.goal,
    importance: 2,
    difficulty: 2,
    levels: { '-1': theme.levels[1], '0': theme.levels[2] },
    baselineLevel: -1,
    needs: [basis.need],
    strengths: [basis.strength],
    options: [{ text: theme.chosen, choice: 'chosen', reason: '' }],
  };
  house.ledger.add('plans', {
    ...stamped(house, at, by, random),
    id: planId,
    client_id: person.id,
    cycle_id: cycleFor(episode, on).id,
    version: 1,
    state: 'signed',
    staff_id: by,
    day: on,
    client_signature: json({ kind: 'screen', name: person.called, on, reason: '' }),
    body: json({ goals: [{ ...goal, steps, dropped: false }], deferred: [] }),
    signed_at: at,
    signed_by: by,
  });
  house.ledger.add('goals', {
    ...stamped(house, at, by, random),
    id: goalId,
    thread,
    client_id: person.id,
    plan_id: planId,
    position: 0,
    domain: theme.domain,
    words: theme.goal,
    measure: theme.levels[2],
    importance: 2,
    difficulty: 2,
    levels: json(goal.levels),
    baseline_level: -1,
    needs: [basis.need],
    strengths: [basis.strength],
    options: json(goal.options),
    dropped: false,
  });
  for (const [position, step] of steps.entries())
    house.ledger.add('steps', {
      ...stamped(house, at, by, random),
      thread: step.thread,
      client_id: person.id,
      goal_id: goalId,
      position,
      text: step.text,
      owner: step.owner,
      owner_name: step.ownerName || null,
      due_on: step.dueOn,
      resource: step.resource,
      resource_kind: step.resourceKind,
      state: 'open',
    });
  return { planId, thread };
};

const review = (episode: Episode, on: Day, by: Id, inForce: { planId: Id; thread: Id }): void => {
  const { house, person, random } = episode;
  act(episode, 'start-review', on, {}, by, 1032);
  const at = house.at(on, 1035);
  const { id } = house.ledger.add('reviews', {
    ...stamped(house, at, by, random),
    client_id: person.id,
    cycle_id: cycleFor(episode, on).id,
    plan_id: inForce.planId,
    day: on,
    staff_id: by,
    reason: 'scheduled',
    progress: json([{ goal: inForce.thread, level: 0, note: '' }]),
    satisfaction: random.between(3, 5),
    independence: random.between(2, 4),
    decision: 'continue',
    attended: [],
    state: 'signed',
    signed_at: at,
    signed_by: by,
  });
  act(episode, 'decide-continue', on, { reviewId: id }, by, 1035);
};

/** Lives one client with exactly `contacts` contacts. */
export const liveLean = (house: House, random: Random, programme: Programme, workerId: Id, contacts: number): void => {
  const days = contactDays(random, house.until, contacts);
  const reachedOn = days[0]!;
  const referredOn = addDays(reachedOn, -random.between(1, 12));
  const person = registerPerson(house, random, referredOn, house.deskId);
  const theme = random.pick(english.themes);
  house.ledger.add('contact_details', {
    ...stamped(house, house.at(referredOn, 600), house.deskId, random),
    client_id: person.id,
    channel: 'phone',
    value: aPhone(random),
    permission: 'yes',
    may_leave_voicemail: random.chance(0.5),
    is_safe: true,
    preferred: true,
  });
  const episode = newEpisode({
    ...{ house, person, programme, story: quietStory(programme, referredOn), agenda: newAgenda() },
    source: 'Generated',
    reason: theme.need,
    next: nothingNext,
    begin: () => {
      throw new RangeError('a lean life has one enrolment');
    },
  });
  const owner = programme.sharesCaseload
    ? ({ kind: 'team', id: programme.teamId } as const)
    : ({ kind: 'staff', id: workerId } as const);
  refer(episode, referredOn, owner);
  const kind = random.weighted([
    ['enrolled', 90],
    ['ended', 4],
    ['waitlisted', 3],
    ['prospect', 3],
  ] as const);
  const served = kind === 'enrolled' || kind === 'ended';
  const assessOn = addDays(reachedOn, random.between(8, 25));
  const planOn = addDays(assessOn, random.between(2, 12));
  let reviewOn = addDays(planOn, reviewEveryDays);
  let assessed: ReturnType<typeof assess> | null = null;
  let inForce: ReturnType<typeof plan> | null = null;
  let followed = false;
  for (const [index, on] of days.entries()) {
    if (served && !assessed && index > 0 && on > assessOn) {
      assessed = assess(episode, assessOn, workerId, theme);
      act(episode, 'sign-assessment', assessOn, { assessmentId: assessed.assessmentId }, workerId, 1020);
    }
    if (served && assessed && !inForce && on > planOn) {
      inForce = plan(episode, planOn, workerId, theme, assessed);
      act(episode, 'sign-plan', planOn, { planId: inForce.planId, goals: 1 }, workerId, 1030);
    }
    if (inForce && followed && on > reviewOn) {
      review(episode, reviewOn, workerId, inForce);
      reviewOn = addDays(reviewOn, reviewEveryDays);
    }
    const reached = index === 0 || index >= days.length - 2 || random.chance(0.9);
    const contactId = addContact(episode, on, workerId, reached, theme, inForce?.thread ?? null);
    if (index === 0) {
      act(episode, 'log-reach', on, {}, workerId, 1100);
      if (kind === 'prospect') continue;
      const findings = programme.eligibility.map(({ code }) => ({ criterion: code, met: true as const, note: '' }));
      act(episode, 'check-eligibility', on, { findings }, workerId, 1101);
      if (kind === 'waitlisted')
        act(episode, 'waitlist', on, { priority: random.pick(['urgent', 'high', 'routine'] as const) }, workerId, 1102);
      else act(episode, 'enrol', on, { waiver: null }, workerId, 1102);
    } else if (inForce && reached && !followed) {
      act(episode, 'follow-up', on, { contactId }, workerId, 1100);
      followed = true;
    }
  }
  if (kind === 'ended' && isOpen(episode)) {
    const on = days.at(-1)!;
    const reason = random.pick(['transferred', 'moved-with-referral', 'lost', 'declined'] as const);
    const cycleId = cycleFor(episode, on).id;
    act(episode, 'close-without-review', on, { reason }, workerId, 1110);
    house.ledger.add('closings', {
      ...stamped(house, house.at(on, 1110), workerId, random),
      client_id: person.id,
      enrolment_id: episode.enrolment?.id ?? '',
      cycle_id: cycleId,
      day: on,
      reason,
    });
  }
  keep(episode);
};
