// The assessments of a client, and what holds now over all of them.
import { z } from 'zod';
import { AssessmentList, AssessmentView } from '#contract/assessment.ts';
import { id } from '#contract/fields.ts';
import { visible } from '#store/access/visible.ts';
import { readAddenda } from '#store/addenda.ts';
import { readOwnDomains, readAssessments as readRows } from '#store/assessments.ts';
import { readNeeds } from '#store/needs.ts';
import { readStrengths } from '#store/strengths.ts';
import { defineAction } from '../pipeline/define.ts';
import { realDay } from '../pipeline/list-sources.ts';
import { found } from '../pipeline/refused.ts';
import { assessmentSummary, assessmentView } from './assessment-view.ts';

export const readAssessments = defineAction({
  name: 'read-assessments',
  effect: 'read',
  input: z.strictObject({ clientId: id }),
  output: AssessmentList,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, agency, now }) => {
    const seen = (alias: string) => visible(actor, 'read-assessments', alias, realDay({ agency, now }));
    const [rows, needs, strengths] = await Promise.all([
      readRows(tx, input.clientId, seen('a')),
      readNeeds(tx, input.clientId, seen('n')),
      readStrengths(tx, input.clientId, seen('t')),
    ]);
    return {
      items: rows.map(assessmentSummary),
      needs: needs.map(({ id: _, cycleId: __, ...need }) => need),
      strengths: strengths.filter(({ current }) => current).map(({ current: _, ...strength }) => strength),
    };
  },
});

export const readAssessment = defineAction({
  name: 'read-assessment',
  effect: 'read',
  input: z.strictObject({ assessmentId: id }),
  output: AssessmentView,
  subject: ({ assessmentId }) => ({ table: 'assessments', id: assessmentId }),
  run: async (context) => {
    const { tx, input, actor } = context;
    const { clientId } = found(context.client);
    const seen = visible(actor, 'read-assessment', 'a', realDay(context));
    const [rows, own, addenda] = await Promise.all([
      readRows(tx, clientId, seen),
      readOwnDomains(tx),
      readAddenda(tx, clientId, ['assessment'], seen),
    ]);
    return assessmentView(found(rows.find((row) => row.id === input.assessmentId)), own, addenda);
  },
});
