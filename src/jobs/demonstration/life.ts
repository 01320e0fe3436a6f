// A client's life in the agency, from referral to today, told by a story: engaged or not, enrolled or waiting, in hospital, handed
// over, closed, back again.
import { addDays, addMonths, type Day, daysBetween } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { millisOf } from '#domain/basics/instant.ts';
import { closingRule } from '#domain/cycle/closing.ts';
import type { CriterionFinding } from '#domain/cycle/enrolment.ts';
import { newAgenda } from './agenda.ts';
import { beginAssessment } from './assessing.ts';
import { act, cycleNow, type Episode, isOpen, keep, type Story } from './episode.ts';
import {
  type House,
  ownerFor,
  programmeOf,
  stamped,
  takeOn,
  type Worker,
  workday,
  workerOf,
  worksOn,
} from './house.ts';
import { leaveUnanswered, referLately } from './linking.ts';
import type { Person } from './person.ts';
import { beginPlan } from './planning.ts';
import { endAtOnce, planReview, review } from './reviewing.ts';
import { meet, placeOf, seeEachWeek, whoOn } from './seeing.ts';

const sources = [
  'Tanner Hill Hospital',
  'Millrace Family Clinic',
  'Saltbox House shelter',
  'Family',
  'Self',
  'County court',
  'Street outreach',
  'Lantern Crisis House',
];
const reasons = [
  'Two hospital stays in a year and no home to go to.',
  'Asked for help with housing and work.',
  'Lost touch with the clinic after a move.',
  'Leaving hospital next week; wants somebody who stays.',
  'Family worried; the person agrees to meet.',
  'Wants to get benefits back and see a doctor.',
];

const findings = (episode: Episode, met: CriterionFinding['met']): CriterionFinding[] =>
  episode.programme.eligibility.map(({ code }, index) => ({
    criterion: code,
    met: index === 0 ? met : true,
    note: '',
  }));

const attempt = (episode: Episode, on: Day): void => {
  const { random } = episode;
  meet(episode, on, {
    outcome: 'attempted',
    mode: random.chance(0.5) ? 'face-to-face' : 'phone',
    place: random.chance(0.7) ? 'community' : 'office',
    withWhom: 'client',
  });
};

const reach = (episode: Episode, on: Day): void => {
  meet(episode, on, {
    outcome: 'reached',
    mode: episode.random.chance(0.8) ? 'face-to-face' : 'phone',
    place: 'community',
    withWhom: 'client',
  });
};

/** Attempts from a day on, as often as the model asks, until reached. */
const lookFor = (episode: Episode, from: Day): void => {
  const { agenda, programme, random } = episode;
  const { count, window } = programme.model.outreach.attempts;
  const every = Math.max(2, Math.floor((window === 'week' ? 7 : 14) / count) - 1);
  agenda.plan(workday(from), (on) => {
    const cycle = cycleNow(episode);
    if (!isOpen(episode) || cycle?.stage !== 'outreach' || cycle.reachedOn !== null) return;
    attempt(episode, on);
    lookFor(episode, addDays(on, every + random.between(0, 1)));
  });
};

const serve = (episode: Episode, from: Day): void => {
  const { story, random } = episode;
  seeEachWeek(episode, addDays(from, 1));
  const begins = addDays(from, random.between(2, Math.max(3, story.assessAfter - 4)));
  beginAssessment(
    episode,
    begins,
    story.neglects.includes('assessment') ? null : addDays(from, story.assessAfter),
    'comprehensive',
  );
};

