// The record leaves as lines, from one snapshot, a page at a time, so that neither a late write nor the size of the agency shows. Before
// a page goes out the audit has named, and kept, whose records are on it: nothing leaves without a trace, however it ends.
import { disclose, type ToDisclose } from '#actions/pipeline/disclose.ts';
import { newId } from '#actions/pipeline/perform.ts';
import { workOutFor } from '#actions/pipeline/refresh.ts';
import { allow, conflict, invalid, Refused } from '#actions/pipeline/refused.ts';
import { type CaseloadKind, caseloadColumns } from '#contract/caseload-files.ts';
import { csvLine } from '#contract/csv-cells.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { dayIn, type Instant } from '#domain/basics/instant.ts';
import { refusal } from '#domain/basics/result.ts';
import { enrolledPeriods } from '#domain/cycle/enrolment.ts';
import { whyNotRunPart2 } from '#domain/disclosure/bulk.ts';
import type { DisclosedKind } from '#domain/disclosure/disclosing.ts';
import { isOverdue } from '#domain/due/item.ts';
import { transitionClocks } from '#domain/due/transition-clocks.ts';
import { writeAuditEntry } from '#store/audit.ts';
import { type AgreedExportRow, lockAgreedExport, markBegun, markCarriedOut } from '#store/bulk-exports.ts';
import { caseloadLines } from '#store/caseload-exports.ts';
import { clientsHolding, segmentsIn } from '#store/disclosures.ts';
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
import { openAsSystem } from '#store/sessions.ts';
import { languages, sentence } from '#words/catalogue.ts';

export const exportKinds = [
  ...(Object.keys(recordLines) as (keyof typeof recordLines)[]),
  'due',
  'transitions',
  'audit',
] as const;
export type ExportKind = (typeof exportKinds)[number];

export type ForWhom = Pick<
  ToDisclose,
  'basis' | 'recipientKind' | 'recipient' | 'purpose' | 'purposeText' | 'whyAll' | 'grounds'
>;

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
  /** To whom it goes, why, and what allows it: of one client. Left out, it stays in the agency's own hands. */
  readonly whom?: ForWhom;
  /** Of two people, to let Part 2 records of many go along, within the house: an approval, used up by this run. */
  readonly agreement?: Id;
  /** Rows out so far. */
  readonly progress?: (done: number) => void;
};

