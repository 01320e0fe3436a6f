// One file is taken whole or not at all, in one transaction, as the system, audited. First everything is looked at and every fault
// named; only a file without any is written. A dry run ends before the writing, so it writes nothing, not even a number used up.
import { createHash } from 'node:crypto';
import { newId } from '#actions/pipeline/perform.ts';
import { refreshMany } from '#actions/pipeline/refresh.ts';
import type { SystemActor } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { dayIn, type Instant, type ZoneName } from '#domain/basics/instant.ts';
import { writeAuditEntry } from '#store/audit.ts';
import { holdRegistrations } from '#store/clients/search.ts';
import { type NewExternalId, writeExternalIds } from '#store/external-ids.ts';
import { holdImports, insertImport } from '#store/imports.ts';
import type { Database, Tx } from '#store/postgres/transaction.ts';
import { openAsSystem } from '#store/sessions.ts';
import type { Counts, FileFault, FileReport } from './file-report.ts';

export type ImportRun = {
  readonly database: Database;
  readonly agencyId: Id;
  readonly now: Instant;
  readonly dryRun?: boolean;
  /** Which system the file comes from: its ids are ids of that system. */
  readonly source: string;
  /** Aborted: nothing of the file stays. */
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, total: number) => void;
};

export type ImportedFile = { readonly name: string; readonly bytes: Uint8Array };

const mostWarnings = 1_000;
const clientsAtOnce = 500;

export class Counter {
  readonly #counts = new Map<string, number>();
  add(kind: string, count = 1): void {
    if (count > 0) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  }
  get counts(): Counts {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }
}

/** Where one file is worked on. */
export type ImportDesk = {
  readonly tx: Tx;
  readonly actor: SystemActor;
  readonly stamp: { readonly agencyId: Id; readonly by: Id; readonly at: Instant };
  readonly source: string;
  readonly now: Instant;
  readonly today: Day;
  readonly zone: ZoneName;
  readonly created: Counter;
  readonly updated: Counter;
  readonly ignored: Counter;
  newId(): Id;
  warn(fault: FileFault): void;
  fault(fault: FileFault): void;
  /** Names a client whose due items and summary must be worked out anew. */
  touch(clientId: Id): void;
  /** Keeps under which name something came, with a hash of what was said; its client is touched. */
  know(name: NewExternalId): void;
  /** One more entry is done; throws when the import was cancelled. */
  step(entries?: number): void;
};

/** What a reader made of the bytes. */
export type ReadFile<Content> = {
  readonly read: Counts;
  readonly ignored: Counts;
  readonly content: Content;
  readonly entries: number;
  readonly warnings: readonly FileFault[];
  readonly errors: readonly FileFault[];
};

export type ImportKind<Content> = {
  readonly kind: string;
  readonly read: (bytes: Uint8Array, settings: { today: Day; now: Instant; zone: ZoneName }) => ReadFile<Content>;
  /** Looks at everything and names every fault; gives what will be written, in order, when there is none. */
  readonly plan: (desk: ImportDesk, content: Content) => Promise<() => Promise<void>>;
};

/** The same words, the same hash: how a record that came before is known to say nothing new. */
export const contentHash = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** Parts of a list, so that neither a statement nor the memory grows with the file. */
export const chunks = function* <T>(list: readonly T[], size = clientsAtOnce): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size);
};

/** Takes a file into the record. Throws only when cancelled, or when the database does. */
export const importFile = async <Content>(
  run: ImportRun,
  { kind, read, plan }: ImportKind<Content>,
  { name, bytes }: ImportedFile,
): Promise<FileReport> =>
  run.database.transaction(async (tx) => {
    const session = await openAsSystem(tx, run.agencyId);
    if (!session) throw new Error('no such agency');
    const today = dayIn(session.time_zone, run.now);
    const content = read(bytes, { today, now: run.now, zone: session.time_zone });
    const [created, updated, ignored] = [new Counter(), new Counter(), new Counter()];
    for (const [type, count] of Object.entries(content.ignored)) ignored.add(type, count);
    const warnings = [...content.warnings];
    const errors = [...content.errors];
    const report = (status: FileReport['status']): FileReport => {
      const nothing = status === 'refused';
      return {
        file: name,
        status,
        read: content.read,
        created: nothing ? {} : created.counts,
        updated: nothing ? {} : updated.counts,
        ignored: ignored.counts,
        warnings,
        errors: errors.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)),
      };
    };
    if (errors.length > 0) return report('refused');

    await Promise.all([holdImports(tx), holdRegistrations(tx)]);
    const touched = new Set<Id>();
    const names: NewExternalId[] = [];
    let done = 0;
    const stamp = { agencyId: session.agency_id, by: session.actor_id, at: run.now };
    const actor: SystemActor = { kind: 'system', id: session.actor_id, agencyId: session.agency_id };
    const desk: ImportDesk = {
      tx,
      actor,
      stamp,
      source: run.source,
      now: run.now,
      today,
      zone: session.time_zone,
      created,
      updated,
      ignored,
      newId: () => newId(run.now),
      warn: (fault) => {
        if (warnings.length < mostWarnings) warnings.push(fault);
        else if (warnings.length === mostWarnings)
          warnings.push({ rule: 'more-faults', params: { most: mostWarnings } });
      },
      fault: (fault) => errors.push(fault),
      touch: (clientId) => touched.add(clientId),
      know: (known) => {
        names.push(known);
        touched.add(known.clientId);
      },
      step: (entries = 1) => {
        run.signal?.throwIfAborted();
        done = Math.min(content.entries, done + entries);
        run.progress?.(done, content.entries);
      },
    };
    desk.step(0);
    const write = await plan(desk, content.content);
    if (errors.length > 0) return report('refused');
    const status = created.isEmpty && updated.isEmpty ? 'unchanged' : 'imported';
    if (run.dryRun) return report(status);

    await write();
    for (const part of chunks(names, 2_000)) await writeExternalIds(tx, run.source, part, run.now);
    for (const part of chunks([...touched])) {
      desk.step(0);
      await refreshMany(tx, part, today, run.now);
    }
    const sha256 = createHash('sha256').update(bytes).digest();
    if (status === 'imported') {
      const { read: entries, created: made, updated: changed, ignored: left } = report(status);
      const counts = { read: entries, created: made, updated: changed, ignored: left };
      await insertImport(tx, stamp, { id: desk.newId(), kind, fileName: name, sha256, report: counts });
    }
    // The audit names every client concerned, so that it answers for each of them who looked and who wrote.
    const concerned = touched.size === 0 ? [null] : [...chunks([...touched].toSorted())];
    for (const clientIds of concerned)
      await writeAuditEntry(tx, {
        id: desk.newId(),
        at: run.now,
        actor,
        action: 'import-clients',
        effect: 'write',
        clientId: null,
        clientIds,
        subject: null,
        decision: 'system',
        requestId: null,
        details: { kind, status, file: sha256.toString('hex').slice(0, 16) },
      });
    run.signal?.throwIfAborted();
    return report(status);
  });
