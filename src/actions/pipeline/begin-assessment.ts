// An assessment begins from the last signed one, word for word, with the needs and strengths that hold now: also those a review
// found since.
import type { Id } from '#domain/basics/id.ts';
import { prefilledAssessment } from '#domain/cycle/assessment.ts';
import {
  type AssessedDomain,
  type AssessedDomains,
  assessmentFrom,
  insertAssessment,
  type NewAssessment,
  type RecordedAssessment,
} from '#store/assessments.ts';
import type { RecordedNeed } from '#store/needs.ts';
import type { RecordedStrength } from '#store/strengths.ts';
import type { Context } from './define.ts';

const nothingYet: AssessedDomain = {
  situation: '',
  wishes: '',
  barriers: '',
  words: '',
  discussed: false,
  needs: [],
  strengths: [],
};

const prefilledDomains = (
  last: RecordedAssessment | undefined,
  needs: readonly RecordedNeed[],
  strengths: readonly RecordedStrength[],
): AssessedDomains => {
  const carried = last ? prefilledAssessment(assessmentFrom(last.domains)).domains : {};
  const held = strengths.filter(({ current }) => current);
  const codes = new Set([
    ...Object.keys(carried),
    ...needs.map(({ domain }) => domain),
    ...held.map((each) => each.domain),
  ]);
  return Object.fromEntries(
    [...codes].map((code) => [
      code,
      {
        ...nothingYet,
        ...carried[code],
        needs: needs
          .filter(({ domain }) => domain === code)
          .map(({ thread, label, level, priority, origin, upkeep, words }) => ({
            thread,
            label,
            level,
            priority,
            origin,
            upkeep,
            words,
          })),
        strengths: held
          .filter(({ domain }) => domain === code)
          .map(({ id, aspect, text, words, rank }) => ({ id, aspect, text, words, rank })),
      },
    ]),
  );
};

/** Sends the draft and gives it. */
export const beginAssessment = async (
  context: Pick<Context<unknown>, 'tx' | 'actor' | 'agency' | 'now' | 'today' | 'newId'>,
  where: { readonly clientId: Id; readonly cycleId: Id; readonly kind: NewAssessment['kind'] },
  known: {
    readonly assessments: readonly RecordedAssessment[];
    readonly needs: readonly RecordedNeed[];
    readonly strengths: readonly RecordedStrength[];
  },
): Promise<NewAssessment> => {
  const { tx, actor, agency, now, today, newId } = context;
  const last = known.assessments.find(({ state }) => state === 'signed');
  const draft: NewAssessment = {
    id: newId(),
    ...where,
    day: today,
    domains: prefilledDomains(last, known.needs, known.strengths),
    summary: null,
    prefilledFrom: last?.id ?? null,
  };
  await insertAssessment(tx, agency.id, draft, { by: actor.id, at: now });
  return draft;
};
