// What lists show of a client is kept in the writing transaction: due items and summary, worked out anew from the facts.
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { summaryColumns, writeSummaries } from '#store/client-summaries.ts';
import { type DueFactsRow, lockClients, readDueFacts } from '#store/due-facts.ts';
import { dueItemColumns, writeDueItems } from '#store/due-items.ts';
import type { Tx } from '#store/postgres/transaction.ts';
import { modelVersions } from '#store/service-models.ts';
import { contactsFrom, type WorkedOut, workOut } from './work-out.ts';

type Row = { readonly id: Id };

/** Which of `rows` differ from those kept, and which kept ones are no more. */
const differences = <R extends Row>(
  rows: readonly R[],
  kept: readonly Readonly<Record<string, unknown>>[] | null,
  columns: readonly string[],
): { readonly changed: readonly R[]; readonly gone: readonly Id[] } => {
  const before = new Map((kept ?? []).map((row) => [row.id as Id, row]));
  const changed = rows.filter((row) => {
    const was = before.get(row.id);
    before.delete(row.id);
    return !was || columns.some((name) => was[name] !== (row as Readonly<Record<string, unknown>>)[name]);
  });
  return { changed, gone: [...before.keys()] };
};

const workOutAll = async (tx: Tx, read: readonly DueFactsRow[], today: Day): Promise<WorkedOut[]> => {
  const [first] = read;
  if (!first) return [];
  const versions = await modelVersions(tx, first.agencyId, first.versions ?? []);
  return read.map((row) => workOut(row, versions, today));
};

/** What is due for these clients on a day and how they stand, from the facts known now; nothing is written. */
export const workOutFor = async (tx: Tx, clientIds: readonly Id[], today: Day): Promise<WorkedOut[]> =>
  workOutAll(tx, await readDueFacts(tx, clientIds, today, contactsFrom(today)), today);

const refresh = async (
  tx: Tx,
  clientIds: readonly Id[],
  today: Day,
  now: Instant,
): Promise<{ readonly workedOut: readonly WorkedOut[]; readonly written: Promise<unknown> }> => {
  const read = await readDueFacts(tx, clientIds, today, contactsFrom(today));
  const workedOut = await workOutAll(tx, read, today);
  const kept = new Map(read.map((row) => [row.clientId, row]));
  const items = workedOut.map((each) =>
    differences(each.items, kept.get(each.clientId)?.keptItems ?? null, dueItemColumns),
  );
  const summaries = workedOut.map((each) =>
    differences(each.summaries, kept.get(each.clientId)?.keptSummaries ?? null, summaryColumns),
  );
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
 * For the client whose row this transaction holds. The first statement is sent behind the writes it must see; the last ones travel
 * with the commit, which fails if they do.
 */
export const refreshClient = async (tx: Tx, clientId: Id, today: Day, now: Instant): Promise<void> => {
  const { written } = await refresh(tx, [clientId], today, now);
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
  const { workedOut, written } = await refresh(tx, clientIds, today, now);
  await written;
  return workedOut;
};
