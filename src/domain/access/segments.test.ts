import { describe, expect, test } from 'vitest';
import type { StaffActor } from './actor.ts';
import { rulesOpenTo, type SegmentFacts, segmentsSeen } from './segments.ts';

const staff = (changes: Partial<StaffActor> = {}): StaffActor => ({
  kind: 'staff',
  id: 'me',
  agencyId: 'agency',
  roles: ['case-manager'],
  reachStaff: ['me', 'colleague'],
  reachTeams: ['my team', 'led team'],
  memberTeams: ['my team'],
  ...changes,
});
const to = { staffId: null, teams: [], careTeam: false };
type Opening = SegmentFacts['openings'][number];
const opens = (changes: Partial<Opening>): Opening => ({ effect: 'opens', segment: 'part2', ...to, ...changes });
const seen = (segments: Partial<SegmentFacts>, actor = staff(), care: { staff?: string[]; teams?: string[] } = {}) =>
  segmentsSeen(actor, {
    clientId: 'client',
    careStaff: care.staff ?? [],
    careTeams: care.teams ?? [],
    segments: { own: [], part2Teams: [], openings: [], ...segments },
  });

describe('who works with a person sees', () => {
  test('the general record and nothing that is closed', () => expect(seen({})).toEqual(['general']));

  test.each<[string, Partial<SegmentFacts>, string[]]>([
    ['Part 2 records of a programme they are in', { part2Teams: ['my team'] }, ['general', 'part2']],
    ['Part 2 records of a programme they lead', { part2Teams: ['led team'] }, ['general', 'part2']],
    ['no Part 2 records of another programme', { part2Teams: ['other team'] }, ['general']],
    ['what a consent opens to them', { openings: [opens({ staffId: 'me' })] }, ['general', 'part2']],
    ['not what it opens to a colleague', { openings: [opens({ staffId: 'colleague' })] }, ['general']],
    ['what it opens to their programme', { openings: [opens({ teams: ['my team'] })] }, ['general', 'part2']],
    ['not what it opens to a programme they only lead', { openings: [opens({ teams: ['led team'] })] }, ['general']],
    ['not what it opens to a care team they are not on', { openings: [opens({ careTeam: true })] }, ['general']],
    [
      'not what another consent narrows',
      { openings: [opens({ staffId: 'me' }), opens({ staffId: 'me', effect: 'narrows' })] },
      ['general'],
    ],
    [
      'what is narrowed for somebody else',
      { openings: [opens({ staffId: 'me' }), opens({ staffId: 'other', effect: 'narrows' })] },
      ['general', 'part2'],
    ],
    [
      'nothing that a restriction keeps back, whatever opens it',
      { part2Teams: ['my team'], openings: [opens({ staffId: 'me' }), opens({ staffId: 'me', effect: 'denies' })] },
      ['general'],
    ],
    [
      'nothing at all where the general record is kept from them',
      { part2Teams: ['my team'], openings: [opens({ staffId: 'me', segment: 'general', effect: 'denies' })] },
      [],
    ],
    [
      'a segment of the agency’s own that is open to the care team',
      { own: [['hiv', 'care-team']] },
      ['general', 'hiv'],
    ],
    ['none that is open to those who lead', { own: [['hiv', 'leads']] }, ['general']],
    ['none that is open to those named', { own: [['hiv', 'named']] }, ['general']],
    [
      'a segment of the agency’s own that a consent opens',
      { own: [['hiv', 'named']], openings: [opens({ staffId: 'me', segment: 'hiv' })] },
      ['general', 'hiv'],
    ],
    [
      'counselling notes that a consent opens',
      { openings: [opens({ staffId: 'me', segment: 'counselling-notes' })] },
      ['general', 'counselling-notes'],
    ],
  ])('%s', (_, facts, expected) => expect(seen(facts)).toEqual(expected));

  test.each([{ staff: ['colleague'] }, { teams: ['led team'] }])(
    'what a consent opens to the care team, being on it or above it',
    (care) => expect(seen({ openings: [opens({ careTeam: true })] }, staff(), care)).toEqual(['general', 'part2']),
  );
});

test('an agency’s own rules open to leads what they open to the care team, and to nobody who works with nobody', () => {
  expect(rulesOpenTo(staff({ roles: ['team-lead'] }))).toEqual(['leads', 'care-team']);
  expect(rulesOpenTo(staff({ roles: ['supervisor', 'case-manager'] }))).toEqual(['leads', 'care-team']);
  expect(rulesOpenTo(staff())).toEqual(['care-team']);
  expect(rulesOpenTo(staff({ roles: ['administrator'] }))).toEqual([]);
});

test('the system acts on the record whole', () =>
  expect(
    segmentsSeen(
      { kind: 'system', id: 's', agencyId: 'agency' },
      {
        clientId: 'client',
        careStaff: [],
        careTeams: [],
        segments: { own: [['hiv', 'named']], part2Teams: [], openings: [] },
      },
    ),
  ).toEqual(['general', 'part2', 'counselling-notes', 'hiv']));

test('broken glass opens what is general, not what the agency keeps closer; an emergency opens Part 2 as well', () => {
  const opened = { glass: ['client'], emergencies: [], onCall: [] };
  const record: Partial<SegmentFacts> = { own: [['hiv', 'care-team']] };
  expect(seen(record, staff())).toEqual(['general', 'hiv']);
  expect(seen(record, staff({ opened }))).toEqual(['general']);
  expect(seen(record, staff({ opened: { ...opened, emergencies: ['client'] } }))).toEqual(['general', 'part2']);
  expect(seen(record, staff({ opened: { ...opened, emergencies: ['another'] } }))).toEqual(['general']);
  const kept = [opens({ effect: 'denies', staffId: staff().id })];
  expect(seen({ openings: kept }, staff({ opened: { ...opened, emergencies: ['client'] } }))).toEqual(['general']);
});
