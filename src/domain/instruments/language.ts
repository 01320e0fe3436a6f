// What a definition says in one language alone, in the reader's: the words of a licensed instrument stay in the language they are
// licensed in, an agency's and our own are said in both.
import type { InstrumentDefinition, Said } from './definition.ts';

export type Language = 'en' | 'es';

export const inLanguage = (said: Said, language: Language): string => said[language] ?? said.en;

/** The labels of scores, of their bands and results, and what their cut-offs mean. */
export const labelsOf = ({ scores }: Pick<InstrumentDefinition, 'scores'>): readonly string[] => [
  ...new Set(
    scores.flatMap((score) => [
      score.label,
      ...(score.bands ?? []).map(({ label }) => label),
      ...(score.cutOff ? [score.cutOff.meaning] : []),
      ...(score.method === 'decision' ? [...score.cases.map(({ is }) => is), score.otherwise] : []),
    ]),
  ),
];

type Speaking = Pick<InstrumentDefinition, 'spanish' | 'licence' | 'cautions'>;

export const labelIn = ({ spanish }: Pick<Speaking, 'spanish'>, label: string, language: Language): string =>
  language === 'es' && spanish && Object.hasOwn(spanish.labels, label) ? (spanish.labels[label] ?? label) : label;

export const noticeIn = ({ spanish, licence }: Speaking, language: Language): string =>
  language === 'es' ? (spanish?.notice ?? licence.notice) : licence.notice;

export const cautionsIn = ({ spanish, cautions }: Speaking, language: Language): readonly string[] =>
  language === 'es' ? (spanish?.cautions ?? cautions) : cautions;