const intake = (episode: Episode): void => {
  const { agenda, story, random, programme } = episode;
  const { referredOn, reachedAfter } = story;
  lookFor(episode, addDays(referredOn, random.between(0, 2)));
  if (reachedAfter === null) return;
  agenda.plan(addDays(referredOn, reachedAfter), (on) => {
    if (!isOpen(episode)) return;
    reach(episode, on);
    if (story.becomes === 'prospect' && random.chance(0.4)) return;
    agenda.plan(addDays(on, random.between(1, 5)), (checked) => {
      if (!isOpen(episode)) return;
      const by = whoOn(episode, checked).id;
      const met =
        story.ending?.kind === 'close' && story.ending.reason === 'not-eligible'
          ? false
          : story.becomes === 'prospect'
            ? random.pick(['unknown', true] as const)
            : true;
      act(episode, 'check-eligibility', checked, { findings: findings(episode, met) }, by, 700);
      if (story.becomes === 'prospect') return;
      const priority = random.weighted([
        ['urgent', 20],
        ['high', 35],
        ['routine', 45],
      ] as const);
      if (story.waits > 0 || story.becomes === 'waitlisted') {
        act(episode, 'waitlist', checked, { priority }, by, 720);
        const keepInTouch = (day: Day): void => {
          if (!isOpen(episode) || episode.enrolment?.state !== 'waitlisted') return;
          reach(episode, workday(day) > episode.house.until ? day : workday(day));
          agenda.plan(addDays(day, programme.key === 'act' ? 11 : 23), keepInTouch);
        };
        agenda.plan(addDays(checked, 8), keepInTouch);
      } else if (random.chance(0.5)) act(episode, 'set-priority', checked, { priority }, by, 720);
      if (story.becomes === 'enrolled')
        agenda.plan(addDays(checked, Math.max(story.waits, random.between(1, 6))), (enrolled) => {
          if (!isOpen(episode)) return;
          act(episode, 'enrol', enrolled, { waiver: null }, whoOn(episode, enrolled).id, 660);
          serve(episode, enrolled);
        });
    });
  });
};

const comeBack = (episode: Episode, endedOn: Day): void => {
  const { agenda, story, random, house } = episode;
  const { reopened } = story;
  if (!reopened) return;
  agenda.plan(addDays(endedOn, reopened.after), (on) => {
    if (isOpen(episode)) return;
    const at = house.at(on, 600);
    const owner = ownerFor(house, episode.programme, on);
    takeOn(house, owner);
    act(episode, 'reopen', on, { cycleId: random.id(millisOf(at)), owner, reason: reopened.reason }, house.deskId, 600);
    for (const row of house.ledger.rowsOf('closings'))
      if (row.enrolment_id === episode.enrolment?.id && !row.reopened_on)
        Object.assign(row, { reopened_on: on, reopened_reason: reopened.reason, recorded_at: at });
    lookFor(episode, addDays(on, 1));
    agenda.plan(addDays(on, random.between(3, 9)), (day) => {
      if (!isOpen(episode)) return;
      reach(episode, day);
      if (episode.enrolment?.state === 'enrolled') serve(episode, day);
    });
  });
};

const end = (episode: Episode): void => {
  const { agenda, story, house, person } = episode;
  const { ending } = story;
  if (!ending) return;
  const needsReview =
    ending.kind === 'step-down' || (ending.kind === 'close' && closingRule(ending.reason).needsReview);
  if (needsReview) {
    agenda.plan(addDays(ending.on, -3), (on) =>
      review(episode, on, 'closing', {
        decision: ending.kind === 'step-down' ? 'step-down' : 'close',
        on: ending.on,
        afterwards: () => {
          if (ending.kind === 'step-down') stepDown(episode, ending.to);
          else comeBack(episode, ending.on);
        },
      }),
    );
    return;
  }
  agenda.plan(ending.on, (on) => {
    if (!isOpen(episode)) return;
    if (ending.kind === 'close' && ending.reason === 'deceased') {
      person.row.died_on = on;
      house.ledger.add('key_events', {
        ...stamped(house, house.at(on, 900), whoOn(episode, on).id, person.random),
        client_id: person.id,
        kind: 'death',
        day: on,
        text: 'Died at home; the family called.',
        source: 'Family',
      });
    }
    endAtOnce(
      episode,
      on,
      ending.kind === 'stop' ? { stop: true } : { reason: ending.kind === 'close' ? ending.reason : 'transferred' },
    );
    comeBack(episode, on);
  });
};

