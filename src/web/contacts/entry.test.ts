import { expect, test } from 'vitest';
import { instant } from '#domain/basics/instant.ts';
import { changed, entryFrom, freshEntry, happenedIn, startOf } from './entry.ts';

const zone = 'America/New_York';
const fresh = freshEntry(instant('2026-11-25T03:30:00Z'), zone, 'home-visit', null);

test('a new entry stands at this moment where the agency is', () => {
  expect([fresh.on, fresh.at]).toEqual(['2026-11-24', '22:30']);
  expect(startOf(fresh, zone)).toBe('2026-11-25T03:30:00.000Z');
});

test('minutes follow the kind and the outcome until someone sets them', () => {
  const call = changed(changed(fresh, { kind: 'phone' }), { outcome: 'attempted' });
  expect(call.minutes).toBe(5);
  expect(changed({ ...call, minutes: 12, minutesAreGuess: false }, { kind: 'office' }).minutes).toBe(12);
});

test('a contact opened to be corrected and sent unchanged says the same', () => {
  const start = startOf(fresh, zone);
  if (!start) throw new Error('no start');
  const sent = happenedIn({ ...fresh, withName: ' Ana ', goals: ['g'] }, start);
  const back = entryFrom({
    ...sent,
    day: '2026-11-24',
    zone,
    placeDetail: sent.placeDetail ?? null,
    travelMinutes: null,
    withName: sent.withName ?? null,
    withStaff: [],
    goals: [{ thread: 'g' }],
    next: null,
    enrolmentId: null,
  });
  expect(happenedIn(back, start)).toEqual(sent);
});
