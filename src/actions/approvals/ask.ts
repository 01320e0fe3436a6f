// Asking for what takes two people. That it can be done at all is asked now, and again when the second person agrees.
import { sql } from 'kysely';
import { Asked, AskMergeRequest, AskPart2ExportRequest, AskPurgeRequest } from '#contract/approvals.ts';
import { type ApprovalKind, lapsesOn, stateOn } from '#domain/access/approvals.ts';
import { may } from '#domain/access/policy.ts';
import type { Id } from '#domain/basics/id.ts';
import { whyNotMerge } from '#domain/people/merging.ts';
import { scheduleFrom, whyNotPurge } from '#domain/people/retention.ts';
import { clientFacts } from '#store/access/client-facts.ts';
import { insertApproval, openApprovalsAbout } from '#store/approvals.ts';
import { insertBulkExport } from '#store/bulk-exports.ts';
import { readMergeConflicts } from '#store/clients/merge.ts';
import { lockClients } from '#store/due-facts.ts';
import { readRetentionFacts, readSchedule } from '#store/retention.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { allow, conflict, found, notFound } from '../pipeline/refused.ts';

const ask = async (
  { tx, actor, agency, now, today, newId, note }: Context<unknown>,
  asked: {
    readonly kind: ApprovalKind;
    readonly clientId: Id;
    readonly otherClientId: Id | null;
    readonly reason: string;
  },
  open: Awaited<ReturnType<typeof openApprovalsAbout>>,
) => {
  if (open.some((each) => stateOn(each, today) === 'open')) throw conflict('approval-asked-already');
  const id = newId();
  // Sent with what follows; a failure is heard of at the commit.
  insertApproval(tx, { agencyId: agency.id, by: actor.id, at: now, today }, { id, ...asked }).catch(() => undefined);
  note({ approvalId: id, kind: asked.kind, otherClientId: asked.otherClientId });
  return { id, lapsesOn: lapsesOn(today) };
};

export const askMerge = defineAction({
  name: 'ask-merge',
  effect: 'write',
  stepUp: true,
  input: AskMergeRequest,
  output: Asked,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  hold: (tx, { clientId, otherClientId }) => lockClients(tx, [clientId, otherClientId]),
  run: async (context) => {
    const { tx, input, actor, now } = context;
    const { clientId, otherClientId, reason } = input;
    const [facts, conflicts, open] = await Promise.all([
      tx.first(clientFacts('clients', otherClientId, now, false)),
      readMergeConflicts(tx, sql`${clientId}::uuid`, sql`${otherClientId}::uuid`),
      openApprovalsAbout(tx, [clientId, otherClientId]),
    ]);
    if (!facts || !may(actor, 'ask-merge', facts).allowed) throw notFound();
    allow(whyNotMerge({ ...conflicts, isSame: clientId === otherClientId }));
    return ask(context, { kind: 'merge-clients', clientId, otherClientId, reason }, open);
  },
});

export const askPurge = defineAction({
  name: 'ask-purge',
  effect: 'write',
  stepUp: true,
  input: AskPurgeRequest,
  output: Asked,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { tx, input, today } = context;
    const { clientId, reason } = input;
    const [facts, said, open] = await Promise.all([
      readRetentionFacts(tx, sql`${clientId}::uuid`, sql`${today}::date`),
      readSchedule(tx),
      openApprovalsAbout(tx, [clientId]),
    ]);
    allow(whyNotPurge(found(facts), scheduleFrom(said), today));
    return ask(context, { kind: 'purge-client', clientId, otherClientId: null, reason }, open);
  },
});

/** Of Part 2 records of many at once: one kind of export, which a second person reads with the reason. */
export const askPart2Export = defineAction({
  name: 'ask-part2-export',
  effect: 'write',
  stepUp: true,
  input: AskPart2ExportRequest,
  output: Asked,
  run: async ({ tx, input, actor, agency, now, today, newId, note }) => {
    const { kind, reason } = input;
    const id = newId();
    const stamp = { agencyId: agency.id, by: actor.id, at: now, today };
    await Promise.all([
      insertApproval(tx, stamp, { id, kind: 'export-part2', clientId: null, otherClientId: null, reason }),
      insertBulkExport(tx, stamp, id, kind),
    ]);
    note({ approvalId: id, kind: 'export-part2', exports: kind });
    return { id, lapsesOn: lapsesOn(today) };
  },
});
