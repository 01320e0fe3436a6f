// The cycle over HTTP.
import { agreeContactPlan, setPhase } from '#actions/cycle/agreements.ts';
import { assignCareTeam, handOver } from '#actions/cycle/care-team.ts';
import { closeEnrolment, closeReferral, reopenEnrolment, respectStop } from '#actions/cycle/close-enrolment.ts';
import { listProspects } from '#actions/cycle/list-prospects.ts';
import { checkEligibility, enrolClient, setPriority, waitlistClient } from '#actions/cycle/outreach.ts';
import { readCycle } from '#actions/cycle/read-cycle.ts';
import { referClient } from '#actions/cycle/refer-client.ts';
import { withdrawAct } from '#actions/cycle/withdraw-act.ts';
import { route } from './http/route.ts';

export const cycleRoutes = [
  route('POST', '/api/clients/{clientId}/enrolments', referClient, { status: 201 }),
  route('GET', '/api/prospects', listProspects),
  route('GET', '/api/enrolments/{enrolmentId}', readCycle),
  route('POST', '/api/enrolments/{enrolmentId}/eligibility', checkEligibility),
  route('POST', '/api/enrolments/{enrolmentId}/priority', setPriority),
  route('POST', '/api/enrolments/{enrolmentId}/waitlist', waitlistClient),
  route('POST', '/api/enrolments/{enrolmentId}/enrol', enrolClient),
  route('POST', '/api/enrolments/{enrolmentId}/close-referral', closeReferral),
  route('POST', '/api/enrolments/{enrolmentId}/stop', respectStop),
  route('POST', '/api/enrolments/{enrolmentId}/close', closeEnrolment),
  route('POST', '/api/enrolments/{enrolmentId}/reopen', reopenEnrolment),
  route('POST', '/api/enrolments/{enrolmentId}/acts/{actId}/withdraw', withdrawAct),
  route('POST', '/api/enrolments/{enrolmentId}/hand-over', handOver),
  route('POST', '/api/enrolments/{enrolmentId}/care-team', assignCareTeam),
  route('POST', '/api/enrolments/{enrolmentId}/contact-plan', agreeContactPlan),
  route('POST', '/api/enrolments/{enrolmentId}/phase', setPhase),
];
