// One month's audit for the privacy officer's shelf: what stands sealed, counts, and what wants explaining. Nobody whose record it was
// is in it, so it is no disclosure. A month that is over has its report already, and that is the one that is given.
import { MakeAuditReportRequest } from '#contract/privacy.ts';
import type { Actor } from '#domain/access/actor.ts';
import { findingKinds, usualHours } from '#domain/access/findings.ts';
import { partOfRecord } from '#domain/access/part-of-record.ts';
import { addDays, addMonths, type Day } from '#domain/basics/day.ts';
import { type Instant, startOfDay, type ZoneName } from '#domain/basics/instant.ts';
import { type AuditReport, auditReportPaper } from '#paper/audit-report.ts';
import { countByBasis, countEntries, countPeople, readReport, readSealed } from '#store/audit-seal/report.ts';
import { countGlass, readGlassRates } from '#store/glass.ts';
import type { Tx } from '#store/postgres/transaction.ts';
import { countFindings, readOfficeHours } from '#store/privacy.ts';
import { type Language, sentence } from '#words/catalogue.ts';
import { defineAction } from '../pipeline/define.ts';
import { invalid } from '../pipeline/refused.ts';

type Making = {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly agency: { readonly name: string; readonly timeZone: ZoneName };
  readonly now: Instant;
  readonly today: Day;
};

export const readAuditReport = async (making: Making, month: string): Promise<AuditReport> => {
  const { tx, actor, agency, now, today } = making;
  const first = `${month}-01` as Day;
  const next = addMonths(first, 1);
  const span = { from: startOfDay(agency.timeZone, first), to: startOfDay(agency.timeZone, next) };
  const glass = { state: 'all', staffId: null, ...span } as const;
  const hours = (await readOfficeHours(tx)) ?? usualHours;
  const filter = { ...span, staffId: null, hours, timeZone: agency.timeZone };
  const [sealed, entries, people, rates, openGlass, disclosures, ...counts] = await Promise.all([
    readSealed(tx, span),
    countEntries(tx, span),
    countPeople(tx, span),
    readGlassRates(tx, actor, glass, today),
    countGlass(tx, actor, { state: 'open', staffId: null, from: null, to: null }, today),
    countByBasis(tx, span),
    ...findingKinds.map((kind) => countFindings(tx, actor, { kind, ...filter }, today)),
  ]);
  const parts = Map.groupBy(entries, ({ action }) => partOfRecord(action));
  return {
    ...{ month, from: first, to: addDays(next, -1), agency: agency.name, madeAt: now, madeOn: today },
    ...{ sealed, people, openGlass, disclosures },
    counts: [...parts].map(([part, of]) => ({
      part,
      reads: of.reduce((sum, { reads }) => sum + reads, 0),
      writes: of.reduce((sum, { writes }) => sum + writes, 0),
      refused: of.reduce((sum, { refused }) => sum + refused, 0),
    })),
    findings: findingKinds.map((kind, index) => ({ kind, n: counts[index] ?? 0 })),
    glass: rates.map(({ staff, n, open, notJustified }) => ({ staff: staff.name, n, open, notJustified })),
  };
};

export const paperOf = (report: AuditReport, language: Language): Promise<Uint8Array> =>
  auditReportPaper(report, language, (key, params) => sentence(language, key, params));

export const makeAuditReport = defineAction({
  name: 'make-audit-report',
  effect: 'read',
  input: MakeAuditReportRequest,
  run: async (context): Promise<{ readonly month: string; readonly bytes: Uint8Array }> => {
    const { tx, input, today, note } = context;
    const { month, language } = input;
    if (`${month}-01` > today) throw invalid('in-the-future', { field: 'month', value: month }, '/month');
    const kept = await readReport(tx, month, language);
    note({ month, isKept: kept !== null });
    return { month, bytes: kept ?? (await paperOf(await readAuditReport(context, month), language)) };
  },
});
