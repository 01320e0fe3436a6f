// What the builder holds while somebody builds an instrument, and the definition it makes. Whatever the builder can make it can open
// again; a definition that says more than it can hold is kept as it came, as JSON.
import type {
  Direction,
  InstrumentDefinition,
  Item,
  Prompt,
  Respondent,
  Said,
  Section,
  Severity,
} from '#domain/instruments/definition.ts';
import { reachOf } from '#domain/instruments/reach.ts';

export type Texts = { readonly en: string; readonly es: string };

export type BuiltOption = {
  /** Stays through every change of its words and points. */
  readonly id: string;
  readonly text: Texts;
  /** Null where it is an answer that does not count. */
  readonly points: number | null;
};

/** Answers that one question has, or several share. */
export type AnswerSet = { readonly id: string; readonly options: readonly BuiltOption[] };

export const comparisons = ['=', '!=', '>='] as const;
export type Comparison = (typeof comparisons)[number];

export type Question = {
  readonly id: string;
  /** A heading above it, where a part begins. */
  readonly heading: Texts | null;
  readonly text: Texts;
  /** The id of a set of answers; null where it is answered in own words. */
  readonly answers: string | null;
  readonly isMany: boolean;
  readonly isRequired: boolean;
  readonly isScored: boolean;
  /** Asked only where an earlier question was answered so. */
  readonly onlyIf: { readonly question: string; readonly how: Comparison; readonly option: string } | null;
  /** Answers that say somebody may be in danger. */
  readonly danger: { readonly options: readonly string[]; readonly severity: Severity } | null;
};

export type BuiltBand = { readonly from: number | null; readonly to: number | null; readonly text: Texts };

export type BuilderForm = {
  readonly title: Texts;
  readonly abbreviation: string;
  readonly stem: Texts;
  readonly notice: Texts;
  readonly isInSpanish: boolean;
  readonly respondent: Respondent;
  readonly sets: readonly AnswerSet[];
  readonly questions: readonly Question[];
  readonly score: {
    readonly method: 'none' | 'sum' | 'mean';
    readonly label: Texts;
    readonly direction: Direction;
    readonly bands: readonly BuiltBand[];
  };
};

export const noTexts: Texts = { en: '', es: '' };

export const emptyForm: BuilderForm = {
  title: noTexts,
  abbreviation: '',
  stem: noTexts,
  notice: noTexts,
  isInSpanish: false,
  respondent: 'together',
  sets: [],
  questions: [],
  score: { method: 'none', label: noTexts, direction: 'none', bands: [] },
};

/** The first id with this beginning that is not taken. */
export const freeId = (beginning: string, taken: readonly { readonly id: string }[]): string => {
  let number = 1;
  while (taken.some(({ id }) => id === `${beginning}${number}`)) number++;
  return `${beginning}${number}`;
};

export const newQuestion = (form: BuilderForm): Question => ({
  id: freeId('q', form.questions),
  heading: null,
  text: noTexts,
  // What the one before has, most often.
  answers: form.questions.at(-1)?.answers ?? form.sets[0]?.id ?? null,
  isMany: false,
  isRequired: true,
  isScored: true,
  onlyIf: null,
  danger: null,
});

export const setOf = (form: BuilderForm, { answers }: Question): AnswerSet | null =>
  form.sets.find(({ id }) => id === answers) ?? null;

export const valueOfOption = ({ id, points }: BuiltOption): number | string => points ?? id;

/** Takes out a question, and what others said about it. */
export const withoutQuestion = (form: BuilderForm, id: string): BuilderForm => ({
  ...form,
  questions: form.questions
    .filter((question) => question.id !== id)
    .map((question) => (question.onlyIf?.question === id ? { ...question, onlyIf: null } : question)),
});

/** Moves a question one place; what it asked of one that now comes later falls away. */
export const withQuestionMoved = (form: BuilderForm, at: number, by: 1 | -1): BuilderForm => {
  const moved = form.questions[at];
  if (!moved || !form.questions[at + by]) return form;
  const questions = form.questions.toSpliced(at, 1).toSpliced(at + by, 0, moved);
  return {
    ...form,
    questions: questions.map((question, place) =>
      question.onlyIf && !questions.slice(0, place).some(({ id }) => id === question.onlyIf?.question)
        ? { ...question, onlyIf: null }
        : question,
    ),
  };
};

