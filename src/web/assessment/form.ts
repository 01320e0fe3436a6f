// An assessment while it is written. Every domain is there from the start, and what is new has no id until the record gives it one;
// its key stays the same, so that a field keeps the focus while the answer comes in.
import type { AssessmentView, SaveAssessmentRequest } from '#contract/assessment.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Assessment, NeedLevel, NeedPriority } from '#domain/cycle/assessment.ts';

export type NeedForm = {
  readonly key: string;
  /** Null until the record has it. */
  readonly id: string | null;
  readonly label: string;
  readonly level: NeedLevel;
  readonly priority: NeedPriority | null;
  readonly origin: string;
  readonly upkeep: string;
  readonly words: string;
};

export type StrengthForm = {
  readonly key: string;
  /** Null until the record has it. */
  readonly id: string | null;
  readonly aspect: 'current' | 'wish' | 'past';
  readonly text: string;
  readonly words: boolean;
  readonly rank: number | null;
};

export const proseFields = ['situation', 'wishes', 'barriers', 'words'] as const;
export type ProseField = (typeof proseFields)[number];

export type DomainForm = Readonly<Record<ProseField, string>> & {
  readonly discussed: boolean;
  readonly needs: readonly NeedForm[];
  readonly strengths: readonly StrengthForm[];
};

export type AssessmentForm = {
  readonly day: Day;
  readonly summary: string;
  readonly informants: string;
  readonly domains: Readonly<Record<string, DomainForm>>;
};

export const emptyDomain: DomainForm = {
  situation: '',
  wishes: '',
  barriers: '',
  words: '',
  discussed: false,
  needs: [],
  strengths: [],
};

const domainFrom = (entry: AssessmentView['domains'][string] | undefined): DomainForm =>
  entry
    ? {
        ...entry,
        needs: entry.needs.map(({ thread, ...need }) => ({ ...need, key: thread, id: thread })),
        strengths: entry.strengths.map((strength) => ({ ...strength, key: strength.id })),
      }
    : emptyDomain;

export const formFrom = (view: AssessmentView): AssessmentForm => ({
  day: view.day as Day,
  summary: view.summary ?? '',
  informants: view.informants ?? '',
  domains: Object.fromEntries(view.domainList.map(({ code }) => [code, domainFrom(view.domains[code])])),
});

const isUntouched = (entry: DomainForm): boolean => JSON.stringify(entry) === JSON.stringify(emptyDomain);

/** Without `assessmentId`, which stands in the path. */
export const bodyFrom = (form: AssessmentForm): Omit<SaveAssessmentRequest, 'assessmentId'> => ({
  day: form.day,
  summary: form.summary,
  informants: form.informants.trim() || null,
  domains: Object.fromEntries(
    Object.entries(form.domains)
      .filter(([, entry]) => !isUntouched(entry))
      .map(([code, entry]) => [
        code,
        {
          ...entry,
          needs: entry.needs.map(({ key: _, id, ...need }) => (id === null ? need : { ...need, thread: id })),
          strengths: entry.strengths.map(({ key: _, id, ...each }) => (id === null ? each : { ...each, id })),
        },
      ]),
  ),
});

/** The ids the record gave to what was new in `sent`, brought into the form as it is now. */
export const adoptIds = (now: AssessmentForm, sent: AssessmentForm, saved: AssessmentView): AssessmentForm => {
  const ids = new Map<string, string>();
  for (const [code, entry] of Object.entries(sent.domains)) {
    const kept = saved.domains[code];
    entry.needs.forEach(({ key }, index) => {
      const id = kept?.needs[index]?.thread;
      if (id !== undefined) ids.set(key, id);
    });
    entry.strengths.forEach(({ key }, index) => {
      const id = kept?.strengths[index]?.id;
      if (id !== undefined) ids.set(key, id);
    });
  }
  const known = <Item extends { readonly key: string; readonly id: string | null }>(item: Item): Item => {
    const id = ids.get(item.key);
    return id === undefined || id === item.id ? item : { ...item, id };
  };
  return {
    ...now,
    domains: Object.fromEntries(
      Object.entries(now.domains).map(([code, entry]) => [
        code,
        { ...entry, needs: entry.needs.map(known), strengths: entry.strengths.map(known) },
      ]),
    ),
  };
};

/** What the rules look at. */
export const assessedIn = (form: AssessmentForm): Assessment => ({
  domains: form.domains,
  needs: Object.entries(form.domains).flatMap(([domain, { needs }]) =>
    needs.map(({ key, id: _, ...need }) => ({ ...need, thread: key, domain })),
  ),
  strengths: Object.entries(form.domains).flatMap(([domain, { strengths }]) =>
    strengths.map(({ key, aspect, text }) => ({ id: key, domain, aspect, text })),
  ),
});

export const newNeed = <Level extends NeedLevel | null>(level: Level): Omit<NeedForm, 'level'> & { level: Level } => ({
  key: crypto.randomUUID(),
  id: null,
  label: '',
  level,
  priority: null,
  origin: '',
  upkeep: '',
  words: '',
});

export const newStrength = (text: string): StrengthForm => ({
  key: crypto.randomUUID(),
  id: null,
  aspect: 'current',
  text,
  words: false,
  rank: null,
});

export type DomainProgress = 'not-yet' | 'carried-over' | 'discussed';

export const progressOf = (entry: DomainForm): DomainProgress =>
  entry.discussed || (entry.needs.length > 0 && entry.needs.every(({ level }) => level === 'unknown'))
    ? 'discussed'
    : isUntouched(entry)
      ? 'not-yet'
      : 'carried-over';
