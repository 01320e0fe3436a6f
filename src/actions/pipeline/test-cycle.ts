// Builders for tests of the cycle: an assessment and a plan filled in, and a client taken to where a test begins.
import type { AssessmentView, SaveAssessmentRequest } from '#contract/assessment.ts';
import type { PlanView } from '#contract/plan.ts';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { lifeDomains } from '#domain/cycle/life-domains.ts';
import { saveAssessment, signAssessment, startAssessment } from '../assessment/write-assessment.ts';
import { logContact } from '../contacts/log-contact.ts';
import { checkEligibility, enrolClient } from '../cycle/outreach.ts';
import { referClient } from '../cycle/refer-client.ts';
import { savePlan, signPlan, startPlan } from '../plan/write-plan.ts';
import type { Staff, TestAgency } from './test-world.ts';

/** Lets days pass; sessions end overnight, so everyone signs in again. */
export const letPass = async (agency: TestAgency, days: number, ...people: Staff[]): Promise<void> => {
  agency.now = addMinutes(agency.now, days * 1440);
  for (const person of people) Object.assign(person, await agency.signInAgain(person));
};

type Domains = SaveAssessmentRequest['domains'];
type Need = Domains[string]['needs'][number];

const need = (level: Need['level'], more: Partial<Need> = {}): Need => ({
  label: '',
  level,
  priority: null,
  origin: '',
  upkeep: '',
  words: '',
  ...more,
});

/** Every domain talked about, a home needed, a sister who stands by. What a draft already holds is kept. */
export const assessed = (draft: AssessmentView): Domains =>
  Object.fromEntries(
    Object.keys(lifeDomains).map((domain) => {
      const entry = draft.domains[domain];
      const needs: Need[] =
        domain === 'housing'
          ? [
              need('unmet', {
                label: 'A home of his own',
                priority: 1,
                words: 'I want my own door',
                origin: 'Lost the lease',
              }),
            ]
          : [need('none')];
      const strengths =
        domain === 'relationships'
          ? [{ aspect: 'current' as const, text: 'His sister calls every week', words: false, rank: 1 }]
          : [];
      return [
        domain,
        {
          situation: entry?.situation ?? '',
          wishes: entry?.wishes ?? '',
          barriers: entry?.barriers ?? '',
          words: entry?.words ?? '',
          discussed: true,
          needs: entry && entry.needs.length > 0 ? entry.needs : needs,
          strengths: entry && entry.strengths.length > 0 ? entry.strengths : strengths,
        },
      ];
    }),
  );

/** A goal for each unmet need, built on the first strength. */
export const planned = (agency: TestAgency, needs: readonly Id[], strengths: readonly Id[], draft: PlanView) => ({
  planId: draft.id,
  vision: 'My own place and my sister for dinner',
  crisisNote: 'Call my sister first',
  reviewDueOn: addDays(agency.today(), 90),
  deferred: [],
  goals: draft.goals.map(({ id: _, ratings: __, ...goal }) => ({
    ...goal,
    words: goal.words || 'I want this',
    needs: goal.needs.length > 0 ? goal.needs : [...needs],
    strengths: strengths.slice(0, 1),
    levels: { '-2': 'On the street', '-1': 'In a shelter', '0': 'A lease signed', '1': 'Six months kept' },
    baselineLevel: -1 as const,
    options: [{ text: 'Supported housing', choice: 'declined' as const, reason: 'Too many rules' }],
    steps:
      goal.steps.length > 0
        ? goal.steps.map(({ id: ___, doneOn: ____, note: _____, ...step }) => step)
        : [
            {
              text: 'See two flats together',
              owner: 'worker' as const,
              dueOn: addDays(agency.today(), 14),
              resourceKind: 'formal' as const,
              resource: 'Housing office',
            },
            {
              text: 'Ask my sister about her street',
              owner: 'client' as const,
              dueOn: addDays(agency.today(), 7),
              resourceKind: 'natural' as const,
              resource: 'My sister',
            },
          ],
  })),
});

export const aVisit = (agency: TestAgency, clientId: Id, more: object = {}) => ({
  clientId,
  start: addMinutes(agency.now, -60),
  minutes: 45,
  outcome: 'reached',
  mode: 'face-to-face',
  place: 'community',
  ...more,
});

export type Way = { readonly clientId: Id; readonly enrolmentId: Id };

/** A client referred to a programme, with `who` answering for them. */
export const aProspect = async (agency: TestAgency, who: Staff, programmeId: Id): Promise<Way> => {
  const clientId = await agency.aClient();
  const owner = { kind: 'staff', id: who.id };
  const { enrolmentId } = await agency.as(who, referClient, { clientId, programmeId, owner });
  return { clientId, enrolmentId };
};

/** A client reached, checked and enrolled. */
export const anEnrolledClient = async (agency: TestAgency, who: Staff, programmeId: Id): Promise<Way> => {
  const way = await aProspect(agency, who, programmeId);
  await agency.as(who, logContact, aVisit(agency, way.clientId));
  await agency.as(who, checkEligibility, { enrolmentId: way.enrolmentId, findings: [] });
  await agency.as(who, enrolClient, { enrolmentId: way.enrolmentId });
  return way;
};

export const signAnAssessment = async (
  agency: TestAgency,
  who: Staff,
  { enrolmentId }: Way,
  draft?: AssessmentView,
) => {
  const begun = draft ?? (await agency.as(who, startAssessment, { enrolmentId }));
  const saved = await agency.as(
    who,
    saveAssessment,
    { assessmentId: begun.id, domains: assessed(begun) },
    { ifMatch: begun.version },
  );
  await agency.as(who, signAssessment, { assessmentId: saved.id }, { ifMatch: saved.version });
  return saved;
};

export const signAPlan = async (agency: TestAgency, who: Staff, { enrolmentId }: Way, assessment: AssessmentView) => {
  const unmet = Object.values(assessment.domains).flatMap(({ needs }) =>
    needs.filter(({ level }) => level === 'unmet').map(({ thread }) => thread),
  );
  const strengths = Object.values(assessment.domains).flatMap((entry) => entry.strengths.map(({ id }) => id));
  const begun = await agency.as(who, startPlan, { enrolmentId });
  const saved = await agency.as(who, savePlan, planned(agency, unmet, strengths, begun), { ifMatch: begun.etag });
  const clientSignature = { kind: 'screen', name: 'Kwame Wilson' };
  await agency.as(who, signPlan, { planId: saved.id, clientSignature }, { ifMatch: saved.etag });
  return saved;
};

/** A client with a signed assessment and a signed plan. */
export const aPlannedClient = async (agency: TestAgency, who: Staff, programmeId: Id) => {
  const way = await anEnrolledClient(agency, who, programmeId);
  const assessment = await signAnAssessment(agency, who, way);
  const plan = await signAPlan(agency, who, way, assessment);
  return { ...way, assessment, plan };
};
