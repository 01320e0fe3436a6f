// What waits for a second person and what was decided, for those who may decide; and records that are one person's.
import {
  ApprovalsListed,
  DoubledRecordsListed,
  FormerRecordView,
  ListApprovalsRequest,
  ListDoubledRecordsRequest,
  ReadFormerRecordRequest,
} from '#contract/approvals.ts';
import {
  type ApprovalKind,
  approvalKinds,
  decisions,
  lapsesOn,
  stateOn,
  whyNotDecide,
} from '#domain/access/approvals.ts';
import { mayList } from '#domain/access/policy.ts';
import { readApprovals } from '#store/approvals.ts';
import { readDoubledRecords, whereFormerRecordIs } from '#store/clients/merge.ts';
import { defineAction } from '../pipeline/define.ts';
import { listed, offsetOf } from '../pipeline/listing.ts';
import { namedRecordView } from '../pipeline/named-record.ts';
import { found } from '../pipeline/refused.ts';

export const listApprovals = defineAction({
  name: 'list-approvals',
  effect: 'read',
  input: ListApprovalsRequest,
  output: ApprovalsListed,
  run: async ({ tx, input, actor, today, show }) => {
    const kinds = (Object.keys(approvalKinds) as ApprovalKind[]).filter(
      (kind) => mayList(actor, approvalKinds[kind].permission).allowed,
    );
    const offset = offsetOf(input.cursor);
    const rows = await readApprovals(tx, actor, kinds, today, { limit: input.limit, offset });
    show(rows.flatMap(({ client, other }) => [client, other].filter((each) => each !== null).map(({ id }) => id)));
    const items = rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      state: stateOn(row, today),
      reason: row.reason,
      exports: row.exports,
      askedBy: row.asker,
      askedOn: row.askedOn,
      lapsesOn: lapsesOn(row.askedOn),
      decidedBy: row.decider,
      decidedOn: row.decidedOn,
      note: row.note,
      client: row.client && namedRecordView(row.client),
      other: row.other && namedRecordView(row.other),
      outcome: row.outcome,
      may: decisions.filter((decision) => whyNotDecide(row, actor.id, decision, today).length === 0),
    }));
    return listed(items, rows[0]?.total ?? 0, offset);
  },
});

export const listDoubledRecords = defineAction({
  name: 'list-doubled-records',
  effect: 'read',
  input: ListDoubledRecordsRequest,
  output: DoubledRecordsListed,
  run: async ({ tx, input, actor, today, show }) => {
    const offset = offsetOf(input.cursor);
    const rows = await readDoubledRecords(tx, actor, today, { limit: input.limit, offset });
    show(rows.flatMap(({ one, two }) => [one.id, two.id]));
    const items = rows.map(({ id, linkedOn, one, two }) => {
      const [first, second] = [one, two].map((each) => ({
        ...namedRecordView(each),
        registeredOn: each.registeredOn,
        contacts: each.contacts,
      }));
      return { id, linkedOn, records: [first, second] as [NonNullable<typeof first>, NonNullable<typeof second>] };
    });
    return listed(items, rows[0]?.total ?? 0, offset);
  },
});

/** An old link, for whoever may open the record it leads to. */
export const readFormerRecord = defineAction({
  name: 'read-former-record',
  effect: 'read',
  input: ReadFormerRecordRequest,
  output: FormerRecordView,
  subject: ({ formerId }) => ({ table: 'merged_clients', id: formerId }),
  run: async ({ tx, input }) => {
    const { number, mergedOn, current } = found(await whereFormerRecordIs(tx, input.formerId));
    return { number, mergedOn, current: namedRecordView(current) };
  },
});