/** A code out of a title; `taken` are those that other instruments have. */
export const keyFrom = (title: string, taken: readonly string[]): string => {
  const plain =
    title
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40)
      .replace(/-$/, '') || 'own';
  let key = plain;
  for (let number = 2; taken.includes(key); number++) key = `${plain}-${number}`;
  return key;
};

const quoted = (value: number | string): string => (typeof value === 'number' ? `${value}` : `'${value}'`);

const isTold = ({ en, es }: Texts): boolean => `${en}${es}`.trim() !== '';

/** The definition that the form makes; `checkDefinition` says what is wrong with it. */
export const definitionOf = (form: BuilderForm, key: string, version: number): InstrumentDefinition => {
  const said = ({ en, es }: Texts): Said => (form.isInSpanish ? { en, es } : { en });
  const chosen = form.questions.filter(({ answers }) => answers !== null);
  const optionIn = (question: Question | undefined, option: string): BuiltOption | undefined =>
    question && setOf(form, question)?.options.find(({ id }) => id === option);
  const conditionOf = ({ onlyIf }: Question): string | undefined => {
    const option = optionIn(
      chosen.find(({ id }) => id === onlyIf?.question),
      onlyIf?.option ?? '',
    );
    return onlyIf && option ? `${onlyIf.question} ${onlyIf.how} ${quoted(valueOfOption(option))}` : undefined;
  };
  const items = chosen.map((question): Item => {
    const showWhen = conditionOf(question);
    return {
      id: question.id,
      text: said(question.text),
      options: question.answers ?? '',
      ...(question.isMany && { many: true }),
      ...(!question.isRequired && { required: false }),
      ...(showWhen !== undefined && { showWhen }),
    };
  });
  const prompts = form.questions
    .filter(({ answers }) => answers === null)
    .map((question): Prompt => {
      const showWhen = conditionOf(question);
      return {
        id: question.id,
        text: said(question.text),
        ...(question.isMany && { many: 'listed' }),
        ...(question.isRequired && showWhen === undefined && { required: true }),
        ...(showWhen !== undefined && { showWhen }),
      };
    });
  const optionSets = Object.fromEntries(
    form.sets
      .filter(({ id }) => chosen.some(({ answers }) => answers === id))
      .map(({ id, options }) => [
        id,
        options.map((option) => ({
          value: valueOfOption(option),
          label: said(option.text),
          ...(option.points === null && { counts: false as const }),
        })),
      ]),
  );
  const { method, label, direction, bands } = form.score;
  const scored = chosen.filter(({ isScored, isMany }) => isScored && !isMany).map(({ id }) => id);
  const sum = {
    id: 'total',
    label: label.en,
    method: method === 'mean' ? ('mean' as const) : ('sum' as const),
    items: scored,
    range: [0, 1] as const,
    ...(bands.length > 0 && {
      bands: bands.map(({ from, to, text }) => ({ from: from as number, to: to as number, label: text.en })),
    }),
  };
  const whole = { items, optionSets, scores: [] } as unknown as InstrumentDefinition;
  const scores = method === 'none' ? [] : [{ ...sum, range: reachOf(sum, whole)?.whole ?? sum.range }];
  const flags = chosen.flatMap((question) => {
    const values = question.danger?.options.flatMap((id) => optionIn(question, id) ?? []) ?? [];
    if (!question.danger || values.length === 0) return [];
    const when = values.map((option) => `${question.id} = ${quoted(valueOfOption(option))}`).join(' or ');
    return [{ id: question.id, when, severity: question.danger.severity }];
  });
  return {
    id: key,
    version,
    title: said(form.title),
    abbreviation: form.abbreviation,
    respondent: form.respondent,
    recall: null,
    direction: method === 'none' ? 'none' : direction,
    licence: { shipping: 'text', status: 'Own wording of the agency', notice: form.notice.en, evidence: [] },
    stem: isTold(form.stem) ? said(form.stem) : null,
    optionSets,
    items,
    ...(prompts.length > 0 && { prompts }),
    ...(form.questions.some(({ heading }) => heading) && { sections: sectionsOf(form, said) }),
    scores,
    flags,
    reliableChange: [],
    loinc: {},
    cautions: [],
    sources: [],
    ...(method !== 'none' && { unvalidated: true }),
    ...(form.isInSpanish && {
      spanish: {
        notice: form.notice.es,
        labels: Object.fromEntries(
          method === 'none' ? [] : [[label.en, label.es], ...bands.map(({ text }) => [text.en, text.es])],
        ),
        cautions: [],
      },
    }),
  };
};

