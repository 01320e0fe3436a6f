// One page of a scan is taken: whose sheet it is, whether it may still come back, what is sure and what is for a person. What may mean
// that somebody is in danger is told at once, before anything is filed.
import { createHash } from 'node:crypto';
import { earlierOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { flagsAtRawRead, leftForAPerson } from '#domain/sheets/safety-items.ts';
import type { TakenPage } from '#paper/scan-pages-worker.ts';
import { signatureOf } from '#paper/sheet-code.ts';
import { writeAuditEntry } from '#store/audit.ts';
import { keepScan } from '#store/consents.ts';
import { lockClients } from '#store/due-facts.ts';
import { readInstruments } from '#store/instruments.ts';
import { findSheet, insertScanPage, pagesOfSheet } from '#store/scans.ts';
import { refreshMany } from '../pipeline/refresh.ts';
import { raiseFlags, readSafety } from '../pipeline/safety-episodes.ts';
import { type Acting, answersOn, fileSheet, isWhole, scoredFrom } from './file-sheet.ts';

export type PageResult = {
  readonly result: 'filed' | 'waiting' | 'to-check' | 'wrong-sheet' | 'already-used' | 'not-readable';
  readonly reason: string | null;
};

const notTaken = (result: PageResult['result'], reason: string): PageResult => ({ result, reason });

export const takePage = async (
  acting: Acting,
  taken: TakenPage,
  from: { readonly batchId: Id; readonly staffId: Id; readonly key: string },
): Promise<PageResult> => {
  const { tx, actor, agency, now, today, newId } = acting;
  if (!('code' in taken)) return notTaken(taken.result, taken.reason);
  const { code, jpeg } = taken;
  if (signatureOf(code, from.key) !== 'valid') return notTaken('wrong-sheet', 'signature');
  const known = await findSheet(tx, code.sheet);
  if (!known) return notTaken('wrong-sheet', 'unknown-sheet');
  await lockClients(tx, [known.clientId]);
  const [sheet = known, others, instruments, safety] = await Promise.all([
    findSheet(tx, code.sheet),
    pagesOfSheet(tx, known.id),
    readInstruments(tx, agency.id),
    readSafety(acting, known.clientId),
  ]);
  if (sheet.layout.layout !== code.layout) return notTaken('wrong-sheet', 'unknown-layout');
  if (sheet.state !== 'issued') return notTaken('already-used', sheet.state);
  if (others.some(({ page }) => page === code.page)) return notTaken('already-used', 'page-twice');
  const definition = instruments.versionOf(sheet.instrument, sheet.version);
  if (!definition) throw new Error(`no version ${sheet.version} of ${sheet.instrument} is kept`);
  const { flags: raised } = scoredFrom(definition, answersOn([{ readings: taken.items, decided: {} }]));
  const flags = flagsAtRawRead(definition, taken.items, raised);
  const readings = leftForAPerson(definition, taken.items, flags);
  const state = readings.some(({ status }) => status === 'check') ? 'open' : 'clear';
  const stamp = { agencyId: agency.id, by: actor.id, at: now };
  const [pageId, blobId] = [newId(), newId()];
  const page = { id: pageId, sheet, page: code.page, readings, state, ...from, blobId } as const;
  await Promise.all([
    keepScan(tx, stamp, {
      ...{ id: blobId, clientId: sheet.clientId, segment: sheet.segment, mediaType: 'image/jpeg' },
      ...{ sha256: createHash('sha256').update(jpeg).digest(), bytes: Buffer.from(jpeg) },
    }),
    insertScanPage(tx, stamp, page),
    raiseFlags(
      acting,
      { clientId: sheet.clientId, id: sheet.id, instrument: sheet.instrument, staffId: from.staffId, isFiled: false },
      flags,
      safety,
    ),
  ]);
  const pages = [...others, { ...page, decided: {} }];
  const isFiled = isWhole(sheet, pages);
  if (isFiled)
    await fileSheet(acting, sheet, definition, pages, {
      ...{ staffId: from.staffId, day: earlierOf(sheet.dueOn, today), safety },
      segments: [...new Set(['general', sheet.segment])],
    });
  await refreshMany(tx, [sheet.clientId], today, now);
  writeAuditEntry(tx, {
    ...{ id: newId(), at: now, actor, action: 'take-scan-page', effect: 'write', clientId: sheet.clientId },
    ...{ clientIds: null, subject: { table: 'sheets', id: sheet.id }, decision: 'system', requestId: null },
    details: { page: code.page, state: isFiled ? 'filed' : state },
  }).catch(() => undefined);
  return { result: isFiled ? 'filed' : state === 'open' ? 'to-check' : 'waiting', reason: null };
};