const stepDown = (episode: Episode, to: string): void => {
  const { house, random, story } = episode;
  const on = episode.enrolment?.endedOn;
  if (!on) return;
  const there = episode.begin({
    ...story,
    programme: to,
    worker: null,
    referredOn: on,
    ending: null,
    reopened: null,
    handOver: null,
    decisions: [],
    neglects: [],
    contactsPerWeek: to === 'brokerage' ? 0.35 : 1.2,
  });
  const at = house.at(on, 1036);
  const owner = ownerFor(house, there.programme, on);
  takeOn(house, owner);
  act(
    there,
    'receive-step-down',
    on,
    {
      enrolmentId: random.id(millisOf(at)),
      clientId: episode.person.id,
      programmeId: there.programme.id,
      cycleId: random.id(millisOf(at)),
      owner,
      fromEnrolmentId: episode.enrolment?.id ?? '',
    },
    house.deskId,
    1036,
  );
  there.assessed = episode.assessed;
  serve(there, addDays(on, 1));
};

const handOver = (episode: Episode): void => {
  const { agenda, story, house } = episode;
  const own = story.worker === null ? null : workerOf(house, story.worker);
  const on = story.handOver?.on ?? (own?.to ? addDays(own.to, -1) : null);
  if (!on) return;
  agenda.plan(on, (day) => {
    const owner = cycleNow(episode)?.owner;
    if (!isOpen(episode) || owner?.kind !== 'staff') return;
    const others = episode.programme.workers.filter(
      (worker) => worker.id !== owner.id && worksOn(worker, addDays(day, 5)) && worker.plan.position === 'case-manager',
    );
    const load = (worker: Worker) => (house.loads.get(worker.id) ?? 0) / (worker.plan.fte ?? 1);
    const next = story.handOver
      ? workerOf(house, story.handOver.to)
      : others.reduce((least, each) => (load(each) < load(least) ? each : least));
    takeOn(house, { kind: 'staff', id: next.id });
    if (next.id !== owner.id)
      act(episode, 'hand-over', day, { owner: { kind: 'staff', id: next.id } }, house.deskId, 690);
  });
};

const stays = (episode: Episode): void => {
  const { agenda, story, house, person, random } = episode;
  for (const stay of story.stays) {
    const source = random.pick(
      ['Hospital notice', 'Family', 'The person', 'Jail roster'].slice(0, stay.setting === 'jail' ? 4 : 3),
    );
    const facts = {
      client_id: person.id,
      setting: stay.setting,
      place: placeOf(stay.setting),
      source,
      cancelled: false,
    };
    agenda.plan(stay.from, (on) => {
      const by = isOpen(episode) ? whoOn(episode, on).id : house.deskId;
      const first = house.ledger.add('stays', {
        ...stamped(house, house.at(on, 1050), by, random),
        ...facts,
        from_day: stay.from,
        to_day: stay.to === stay.from ? stay.to : null,
        certainty: random.weighted([
          ['confirmed', 80],
          ['reported', 20],
        ] as const),
        team_involved: stay.setting === 'psychiatric' ? random.chance(0.7) : null,
        planned_jointly: null,
        replaces: null,
        superseded_at: null,
        superseded_by: null,
      });
      if (stay.to === null || stay.to === stay.from) return;
      agenda.plan(stay.to, (day) => {
        const at = house.at(day, 1050);
        const who = isOpen(episode) ? whoOn(episode, day).id : house.deskId;
        first.superseded_at = at;
        first.superseded_by = who;
        house.ledger.add('stays', {
          ...stamped(house, at, who, random),
          ...facts,
          from_day: stay.from,
          to_day: day,
          certainty: 'confirmed',
          team_involved: first.team_involved ?? null,
          planned_jointly: stay.setting === 'psychiatric' ? random.chance(0.65) : null,
          replaces: first.id,
          superseded_at: null,
          superseded_by: null,
        });
        const event = episode.programme.model.review.events.find(
          ({ event: kind, settings }) => kind === 'discharge' && settings.includes(stay.setting),
        );
        if (event && !story.neglects.includes('review'))
          agenda.plan(addDays(day, random.between(2, Math.max(2, event.withinDays - 2))), (reviewed) =>
            review(episode, reviewed, 'event', null),
          );
      });
    });
  }
};

const eventTexts = [
  ['work', 'Began a part-time job.'],
  ['relationship', 'Back in touch with a sister.'],
  ['loss', 'An old friend died.'],
  ['money', 'Benefit restored.'],
  ['health', 'New diagnosis: diabetes.'],
  ['legal', 'Fine settled in court.'],
  ['school', 'Passed the first subject.'],
  ['other', 'Adopted a cat.'],
] as const;