/** A part goes from one heading to the next; what stands before the first has the title above it. */
const sectionsOf = (form: BuilderForm, said: (texts: Texts) => Said): Section[] => {
  const sections: { id: string; title: Said; holds: string[] }[] = [];
  for (const { id, heading } of form.questions) {
    if (heading || sections.length === 0)
      sections.push({ id: `part${sections.length + 1}`, title: said(heading ?? form.title), holds: [] });
    sections.at(-1)?.holds.push(id);
  }
  return sections;
};

const plainly = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

const textsOf = (said: Said | null | undefined): Texts => ({ en: said?.en ?? '', es: said?.es ?? '' });

/** The form that makes this definition again; null where it says something the builder cannot hold. */
export const formOf = (definition: InstrumentDefinition): BuilderForm | null => {
  const { spanish, scores, sections } = definition;
  const sets = Object.entries(definition.optionSets).map(([id, options]) => ({
    id,
    options: options.map(({ value, label }, at) => ({
      id: typeof value === 'string' ? value : `o${at + 1}`,
      text: textsOf(label),
      points: typeof value === 'number' ? value : null,
    })),
  }));
  const optionIdOf = (item: string, value: string): string =>
    sets
      .find(({ id }) => id === definition.items.find((each) => each.id === item)?.options)
      ?.options.find((option) => quoted(valueOfOption(option)) === value)?.id ?? '';
  const total = scores[0];
  const scored = total && 'items' in total ? total.items : [];
  const onlyIfOf = ({ showWhen }: Pick<Item, 'showWhen'>): Question['onlyIf'] => {
    const [, question = '', how = '', value = ''] = /^(\w+) (=|!=|>=) (.+)$/.exec(showWhen ?? '') ?? [];
    return question ? { question, how: how as Comparison, option: optionIdOf(question, value) } : null;
  };
  const dangerOf = ({ id }: Item): Question['danger'] => {
    const flag = definition.flags.find((each) => each.id === id);
    return flag
      ? {
          options: flag.when.split(' or ').map((part) => optionIdOf(id, part.replace(`${id} = `, ''))),
          severity: flag.severity,
        }
      : null;
  };
  const chosen = definition.items.map(
    (item): Question => ({
      id: item.id,
      heading: null,
      text: textsOf(item.text),
      answers: item.options,
      isMany: item.many === true,
      isRequired: item.required !== false,
      isScored: total === undefined ? true : scored.includes(item.id),
      onlyIf: onlyIfOf(item),
      danger: dangerOf(item),
    }),
  );
  const written = (definition.prompts ?? []).map(
    (prompt): Question => ({
      id: prompt.id,
      heading: null,
      text: textsOf(prompt.text),
      answers: null,
      isMany: prompt.many !== undefined,
      isRequired: prompt.required === true,
      isScored: true,
      onlyIf: onlyIfOf(prompt),
      danger: null,
    }),
  );
  const all = [...chosen, ...written];
  const questions = sections
    ? sections.flatMap(({ title, holds }) =>
        holds.flatMap((id, at) => {
          const question = all.find((each) => each.id === id);
          return question ? [{ ...question, heading: at === 0 ? textsOf(title) : null }] : [];
        }),
      )
    : all;
  const labelIn = (label: string): Texts => ({ en: label, es: spanish?.labels[label] ?? '' });
  const form: BuilderForm = {
    title: textsOf(definition.title),
    abbreviation: definition.abbreviation,
    stem: textsOf(definition.stem),
    notice: { en: definition.licence.notice, es: spanish?.notice ?? '' },
    isInSpanish: spanish !== undefined,
    respondent: definition.respondent,
    sets,
    questions,
    score: {
      method: total?.method === 'sum' || total?.method === 'mean' ? total.method : 'none',
      label: labelIn(total?.label ?? ''),
      direction: definition.direction,
      bands: (total?.bands ?? []).map(({ from, to, label }) => ({ from, to, text: labelIn(label) })),
    },
  };
  return plainly(definitionOf(form, definition.id, definition.version)) === plainly(definition) ? form : null;
};
