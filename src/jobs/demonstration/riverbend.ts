// The demonstration agency: a made-up agency in a made-up town, with an ACT team, intensive case management, a strengths team and a
// brokerage desk. Numbers and shares are chosen so that every state of the work can be seen.
import type { Role } from '#domain/access/actor.ts';
import { addDays, type Day } from '#domain/basics/day.ts';
import type { ClosingReason } from '#domain/cycle/closing.ts';
import type { Decision } from '#domain/cycle/review.ts';
import type { Neglect, PlannedStay, Story } from './episode.ts';
import type { Criterion, HousePlan, StaffPlan } from './house.ts';
import type { Random } from './random.ts';

const criterion = (code: string, en: string, es: string): Criterion => ({ code, label: { en, es } });
const adult = criterion('adult', '18 years or older', '18 años o más');
const county = criterion('county', 'Lives in the county or stays here', 'Vive o se queda en el condado');
const wants = criterion('wants', 'Agrees to be contacted', 'Acepta que se le contacte');

const person = (
  given: string,
  family: string,
  position: string | null,
  roles: readonly Role[],
  more: Partial<StaffPlan> = {},
): StaffPlan => ({ given, family, email: `${given}.${family}@example.org`.toLowerCase(), position, roles, ...more });

const worker = (given: string, family: string, more: Partial<StaffPlan> = {}): StaffPlan =>
  person(given, family, 'case-manager', ['case-manager'], {
    credential: { kind: 'Case management certificate', validDays: 300 },
    ...more,
  });

export const riverbend: HousePlan = {
  name: 'Riverbend Community Services (demonstration)',
  zone: 'America/New_York',
  language: 'en',
  isDemo: true,
  openedMonthsAgo: 24,
  sites: [
    { name: 'Ferry Street', address: '12 Ferry Street, Riverbend', phone: '555-0100' },
    { name: 'Millrace Annex', address: '240 Millrace Lane, Riverbend', phone: '555-0101' },
  ],
  programmes: [
    {
      key: 'act',
      name: 'Assertive Community Treatment',
      model: 'act',
      site: 'Millrace Annex',
      team: 'ACT Team Millrace',
      sharesCaseload: true,
      eligibility: [
        criterion(
          'admissions',
          'Two psychiatric admissions in a year, or 60 days',
          'Dos ingresos psiquiátricos en un año, o 60 días',
        ),
        adult,
        county,
      ],
      staff: [
        person('Odette', 'Lindqvist', 'leader', ['team-lead', 'case-manager'], {
          pronouns: 'she/her',
          credential: { kind: 'Licensed clinical social worker', validDays: 210 },
        }),
        person('Amos', 'Tregarth', 'psychiatrist', ['case-manager'], {
          credential: { kind: 'Physician', validDays: 500 },
        }),
        person('Philippa', 'Oyelaran', 'nurse', ['case-manager'], {
          credential: { kind: 'Registered nurse', validDays: 40 },
        }),
        person('Barnaby', 'Castellan', 'nurse', ['case-manager'], {
          from: 14,
          credential: { kind: 'Registered nurse', validDays: 420 },
        }),
        person('Imogen', 'Draycott', 'substance-use', ['case-manager'], {
          credential: { kind: 'Substance-use counsellor', validDays: 120 },
        }),
        person('Hollis', 'Vantongeren', 'vocational', ['case-manager']),
        person('Sabine', 'Quarterman', 'peer', ['case-manager'], {
          pronouns: 'they/them',
          credential: { kind: 'Certified peer specialist', validDays: 15 },
        }),
        worker('Mateo', 'Villarrubia', { languages: ['en', 'es'] }),
        worker('Greta', 'Osterholm', { from: 11 }),
        worker('Kofi', 'Agyapong', { forgets: 0.02 }),
        person('Nell', 'Prescod', 'administrative', ['case-manager'], { fte: 0.8 }),
      ],
    },
    {
      key: 'icm',
      name: 'Intensive Case Management',
      model: 'icm',
      site: 'Ferry Street',
      team: 'ICM Ferry Street',
      sharesCaseload: false,
      eligibility: [
        criterion('functioning', 'Serious difficulty in two parts of life', 'Dificultad seria en dos áreas de la vida'),
        adult,
        wants,
      ],
      staff: [
        worker('Maya', 'Thornbury', { pronouns: 'she/her', forgets: 0.02 }),
        worker('Desmond', 'Kirkwall'),
        worker('Luz', 'Carranza', { languages: ['en', 'es'] }),
        worker('Annika', 'Fairweather', { fte: 0.5, from: 20 }),
        worker('Tobias', 'Merrin', { left: 5 }),
        worker('Priya', 'Hollander', { from: 7 }),
      ],
    },
    {
      key: 'strengths',
      name: 'Strengths Case Management',
      model: 'strengths',
      site: 'Ferry Street',
      team: 'Strengths Team',
      sharesCaseload: false,
      eligibility: [
        criterion('recovery', 'Wants to work on a goal of their own', 'Quiere trabajar en una meta propia'),
        adult,
        county,
      ],
      staff: [
        worker('Jonah', 'Abernethy', { pronouns: 'he/him' }),
        worker('Soledad', 'Iturbide', { languages: ['en', 'es'] }),
        worker('Wren', 'Callaghan', { pronouns: 'they/them', forgets: 0.02 }),
        worker('Rufus', 'Adebayo-Hart', { from: 16 }),
      ],
    },
    {
      key: 'brokerage',
      name: 'Service Coordination',
      model: 'broker',
      site: 'Ferry Street',
      team: 'Coordination Desk',
      sharesCaseload: false,
      eligibility: [adult, county],
      staff: [worker('Beatrix', 'Lomax'), worker('Anselm', 'Okonjo')],
    },
    {
      key: 'recovery',
      name: 'Recovery Services',
      model: 'icm',
      site: 'Millrace Annex',
      team: 'Recovery Team',
      sharesCaseload: false,
      isPart2: true,
      eligibility: [adult, wants],
      staff: [
        worker('Leonora', 'Pinchbeck', { credential: { kind: 'Substance-use counsellor', validDays: 260 } }),
        worker('Caspian', 'Underhill', { credential: { kind: 'Substance-use counsellor', validDays: 90 } }),
      ],
    },
  ],
  staff: [
    {
      ...person('Marguerite', 'Solberg', null, ['supervisor'], {
        credential: { kind: 'Licensed clinical social worker', validDays: 365 },
      }),
      supervises: ['icm', 'strengths', 'brokerage'],
    },
    person('Cornelius', 'Adair', null, ['evaluator']),
    person('Thea', 'Winslade', null, ['privacy-officer']),
    person('Gideon', 'Marchetti', null, ['administrator']),
  ],
};

