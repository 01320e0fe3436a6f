// What two people must agree to, records that are one person's, and where an old record leads.
import { z } from 'zod';
import { approvalKinds, decisions } from '#domain/access/approvals.ts';
import { part2ExportKinds } from '#domain/disclosure/bulk.ts';
import { id, line, listing, namedRecord, offsetPage } from './fields.ts';

const kinds = Object.keys(approvalKinds) as [keyof typeof approvalKinds];
const person = z.object({ id, name: z.string() });

/** How many rows were moved or removed, by table. */
const outcome = z.record(z.string(), z.number()).nullable();

export const AskMergeRequest = z.strictObject({ clientId: id, otherClientId: id, reason: line(500) });
export const AskPurgeRequest = z.strictObject({ clientId: id, reason: line(500) });
export const AskPart2ExportRequest = z.strictObject({ kind: z.enum(part2ExportKinds), reason: line(500) });
export const Asked = z.object({ id, lapsesOn: z.string() });
export type Asked = z.infer<typeof Asked>;

export const DecideApprovalRequest = z.strictObject({
  approvalId: id,
  decision: z.enum(decisions),
  note: line(500).nullish(),
});
export type DecideApprovalRequest = z.infer<typeof DecideApprovalRequest>;
export const Decided = z.object({ id, state: z.enum(['approved', 'declined', 'withdrawn']), outcome });
export type Decided = z.infer<typeof Decided>;

export const ListApprovalsRequest = z.strictObject(offsetPage);
export const ApprovalView = z.object({
  id,
  kind: z.enum(kinds),
  state: z.enum(['open', 'approved', 'declined', 'withdrawn', 'lapsed']),
  reason: z.string().nullable(),
  askedBy: person,
  askedOn: z.string(),
  lapsesOn: z.string(),
  decidedBy: person.nullable(),
  decidedOn: z.string().nullable(),
  note: z.string().nullable(),
  /** What goes out, of an export of Part 2 records. */
  exports: z.enum(part2ExportKinds).nullable(),
  /** Null once the record is purged. */
  client: namedRecord.nullable(),
  other: namedRecord.nullable(),
  outcome,
  /** What whoever asks may do about it now. */
  may: z.array(z.enum(decisions)),
});
export type ApprovalView = z.infer<typeof ApprovalView>;
export const ApprovalsListed = listing(ApprovalView);
export type ApprovalsListed = z.infer<typeof ApprovalsListed>;

export const ListDoubledRecordsRequest = z.strictObject(offsetPage);
const doubled = namedRecord.extend({ registeredOn: z.string(), contacts: z.number() });
export const DoubledRecordView = z.object({
  /** Of the link that says they are one person. */
  id,
  linkedOn: z.string(),
  records: z.tuple([doubled, doubled]),
});
export type DoubledRecordView = z.infer<typeof DoubledRecordView>;
export const DoubledRecordsListed = listing(DoubledRecordView);
export type DoubledRecordsListed = z.infer<typeof DoubledRecordsListed>;

export const ReadFormerRecordRequest = z.strictObject({ formerId: id });
export const FormerRecordView = z.object({
  number: z.number(),
  mergedOn: z.string(),
  /** Where everything of it is now. */
  current: namedRecord,
});
export type FormerRecordView = z.infer<typeof FormerRecordView>;
