// The parts an assessment is compared by when two people wrote it at once: each field of each domain, and its needs and strengths
// as a whole.
import type { Part } from '#web/shell/autosave.ts';
import { type AssessmentForm, emptyDomain, proseFields } from './form.ts';

type Words = (key: string) => string;

export const partsOf = (
  form: AssessmentForm,
  words: Words,
  domainLabel: (code: string) => string,
): readonly Part<AssessmentForm>[] => [
  ...(['day', 'summary', 'informants'] as const).map(
    (key): Part<AssessmentForm> => ({
      key,
      label: words(`assessment-screen.${key}`),
      text: (each) => each[key],
      take: (from, into) => ({ ...into, [key]: from[key] }),
    }),
  ),
  ...Object.keys(form.domains).flatMap((code) => {
    const part = (
      field: 'needs' | 'strengths' | 'discussed' | (typeof proseFields)[number],
      text: (entry: AssessmentForm['domains'][string]) => string,
    ): Part<AssessmentForm> => ({
      key: `${code}/${field}`,
      label: `${domainLabel(code)}: ${words(`assessment.field.${field}`)}`,
      text: (each) => text(each.domains[code] ?? emptyDomain),
      take: (from, into) => ({
        ...into,
        domains: {
          ...into.domains,
          [code]: { ...(into.domains[code] ?? emptyDomain), [field]: (from.domains[code] ?? emptyDomain)[field] },
        },
      }),
    });
    return [
      ...proseFields.map((field) => part(field, (entry) => entry[field])),
      part('discussed', ({ discussed }) => words(discussed ? 'assessment-screen.yes' : 'assessment-screen.not-yet')),
      part('needs', ({ needs }) =>
        needs
          .map(({ label, level, priority, words: own, origin, upkeep }) =>
            [
              label,
              words(`need.level.${level}`),
              priority === null ? '' : words(`need.priority.${priority}`),
              own,
              origin,
              upkeep,
            ]
              .filter(Boolean)
              .join(' · '),
          )
          .join('\n'),
      ),
      part('strengths', ({ strengths }) =>
        strengths.map(({ text, aspect }) => `${text} (${words(`strength.aspect.${aspect}`)})`).join('\n'),
      ),
    ];
  }),
];