const usual = (programme: string): { perWeek: number; assess: [number, number]; plan: [number, number] } =>
  ({
    act: { perWeek: 3.1, assess: [12, 27], plan: [3, 14] },
    icm: { perWeek: 1.6, assess: [12, 27], plan: [3, 14] },
    strengths: { perWeek: 1.25, assess: [9, 25], plan: [2, 14] },
    brokerage: { perWeek: 0.36, assess: [10, 27], plan: [3, 14] },
    recovery: { perWeek: 1.3, assess: [10, 25], plan: [3, 14] },
  })[programme] as { perWeek: number; assess: [number, number]; plan: [number, number] };

/** An ordinary story, from a day so many days before today; `more` makes it a particular one. */
export const ordinary = (
  random: Random,
  today: Day,
  programme: string,
  daysAgo: number,
  more: Partial<Story> = {},
): Story => {
  const { perWeek, assess, plan } = usual(programme);
  return {
    programme,
    worker: null,
    referredOn: addDays(today, -daysAgo),
    reachedAfter: random.weighted([
      [random.between(0, 3), 45],
      [random.between(4, 12), 40],
      [random.between(13, 26), 15],
    ]),
    becomes: 'enrolled',
    waits: 0,
    assessAfter: random.between(...assess),
    planAfter: random.between(...plan),
    contactsPerWeek: programme === 'icm' && random.chance(0.15) ? 2.3 : perWeek,
    decisions: [],
    ending: null,
    reopened: null,
    handOver: null,
    stays: [],
    neglects: [],
    ...more,
  };
};

const past = (random: Random, today: Day, daysAgo: number): readonly PlannedStay[] => {
  const settings = [
    ['psychiatric', 40],
    ['emergency', 24],
    ['medical', 12],
    ['crisis', 13],
    ['jail', 11],
  ] as const;
  const count = random.weighted([
    [0, 58],
    [1, 27],
    [2, 15],
  ]);
  const stays: PlannedStay[] = [];
  for (let index = 0, from = daysAgo - 40; index < count && from > 60; index++) {
    from -= random.between(20, Math.max(21, Math.floor(daysAgo / 3)));
    if (from < 45) break;
    const setting = random.weighted(settings);
    const length = setting === 'emergency' ? 0 : random.between(3, setting === 'jail' ? 30 : 21);
    stays.push({ setting, from: addDays(today, -from), to: addDays(today, -from + length) });
    from -= length;
  }
  return stays;
};

type Special = Partial<Story> & { readonly daysAgo?: number };

