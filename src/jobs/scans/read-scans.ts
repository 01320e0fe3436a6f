// A file of scans is read page by page, each taken in a transaction of its own: one page that cannot be read, or is no sheet of ours,
// leaves the others as they are. Called off, what was taken stays and the rest is not read. The file itself is let go of at the end.
import { asSystem, newId } from '#actions/pipeline/perform.ts';
import { Refused } from '#actions/pipeline/refused.ts';
import { type PageResult, takePage } from '#actions/sheets/take-page.ts';
import type { Id } from '#domain/basics/id.ts';
import { dayIn } from '#domain/basics/instant.ts';
import { takeScanPages } from '#paper/scan-pages.ts';
import { ownClock } from '#store/day-change.ts';
import { forgetContent, readJobRun } from '#store/job-runs.ts';
import { readLayouts } from '#store/scans.ts';
import { readSheetKey } from '#store/sheets.ts';
import { carryOut } from '../worker/carry-out.ts';
import type { JobServices, Task } from '../worker/worker.ts';

type Line = PageResult & { readonly page: number };

export const readScansTask: Task = async (payload, services: JobServices) => {
  const run = payload as { readonly agencyId: Id; readonly id: Id };
  const { database, clock } = services;
  const within = <T>(work: Parameters<typeof asSystem<T>>[3]) => asSystem<T>(database, run.agencyId, clock(), work);
  const asked = await within((tx) => readJobRun(tx, run.id));
  const content = (asked?.params as { readonly content?: string } | undefined)?.content;
  if (!asked || content === undefined) return;
  await carryOut(services, run, async (progress) => {
    const { layouts, key } = await within(async (tx) => {
      const [all, sheetKey] = await Promise.all([readLayouts(tx), readSheetKey(tx)]);
      return { layouts: all, key: sheetKey };
    });
    const pages: Line[] = [];
    const file = { name: 'scan', bytes: Buffer.from(content, 'base64') };
    for await (const answer of takeScanPages(file, layouts)) {
      const page = pages.length + 1;
      // A file that cannot be opened at all is the whole answer.
      if ('refusals' in answer && answer.pages === null && page === 1) throw new Refused(422, answer.refusals);
      if ('refusals' in answer)
        pages.push({ page, result: 'not-readable', reason: answer.refusals[0]?.code ?? 'scan-page-damaged' });
      else {
        const { taken } = answer;
        const result = await within(async (tx) => {
          const clock_ = await ownClock(tx);
          if (!clock_) throw new Error('no such agency');
          const now = clock();
          const acting = {
            ...{ tx, now, today: dayIn(clock_.time_zone, now), newId: () => newId(now) },
            actor: { kind: 'system' as const, id: clock_.actor_id, agencyId: run.agencyId },
            agency: { id: run.agencyId },
          };
          return takePage(acting, taken, { batchId: run.id, staffId: asked.requested_by, key });
        });
        pages.push({ page, ...result });
      }
      await progress(page, answer.pages ?? page);
    }
    return { pages };
  });
  await within((tx) => forgetContent(tx, run.id));
};
