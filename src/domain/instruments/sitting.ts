// One time an instrument is answered. What is signed may be unfinished: somebody has had enough, or does not want to say. Then there is
// no score, and nothing is taken to be well.
import type { Day } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import type { Respondent } from './definition.ts';

/** The worker asks and marks · the client answers on the same device · somebody who knows them answers · it was filled in on paper. */
export const means = ['worker', 'client', 'proxy', 'paper'] as const;
export type Means = (typeof means)[number];

/** Who may answer it. What a clinician or worker rates from what they know is answered by nobody else. */
export const meansFor = (respondent: Respondent): readonly Means[] =>
  respondent === 'clinician' || respondent === 'worker'
    ? ['worker', 'paper']
    : respondent === 'interview'
      ? ['worker', 'proxy', 'paper']
      : means;

export const whyNotBegin = (
  asked: {
    readonly means: Means;
    readonly proxyName: string | null;
    readonly day: Day;
    readonly language: 'en' | 'es';
  },
  instrument: { readonly respondent: Respondent; readonly languages: readonly string[]; readonly isOffered: boolean },
  today: Day,
): readonly Refusal[] => [
  ...(instrument.isOffered ? [] : [refusal('instrument-not-offered', {}, '/instrument')]),
  ...(meansFor(instrument.respondent).includes(asked.means) ? [] : [refusal('sitting-means', {}, '/means')]),
  ...(asked.means === 'proxy' && asked.proxyName === null ? [refusal('sitting-proxy-name', {}, '/proxyName')] : []),
  ...(asked.means !== 'proxy' && asked.proxyName !== null ? [refusal('sitting-no-proxy', {}, '/proxyName')] : []),
  ...(instrument.languages.includes(asked.language)
    ? []
    : [refusal('sitting-language', { language: asked.language }, '/language')]),
  ...(asked.day > today ? [refusal('act-in-future', { today }, '/day')] : []),
];
