// Today: what there is to do, for one worker or a team, and the listing of due items behind every number.
import { z } from 'zod';
import { dueKinds } from '#domain/due/item.ts';
import { dayField, id, listing, page } from './fields.ts';

const scope = z.enum(['mine', 'team', 'all']);

export const ReadTodayRequest = z.strictObject({ scope: scope.exclude(['all']).default('mine') });
export type ReadTodayRequest = z.infer<typeof ReadTodayRequest>;

const list = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
    z.array(item).max(20),
  );

export const ListDueRequest = z.strictObject({
  scope: scope.default('mine'),
  /** `open`: due or overdue. */
  state: z.enum(['open', 'due', 'overdue', 'not-yet']).default('open'),
  /** One or more, separated by commas. */
  kind: list(z.enum(dueKinds)).optional(),
  client: id.optional(),
  programme: id.optional(),
  staff: id.optional(),
  team: id.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  cursor: page.cursor,
});
export type ListDueRequest = z.infer<typeof ListDueRequest>;

const phrase = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });
const ownerView = z.object({ kind: z.enum(['staff', 'team']), id, name: z.string() });
const clientView = z.object({ id, name: z.string(), pronouns: z.string().nullable() });

export const DueView = z.object({
  id,
  client: clientView,
  programme: z.object({ id, name: z.string(), model: z.string() }).nullable(),
  enrolmentId: id.nullable(),
  cycleId: id.nullable(),
  kind: z.enum(dueKinds),
  rule: z.string(),
  /** What is to be done, and where it stands, as codes of the words. */
  what: phrase,
  standing: phrase,
  state: z.enum(['not-yet', 'due', 'overdue', 'met']),
  dueFrom: dayField,
  dueBy: dayField,
  needed: z.number().int(),
  done: z.number().int(),
  daysOver: z.number().int(),
  daysLeft: z.number().int().nullable(),
  owner: ownerView,
  /** The task, referral, note or cycle it is about, and the title or organization it goes by. */
  subjectId: id.nullable(),
  about: z.string().nullable(),
});
export type DueView = z.infer<typeof DueView>;

export const DueListing = listing(DueView);
export type DueListing = z.infer<typeof DueListing>;

export const StayView = z.object({
  client: clientView,
  enrolmentId: id.nullable(),
  setting: z.string(),
  place: z.string().nullable(),
  from: dayField,
  /** Null: still there. */
  to: dayField.nullable(),
  daysSinceDischarge: z.number().int().nullable(),
  owner: ownerView.nullable(),
});
export type StayView = z.infer<typeof StayView>;

export const OpenTaskView = z.object({
  id,
  client: clientView.nullable(),
  kind: z.string(),
  title: z.string(),
  dueBy: dayField.nullable(),
  standing: phrase.nullable(),
  state: z.enum(['not-yet', 'due', 'overdue', 'met']).nullable(),
  subjectKind: z.string().nullable(),
  subjectId: id.nullable(),
  owner: ownerView,
});
export type OpenTaskView = z.infer<typeof OpenTaskView>;

export const WaitingReferralView = z.object({
  id,
  client: clientView,
  organization: z.string(),
  service: z.string().nullable(),
  state: z.string(),
  sentOn: dayField.nullable(),
  daysWaiting: z.number().int().nullable(),
  nextOn: dayField.nullable(),
  owner: ownerView,
});
export type WaitingReferralView = z.infer<typeof WaitingReferralView>;

export const DraftView = z.object({ key: z.string(), client: clientView.nullable(), updatedAt: z.string() });
export type DraftView = z.infer<typeof DraftView>;

export const TodayView = z.object({
  today: dayField,
  scope: z.enum(['mine', 'team']),
  /** Due or overdue, in the order in which it is worked; tasks with a day, referrals to chase and unsigned notes are among them. */
  due: z.array(DueView),
  /** Begins within the next seven days. */
  soon: z.array(DueView),
  /** In hospital or jail now, or discharged within thirty days. */
  stays: z.array(StayView),
  /** Open tasks that are neither due nor soon: without a day, with a later one, or about no client. */
  tasks: z.array(OpenTaskView),
  waiting: z.array(WaitingReferralView),
  drafts: z.array(DraftView),
  /** Each number is the length of a list above, or of that part of `due`. */
  counts: z.object({
    due: z.number().int(),
    overdue: z.number().int(),
    unsignedNotes: z.number().int(),
    soon: z.number().int(),
    stays: z.number().int(),
    tasks: z.number().int(),
    waiting: z.number().int(),
    drafts: z.number().int(),
  }),
  /** For a lead: how much of it is overdue with each person or team. `rows` lists exactly those. */
  overdueBy: z.array(
    z.object({
      owner: ownerView,
      figure: z.object({
        value: z.number().int(),
        interval: z.null(),
        n: z.number().int(),
        denominator: z.string(),
        method: z.string(),
        asOf: dayField,
        reason: z.null(),
        rows: z.string(),
      }),
    }),
  ),
});
export type TodayView = z.infer<typeof TodayView>;
