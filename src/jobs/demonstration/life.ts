// A client's life in the agency, from referral to today, told by a story: engaged or not, enrolled or waiting, in hospital, handed
// over, closed, back again.
import { addDays, addMonths, daysBetween } from '#domain/basics/day.ts';
import { newAgenda } from './agenda.ts';
import { beginAssessment } from './assessing.ts';
import { end } from './ending.ts';
import { act, cycleNow, type Episode, isOpen, keep, newEpisode, refer, type Story } from './episode.ts';
import { type House, ownerFor, programmeOf, takeOn, type Worker, workerOf, worksOn } from './house.ts';
import { intake } from './intake.ts';
import { leaveUnanswered, referLately } from './linking.ts';
import type { Person } from './person.ts';
import { beginPlan } from './planning.ts';
import { planReview, review } from './reviewing.ts';
import { earlierLife, stays } from './stays-and-events.ts';

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

/** Lives a story and writes it down. Further stories of the same person (a second programme) go on beside the first. */
export const live = (house: House, person: Person, ...stories: readonly [Story, ...Story[]]): readonly Episode[] => {
  const agenda = newAgenda();
  const episodes: Episode[] = [];
  const begin = (story: Story): Episode => {
    const programme = programmeOf(house, story.programme);
    const { random } = person;
    const episode = newEpisode({
      ...{ house, person, programme, story, agenda, begin },
      source: random.pick(sources),
      reason: random.pick(reasons),
      next: { assess: beginAssessment, plan: beginPlan, review: planReview },
    });
    episodes.push(episode);
    return episode;
  };
  for (const [index, story] of stories.entries()) {
    const episode = begin(story);
    const { random } = person;
    agenda.plan(story.referredOn, (on) => {
      const own = story.worker === null ? null : workerOf(house, story.worker);
      const owner =
        own && worksOn(own, on) ? ({ kind: 'staff', id: own.id } as const) : ownerFor(house, episode.programme, on);
      if (story.ending === null) takeOn(house, owner);
      refer(episode, on, owner);
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
