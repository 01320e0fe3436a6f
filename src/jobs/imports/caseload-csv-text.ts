// From the bytes of a CSV file to rows of cells that know their line. Another encoding or delimiter is refused by name rather than
// guessed: a wrong guess would fill the record with rubbish that looks like names.
// Source: RFC 4180; UTF-8, comma, byte order mark allowed.
import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from '#domain/basics/encoding.ts';
import type { Params } from './caseload-csv-cells.ts';

/** `row`: the line in the file on which the record begins, header = 1. */
export type CsvRow = { readonly row: number; readonly cells: readonly string[] };
export type TextFault = { readonly rule: string; readonly params: Params; readonly row: number | null };
export type CsvText =
  | { readonly ok: true; readonly header: readonly string[]; readonly rows: readonly CsvRow[] }
  | { readonly ok: false; readonly fault: TextFault };

export const mostMegabytes = 64;

const delimiters: readonly (readonly [string, string])[] = [
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'pipe'],
];

const lineBreaks = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;
const columnName = (cell: string) => cell.trim().toLowerCase();

/** The delimiter that makes known column names of the first line, where the comma does not. */
const otherDelimiter = (firstLine: string, known: ReadonlySet<string>): string | null => {
  const names = (delimiter: string) =>
    firstLine.split(delimiter).filter((cell) => known.has(columnName(cell.replaceAll('"', '')))).length;
  const withComma = names(',');
  const [best] = delimiters
    .map(([sign, name]) => ({ name, count: names(sign) }))
    .filter(({ count }) => count > Math.max(1, withComma))
    .sort((a, b) => b.count - a.count);
  return best?.name ?? null;
};

export const readCsvText = (bytes: Uint8Array, knownColumns: readonly string[]): CsvText => {
  const refuse = (rule: string, params: Params = {}, row: number | null = null): CsvText => ({
    ok: false,
    fault: { rule, params, row },
  });
  if (bytes.length > mostMegabytes * 1024 * 1024) return refuse('file-too-large', { most: mostMegabytes });
  const decoded = decodeText(bytes);
  if (!decoded.ok) return refuse(decoded.rule, decoded.encoding ? { encoding: decoded.encoding } : {}, decoded.row);
  const { text } = decoded;
  if (text.trim() === '') return refuse('empty-file');
  const firstLine = text.slice(0, 10_000).split(/[\r\n]/, 1)[0] ?? '';
  const delimiter = otherDelimiter(firstLine, new Set(knownColumns));
  if (delimiter) return refuse('delimiter', { delimiter }, 1);

  const rows: CsvRow[] = [];
  let row = 1;
  try {
    // The parser counts a CRLF inside quotes twice, so lines are counted here.
    parse(text, {
      delimiter: ',',
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: (cells: string[]) => {
        rows.push({ row, cells });
        row += 1 + cells.reduce((sum, cell) => sum + lineBreaks(cell), 0);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') return refuse('quote-not-closed', {}, row);
    return refuse('broken-quotes', {}, row);
  }
  const filled = rows.filter(({ row: line, cells }) => line === 1 || cells.some((cell) => cell.trim() !== ''));
  const [header, ...rest] = filled;
  return { ok: true, header: (header?.cells ?? []).map(columnName), rows: rest };
};
