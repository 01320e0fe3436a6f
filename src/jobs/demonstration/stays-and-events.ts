// Hospital, crisis house, jail, and the other things that happen in a life, before the referral and after.
import { addDays } from '#domain/basics/day.ts';
import { type Episode, isOpen } from './episode.ts';
import { stamped } from './house.ts';
import { review } from './reviewing.ts';
import { placeOf, whoOn } from './seeing.ts';

export const stays = (episode: Episode): void => {
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

/** Stays before the referral, as the letter tells them, and what happens in between later. */
export const earlierLife = (episode: Episode): void => {
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
