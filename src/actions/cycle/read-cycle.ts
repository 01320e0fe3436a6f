// The page of an enrolment: its cycles as six functions each, every act, who is on the care team, and what may be done now.
import { EnrolmentView, ReadCycleRequest } from '#contract/enrolment.ts';
import type { Day } from '#domain/basics/day.ts';
import { laterOf } from '#domain/basics/day.ts';
import { type Cycle, daysToEngage, type Enrolment } from '#domain/cycle/enrolment.ts';
import { functionsOf } from '#domain/cycle/six-functions.ts';
import { type ActName, actRules, whyNot } from '#domain/cycle/transitions.ts';
import { phaseOn, versionInForce } from '#domain/models/versions.ts';
import { type Agreements, readAgreements } from '#store/agreements.ts';
import { readCareTeam } from '#store/care-team.ts';
import { readClosings } from '#store/closings.ts';
import { type CycleCounts, readActRows, readCycleCounts, readEnrolmentDetails } from '#store/cycle-page.ts';
import { defineAction } from '../pipeline/define.ts';
import { enrolmentOf } from '../pipeline/enter-act.ts';
import { found } from '../pipeline/refused.ts';

const nothing = {
  assessmentStarted: false,
  planStarted: false,
  goals: 0,
  openReferrals: 0,
  contactsSincePlan: 0,
  reviewDueBy: null,
  ownerName: null,
};

const cycleView = (enrolment: Enrolment, cycle: Cycle, counts: readonly CycleCounts[], today: Day) => {
  const facts = counts.find(({ cycleId }) => cycleId === cycle.id) ?? nothing;
  return {
    id: cycle.id,
    number: cycle.number,
    stage: cycle.stage,
    from: cycle.from,
    to: cycle.to,
    openedOn: cycle.openedOn,
    openedBy: cycle.openedBy,
    owner: cycle.owner,
    ownerName: facts.ownerName,
    result: cycle.result,
    resultReason: cycle.resultReason,
    planVersion: cycle.planVersion,
    functions: functionsOf(enrolment, cycle, facts, today).map(({ why, details, ...rest }) => ({
      ...rest,
      why: [...why],
      details: details.map(({ code, params }) => ({ code, params: { ...params } })),
    })),
  };
};

const agreeable = (enrolledOn: Day | null, agreements: Agreements | undefined, today: Day) => {
  const definition = agreements && versionInForce(agreements.versions, today)?.definition;
  if (!definition || enrolledOn === null) return null;
  const { phase, from, endsBefore } = phaseOn(definition, enrolledOn, agreements.phaseMoves, today);
  const { count, window } = phase.contact;
  return {
    phases: definition.phases.map(({ key, label }) => ({ key, label: { ...label } })),
    phase: { key: phase.key, from, endsBefore },
    contactPlans: definition.contactPlans,
    standard: { count, window },
  };
};

export const readCycle = defineAction({
  name: 'read-cycle',
  effect: 'read',
  input: ReadCycleRequest,
  output: EnrolmentView,
  subject: ({ enrolmentId }) => ({ table: 'enrolments', id: enrolmentId }),
  run: async (context) => {
    const { tx, input, today } = context;
    const { enrolmentId } = input;
    const { clientId } = found(context.client);
    const [enrolment, details, acts, counts, agreements, careTeam, closings] = await Promise.all([
      enrolmentOf(context, enrolmentId),
      readEnrolmentDetails(tx, enrolmentId),
      readActRows(tx, enrolmentId),
      readCycleCounts(tx, enrolmentId, clientId),
      readAgreements(tx, enrolmentId),
      readCareTeam(tx, enrolmentId, clientId),
      readClosings(tx, enrolmentId, clientId),
    ]);
    const { programmeName, modelKey, criteria, referralSource, referralReason } = found(details);
    const day = laterOf(today, enrolment.lastActOn);
    return {
      id: enrolment.id,
      clientId: enrolment.clientId,
      programme: { id: enrolment.programmeId, name: programmeName, modelKey },
      state: enrolment.state,
      referredOn: enrolment.referredOn,
      referralSource,
      referralReason,
      attempts: enrolment.attempts,
      firstReachedOn: enrolment.firstReachedOn,
      daysToEngage: daysToEngage(enrolment, today).days,
      criteria: criteria.map(({ code, label, required = true }) => ({ code, label: label ?? null, required })),
      eligibility: [...enrolment.eligibility],
      eligibilityCheckedOn: enrolment.eligibilityCheckedOn,
      priority: enrolment.priority,
      waitlistedOn: enrolment.waitlistedOn,
      enrolledOn: enrolment.enrolledOn,
      endedOn: enrolment.endedOn,
      closeReason: enrolment.closeReason,
      contactPlans: [...(agreements?.contactPlans ?? [])],
      phaseMoves: [...(agreements?.phaseMoves ?? [])],
      agreeable: agreeable(enrolment.enrolledOn, agreements, today),
      careTeam,
      cycles: enrolment.cycles.map((cycle) => cycleView(enrolment, cycle, counts, today)),
      history: acts.map(({ withdrawnAt, errorReason, ...act }) => ({
        ...act,
        withdrawn: withdrawnAt && { on: withdrawnAt.slice(0, 10), reason: errorReason ?? '' },
      })),
      acts: (Object.keys(actRules) as ActName[]).map((act) => ({ act, why: [...whyNot(enrolment, act, day)] })),
      closings: closings.map(({ enrolmentId: _, cycleId: __, afterCare, ...closing }) => ({
        ...closing,
        afterCare: [...afterCare],
      })),
    };
  },
});
