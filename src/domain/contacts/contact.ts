// A contact is an encounter or an attempt, with the person or for them. An attempt that reached nobody is work too, and is kept:
// persistence in outreach is measured by it.
import { addMinutes, type Instant } from '#domain/basics/instant.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import type { ContactMode, ContactPartner, ContactPlace } from '#domain/models/definition.ts';

export const outcomes = ['reached', 'attempted'] as const;
export type Outcome = (typeof outcomes)[number];

/** What was done. The words of `team-rows/1`, so that fidelity can be counted from them. */
export const purposes = [
  'case-management',
  'psychiatric',
  'counselling',
  'housing',
  'substance-use-individual',
  'substance-use-group',
  'employment',
  'skills',
  'crisis',
  'other',
] as const;
export type Purpose = (typeof purposes)[number];

export type ContactFacts = {
  readonly start: Instant;
  readonly minutes: number;
  readonly outcome: Outcome;
  readonly mode: ContactMode;
  readonly place: ContactPlace;
  readonly withWhom: ContactPartner;
};

/** Clocks of phones differ a little; more than this in the future is a mistake. */
const allowedAheadMinutes = 5;

/** What is wrong with a contact as it was entered; empty when nothing is. */
export const whyNotContact = (contact: ContactFacts, now: Instant): readonly Refusal[] => [
  ...(contact.start > addMinutes(now, allowedAheadMinutes)
    ? [refusal('in-the-future', { field: 'start', value: contact.start }, '/start')]
    : []),
  ...(contact.outcome === 'reached' && contact.minutes === 0
    ? [refusal('contact-without-minutes', {}, '/minutes')]
    : []),
];
