// From referral to enrolment: the written criteria, the priority, the waitlist, and the day the person becomes a client.
import {
  CheckEligibilityRequest,
  EnrolClientRequest,
  EnrolmentMoved,
  SetPriorityRequest,
  WaitlistClientRequest,
} from '#contract/enrolment.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { refusal } from '#domain/basics/result.ts';
import type { CriterionFinding } from '#domain/cycle/enrolment.ts';
import type { ActName, ActParams } from '#domain/cycle/transitions.ts';
import { type EnrolmentDetails, readEnrolmentDetails } from '#store/cycle-page.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { carryOut, courseOf, decide, movedTo } from '../pipeline/enter-act.ts';
import { found, Refused } from '../pipeline/refused.ts';

const subject = ({ enrolmentId }: { enrolmentId: string }) => ({ table: 'enrolments', id: enrolmentId }) as const;

/** Findings on the programme's own criteria: what was not looked at is not known. */
const findingsOn = (criteria: EnrolmentDetails['criteria'], given: readonly CriterionFinding[]): CriterionFinding[] => {
  const strange = given.findIndex(({ criterion }) => !criteria.some(({ code }) => code === criterion));
  if (strange >= 0)
    throw new Refused(422, [
      refusal('criterion-not-known', { criterion: given[strange]?.criterion ?? '' }, `/findings/${strange}/criterion`),
    ]);
  return criteria.map(({ code, required = true }) => {
    const { met, note } = given.find(({ criterion }) => criterion === code) ?? { met: 'unknown', note: '' };
    return { criterion: code, met, note, required };
  });
};

export const checkEligibility = defineAction({
  name: 'check-eligibility',
  effect: 'write',
  input: CheckEligibilityRequest,
  output: EnrolmentMoved,
  subject,
  run: async (context) => {
    const { tx, input, today } = context;
    const [course, details] = await Promise.all([
      courseOf(context, input.enrolmentId),
      readEnrolmentDetails(tx, input.enrolmentId),
    ]);
    const findings = findingsOn(found(details).criteria, input.findings);
    return movedTo(
      await carryOut(context, decide(context, course, 'check-eligibility', input.on ?? today, { findings })),
    );
  },
});

/** An act for which nothing is looked up but the course. */
const moved = async <N extends ActName>(
  context: Context<{ readonly enrolmentId: Id; readonly on?: Day | undefined }>,
  name: N,
  params: ActParams[N],
) => {
  const { input, today } = context;
  const course = await courseOf(context, input.enrolmentId);
  return movedTo(await carryOut(context, decide(context, course, name, input.on ?? today, params)));
};

export const setPriority = defineAction({
  name: 'set-priority',
  effect: 'write',
  input: SetPriorityRequest,
  output: EnrolmentMoved,
  subject,
  run: (context) => moved(context, 'set-priority', { priority: context.input.priority }),
});

export const waitlistClient = defineAction({
  name: 'waitlist-client',
  effect: 'write',
  input: WaitlistClientRequest,
  output: EnrolmentMoved,
  subject,
  run: (context) => moved(context, 'waitlist', { priority: context.input.priority }),
});

export const enrolClient = defineAction({
  name: 'enrol-client',
  effect: 'write',
  input: EnrolClientRequest,
  output: EnrolmentMoved,
  subject,
  run: (context) => moved(context, 'enrol', { waiver: context.input.waiver ?? null }),
});
