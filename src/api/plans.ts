// Plans, goals and steps over HTTP.
import { changeStep, rateGoal } from '#actions/plan/follow-plan.ts';
import { readPlan } from '#actions/plan/read-plan.ts';
import { savePlan, signPlan, startPlan } from '#actions/plan/write-plan.ts';
import { route } from './http/route.ts';

const etag = (plan: { etag: string }) => plan.etag;

export const planRoutes = [
  route('GET', '/api/clients/{clientId}/plan', readPlan, { etag: ({ plan }) => plan?.etag ?? null }),
  route('POST', '/api/enrolments/{enrolmentId}/plans', startPlan, { status: 201, etag }),
  route('PUT', '/api/plans/{planId}', savePlan, { etag }),
  route('POST', '/api/plans/{planId}/sign', signPlan),
  route('POST', '/api/steps/{stepId}', changeStep),
  route('POST', '/api/goals/{goalId}/ratings', rateGoal, { status: 201 }),
];