/** The first worker's caseload is written by hand, so that there is something of everything on her first morning. */
const mayas = (today: Day): readonly Special[] => {
  const ago = (days: number) => addDays(today, -days);
  const stay = (setting: PlannedStay['setting'], from: number, to: number | null): PlannedStay => ({
    setting,
    from: ago(from),
    to: to === null ? null : ago(to),
  });
  return [
    { daysAgo: 510, decisions: ['continue', 'next-cycle', 'continue', 'next-cycle'] },
    { daysAgo: 420, decisions: ['next-cycle', 'revise-plan'], stays: [stay('psychiatric', 6, null)] },
    { daysAgo: 330, stays: [stay('psychiatric', 19, 4)], decisions: ['revise-plan'] },
    { daysAgo: 260, neglects: ['contact', 'referral'] },
    { daysAgo: 200, neglects: ['referral', 'notes'] },
    { daysAgo: 190, decisions: ['continue'], busyLately: true },
    { daysAgo: 140, neglects: ['notes'] },
    { daysAgo: 62, neglects: ['plan'], assessAfter: 22, reachedAfter: 3 },
    { daysAgo: 24, reachedAfter: 2, assessAfter: 18 },
    { daysAgo: 11, reachedAfter: 5, becomes: 'prospect' },
    { daysAgo: 9, reachedAfter: null, becomes: 'prospect' },
    { daysAgo: 390, decisions: ['revise-plan', 'next-cycle'] },
    { daysAgo: 450, stays: [stay('medical', 2, null)] },
  ].map((each) => ({ ...each, worker: 'maya.thornbury@example.org' }) as Special);
};

const endings: readonly (readonly [programme: string, reason: ClosingReason, daysAgo: number])[] = [
  ['act', 'moved-with-referral', 90],
  ['act', 'deceased', 150],
  ['act', 'long-stay', 60],
  ['act', 'transferred', 200],
  ['icm', 'graduated', 40],
  ['icm', 'graduated', 130],
  ['icm', 'lost', 70],
  ['icm', 'moved-without-referral', 110],
  ['icm', 'no-longer-eligible', 95],
  ['icm', 'unserveable', 180],
  ['icm', 'deceased', 20],
  ['strengths', 'graduated', 25],
  ['strengths', 'graduated', 85],
  ['strengths', 'moved-with-referral', 15],
  ['strengths', 'lost', 160],
  ['strengths', 'transferred', 45],
  ['brokerage', 'graduated', 55],
  ['brokerage', 'lost', 35],
  ['brokerage', 'no-longer-eligible', 75],
  ['brokerage', 'moved-without-referral', 120],
];

const beforeEnrolment: readonly (readonly [programme: string, reason: ClosingReason, becomes: Story['becomes']])[] = [
  ['icm', 'not-eligible', 'prospect'],
  ['act', 'not-eligible', 'prospect'],
  ['icm', 'no-place', 'waitlisted'],
  ['strengths', 'served-elsewhere', 'prospect'],
  ['act', 'lost', 'prospect'],
  ['brokerage', 'moved-without-referral', 'prospect'],
];

