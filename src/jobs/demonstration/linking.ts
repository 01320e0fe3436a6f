// Referrals to organizations, moved only as the domain allows, and the small tasks that hold things together.
import { addDays, type Day } from '#domain/basics/day.ts';
import {
  isOpenReferral,
  moveReferral,
  newReferral,
  type Referral,
  type ReferralMove,
  type ReferralState,
} from '#domain/linking/referrals.ts';
import { ownerColumns } from '#store/postgres/stamps.ts';
import { act, cycleNow, type Episode, isOpen, type PlanInForce } from './episode.ts';
import { stamped } from './house.ts';
import type { RowOf } from './ledger.ts';
import { aPhone } from './names.ts';
import { whoOn } from './seeing.ts';

type Kept = { referral: Referral; readonly row: RowOf<'referrals'> };

const columnsOf = (referral: Referral) => ({
  state: referral.state,
  sent_on: referral.sentOn,
  next_on: referral.nextOn,
  answered_on: referral.answeredOn,
  received_on: referral.receivedOn,
  need_met: referral.needMet,
  outcome_note: referral.outcomeNote,
});

const move = (
  episode: Episode,
  kept: Kept,
  to: ReferralState,
  on: Day,
  nextIn: number | null,
  needMet: boolean | null = null,
): void => {
  const { house, random } = episode;
  const worker = whoOn(episode, on);
  const note =
    { declined: 'No places before spring.', cancelled: episode.person.words.referralEnded, completed: 'Went well.' }[
      to as string
    ] ?? '';
  const step: ReferralMove = { to, on, nextOn: nextIn === null ? null : addDays(on, nextIn), needMet, note };
  const result = moveReferral(kept.referral, step, house.today);
  if (!result.ok)
    throw new Error(`referral ${kept.referral.state} → ${to}: ${result.refusals.map(({ code }) => code).join(', ')}`);
  kept.referral = result.value;
  Object.assign(kept.row, columnsOf(result.value), {
    recorded_at: house.at(on, random.between(560, 1010)),
    recorded_by: worker.id,
  });
};

const putOff = (episode: Episode, kept: Kept, on: Day, days: number): void => {
  kept.referral = { ...kept.referral, nextOn: addDays(on, days) };
  kept.row.next_on = kept.referral.nextOn;
  kept.row.recorded_at = episode.house.at(on, 900);
};

/** A referral is looked at on its next day at the latest, and then goes on or waits for another. */
const follow = (episode: Episode, kept: Kept): void => {
  const { random, agenda } = episode;
  const { nextOn, sentOn } = kept.referral;
  if (nextOn === null) return;
  agenda.plan(addDays(nextOn, -random.between(0, 2)), (on) => {
    if (!isOpenReferral(kept.referral.state)) return;
    const { state } = kept.referral;
    const waited = sentOn !== null && on >= addDays(sentOn, 9);
    if (state === 'sent' || state === 'acknowledged' || state === 'no-answer') {
      const to = random.weighted<ReferralState>(
        waited
          ? [
              ['accepted', 34],
              ['waitlisted', 20],
              ['started', 16],
              ['declined', 14],
              ['cancelled', 16],
            ]
          : [
              ['acknowledged', state === 'sent' ? 34 : 0],
              ['accepted', 26],
              ['waitlisted', 14],
              ['started', 12],
              ['declined', 8],
              ['no-answer', state === 'no-answer' ? 0 : 6],
            ],
      );
      move(
        episode,
        kept,
        to,
        on,
        isOpenReferral(to) ? (to === 'acknowledged' || to === 'no-answer' ? 5 : random.between(10, 24)) : null,
      );
    } else if (state === 'waitlisted') {
      if (random.chance(0.35)) move(episode, kept, 'accepted', on, 10);
      else putOff(episode, kept, on, random.between(21, 35));
    } else if (state === 'accepted') move(episode, kept, 'started', on, 30);
    else if (random.chance(0.4)) move(episode, kept, 'completed', on, null, random.chance(0.7));
    else putOff(episode, kept, on, random.between(28, 42));
    follow(episode, kept);
  });
};

const refer = (
  episode: Episode,
  on: Day,
  organization: string,
  service: string,
  threads: { goal: string; need: string | null },
): Kept => {
  const { house, person, random } = episode;
  const cycle = cycleNow(episode);
  const worker = whoOn(episode, on);
  const at = house.at(on, random.between(560, 1010));
  const kept: Kept = {
    referral: newReferral,
    row: house.ledger.add('referrals', {
      ...stamped(house, at, worker.id, random),
      client_id: person.id,
      cycle_id: cycle?.id ?? null,
      goal_thread: threads.goal,
      need_thread: threads.need,
      organization,
      service,
      contact_name: random.chance(0.6) ? 'Intake desk' : null,
      contact_phone: aPhone(random),
      ...columnsOf(newReferral),
      ...ownerColumns(cycle?.owner ?? { kind: 'staff', id: worker.id }),
    }),
  };
  episode.referrals.push(kept);
  return kept;
};

