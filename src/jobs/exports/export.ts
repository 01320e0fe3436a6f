// The record leaves as lines, from one snapshot, a page at a time, so that neither a late write nor the size of the agency shows. Before
// a page goes out the audit has named, and kept, whose records are on it: nothing leaves without a trace, however it ends.
import { newId } from '#actions/pipeline/perform.ts';
import { workOutFor } from '#actions/pipeline/refresh.ts';
import { Refused } from '#actions/pipeline/refused.ts';
import { type CaseloadKind, caseloadColumns } from '#contract/caseload-files.ts';
import { csvLine } from '#contract/csv-cells.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { dayIn, type Instant } from '#domain/basics/instant.ts';
import { refusal } from '#domain/basics/result.ts';
import { enrolledPeriods } from '#domain/cycle/enrolment.ts';
import { isOverdue } from '#domain/due/item.ts';
import { transitionClocks } from '#domain/due/transition-clocks.ts';
import { writeAuditEntry } from '#store/audit.ts';
import { caseloadLines } from '#store/caseload-exports.ts';
import {
  auditLines,
  clientIdsWithin,
  type ExportedPage,
  type ExportRow,
  type ExportScope,
  isThere,
  readTransitions,
  recordLines,
  type TransitionRow,
} from '#store/exports.ts';
import type { Database, Tx } from '#store/postgres/transaction.ts';
import { modelVersions } from '#store/service-models.ts';
import { openSession } from '#store/sessions.ts';

export const exportKinds = [
  ...(Object.keys(recordLines) as (keyof typeof recordLines)[]),
  'due',
  'transitions',
  'audit',
] as const;
export type ExportKind = (typeof exportKinds)[number];

export type ExportRun = {
  readonly database: Database;
  readonly agencyId: Id;
  readonly now: Instant;
  readonly clientId?: Id | null;
  readonly teamId?: Id | null;
  readonly period?: { readonly from: Day; readonly to: Day } | null;
  /** Today in the agency's time zone where left out. */
  readonly asOf?: Day;
  readonly signal?: AbortSignal;
  /** Rows out so far. */
  readonly progress?: (done: number) => void;
};

const rowsAtOnce = 1_000;
const clientsAtOnce = 200;

type Page = { readonly rows: readonly ExportRow[]; readonly isLast: boolean };
type Scope = ExportScope & { readonly today: Day };
type Pages = (tx: Tx, scope: Scope, zone: string) => AsyncGenerator<Page>;

const pagesOf = (kind: keyof typeof recordLines): Pages =>
  async function* (tx, scope) {
    let after: Id | null = null;
    do {
      const page: ExportedPage = await recordLines[kind](tx, scope, { after, limit: rowsAtOnce });
      after = page.next;
      yield { rows: page.rows, isLast: after === null };
    } while (after !== null);
  };

/** What is due is worked out for the day that is asked for; whether it is late is asked of the only place that knows. */
const duePages: Pages = async function* (tx, scope) {
  let after: string | null = null;
  for (;;) {
    const ids: Id[] = await clientIdsWithin(tx, scope, { after, limit: clientsAtOnce });
    after = ids.at(-1) ?? null;
    const worked = await workOutFor(tx, ids, scope.asOf, scope.today);
    const { period } = scope;
    const rows = worked.flatMap(({ items }) =>
      items
        .filter(({ due_by: by }) => period === null || (period.from <= by && by <= period.to))
        .map(
          (item): ExportRow => ({
            id: item.id,
            client: item.client_id,
            kind: item.kind,
            dueFrom: item.due_from,
            dueBy: item.due_by,
            overdue: isOverdue(
              { dueFrom: item.due_from, dueBy: item.due_by, needed: item.needed, done: item.done },
              scope.asOf,
            ),
            rule: item.rule,
            needed: item.needed,
            done: item.done,
            owner: item.team_id
              ? { kind: 'team', id: item.team_id }
              : item.staff_id && { kind: 'staff', id: item.staff_id },
            enrolment: item.enrolment_id,
            cycle: item.cycle_id,
            subject: item.subject_id,
          }),
        ),
    );
    yield { rows, isLast: ids.length < clientsAtOnce };
  }
};

