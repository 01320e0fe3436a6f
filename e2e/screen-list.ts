// Every screen of the router, who looks at it, and in which address. A screen that is missing here fails the test by its name.
import type { Role } from '#domain/access/actor.ts';
import type { Point } from './people.ts';

export type ScreenEntry = {
  /** Null: one comes there without being signed in. */
  readonly as: Role | null;
  /** Which of the people of the demonstration fills the screen best. */
  readonly person?: Point;
  /** Search parameters of the full screen. */
  readonly search?: string;
  /** What the server still answers while it fails: the chart round the part whose own failure is to be seen. */
  readonly stillAnswers?: RegExp;
  /** It asks the server for nothing: it looks the same whatever the server says. */
  readonly asksNothing?: true;
};

const chart = (entry: Omit<ScreenEntry, 'as'> = {}): ScreenEntry => ({
  as: 'case-manager',
  person: 'fullest',
  ...entry,
});

/** A part of the chart, with the chart round it. */
const part = (entry: Omit<ScreenEntry, 'as'> = {}): ScreenEntry => chart({ stillAnswers: /\/chart$/, ...entry });

export const screens: Readonly<Record<string, ScreenEntry>> = {
  '/sign-in': { as: null, search: '?why=idle' },
  '/invitation/$token': { as: null, asksNothing: true },
  '/set-up/$token': { as: null, asksNothing: true },
  '/': { as: 'case-manager' },
  '/caseload': { as: 'case-manager' },
  '/$': { as: 'case-manager', asksNothing: true },
  '/account': { as: 'case-manager' },
  '/agency': { as: 'administrator' },
  '/staff': { as: 'administrator' },
  '/instruments': { as: 'administrator' },
  '/instruments/build': { as: 'administrator' },
  '/settings': { as: 'case-manager', asksNothing: true },
  '/requests': { as: 'case-manager' },
  '/glass': { as: 'case-manager', asksNothing: true },
  '/notices': { as: 'case-manager' },
  '/on-call': { as: 'team-lead' },
  '/privacy': { as: 'privacy-officer' },
  '/privacy/disclosures': { as: 'privacy-officer', person: 'fullest', search: '?client=$clientId' },
  '/prospects': { as: 'case-manager' },
  '/scans': { as: 'case-manager' },
  '/approvals': { as: 'administrator' },
  '/retention': { as: 'administrator' },
  '/permissions': { as: 'administrator', asksNothing: true },
  '/imports': { as: 'administrator', asksNothing: true },
  '/clients/new': { as: 'case-manager' },
  '/clients/$clientId': chart(),
  '/clients/$clientId/crisis-sheet': chart(),
  '/clients/$clientId/cycle': part(),
  '/clients/$clientId/assessment': part({ person: 'in-assessment' }),
  '/clients/$clientId/instruments': part({ person: 'answered' }),
  '/clients/$clientId/safety': part({ person: 'looked-after' }),
  '/clients/$clientId/plan': part(),
  '/clients/$clientId/plan/print': chart(),
  '/clients/$clientId/review': part({ person: 'in-review' }),
  '/clients/$clientId/close': chart(),
  '/clients/$clientId/contacts': part(),
  '/clients/$clientId/referrals': part(),
  '/clients/$clientId/tasks': part(),
  '/clients/$clientId/key-events': part(),
  '/clients/$clientId/people': part(),
  '/clients/$clientId/requests': part(),
  '/clients/$clientId/consents': part(),
  '/clients/$clientId/disclosures': part(),
  '/clients/$clientId/who-looked': part(),
  '/clients/$clientId/who-looked/print': chart(),
};
