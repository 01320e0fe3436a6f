// An instrument or checklist is data: what is asked, in whose words, and what the answers come to. Versions are immutable
// once published; a score keeps the version it was made by.
import type { Value } from './expression.ts';

/** Licensed texts ship in the language they are licensed in; own words in both. */
export type Said = { readonly en: string; readonly es?: string };

/** `text`: shipped with its words · `pack`: shipped apart, off until an agency turns it on · `keys`: scoring alone, the agency loads the words. */
export const shippings = ['text', 'pack', 'keys'] as const;
export type Shipping = (typeof shippings)[number];

export const respondents = ['self', 'interview', 'clinician', 'worker', 'together'] as const;
export type Respondent = (typeof respondents)[number];

export const directions = ['higher-is-worse', 'higher-is-better', 'none'] as const;
export type Direction = (typeof directions)[number];

/** `acute`: nobody leaves the person alone. `urgent`: assessed in the same visit. */
export const severities = ['acute', 'urgent'] as const;
export type Severity = (typeof severities)[number];

export type Option = {
  readonly value: Value;
  readonly label: Said | null;
  /** Not an answer that counts, though one was given: declined, not assessed. */
  readonly counts?: false;
  /** Where several may be marked: it stands alone. */
  readonly alone?: true;
  /** A need is found (health-related social needs). */
  readonly need?: boolean;
  readonly loinc?: string;
};

export type Item = {
  readonly id: string;
  readonly text: Said | null;
  readonly options: string;
  readonly many?: true;
  /** False: it may be left out, and the form is complete all the same. */
  readonly required?: false;
  /** An expression; without one it is always asked. */
  readonly showWhen?: string;
  readonly period?: Said;
  readonly loinc?: string;
};

/** What is answered in the person's own words, not chosen. Nothing is scored of it. */
export type Prompt = {
  readonly id: string;
  readonly text: Said | null;
  readonly about?: Said;
  /**
   * Several entries. `ranked`: what matters most stands first. `cumulative`: none is ever replaced; each keeps its author and its day,
   * and a later form shows those before it and adds to them.
   */
  readonly many?: 'listed' | 'ranked' | 'cumulative';
  /** What an entry consists of; without them it is one text. */
  readonly fields?: readonly { readonly id: string; readonly label: Said }[];
  /** Not where `showWhen` may hide it. */
  readonly required?: true;
  /** An expression about items; without one it is always asked. */
  readonly showWhen?: string;
};

/** Items and prompts that stand together under a heading; where there are sections, everything stands in one of them. */
export type Section = {
  readonly id: string;
  readonly title: Said;
  readonly about?: Said;
  /** Ids of items and prompts, in the order in which they are asked. */
  readonly holds: readonly string[];
};

/** What the fields in one language alone are called in Spanish. `labels`: by their English label, those of scores, bands and cut-offs. */
export type InSpanish = {
  /** Left out where the words are in one language alone, and with them their licence. */
  readonly notice?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly cautions?: readonly string[];
};

export type Band = { readonly from: number; readonly to: number; readonly label: string };

export type CutOff = {
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly meaning: string;
  /** Another cut-off for a sex, where a source states one; the one above holds where none is recorded. */
  readonly bySex?: Readonly<Record<string, number>>;
};

/** Answers that count as other numbers. */
export type Recode = { readonly items: readonly string[]; readonly as: Readonly<Record<string, number>> };

type Of = {
  readonly id: string;
  readonly label: string;
  readonly bands?: readonly Band[];
  readonly cutOff?: CutOff;
  readonly loinc?: string;
  readonly source?: string;
};

/** Items added up, or their mean. With an answer missing there is no value; `estimate` says when one may be estimated. */
export type Sum = Of & {
  readonly method: 'sum' | 'mean';
  readonly items: readonly string[];
  readonly range: readonly [number, number];
  readonly recode?: readonly Recode[];
  /** The greatest number of missing answers at which the mean of the others (`by` own domain, if given) stands in for them. */
  readonly estimate?: { readonly atMostMissing: number; readonly by?: readonly (readonly string[])[] };
  readonly multiply?: number;
  readonly divide?: number;
  /** Nobody was asked, and that is an answer: the value is the least. */
  readonly leastWhen?: string;
};

/** How many of the items are answered with so much or more. */
export type Count = Of & {
  readonly method: 'count';
  readonly items: readonly string[];
  readonly atLeast: number;
  readonly range: readonly [number, number];
};

/** Another score, multiplied. */
export type Scaled = Of & {
  readonly method: 'scale';
  readonly of: string;
  readonly multiply: number;
  readonly range: readonly [number, number];
};

/** The greatest of the numbers that items marked yes stand for; 0 where none is. */
export type Greatest = Of & {
  readonly method: 'greatest';
  readonly of: readonly { readonly when: string; readonly value: number }[];
  readonly range: readonly [number, number];
};

/** The first case that holds. */
export type Decision = Of & {
  readonly method: 'decision';
  readonly cases: readonly { readonly when: string; readonly is: string }[];
  readonly otherwise: string;
};

/** Yes or no. */
export type Rule = Of & { readonly method: 'rule'; readonly rule: string };

/** Whether an option was marked that says there is a need. */
export type Need = Of & { readonly method: 'need'; readonly items: readonly string[] };

export type Score = Sum | Count | Scaled | Greatest | Decision | Rule | Need;

export type Flag = {
  readonly id: string;
  /** Raised as soon as it holds, also on a form that is not finished. */
  readonly when: string;
  readonly severity: Severity;
};

/** What is known of how much a score moves by itself (Jacobson & Truax 1991). Null: the agency sets it. */
export type ReliableChange = {
  readonly score: string;
  readonly sd: number | null;
  readonly reliability: number | null;
  readonly points: number | null;
  readonly source: string;
};

export type InstrumentDefinition = {
  readonly id: string;
  readonly version: number;
  readonly title: Said;
  readonly abbreviation: string;
  readonly respondent: Respondent;
  readonly recall: Said | null;
  readonly direction: Direction;
  readonly licence: {
    readonly shipping: Shipping;
    readonly status: string;
    /** Shown wherever the words are. */
    readonly notice: string;
    readonly evidence: readonly string[];
  };
  readonly stem: Said | null;
  readonly optionSets: Readonly<Record<string, readonly Option[]>>;
  readonly items: readonly Item[];
  readonly prompts?: readonly Prompt[];
  readonly sections?: readonly Section[];
  readonly scores: readonly Score[];
  readonly flags: readonly Flag[];
  readonly reliableChange: readonly ReliableChange[];
  readonly loinc: Readonly<Record<string, string>>;
  readonly cautions: readonly string[];
  readonly sources: readonly string[];
  /** Nobody has yet shown that its scores measure what they are called; every screen says so. */
  readonly unvalidated?: true;
  /** A re-assessment begins with the last answers. Never for a scale: how somebody is today is asked today. */
  readonly prefill?: true;
  readonly spanish?: InSpanish;
};