const send = (episode: Episode, kept: Kept, on: Day): void => {
  if (!isOpen(episode)) return;
  move(episode, kept, 'sent', on, 7);
  act(episode, 'link', on, { referralId: kept.row.id }, kept.row.recorded_by, 980);
};

/** Refers toward the goals of a plan. */
export const link = (episode: Episode, plan: PlanInForce, from: Day): void => {
  const { random, agenda } = episode;
  for (const { goal, theme } of plan.goals) {
    const { referral } = theme;
    if (!referral || goal.dropped || !random.chance(plan.plan.version > 1 ? 0.25 : 0.8)) continue;
    agenda.plan(addDays(from, random.between(0, 9)), (on) => {
      if (!isOpen(episode) || episode.plan?.id !== plan.id) return;
      const kept = refer(episode, on, referral.organization, referral.service, {
        goal: goal.thread,
        need: goal.needs[0] ?? null,
      });
      agenda.plan(
        addDays(
          on,
          random.weighted([
            [0, 70],
            [2, 20],
            [5, 10],
          ]),
        ),
        (day) => {
          send(episode, kept, day);
          follow(episode, kept);
        },
      );
    });
  }
};

/** A referral sent weeks ago that nobody answered and nobody followed. */
export const leaveUnanswered = (episode: Episode, on: Day): void =>
  episode.agenda.plan(on, (day) => {
    const goal = episode.plan?.goals[0]?.goal;
    if (!isOpen(episode) || episode.enrolment?.state !== 'enrolled' || !goal) return;
    const kept = refer(episode, day, 'Harbor Housing', 'Help with moving', {
      goal: goal.thread,
      need: goal.needs[0] ?? null,
    });
    send(episode, kept, day);
    if (episode.random.chance(0.5))
      episode.agenda.plan(addDays(day, 8), (later) => {
        if (kept.referral.state === 'sent') move(episode, kept, 'no-answer', later, 5);
      });
  });

/** One referral that was acknowledged a few days ago, and one still being written. */
export const referLately = (episode: Episode, today: Day): void => {
  const { agenda } = episode;
  const about = (): { goal: string; need: string | null } | null => {
    const goal = episode.plan?.goals[0]?.goal;
    return isOpen(episode) && goal ? { goal: goal.thread, need: goal.needs[0] ?? null } : null;
  };
  agenda.plan(addDays(today, -6), (on) => {
    const threads = about();
    if (!threads) return;
    const kept = refer(episode, on, 'Copperleaf Works', 'Benefits counselling', threads);
    send(episode, kept, on);
    agenda.plan(addDays(on, 3), (day) => move(episode, kept, 'acknowledged', day, 7));
  });
  agenda.plan(addDays(today, -1), (on) => {
    const threads = about();
    if (threads) refer(episode, on, 'Millrace Family Clinic', 'Dental care', threads);
  });
};

/** When an enrolment ends nothing stays open toward others. */
export const endReferrals = (episode: Episode, on: Day): void => {
  for (const kept of episode.referrals) {
    if (!isOpenReferral(kept.referral.state)) continue;
    if (kept.referral.state === 'started') move(episode, kept, 'completed', on, null, episode.random.chance(0.6));
    else move(episode, kept, 'cancelled', on, null);
  }
};

/** A small promise with a day; most are kept, a few late. */
export const planTask = (episode: Episode, from: Day): void => {
  const { house, person, random, agenda } = episode;
  for (const title of random.some(
    person.words.tasks,
    random.weighted([
      [0, 30],
      [1, 50],
      [2, 20],
    ]),
  ))
    agenda.plan(addDays(from, random.between(1, 20)), (on) => {
      if (!isOpen(episode)) return;
      const worker = whoOn(episode, on);
      const dueBy = addDays(on, random.between(4, 18));
      const row = house.ledger.add('tasks', {
        ...stamped(house, house.at(on, random.between(560, 1010)), worker.id, random),
        client_id: person.id,
        kind: 'task',
        title,
        note: null,
        due_by: dueBy,
        requested_on: null,
        extended_on: null,
        extension_reason: null,
        subject_kind: null,
        subject_id: null,
        ...ownerColumns(
          episode.programme.sharesCaseload
            ? { kind: 'team', id: episode.programme.teamId }
            : { kind: 'staff', id: worker.id },
        ),
        state: 'open',
        done_on: null,
        outcome: null,
      });
      episode.tasks.add(row);
      const doneOn = addDays(dueBy, random.chance(0.93) ? -random.between(0, 3) : random.between(2, 9));
      agenda.plan(doneOn, (day) => {
        if (episode.tasks.delete(row))
          Object.assign(row, { state: 'done', done_on: day, recorded_at: house.at(day, 1000) });
      });
    });
};
