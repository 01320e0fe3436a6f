// What the reader made of a page, beside what was meant.
import { readPage } from '#domain/sheets/read-page.ts';
import { scanOf } from '#paper/decode.ts';
import { decodeCode } from '#paper/sheet-code.ts';
import type { FilledPage, Meant } from './corpus.ts';

export type JudgedItem = {
  readonly meant: Meant;
  /** Null where the page was not read. */
  readonly read: {
    readonly value: unknown;
    readonly confidence: number;
    readonly status: 'accepted' | 'check';
    readonly reason: string | null;
  } | null;
  readonly isRight: boolean;
};

export type JudgedPage = {
  readonly result: string;
  readonly reason: string | null;
  readonly hasCode: boolean;
  /** Of reading alone, the page being unpacked. */
  readonly milliseconds: number;
  readonly items: readonly JudgedItem[];
};

const isSame = (read: unknown, meant: Meant['value']): boolean =>
  meant !== undefined && JSON.stringify(read) === JSON.stringify(meant);

export const judged = async (filled: FilledPage): Promise<JudgedPage> => {
  const scan = await scanOf(`page.${filled.ending}`, filled.bytes);
  if (!scan.ok) throw new Error(scan.refusals[0]?.code);
  const page = await scan.value.page(0);
  if (!page.ok) throw new Error(page.refusals[0]?.code);
  const begun = performance.now();
  const reading = readPage(page.value, [filled.layout], decodeCode);
  const milliseconds = performance.now() - begun;
  const items = 'items' in reading ? reading.items : [];
  return {
    ...{ result: reading.result, reason: reading.reason, milliseconds },
    hasCode: 'code' in reading && reading.code.sheet === filled.sheet && reading.code.page === filled.page,
    items: filled.meant.map((meant): JudgedItem => {
      const read = items.find(({ id }) => id === meant.id) ?? null;
      return { meant, read, isRight: read !== null && isSame(read.value, meant.value) };
    }),
  };
};
