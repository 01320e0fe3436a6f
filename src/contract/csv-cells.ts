// A cell that begins with = + - @ is text and is kept exactly. In an export it is made harmless by a leading apostrophe, since a
// spreadsheet would run it as a formula, and it is exact again after import. Source: OWASP, CSV Injection.

// An apostrophe that already stands before such a sign gets another one, so that taking one away is always right.
const runsAsFormula = /^'*[=+\-@\t\r]/;
const madeHarmless = /^'+[=+\-@\t\r]/;

export const escapeCell = (text: string): string => (runsAsFormula.test(text) ? `'${text}` : text);
export const unescapeCell = (cell: string): string => (madeHarmless.test(cell) ? cell.slice(1) : cell);

/** A line of an export: cells made harmless, quoted where needed (RFC 4180), ended by CRLF. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map(escapeCell)
    .map((cell) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')}\r\n`;