/** Every story of the agency, in the order of its clients. */
export const riverbendStories = (random: Random, today: Day): readonly (readonly [Story, ...Story[]])[] => {
  const stories: (readonly [Story, ...Story[]])[] = [];
  const tell = (programme: string, daysAgo: number, more: Partial<Story> = {}) =>
    stories.push([ordinary(random, today, programme, daysAgo, more)]);
  const ago = (days: number): Day => addDays(today, -days);
  for (const { daysAgo = 100, ...more } of mayas(today)) tell('icm', daysAgo, more);

  const enrolled = { act: 80, icm: 47, strengths: 62, brokerage: 66 } as const;
  for (const [programme, count] of Object.entries(enrolled)) {
    const neglected = random.some(
      Array.from({ length: count }, (_, index) => index),
      Math.ceil(count * 0.13),
    );
    const inside = random.some(
      Array.from({ length: count }, (_, index) => index),
      programme === 'act' ? 5 : 2,
    );
    const home = random.some(
      Array.from({ length: count }, (_, index) => index),
      2,
    );
    for (let index = 0; index < count; index++) {
      const daysAgo = Math.round(545 - (505 * (index + random.next())) / count) + 6;
      const neglect = neglected.indexOf(index);
      const neglects: Neglect[] =
        neglect < 0
          ? []
          : [
              (['contact', 'review', 'referral', 'lost', 'notes', 'contact', 'assessment', 'plan'] as const)[
                neglect % 8
              ] as Neglect,
            ];
      const early = neglects.includes('assessment') || neglects.includes('plan');
      const inStay = inside.indexOf(index);
      const discharged = home.indexOf(index);
      const stays: PlannedStay[] = early ? [] : [...past(random, today, daysAgo)];
      if (inStay >= 0 && daysAgo > 80)
        stays.push({
          setting: (['psychiatric', 'medical', 'jail', 'psychiatric', 'crisis'] as const)[inStay % 5]!,
          from: ago(random.between(2, 15)),
          to: null,
        });
      else if (discharged >= 0 && daysAgo > 80)
        stays.push({
          setting: discharged === 0 ? 'psychiatric' : 'crisis',
          from: ago(random.between(12, 25)),
          to: ago(random.between(1, 5)),
        });
      const decisions: Decision[] = random.chance(0.28)
        ? random.chance(0.4)
          ? ['next-cycle', 'continue', 'next-cycle']
          : ['continue', 'next-cycle']
        : [];
      const leaving = programme === 'icm' && index % 8 === 0 && daysAgo > 200;
      tell(programme, early ? random.between(68, 75) : daysAgo, {
        stays,
        neglects,
        decisions,
        ...(early && { reachedAfter: 1, assessAfter: 20 }),
        ...(leaving && { worker: 'tobias.merrin@example.org' }),
      });
    }
  }

  for (const [programme, reason, daysAgo] of endings)
    tell(programme, daysAgo + random.between(150, 320), {
      ending: { kind: 'close', reason, on: ago(daysAgo) },
      reachedAfter: 2,
    });
  for (const [programme, reason, becomes] of beforeEnrolment)
    tell(programme, random.between(70, 200), {
      becomes,
      reachedAfter: reason === 'lost' ? null : 4,
      ending: { kind: 'close', reason, on: ago(random.between(10, 40)) },
    });
  tell('icm', 160, { becomes: 'prospect', reachedAfter: 3, ending: { kind: 'stop', on: ago(130) } });
  tell('strengths', 240, { reachedAfter: 2, ending: { kind: 'stop', on: ago(50) } });

  // From a team to a lighter programme, and on.
  for (const [programme, to, on] of [
    ['act', 'icm', 100],
    ['act', 'strengths', 30],
    ['icm', 'strengths', 140],
    ['icm', 'brokerage', 65],
    ['strengths', 'brokerage', 80],
  ] as const)
    tell(programme, on + random.between(280, 380), {
      reachedAfter: 2,
      ending: { kind: 'step-down', to, on: ago(on) },
      decisions: ['continue', 'continue'],
    });

  // Gone, and back again.
  tell('icm', 430, {
    reachedAfter: 2,
    ending: { kind: 'close', reason: 'lost', on: ago(190) },
    reopened: { after: 45, reason: 'Called from the library and asked to begin again.' },
  });
  tell('strengths', 400, {
    reachedAfter: 2,
    ending: { kind: 'close', reason: 'graduated', on: ago(120) },
    reopened: { after: 60, reason: 'Lost the job and asked for a few months of company.' },
  });
  tell('act', 470, {
    reachedAfter: 2,
    ending: { kind: 'close', reason: 'moved-without-referral', on: ago(150) },
    reopened: { after: 110, reason: 'Back in town.' },
  });
  tell('brokerage', 380, {
    reachedAfter: 2,
    ending: { kind: 'stop', on: ago(90) },
    reopened: { after: 70, reason: 'Wants a hand with the benefits after all.' },
  });

  // Waiting for a place, with priorities; and those who wait no longer.
  for (const [programme, daysAgo] of [
    ['act', 40],
    ['act', 21],
    ['icm', 55],
    ['icm', 33],
    ['icm', 18],
    ['strengths', 47],
    ['strengths', 26],
    ['brokerage', 30],
  ] as const)
    tell(programme, daysAgo, { becomes: 'waitlisted', reachedAfter: random.between(1, 6) });
  for (const programme of ['icm', 'strengths']) tell(programme, 210, { waits: 35, reachedAfter: 3, busyLately: true });

  // Being looked for: some for days, two for so long that a supervisor must decide.
  for (const [programme, daysAgo] of [
    ['act', 5],
    ['act', 44],
    ['icm', 3],
    ['icm', 39],
    ['strengths', 12],
    ['brokerage', 8],
  ] as const)
    tell(programme, daysAgo, { becomes: 'prospect', reachedAfter: null });
  for (const [programme, daysAgo] of [
    ['act', 9],
    ['icm', 6],
    ['strengths', 14],
    ['brokerage', 20],
  ] as const)
    tell(programme, daysAgo, { becomes: 'prospect', reachedAfter: random.between(1, 4) });
  // Served in two programmes at once.
  for (const daysAgo of [260, 190])
    stories.push([
      ordinary(random, today, 'strengths', daysAgo, { reachedAfter: 2 }),
      ordinary(random, today, 'brokerage', daysAgo - 90, { reachedAfter: 1 }),
    ]);
  // A programme whose records are kept under Part 2; the last of its people is served elsewhere in the house too.
  for (const daysAgo of [310, 240, 185, 130]) tell('recovery', daysAgo, { reachedAfter: 2 });
  stories.push([
    ordinary(random, today, 'strengths', 290, { reachedAfter: 2 }),
    ordinary(random, today, 'recovery', 200, { reachedAfter: 1 }),
  ]);
  return stories;
};
