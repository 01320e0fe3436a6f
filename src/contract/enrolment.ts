// Referral, outreach, eligibility, waitlist, enrolment, closing: what moves a client through a programme.
import { z } from 'zod';
import { dayField, id, line, owner } from './fields.ts';

export const ReferClientRequest = z.strictObject({
  clientId: id,
  programmeId: id,
  owner,
  on: dayField.optional(),
  source: line(200).nullish(),
  reason: line(1000).nullish(),
});
export type ReferClientRequest = z.infer<typeof ReferClientRequest>;

/** What an act on an enrolment answers with. */
export const EnrolmentMoved = z.object({
  enrolmentId: id,
  state: z.string(),
  cycleId: id.nullable(),
  cycleNumber: z.number().int().nullable(),
  stage: z.string().nullable(),
});
export type EnrolmentMoved = z.infer<typeof EnrolmentMoved>;
