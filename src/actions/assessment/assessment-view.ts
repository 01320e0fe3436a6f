// How an assessment is shown: with the domains to go through and what is still missing.
import type { AssessmentSummary, AssessmentView } from '#contract/assessment.ts';
import { unmetNeeds, whyNotSignAssessment } from '#domain/cycle/assessment.ts';
import { domainsWith } from '#domain/cycle/life-domains.ts';
import { type Addendum, addendaOf } from '#store/addenda.ts';
import { type AssessedDomain, assessmentFrom, type OwnDomain, type RecordedAssessment } from '#store/assessments.ts';

const summaryOf = (row: RecordedAssessment) => ({
  id: row.id,
  clientId: row.client_id,
  cycleId: row.cycle_id,
  cycleNumber: row.cycle_number,
  kind: row.kind,
  day: row.day,
  state: row.state,
  author: { id: row.staff_id, name: row.author ?? '' },
  signedAt: row.signed_at,
  signedBy: row.signer,
  prefilledFrom: row.prefilled_from,
  errorReason: row.error_reason,
  version: row.recorded_at,
});

export const assessmentSummary = (row: RecordedAssessment): AssessmentSummary => {
  const { needs, strengths } = assessmentFrom(row.domains);
  return { ...summaryOf(row), unmetNeeds: unmetNeeds(needs).length, strengths: strengths.length };
};

const writable = (entry: AssessedDomain) => ({
  ...entry,
  needs: entry.needs.map((need) => ({ ...need })),
  strengths: entry.strengths.map((strength) => ({ ...strength })),
});

export const assessmentView = (
  row: RecordedAssessment,
  own: readonly OwnDomain[],
  addenda: readonly Addendum[] = [],
): AssessmentView => {
  const codes = domainsWith(own.map(({ code }) => code));
  return {
    ...summaryOf(row),
    summary: row.summary,
    informants: row.informants,
    domainList: codes.map((code) => ({ code, label: own.find((each) => each.code === code)?.label ?? null })),
    domains: Object.fromEntries(Object.entries(row.domains).map(([code, entry]) => [code, writable(entry)])),
    addenda: addendaOf(row.id, addenda),
    missing: row.state === 'draft' ? [...whyNotSignAssessment(assessmentFrom(row.domains), codes)] : [],
  };
};
