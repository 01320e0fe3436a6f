// A theme is one thread of a life that case management works on: the need and how it came about, what is strong, what the person
// wants in their own words, how one would see it come true, who does what, and how it shows in notes.

import type { Purpose } from '#domain/contacts/contact.ts';
import type { LifeDomain } from '#domain/cycle/life-domains.ts';
import type { Step } from '#domain/cycle/plan.ts';

export type ThemeStep = {
  readonly text: string;
  readonly owner: Step['owner'];
  readonly who?: string;
  readonly kind: 'natural' | 'formal';
  readonly resource: string;
};

export type Theme = {
  readonly key: string;
  readonly domain: LifeDomain;
  readonly need: string;
  readonly origin: string;
  readonly upkeep: string;
  /** The person on this need. */
  readonly words: string;
  readonly situation: string;
  readonly wish: string;
  readonly barrier: string;
  readonly strengths: readonly [string, ...string[]];
  readonly goal: string;
  /** Much less than expected, less, as expected, more, much more. */
  readonly levels: readonly [string, string, string, string, string];
  readonly steps: readonly [ThemeStep, ...ThemeStep[]];
  readonly chosen: string;
  readonly declined: { readonly text: string; readonly reason: string };
  readonly referral: { readonly organization: string; readonly service: string } | null;
  readonly purpose: Purpose;
  /** `{n}` stands for the person's name. */
  readonly notes: readonly [string, ...string[]];
};

/** What is said of a part of life that needs no work now. */
export type QuietDomain = {
  readonly level: 'none' | 'met' | 'unknown';
  readonly situation: string;
  readonly label: string;
  readonly strength: string | null;
};

/** Everything a world writes in one language. */
export type Language = {
  readonly code: 'en' | 'es';
  readonly themes: readonly [Theme, ...Theme[]];
  readonly quiet: Readonly<Record<LifeDomain, readonly [QuietDomain, ...QuietDomain[]]>>;
  readonly openings: Readonly<
    Record<'home' | 'office' | 'out' | 'phone' | 'video' | 'ward' | 'jail', readonly string[]>
  >;
  /** The ordinary work of a visit, true of any goal. */
  readonly everyday: readonly string[];
  /** In hospital, a crisis house or jail. */
  readonly inside: readonly string[];
  readonly closers: readonly string[];
  readonly moods: readonly string[];
  readonly attempts: readonly string[];
  readonly withSupport: readonly string[];
  readonly withProvider: readonly string[];
  readonly crisis: readonly string[];
  readonly satisfied: readonly string[];
  readonly unsure: readonly string[];
  readonly farewell: readonly string[];
  readonly vision: readonly string[];
  readonly crisisPlan: readonly string[];
  readonly lateReasons: readonly string[];
  readonly tasks: readonly string[];
  readonly notNow: string;
  readonly signsNothing: string;
  readonly summary: (strength: string, needs: string) => string;
  readonly referralEnded: string;
  readonly closingNote: string;
  readonly afterCare: string;
};
