// The way out: closed with a reason or after a review, stopped, stepped down to another programme; some come back.
import { addDays, type Day } from '#domain/basics/day.ts';
import { millisOf } from '#domain/basics/instant.ts';
import { closingRule } from '#domain/cycle/closing.ts';
import { act, type Episode, isOpen } from './episode.ts';
import { ownerFor, stamped, takeOn } from './house.ts';
import { lookFor, reach, serve } from './intake.ts';
import { endAtOnce, review } from './reviewing.ts';
import { whoOn } from './seeing.ts';

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

export const end = (episode: Episode): void => {
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
