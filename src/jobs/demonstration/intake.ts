// The way in: somebody is looked for until they are reached, is found eligible, waits perhaps, and is enrolled.
import { addDays, type Day } from '#domain/basics/day.ts';
import type { CriterionFinding } from '#domain/cycle/enrolment.ts';
import { beginAssessment } from './assessing.ts';
import { act, cycleNow, type Episode, isOpen } from './episode.ts';
import { workday } from './house.ts';
import { meet, seeEachWeek, whoOn } from './seeing.ts';

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

export const reach = (episode: Episode, on: Day): void => {
  meet(episode, on, {
    outcome: 'reached',
    mode: episode.random.chance(0.8) ? 'face-to-face' : 'phone',
    place: 'community',
    withWhom: 'client',
  });
};

/** Attempts from a day on, as often as the model asks, until reached. */
export const lookFor = (episode: Episode, from: Day): void => {
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

/** From the first day as a client: seen each week, and assessed. */
export const serve = (episode: Episode, from: Day): void => {
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

export const intake = (episode: Episode): void => {
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
