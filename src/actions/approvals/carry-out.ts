// What is done once two people have agreed. What was asked for may no longer be possible: it is asked anew, under lock.
import type { ApprovalKind } from '#domain/access/approvals.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { mergedIdentity, whyNotMerge } from '#domain/people/merging.ts';
import { scheduleFrom, whyNotPurge } from '#domain/people/retention.ts';
import { type ApprovalRow, clientOfApproval } from '#store/approvals.ts';
import { mergeClients, readMergeConflicts, readWholeRecord } from '#store/clients/merge.ts';
import { addIdentifier, changeClient } from '#store/clients/records.ts';
import type { Tx } from '#store/postgres/transaction.ts';
import { purgeClient } from '#store/purge.ts';
import { dayHere, readRetentionFacts, readSchedule } from '#store/retention.ts';
import { type Language, languages, sentence } from '#words/catalogue.ts';
import type { Context } from '../pipeline/define.ts';
import { allow, conflict, found } from '../pipeline/refused.ts';

type Rows = Readonly<Record<string, number>>;

/** Everything any kind must know, read together with the question who asks. */
export const readBefore = async (tx: Tx, approvalId: Id, now: Instant) => {
  const [stays, goes] = [clientOfApproval(approvalId, 'client_id'), clientOfApproval(approvalId, 'other_client_id')];
  const [kept, gone, conflicts, retention, said] = await Promise.all([
    readWholeRecord(tx, stays),
    readWholeRecord(tx, goes),
    readMergeConflicts(tx, stays, goes),
    readRetentionFacts(tx, stays, dayHere(now)),
    readSchedule(tx),
  ]);
  return { kept, gone, conflicts, retention, said };
};
type Before = Awaited<ReturnType<typeof readBefore>>;

type CarryingOut = {
  /** Refuses while it cannot be done. */
  readonly check: (context: Context<unknown>, before: Before) => void;
  /** After it is decided; gives how many rows, by table; null for what is carried out later. */
  readonly carryOut: (context: Context<unknown>, approval: ApprovalRow, before: Before) => Promise<Rows | null>;
};

const languageOf = (language: string): Language => languages.find((each) => each === language) ?? 'en';

const merge: CarryingOut = {
  check: (_, { kept, gone, conflicts }) => {
    if (!kept || !gone) throw conflict('merge-record-gone');
    allow(whyNotMerge({ ...conflicts, isSame: false }));
  },
  carryOut: async ({ tx, actor, agency, now, today, newId, touch }, approval, before) => {
    const [kept, gone] = [found(before.kept), found(before.gone)];
    const stamp = { agencyId: agency.id, by: actor.id, at: now };
    const sames = new Set(kept.identifiers.map(({ system, value }) => `${system} ${value}`));
    const identifiers = [
      ...kept.identifiers,
      ...gone.identifiers.filter(({ system, value }) => !sames.has(`${system} ${value}`)),
    ];
    const after = mergedIdentity(kept, gone);
    // The number on old papers still finds the person.
    const former = {
      id: newId(),
      system: sentence(languageOf(agency.language), 'merge.former-number'),
      value: String(gone.number),
    };
    const [moved] = await Promise.all([
      mergeClients(tx, approval.id, now, today),
      changeClient(tx, stamp, { ...kept, identifiers }, after),
      addIdentifier(tx, stamp, { ...kept, ...after, identifiers }, former),
    ]);
    touch(kept.id);
    return moved;
  },
};

const purge: CarryingOut = {
  check: ({ today }, { retention, said }) => allow(whyNotPurge(found(retention), scheduleFrom(said), today)),
  carryOut: async ({ tx, today, touch }, approval) => {
    const { rows, others } = await purgeClient(tx, approval.id, today);
    for (const id of others) touch(id);
    return rows;
  },
};

/** The lines leave by the command line, which asks for this agreement and uses it up (jobs/exports). */
const part2Export: CarryingOut = { check: () => undefined, carryOut: async () => null };

export const carryingOut: Readonly<Record<ApprovalKind, CarryingOut>> = {
  'merge-clients': merge,
  'purge-client': purge,
  'export-part2': part2Export,
};
