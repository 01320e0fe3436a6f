// The caseload: one row for each enrolment, filtered, sorted and paged by the server, or all at once for filtering in the browser.
import { z } from 'zod';
import { enrolmentStates, stages } from '#domain/cycle/enrolment.ts';
import { dueKinds } from '#domain/due/item.ts';
import { dayField, id, line, listing } from './fields.ts';

const several = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
    z.array(item).max(20),
  );

const sorts = z.enum([
  'name',
  'next-due',
  'last-contact',
  'last-reached',
  'review',
  'enrolled',
  'referred',
  'stage',
  'priority',
]);
export type CaseloadSort = z.infer<typeof sorts>;

/** `none`: a client without an enrolment. */
const states = z.enum([...enrolmentStates, 'none']);
const dueIn = z.enum(['open', 'due', 'overdue', 'not-yet']);

export const ListCaseloadRequest = z.strictObject({
  scope: z.enum(['mine', 'team', 'all']).default('all'),
  /** The beginning of a name, or several. */
  text: line(100).optional(),
  programme: id.optional(),
  team: id.optional(),
  staff: id.optional(),
  model: line(60).optional(),
  /** Without it: all but the ended. */
  state: several(states).optional(),
  stage: several(z.enum(stages)).optional(),
  /** Has something due, overdue, either (`open`) or only later (`not-yet`). */
  due: dueIn.optional(),
  kind: several(z.enum(dueKinds)).optional(),
  /** Has a plan review in that state. */
  review: dueIn.optional(),
  /** In hospital or jail now, or discharged within thirty days. */
  stay: z.enum(['now', 'discharged']).optional(),
  alerts: z.enum(['true', 'false']).optional(),
  unsigned: z.enum(['true', 'false']).optional(),
  /** With `-` before it: the other way round. What has no value comes last. */
  sort: z.templateLiteral([z.enum(['', '-']), sorts]).default('name'),
  /** Up to 200 for pages; up to 10,000 for filtering in the browser. */
  limit: z.coerce.number().int().min(1).max(10_000).default(50),
  cursor: id.optional(),
});
export type ListCaseloadRequest = z.infer<typeof ListCaseloadRequest>;

export const CaseloadDue = z.object({
  kind: z.enum(dueKinds),
  rule: z.string(),
  dueFrom: dayField,
  dueBy: dayField,
  needed: z.number().int(),
  done: z.number().int(),
  state: z.enum(['not-yet', 'due', 'overdue', 'met']),
});
export type CaseloadDue = z.infer<typeof CaseloadDue>;

export const CaseloadRow = z.object({
  id,
  clientId: id,
  enrolmentId: id.nullable(),
  name: z.string(),
  pronouns: z.string().nullable(),
  /** In years; null where the birth date is not known to the year. */
  age: z.number().int().nullable(),
  programme: z.object({ id, name: z.string(), model: z.string() }).nullable(),
  state: states,
  owner: z.object({ kind: z.enum(['staff', 'team']), id, name: z.string() }).nullable(),
  cycle: z.object({ id, number: z.number().int(), stage: z.enum(stages) }).nullable(),
  priority: z.string().nullable(),
  referredOn: dayField.nullable(),
  enrolledOn: dayField.nullable(),
  endedOn: dayField.nullable(),
  lastContactOn: dayField.nullable(),
  lastReachedOn: dayField.nullable(),
  daysSinceContact: z.number().int().nullable(),
  /** Everything not yet met, in the order in which it is worked; the first is what is due next. */
  due: z.array(CaseloadDue),
  overdue: z.number().int(),
  reviewDueBy: dayField.nullable(),
  stay: z.object({ setting: z.string(), from: dayField }).nullable(),
  lastDischargeOn: dayField.nullable(),
  alerts: z.number().int(),
  unsignedNotes: z.number().int(),
});
export type CaseloadRow = z.infer<typeof CaseloadRow>;

export const CaseloadListing = listing(CaseloadRow);
export type CaseloadListing = z.infer<typeof CaseloadListing>;
