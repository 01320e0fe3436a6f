// What lists show of a client is kept in the writing transaction: due items and summary, worked out anew from the facts.
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { writeSummaries } from '#store/client-summaries.ts';
import { type DueFactsRow, type Kept, lockClients, readDueFacts, readDueFactsOf } from '#store/due-facts.ts';
import { writeDueItems } from '#store/due-items.ts';
import type { Tx } from '#store/postgres/transaction.ts';
import { modelVersions } from '#store/service-models.ts';
import { type WorkedOut, workOut } from './work-out.ts';

type Row = { readonly id: Id; readonly fingerprint: string };

/** Which of `rows` differ from those kept, and which kept ones are no more. */
const differences = <R extends Row>(
  rows: readonly R[],
  kept: Kept | undefined,
): { readonly changed: readonly R[]; readonly gone: readonly Id[] } => {
  const now = new Set(rows.map(({ id }) => id));
  return {
    changed: rows.filter(({ id, fingerprint }) => kept?.get(id) !== fingerprint),
    gone: [...(kept?.keys() ?? [])].filter((id) => !now.has(id)),
  };
};

const workOutAll = async (tx: Tx, read: readonly DueFactsRow[]): Promise<WorkedOut[]> => {
  const [first] = read;
  if (!first) return [];
  const versions = await modelVersions(tx, first.agencyId, first.versions);
  return read.map((row) => workOut(row, versions));
};

/**
 * What is due for these clients on a day and how they stand; nothing is written. A day before the real one is answered from what was
 * true then.
 */
export const workOutFor = async (
  tx: Tx,
  clientIds: readonly Id[],
  today: Day,
  realDay: Day = today,
): Promise<WorkedOut[]> =>
  workOutAll(tx, await (today < realDay ? readDueFactsOf : readDueFacts)(tx, clientIds, today));

const refresh = async (
  tx: Tx,
  read: readonly DueFactsRow[],
  now: Instant,
): Promise<{ readonly workedOut: readonly WorkedOut[]; readonly written: Promise<unknown> }> => {
  const workedOut = await workOutAll(tx, read);
  const kept = new Map(read.map((row) => [row.clientId, row]));
  const items = workedOut.map((each) => differences(each.items, kept.get(each.clientId)?.keptItems));
  const summaries = workedOut.map((each) => differences(each.summaries, kept.get(each.clientId)?.keptSummaries));
  const written = Promise.all([
    ...writeDueItems(
      tx,
      items.flatMap(({ changed }) => changed),
      items.flatMap(({ gone }) => gone),
    ),
    ...writeSummaries(
      tx,
      summaries.flatMap(({ changed }) => changed),
      summaries.flatMap(({ gone }) => gone),
      now,
    ),
  ]);
  return { workedOut, written };
};

/**
 * For the client whose row this transaction holds: from the facts that the action foresees, or else read behind the writes that they
 * must show. The last statements travel with the commit, which fails if they do.
 */
export const refreshClient = async (
  tx: Tx,
  clientId: Id,
  today: Day,
  now: Instant,
  foreseen?: DueFactsRow,
): Promise<void> => {
  const { written } = await refresh(tx, foreseen ? [foreseen] : await readDueFacts(tx, [clientId], today), now);
  written.catch(() => undefined);
};

/** For any number of clients, in one read and one write: imports, generated data, the day change. Their rows are locked first. */
export const refreshMany = async (
  tx: Tx,
  clientIds: readonly Id[],
  today: Day,
  now: Instant,
): Promise<readonly WorkedOut[]> => {
  if (clientIds.length === 0) return [];
  lockClients(tx, clientIds).catch(() => undefined);
  const { workedOut, written } = await refresh(tx, await readDueFacts(tx, clientIds, today), now);
  await written;
  return workedOut;
};
