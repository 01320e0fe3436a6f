// Contacts: who saw the person when, where and for what, what was written about it, and who has not signed yet.

import { addDays, type Day, daysBetween, earlierOf, laterOf, weekdayOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { windowOf } from '#domain/basics/window.ts';
import type { Purpose } from '#domain/contacts/contact.ts';
import { contactAct } from '#domain/cycle/contact-act.ts';
import type { ContactMode, ContactPlace } from '#domain/models/definition.ts';
import { act, cycleFor, cycleNow, type Episode, isOpen, stayOn } from './episode.ts';
import { programmeOf, stamped, type Worker, workersOn } from './house.ts';
import type { RowOf } from './ledger.ts';
import type { Language, Theme } from './theme.ts';

export type Meeting = {
  readonly outcome: 'reached' | 'attempted';
  readonly mode: ContactMode;
  readonly place: ContactPlace;
  readonly withWhom: 'client' | 'support' | 'provider';
};

/** Who does something for the client on a day: the worker who answers for them, or one of the team. */
export const whoOn = (episode: Episode, on: Day): Worker => {
  const workers = workersOn(episode.programme, on);
  const owner = cycleNow(episode)?.owner ?? episode.enrolment?.cycles.at(-1)?.owner;
  const own = owner?.kind === 'staff' ? workers.find(({ id }) => id === owner.id) : undefined;
  const [first] = workers;
  if (!first) throw new RangeError(`nobody works for ${episode.programme.key} on ${on}`);
  if (own && !(workers.length > 1 && episode.random.chance(0.03))) return own;
  return episode.random.weighted(
    workers.map((worker) => [worker, (worker.plan.fte ?? 1) * (worker.plan.position === 'leader' ? 0.4 : 1)] as const),
  );
};

const setting = (meeting: Meeting, stay: string | null): keyof Language['openings'] => {
  if (stay === 'jail') return 'jail';
  if (meeting.place === 'institution') return 'ward';
  if (meeting.mode === 'phone' || meeting.mode === 'text') return 'phone';
  if (meeting.mode === 'video') return 'video';
  return meeting.place === 'office' ? 'office' : 'home';
};

/** Something not written lately; what is told of a goal is told once. */
const untold = (episode: Episode, list: readonly string[]): string => {
  const lately = episode.told.slice(-Math.max(1, Math.floor(list.length * 0.7)));
  const line = episode.random.pick(list.filter((each) => !lately.includes(each)));
  episode.told.push(line);
  return line;
};

const linesOn = (episode: Episode, themes: readonly Theme[]): string[] => {
  const { random, person } = episode;
  const fresh = themes.flatMap(({ notes }) => notes).filter((line) => !episode.told.includes(line));
  const lines: string[] = [];
  if (fresh.length > 0 && random.chance(0.3)) lines.push(untold(episode, fresh));
  if (lines.length === 0 || random.chance(0.3)) lines.push(untold(episode, person.words.everyday));
  return lines;
};

const noteFor = (episode: Episode, meeting: Meeting, on: Day, themes: readonly Theme[]): string => {
  const { random, person } = episode;
  const language = person.words;
  const stay = stayOn(episode.story, on);
  const named = (text: string) => {
    const [supporter] = person.supporters;
    return text.replaceAll('{n}', person.called).replaceAll('{s}', supporter?.name ?? person.called);
  };
  if (meeting.outcome === 'attempted') return named(random.pick(language.attempts));
  if (meeting.withWhom === 'support') return named(random.pick(language.withSupport));
  if (meeting.withWhom === 'provider') return named(random.pick(language.withProvider));
  const where = setting(meeting, stay?.setting ?? null);
  const opening = random.pick(language.openings[where === 'home' && random.chance(0.45) ? 'out' : where]);
  const lines = stay ? [untold(episode, language.inside)] : linesOn(episode, themes);
  return named(
    [opening, random.chance(0.5) ? random.pick(language.moods) : '', ...lines, random.pick(language.closers)]
      .filter(Boolean)
      .join(' '),
  );
};

const purposeOf = (episode: Episode, worker: Worker, theme: Theme | undefined): Purpose => {
  const { random, programme } = episode;
  const byPosition: Partial<Record<string, Purpose>> = {
    nurse: 'psychiatric',
    'substance-use': 'substance-use-individual',
    vocational: 'employment',
  };
  const own = byPosition[worker.plan.position ?? ''];
  if (own && random.chance(0.6)) return own;
  const purpose = theme && random.chance(0.6) ? theme.purpose : 'case-management';
  return programme.model.activities.includes(purpose) || programme.model.activities.includes('engagement')
    ? purpose
    : 'case-management';
};

const noteSignedOn = (episode: Episode, worker: Worker, on: Day): Day | null => {
  const { random, house } = episode;
  const recent = daysBetween(on, house.today) < 25;
  if (recent && random.chance(episode.story.neglects.includes('notes') ? 0.25 : (worker.plan.forgets ?? 0.004)))
    return null;
  const signed = addDays(
    on,
    random.weighted([
      [0, 78],
      [1, 16],
      [2, 6],
    ]),
  );
  return signed > house.until ? null : signed;
};

/** Enters a contact on a day and what it moves in the cycle, as logging one in the product does. */
export const meet = (episode: Episode, on: Day, meeting: Meeting, minute?: number): RowOf<'contacts'> => {
  const { house, person, programme, random, story } = episode;
  const worker = whoOn(episode, on);
  const themes = episode.plan?.goals.filter(({ goal }) => !goal.dropped) ?? [];
  const worked =
    meeting.outcome === 'reached' && themes.length > 0 && random.chance(0.7)
      ? random.some(themes, random.chance(0.2) ? 2 : 1)
      : [];
  const starts = minute ?? Math.floor(random.between(8 * 60, 17 * 60) / 5) * 5;
  const minutes =
    meeting.outcome === 'attempted'
      ? random.pick([0, 5, 10, 15])
      : meeting.mode === 'face-to-face'
        ? random.pick([20, 30, 30, 45, 45, 60, 75])
        : random.pick([5, 10, 10, 15, 20]);
  const late = random.chance(0.04) ? random.between(2, 6) : 0;
  const entered = earlierOf(addDays(on, late), house.until);
  const at =
    entered > on ? house.at(entered, random.between(500, 600)) : house.at(on, starts + minutes + random.between(3, 90));
  const coWorkers =
    programme.sharesCaseload && random.chance(0.14)
      ? random
          .some(
            workersOn(programme, on).filter(({ id }) => id !== worker.id),
            1,
          )
          .map(({ id }) => id)
      : [];
  const stay = stayOn(story, on);
  const contact = house.ledger.add('contacts', {
    ...stamped(house, at, worker.id, random),
    client_id: person.id,
    enrolment_id: episode.enrolment?.id ?? null,
    cycle_id: cycleFor(episode, on).id,
    staff_id: worker.id,
    with_staff: coWorkers,
    start_at: house.at(on, starts),
    day: on,
    zone: house.zone,
    minutes,
    travel_minutes:
      meeting.mode === 'face-to-face' && meeting.place !== 'office' ? random.pick([5, 10, 15, 20, 30]) : null,
    outcome: meeting.outcome,
    mode: meeting.mode,
    place: meeting.place,
    place_detail: meeting.place === 'institution' ? (stay ? placeOf(stay.setting) : 'Millrace Family Clinic') : null,
    with_whom: meeting.withWhom,
    with_name:
      meeting.withWhom === 'support'
        ? (person.supporters[0]?.name ?? null)
        : meeting.withWhom === 'provider'
          ? 'Millrace Family Clinic'
          : null,
    purpose: purposeOf(episode, worker, worked[0]?.theme),
    is_group: false,
    goal_threads: worked.map(({ goal }) => goal.thread),
    next_on: random.chance(0.25) ? addDays(on, 7) : null,
    late_reason: late > 1 && entered > addDays(on, 1) ? random.pick(person.words.lateReasons) : null,
    superseded_at: null,
    superseded_by: null,
    error_reason: null,
  });
  if (random.chance(meeting.outcome === 'reached' ? 0.8 : 0.45)) {
    const written = noteFor(
      episode,
      meeting,
      on,
      worked.length > 0 ? worked.map(({ theme }) => theme) : themes.map(({ theme }) => theme),
    );
    const signedOn = noteSignedOn(episode, worker, laterOf(on, entered));
    const signedAt = signedOn === null ? null : signedOn > entered ? house.at(signedOn, random.between(500, 620)) : at;
    house.ledger.add('notes', {
      ...stamped(house, signedAt ?? at, worker.id, random),
      client_id: person.id,
      contact_id: contact.id,
      staff_id: worker.id,
      kind: 'contact',
      day: on,
      text: written,
      state: signedAt === null ? 'draft' : 'signed',
      signed_at: signedAt,
      signed_by: signedAt === null ? null : worker.id,
      error_reason: null,
    });
  }
  moveCycle(episode, on, meeting, contact.id, worker.id, starts + minutes);
  return contact;
};

/** As logging a contact in the product does. */
const moveCycle = (episode: Episode, on: Day, meeting: Meeting, contactId: Id, by: Id, minute: number): void => {
  const { enrolment } = episode;
  if (!enrolment || on < enrolment.lastActOn) return;
  const moves = contactAct(enrolment, meeting, on);
  if (moves === 'follow-up') act(episode, moves, on, { contactId }, by, minute);
  else if (moves) act(episode, moves, on, {}, by, minute);
};

const places: Readonly<Record<string, string>> = {
  psychiatric: 'Tanner Hill Hospital, psychiatric unit',
  medical: 'Tanner Hill Hospital',
  emergency: 'Tanner Hill Hospital, emergency department',
  crisis: 'Lantern Crisis House',
  jail: 'County jail',
};

/** Where a stay is spent; all of them made up. */
export const placeOf = (stay: string): string => places[stay] ?? 'Tanner Hill Hospital';

const anywhere = (episode: Episode, counts: boolean): Meeting => {
  const { random, programme } = episode;
  const { modes, places: allowed } = programme.model.phases[0]!.contact;
  const office = programme.model.placeOfContact.expected.includes('office') ? 0.6 : 0.17;
  const place: ContactPlace = random.chance(office) ? 'office' : random.chance(0.95) ? 'community' : 'institution';
  const mode = programme.key === 'brokerage' && random.chance(0.62) ? 'phone' : 'face-to-face';
  if (counts)
    return {
      outcome: 'reached',
      mode: modes.includes(mode) ? mode : 'face-to-face',
      place: allowed.includes(place) ? place : 'office',
      withWhom: 'client',
    };
  const withWhom = random.weighted([
    ['client', 80],
    ['support', 9],
    ['provider', 11],
  ] as const);
  if (withWhom !== 'client') return { outcome: 'reached', mode: 'phone', place: 'office', withWhom };
  if (random.chance(0.15))
    return { outcome: 'attempted', mode: random.chance(0.5) ? 'phone' : 'face-to-face', place: 'community', withWhom };
  return random.chance(0.25)
    ? {
        outcome: 'reached',
        mode: random.weighted([
          ['phone', 75],
          ['video', 15],
          ['text', 10],
        ] as const),
        place: 'office',
        withWhom,
      }
    : { outcome: 'reached', mode, place, withWhom };
};

const inside = (episode: Episode, setting: string): Meeting => ({
  outcome: 'reached',
  mode: setting === 'jail' && episode.random.chance(0.3) ? 'video' : 'face-to-face',
  place: 'institution',
  withWhom: 'client',
});

const howMany = (episode: Episode, rate: number): number => {
  const whole = Math.floor(rate);
  return whole + (episode.random.chance(rate - whole) ? 1 : 0) + (rate > 1 ? episode.random.pick([-1, 0, 0, 0, 1]) : 0);
};

/** Plans the contacts of one week, and at its end the next week, as long as the enrolment lasts. */
export const seeEachWeek = (episode: Episode, from: Day): void => {
  const { house, random, story, agenda } = episode;
  const { window } = programmeOf(house, episode.programme.key).model.phases[0]!.contact;
  agenda.plan(from, (on) => {
    const { enrolment } = episode;
    if (!isOpen(episode) || enrolment?.state !== 'enrolled') return;
    const week = windowOf('week', on);
    agenda.plan(addDays(week.to, 1), (next) => seeEachWeek(episode, next));
    const days: Day[] = [];
    for (let each = laterOf(on, enrolment.enrolledOn ?? on); each <= week.to; each = addDays(each, 1)) days.push(each);
    const lostDays = { icm: 40, strengths: 45, act: 30, brokerage: 150 }[episode.programme.key] ?? 60;
    const unseen = story.neglects.includes('lost')
      ? addDays(house.today, -lostDays)
      : story.neglects.includes('contact')
        ? addDays(house.today, -(window === 'quarter' ? 110 : 17))
        : null;
    const meetOn = (day: Day, meeting: () => Meeting) =>
      agenda.plan(day, (at) => {
        if (!isOpen(episode) || cycleNow(episode)?.stage === 'outreach') return;
        if (unseen !== null && at >= unseen) {
          meet(episode, at, {
            outcome: 'attempted',
            mode: random.chance(0.6) ? 'phone' : 'face-to-face',
            place: 'community',
            withWhom: 'client',
          });
          return;
        }
        meet(episode, at, meeting());
      });
    const open = days.filter((day) => weekdayOf(day) < 6 || random.chance(0.15));
    const outside = open.filter((day) => stayOn(story, day) === null);
    const within = days.filter((day) => stayOn(story, day) !== null);
    if (within.length > 0 && within.length + 1 >= Math.min(3, days.length)) {
      const day = within.find((each) => weekdayOf(each) < 6) ?? within[0]!;
      meetOn(day, () => inside(episode, stayOn(story, day)?.setting ?? 'psychiatric'));
      if (random.chance(0.4))
        meetOn(within.at(-1)!, () => inside(episode, stayOn(story, day)?.setting ?? 'psychiatric'));
    }
    if (outside.length === 0) return;
    const count = Math.max(
      0,
      Math.round(howMany(episode, story.contactsPerWeek) * (outside.length / Math.max(outside.length, 4))),
    );
    const lately = daysBetween(week.to, house.today) < 21;
    // Windows are calendar weeks: what was missed long ago is in the record, what was missed last week is overdue.
    const weekly = window === 'week';
    const sure = weekly ? lately || random.chance(0.93) : count > 0;
    const agreed = episode.contactPlans.length > 0 && lately ? 2 : 1;
    const counting = sure ? Math.min(agreed, outside.length) : 0;
    for (const day of random.some(outside, counting)) meetOn(day, () => anywhere(episode, true));
    for (let more = counting; more < count; more++) meetOn(random.pick(outside), () => anywhere(episode, false));
  });
};
