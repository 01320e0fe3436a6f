// When a month is over its audit report is made and kept, in both languages, and what stands sealed goes by mail to whoever answers for
// privacy: a head that lies in somebody's mailbox is one that nobody with the database alone can take back.
import { createHash } from 'node:crypto';
import { asSystem, newId } from '#actions/pipeline/perform.ts';
import { paperOf, readAuditReport } from '#actions/privacy/audit-report.ts';
import { addMonths, type Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes, dayIn, startOfDay } from '#domain/basics/instant.ts';
import { agencyReported, keepReport, listReports, lockReports } from '#store/audit-seal/report.ts';
import { mailPrivacyOfficers } from '#store/notices.ts';
import { languages } from '#words/catalogue.ts';
import type { JobServices, Task } from './worker/worker.ts';

// The last entries of a month are sealed within a minute of it.
const settlesMinutes = 5;

/** The month whose report is made, or null where there was nothing to do. Doing it again changes nothing. */
export const makeMonthlyReport = async ({ database, clock }: JobServices, agencyId: Id): Promise<string | null> => {
  const now = clock();
  return asSystem(database, agencyId, now, async (tx) => {
    await lockReports(tx);
    const [agency, kept] = await Promise.all([agencyReported(tx), listReports(tx)]);
    const today = dayIn(agency.timeZone, now);
    const first = `${today.slice(0, 7)}-01` as Day;
    const month = addMonths(first, -1).slice(0, 7);
    if (now < addMinutes(startOfDay(agency.timeZone, first), settlesMinutes)) return null;
    if (kept.some((each) => each.month === month)) return null;
    const actor = { kind: 'system', id: agency.systemId, agencyId } as const;
    const report = await readAuditReport({ tx, actor, agency, now, today }, month);
    // Of a month before anything was written there is nothing to keep.
    if (report.counts.length === 0) return null;
    const stamp = { by: agency.systemId, at: now, agencyId };
    for (const language of languages) {
      const bytes = Buffer.from(await paperOf(report, language));
      const sha256 = createHash('sha256').update(bytes).digest();
      await keepReport(tx, stamp, { id: newId(now), month, language, sha256, bytes });
    }
    const { last } = report.sealed;
    if (last !== null) await mailPrivacyOfficers(tx, stamp, 'audit-heads', { month, ...last }, () => newId(now));
    return month;
  });
};

export const auditReportTask: Task = async (payload, services) => {
  await makeMonthlyReport(services, (payload as { agencyId: Id }).agencyId);
};
