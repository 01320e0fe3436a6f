// The second demonstration agency: small, in another time zone, working in Spanish. What stands in one must never be seen in the other.
import { addDays, type Day } from '#domain/basics/day.ts';
import type { Story } from './episode.ts';
import type { HousePlan } from './house.ts';
import type { Random } from './random.ts';
import { ordinary } from './riverbend.ts';

export const lakeside: HousePlan = {
  name: 'Lakeside Outreach (demonstration)',
  zone: 'America/Los_Angeles',
  language: 'es',
  isDemo: true,
  openedMonthsAgo: 14,
  sites: [{ name: 'Muelle', address: '3 Chandler Row, Lakeside', phone: '555-0150' }],
  programmes: [
    {
      key: 'strengths',
      name: 'Gestión de casos por fortalezas',
      model: 'strengths',
      site: 'Muelle',
      team: 'Equipo del Muelle',
      sharesCaseload: false,
      eligibility: [{ code: 'adult', label: { en: '18 years or older', es: '18 años o más' } }],
      staff: [
        {
          given: 'Renata',
          family: 'Olivares',
          email: 'renata.olivares@example.org',
          position: 'case-manager',
          roles: ['case-manager'],
          languages: ['es', 'en'],
          forgets: 0.06,
        },
        {
          given: 'Ignacio',
          family: 'Belmonte',
          email: 'ignacio.belmonte@example.org',
          position: 'case-manager',
          roles: ['case-manager'],
          languages: ['es'],
        },
      ],
    },
  ],
  staff: [
    {
      given: 'Paloma',
      family: 'Arizmendi',
      email: 'paloma.arizmendi@example.org',
      position: null,
      roles: ['administrator'],
      languages: ['es', 'en'],
    },
  ],
};

export const lakesideStories = (random: Random, today: Day): readonly (readonly [Story])[] => {
  const ago = (days: number): Day => addDays(today, -days);
  const told: readonly (readonly [daysAgo: number, more: Partial<Story>])[] = [
    [350, { decisions: ['continue', 'next-cycle'] }],
    [300, {}],
    [280, { stays: [{ setting: 'psychiatric', from: ago(5), to: null }] }],
    [220, { neglects: ['contact'] }],
    [190, { decisions: ['revise-plan'] }],
    [150, { neglects: ['referral'] }],
    [120, {}],
    [80, {}],
    [30, { reachedAfter: 2 }],
    [260, { reachedAfter: 2, ending: { kind: 'close', reason: 'graduated', on: ago(40) } }],
    [25, { becomes: 'waitlisted', reachedAfter: 3 }],
    [6, { becomes: 'prospect', reachedAfter: null }],
  ];
  return told.map(([daysAgo, more], index) => [
    ordinary(random, today, 'strengths', daysAgo, {
      ...more,
      worker: index % 3 === 2 ? 'ignacio.belmonte@example.org' : 'renata.olivares@example.org',
    }),
  ]);
};
