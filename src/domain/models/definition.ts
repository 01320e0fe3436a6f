// A service model says how case management is delivered: who shares a caseload, how often a person is seen and where, what is
// assessed and reviewed and when. It is configuration: dated, immutable versions of the definition below (`versions.ts`).
// Core shape: Mueser, Bond, Drake & Resnick 1998, Schizophrenia Bulletin 24:37-74, Table 1.
//
// ACT's four contacts a week are the median of a team (DACTS S5), never a rule for one person: the contact standard of a team
// model is a low floor for each person, above which a contact plan may be agreed with that person.
import type { WindowUnit } from '#domain/basics/window.ts';

export const contactModes = ['face-to-face', 'phone', 'video', 'text', 'letter', 'e-mail'] as const;
export type ContactMode = (typeof contactModes)[number];

export const contactPlaces = ['community', 'office', 'institution'] as const;
export type ContactPlace = (typeof contactPlaces)[number];

export const contactPartners = ['client', 'support', 'provider'] as const;
export type ContactPartner = (typeof contactPartners)[number];

export const staySettings = ['psychiatric', 'medical', 'emergency', 'crisis', 'jail'] as const;
export type StaySetting = (typeof staySettings)[number];

export const windowUnits = [
  'week',
  'two-weeks',
  'month',
  'quarter',
  'half-year',
  'year',
] as const satisfies readonly WindowUnit[];

export const planForms = ['service', 'clinical', 'strengths-priorities', 'choose-get-keep', 'team'] as const;
export type PlanForm = (typeof planForms)[number];

/** Who answers outside office hours, in the steps of DACTS O4. */
export const crisisCovers = ['none', 'protocol', 'phone', 'backup', 'full'] as const;
export type CrisisCover = (typeof crisisCovers)[number];

/** Footbridge's own prompts for a step-down review; they never discharge anybody, and are neither TRS nor ATR. */
export const stepDownPrompts = [
  'enrolled-12-months',
  'no-psychiatric-admission-12-months',
  'no-emergency-12-months',
  'no-jail-12-months',
  'stable-housing',
  'contact-once-a-week-or-less',
  'manages-medication',
  'own-supports',
  'client-wants-it',
] as const;
export type StepDownPrompt = (typeof stepDownPrompts)[number];

export type Words = { readonly en: string; readonly es: string };

/** So many in each calendar window. */
export type PerWindow = { readonly count: number; readonly window: WindowUnit };

/** So many contacts in each calendar window, and which contacts count. */
export type ContactStandard = PerWindow & {
  readonly modes: readonly ContactMode[];
  readonly places: readonly ContactPlace[];
  readonly with: readonly ContactPartner[];
  /** False where an attempt counts too. */
  readonly reachedOnly: boolean;
};

/** What takes the place of the contact standard while a person is in one of `settings`; a count of 0 asks for nothing. */
export type InStayStandard = ContactStandard & { readonly settings: readonly StaySetting[] };

/** Models without phases have one. `months` null: until somebody moves the person on. */
export type Phase = {
  readonly key: string;
  readonly label: Words;
  readonly months: number | null;
  /** How much of a place on the caseload one person in this phase takes. */
  readonly weight: number;
  readonly contact: ContactStandard;
};

/** `comprehensive` is signed in every cycle; any other key is an instrument, asked for once in the enrolment and then again. */
export type RequiredAssessment = {
  readonly key: string;
  readonly withinDays: number;
  readonly againEveryMonths: number | null;
  /** How long before its last day a repeat is shown as due. */
  readonly leadDays: number;
};

export type ReviewEvent = {
  readonly event: 'admission' | 'discharge' | 'phase-end';
  /** The settings whose admission or discharge calls for it; empty for `phase-end`. */
  readonly settings: readonly StaySetting[];
  readonly withinDays: number;
};

export type ServiceModelDefinition = {
  readonly key: string;
  readonly label: Words;
  readonly summary: Words;
  readonly caseload: {
    readonly kind: 'individual' | 'team';
    /** Clients for one full-time worker: what the model aims at, and what assignment refuses to pass. */
    readonly target: number;
    readonly cap: number;
  };
  readonly phases: readonly Phase[];
  /** Whether a contact plan above the standard may be agreed with a person. */
  readonly contactPlans: boolean;
  readonly inStay: readonly InStayStandard[];
  readonly outreach: {
    readonly attempts: PerWindow;
    /** Days without reaching an enrolled person after which outreach begins. */
    readonly lossOfContactDays: number;
    /** Days of outreach without reaching anybody after which a supervisor decides what follows. */
    readonly escalateAfterDays: number;
  };
  readonly intake: {
    readonly eligibilityDays: number;
    readonly decisionDays: number;
    /** Keeping in touch with somebody who waits for a place. */
    readonly waitlistContact: PerWindow | null;
  };
  readonly placeOfContact: { readonly expected: readonly ContactPlace[]; readonly sharePercent: number | null };
  readonly assessments: readonly RequiredAssessment[];
  readonly plan: { readonly form: PlanForm; readonly withinDays: number; readonly revisionWithinDays: number };
  readonly review: {
    readonly every: { readonly count: number; readonly unit: 'days' | 'months' };
    readonly leadDays: number;
    readonly events: readonly ReviewEvent[];
  };
  readonly cover: CrisisCover;
  readonly supervision: {
    readonly individual: PerWindow | null;
    readonly group: PerWindow | null;
    readonly fieldMentoringHoursPerMonth: number | null;
    readonly workersPerSupervisor: number | null;
    readonly teamMeetingDaysPerWeek: number | null;
  };
  readonly stepDown: { readonly to: readonly string[]; readonly prompts: readonly StepDownPrompt[] };
  readonly closing: { readonly reasons: readonly string[]; readonly timeLimitMonths: number | null };
  readonly units: {
    readonly code: string;
    readonly minutes: number;
    readonly rounding: 'nearest' | 'full' | 'cumulative-day';
  } | null;
  /** `items` null: the whole scale. */
  readonly fidelity: { readonly scale: string; readonly items: readonly string[] | null } | null;
  readonly notes: { readonly signWithinDays: number };
  readonly referrals: { readonly answerDays: number; readonly escalateDays: number };
  readonly activities: readonly string[];
  /** JSON pointer of a field or group of fields → where its value comes from. `PR` marks Footbridge's own default. */
  readonly basis: Readonly<Record<string, string>>;
};