/** What became of each stay by the day that is asked for, by the versions of the models that held when its clocks began. */
const transitionPages: Pages = async function* (tx, scope) {
  let after: Id | null = null;
  do {
    const read: TransitionRow[] = await readTransitions(tx, scope, { after, limit: clientsAtOnce });
    const [first] = read;
    const versions = first ? await modelVersions(tx, first.agencyId, first.versions ?? []) : [];
    const rows = read.map((row): ExportRow => {
      const { id, client, setting, admitted, discharged } = row;
      const facts = {
        stay: { setting, from: admitted, to: discharged },
        stays: row.stays,
        enrolments: row.enrolments.map((each) => ({
          ...each,
          served: enrolledPeriods(each),
          versions: versions.filter(({ key }) => key === each.modelKey),
        })),
        contacts: row.contacts.map(([enrolmentId, day, outcome, mode, place, withWhom]) => {
          return { enrolmentId, day, outcome, mode, place, withWhom };
        }),
      };
      return { id, client, admitted, discharged, setting, clocks: transitionClocks(facts, scope.asOf) };
    });
    after = read.length < clientsAtOnce ? null : (read.at(-1)?.id ?? null);
    yield { rows, isLast: after === null };
  } while (after !== null);
};

const auditPages: Pages = async function* (tx, scope, zone) {
  let after: { at: string; id: string } | null = null;
  for (;;) {
    const rows: ExportRow[] = await auditLines(tx, scope, zone, after, rowsAtOnce);
    const last = rows.at(-1);
    after = last ? { at: String(last.at), id: last.id } : null;
    yield { rows, isLast: rows.length < rowsAtOnce };
  }
};

type RecordKind = keyof typeof recordLines;
type WorkedOutKind = Exclude<ExportKind, RecordKind>;
const workedOutPages = { due: duePages, transitions: transitionPages, audit: auditPages } as const satisfies Record<
  WorkedOutKind,
  Pages
>;

const caseloadPages = (kind: CaseloadKind, source: string): Pages =>
  async function* (tx, scope) {
    const { clientId, segments } = scope;
    let after: string | null = null;
    for (;;) {
      const page = { source, clientId, segments, after, limit: rowsAtOnce };
      const rows: ExportRow[] = await caseloadLines[kind](tx, page);
      after = rows.at(-1)?.id ?? null;
      yield { rows, isLast: rows.length < rowsAtOnce };
    }
  };

const run = async (
  { database, agencyId, now, clientId = null, teamId = null, period = null, ...rest }: ExportRun,
  kind: string,
  pages: Pages,
  write: (row: ExportRow) => Promise<void>,
): Promise<number> => {
  const leaveTrace = (clientIds: readonly Id[] | null, rows: number) =>
    database.transaction(async (tx) => {
      const session = await openSession(tx, { kind: 'system', agencyId }, now);
      if (!session) return;
      await writeAuditEntry(tx, {
        id: newId(now),
        at: now,
        actor: { kind: 'system', id: session.actor_id, agencyId },
        action: 'export-clients',
        effect: 'read',
        clientId,
        clientIds,
        subject: null,
        decision: 'system',
        requestId: null,
        details: { kind, rows },
      });
    });
  return database.transaction(
    async (tx) => {
      const session = await openSession(tx, { kind: 'system', agencyId }, now);
      if (!session) throw new Error('no such agency');
      const today = dayIn(session.time_zone, now);
      const asOf = rest.asOf ?? today;
      const pastDay = asOf < today ? asOf : null;
      const scope = { clientId, teamId, period, asOf, pastDay, today, segments: ['general'] };
      const [client, team] = await Promise.all([
        clientId === null || isThere(tx, 'clients', clientId),
        teamId === null || isThere(tx, 'teams', teamId),
      ]);
      if (!client) throw new Refused(404, [refusal('client-not-here', { id: clientId ?? '' })]);
      if (!team) throw new Refused(404, [refusal('team-not-here', { id: teamId ?? '' })]);
      let done = 0;
      for await (const { rows, isLast } of pages(tx, scope, session.time_zone)) {
        rest.signal?.throwIfAborted();
        const named = [...new Set(rows.flatMap((row) => row.client ?? []))];
        if (rows.length > 0 || done === 0) await leaveTrace(named.length > 0 ? named : null, rows.length);
        for (const row of rows) await write(row);
        done += rows.length;
        rest.progress?.(done);
        if (isLast) break;
      }
      return done;
    },
    { readSnapshot: true },
  );
};

/** Gives every row of a kind to `write`, in order, and waits for it; returns how many there were. */
export const exportLines = (
  asked: ExportRun,
  kind: ExportKind,
  write: (row: ExportRow) => Promise<void>,
): Promise<number> => {
  const pages = kind in recordLines ? pagesOf(kind as RecordKind) : workedOutPages[kind as WorkedOutKind];
  return run(asked, kind, pages, write);
};

/** The caseload as a file that can be imported again; `source` as it was when it was imported. */
export const exportCaseload = async (
  asked: ExportRun,
  kind: CaseloadKind,
  source: string,
  write: (line: string) => Promise<void>,
): Promise<number> => {
  const names = caseloadColumns[kind].map(({ name }) => name);
  await write(csvLine(names));
  return run(asked, `${kind}.csv`, caseloadPages(kind, source), (row) =>
    write(csvLine(names.map((name) => String(row[name] ?? '')))),
  );
};