/** Which part of the record an export takes out. */
const partOf: Readonly<Record<ExportKind, DisclosedKind>> = {
  clients: 'identity',
  enrolments: 'enrolments',
  cycles: 'enrolments',
  contacts: 'contacts',
  needs: 'needs',
  goals: 'plans',
  referrals: 'referrals',
  assessments: 'assessments',
  tasks: 'tasks',
  due: 'tasks',
  stays: 'stays',
  transitions: 'stays',
  audit: 'access-log',
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
        .filter(({ segment }) => scope.segments.includes(segment))
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

const agreedBy = ({ askedBy, decidedBy, reason }: AgreedExportRow, spoken: string): string =>
  sentence(languages.find((each) => each === spoken.slice(0, 2)) ?? 'en', 'part2-export.grounds', {
    ...{ asker: askedBy.name, decider: decidedBy?.name ?? '', reason: reason ?? '' },
  });

const run = async (
  { database, agencyId, now, clientId = null, teamId = null, period = null, ...rest }: ExportRun,
  kind: ExportKind,
  pages: Pages,
  write: (row: ExportRow) => Promise<void>,
  format: '' | '.csv' = '',
): Promise<number> => {
  // What goes out stands in the log and in the audit before a line of it is out; both are kept whatever becomes of the rest.
  const disclosing = (clientIds: readonly Id[], agreed: AgreedExportRow | null, closed = agreed !== null) =>
    database.transaction(async (tx) => {
      const session = await openAsSystem(tx, agencyId);
      if (!session) throw new Error('no such agency');
      const actor = { kind: 'system', id: session.actor_id, agencyId } as const;
      const whom: ForWhom = rest.whom ?? {
        ...{ basis: 'operations', recipientKind: 'own-agency', recipient: session.agency_name },
        ...{ purpose: 'operations', purposeText: null, whyAll: null },
        grounds: agreed && closed ? agreedBy(agreed, session.language) : null,
      };
      if (rest.whom && clientId === null) throw invalid('disclosure-one-person', {}, '/client');
      const today = dayIn(session.time_zone, now);
      const agency = { id: agencyId, name: session.agency_name };
      return disclose(
        { tx, actor, agency, now, today, newId: () => newId(now) },
        {
          ...{ ...whom, day: today, way: 'export', kinds: [partOf[kind]], address: null, via: null, clientIds },
          ...{ from: period?.from ?? null, to: period?.to ?? null, leavesOut: true },
          isAgreedByTwo: agreed !== null,
          // Of many at once only the general record goes, and what two people agreed to; neither leaves the house.
          segments: [
            'general',
            ...(clientId === null ? (closed ? ['part2'] : []) : await segmentsIn(tx, clientId, [partOf[kind]])),
          ].filter((each, index, all) => all.indexOf(each) === index),
        },
      );
    });
  /** From here the agreement is used up, whatever becomes of the run. */
  const begin = (approvalId: Id) =>
    database.transaction(async (tx) => {
      const session = await openAsSystem(tx, agencyId);
      if (!session) throw new Error('no such agency');
      if (rest.whom) throw invalid('part2-export-in-house', {}, '/whom');
      const agreed = await lockAgreedExport(tx, approvalId);
      if (!agreed) throw conflict('part2-export-not-agreed');
      allow(whyNotRunPart2(agreed, kind, dayIn(session.time_zone, now)));
      await markBegun(tx, { by: session.actor_id, at: now }, approvalId);
      return agreed;
    });
  const finish = (approvalId: Id, rows: number) =>
    database.transaction(async (tx) => {
      const session = await openAsSystem(tx, agencyId);
      if (session) await markCarriedOut(tx, { by: session.actor_id, at: now }, approvalId, { [kind]: rows });
    });
  const leaveTrace = (clientIds: readonly Id[] | null, rows: number, agreed: AgreedExportRow | null) =>
    database.transaction(async (tx) => {
      const session = await openAsSystem(tx, agencyId);
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
        details: {
          ...{ kind: `${kind}${format}`, rows },
          ...(agreed && { approvalId: rest.agreement, askedBy: agreed.askedBy.id, decidedBy: agreed.decidedBy?.id }),
        },
      });
    });
  return database.transaction(
    async (tx) => {
      const session = await openAsSystem(tx, agencyId);
      if (!session) throw new Error('no such agency');
      const today = dayIn(session.time_zone, now);
      const asOf = rest.asOf ?? today;
      const pastDay = asOf < today ? asOf : null;
      const [client, team] = await Promise.all([
        clientId === null || isThere(tx, 'clients', clientId),
        teamId === null || isThere(tx, 'teams', teamId),
      ]);
      if (!client) throw new Refused(404, [refusal('client-not-here', { id: clientId ?? '' })]);
      if (!team) throw new Refused(404, [refusal('team-not-here', { id: teamId ?? '' })]);
      const agreed = rest.agreement === undefined ? null : await begin(rest.agreement);
      const { segments, isPart2, consents } = await disclosing(clientId === null ? [] : [clientId], agreed);
      const scope = { clientId, teamId, period, asOf, pastDay, today, segments };
      const beside = isPart2 ? { notice: sentence('en', 'part2-notice.short'), consents } : {};
      const told = new Set<Id>(clientId === null ? [] : [clientId]);
      let done = 0;
      for await (const { rows, isLast } of pages(tx, scope, session.time_zone)) {
        rest.signal?.throwIfAborted();
        const named = [...new Set(rows.flatMap((row) => row.client ?? []))];
        const untold = named.filter((id) => !told.has(id));
        const closed = agreed ? await clientsHolding(tx, untold, partOf[kind], 'part2') : [];
        const general = untold.filter((id) => !closed.includes(id));
        if (closed.length > 0) await disclosing(closed, agreed);
        if (general.length > 0) await disclosing(general, agreed, false);
        for (const id of untold) told.add(id);
        if (rows.length > 0 || done === 0) await leaveTrace(named.length > 0 ? named : null, rows.length, agreed);
        for (const row of rows) await write({ ...row, ...beside });
        done += rows.length;
        rest.progress?.(done);
        if (isLast) break;
      }
      if (rest.agreement !== undefined) await finish(rest.agreement, done);
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
  const writeLine = (row: ExportRow) => write(csvLine(names.map((name) => String(row[name] ?? ''))));
  return run(asked, kind, caseloadPages(kind, source), writeLine, '.csv');
};