const earlierLife = (episode: Episode): void => {
  const { house, person, random, story, agenda } = episode;
  const at = house.at(story.referredOn, 1000);
  for (
    let count = random.weighted([
      [0, 30],
      [1, 40],
      [2, 30],
    ]);
    count > 0;
    count--
  ) {
    const setting = random.weighted([
      ['psychiatric', 55],
      ['emergency', 20],
      ['jail', 12],
      ['crisis', 13],
    ] as const);
    const from = addDays(story.referredOn, -count * 150 - random.between(10, 100));
    house.ledger.add('stays', {
      ...stamped(house, at, house.deskId, random),
      client_id: person.id,
      setting,
      place: placeOf(setting),
      source: 'Referral letter',
      cancelled: false,
      from_day: from,
      to_day: setting === 'emergency' ? from : addDays(from, random.between(4, 40)),
      certainty: 'reported',
      team_involved: null,
      planned_jointly: null,
      replaces: null,
      superseded_at: null,
      superseded_by: null,
    });
  }
  for (const [kind, text] of random.some(
    eventTexts,
    random.weighted([
      [0, 45],
      [1, 35],
      [2, 20],
    ]),
  ))
    agenda.plan(addDays(story.referredOn, random.between(30, 420)), (on) => {
      if (!isOpen(episode) || on > house.until) return;
      house.ledger.add('key_events', {
        ...stamped(house, house.at(on, random.between(600, 1000)), whoOn(episode, on).id, random),
        client_id: person.id,
        kind,
        day: on,
        text,
        source: 'The person',
      });
    });
};

/** Lives a story and writes it down. Further stories of the same person (a second programme) go on beside the first. */
export const live = (house: House, person: Person, ...stories: readonly [Story, ...Story[]]): readonly Episode[] => {
  const agenda = newAgenda();
  const episodes: Episode[] = [];
  const begin = (story: Story): Episode => {
    const programme = programmeOf(house, story.programme);
    const { random } = person;
    const episode: Episode = {
      house,
      person,
      programme,
      story,
      random,
      agenda,
      enrolment: null,
      source: random.pick(sources),
      reason: random.pick(reasons),
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
      decisions: [...story.decisions],
      next: { assess: beginAssessment, plan: beginPlan, review: planReview },
      begin,
    };
    episodes.push(episode);
    return episode;
  };
  for (const [index, story] of stories.entries()) {
    const episode = begin(story);
    const { random } = person;
    agenda.plan(story.referredOn, (on) => {
      const at = house.at(on, 570);
      const own = story.worker === null ? null : workerOf(house, story.worker);
      const owner =
        own && worksOn(own, on) ? ({ kind: 'staff', id: own.id } as const) : ownerFor(house, episode.programme, on);
      if (story.ending === null) takeOn(house, owner);
      const id = (): Id => random.id(millisOf(at));
      const opening = {
        enrolmentId: id(),
        clientId: person.id,
        programmeId: episode.programme.id,
        cycleId: id(),
        owner,
        referralId: null,
      };
      act(episode, 'refer', on, opening, house.deskId, 570);
      intake(episode);
      end(episode);
      handOver(episode);
      if (index === 0) {
        stays(episode);
        earlierLife(episode);
      }
      if (story.busyLately) {
        referLately(episode, house.today);
        const decided = { decision: 'continue', on: addDays(house.today, 3) } as const;
        agenda.plan(addDays(house.today, -2), (day) => review(episode, day, 'client-asked', decided));
      }
      if (story.neglects.includes('referral')) leaveUnanswered(episode, addDays(house.today, -random.between(16, 24)));
      if (story.contactsPerWeek >= 2.2 && !episode.programme.sharesCaseload)
        agenda.plan(addMonths(story.referredOn, 4), (day) => {
          if (episode.enrolment?.state === 'enrolled' && daysBetween(day, house.today) > 10)
            episode.contactPlans = [{ count: 2, window: 'week', from: day }];
        });
    });
  }
  agenda.run(house.until);
  for (const episode of episodes) keep(episode);
  return episodes;
};
