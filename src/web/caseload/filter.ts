// Filtering a caseload in the browser: all rows are here, so a chip answers at once. The server applies the same conditions for
// exports and for agencies with more rows than a browser should hold.
import type { CaseloadRow } from '#contract/caseload.ts';

/** What stands in the address: a view can be linked, saved and gone back to. */
export type CaseloadSearch = {
  /** Part of a name: never in the address. */
  readonly text?: string | undefined;
  readonly due?: 'open' | 'due' | 'overdue' | 'not-yet' | undefined;
  readonly review?: 'open' | 'overdue' | undefined;
  readonly stage?: string | undefined;
  readonly state?: string | undefined;
  readonly programme?: string | undefined;
  readonly team?: string | undefined;
  readonly staff?: string | undefined;
  readonly stay?: 'now' | undefined;
  readonly alerts?: true | undefined;
  readonly unsigned?: true | undefined;
  readonly ended?: true | undefined;
  readonly sort?: string | undefined;
  readonly group?: 'worker' | undefined;
};

const foldText = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Names are folded once for a list, not for every letter typed. */
export const foldedNames = (rows: readonly CaseloadRow[]): ReadonlyMap<string, string> =>
  new Map(rows.map((row) => [row.id, foldText(row.name)]));

const hasDue = (row: CaseloadRow, wanted: NonNullable<CaseloadSearch['due']>, kind?: string): boolean => {
  const items = kind ? row.due.filter((item) => item.kind === kind) : row.due;
  if (wanted === 'open') return items.some(({ state }) => state === 'due' || state === 'overdue');
  if (wanted === 'not-yet') return items.every(({ state }) => state === 'not-yet');
  return items.some(({ state }) => state === wanted);
};

export const filterRows = (
  rows: readonly CaseloadRow[],
  search: CaseloadSearch,
  names: ReadonlyMap<string, string>,
): CaseloadRow[] => {
  const words = foldText(search.text ?? '')
    .split(/[\s,]+/)
    .filter(Boolean);
  return rows.filter(
    (row) =>
      (!search.programme || row.programme?.id === search.programme) &&
      (!search.team || (row.owner?.kind === 'team' && row.owner.id === search.team)) &&
      (!search.staff || (row.owner?.kind === 'staff' && row.owner.id === search.staff)) &&
      (!search.stage || row.cycle?.stage === search.stage) &&
      (!search.state || row.state === search.state) &&
      (!search.stay || row.stay !== null) &&
      (!search.alerts || row.alerts > 0) &&
      (!search.unsigned || row.unsignedNotes > 0) &&
      (!search.due || hasDue(row, search.due)) &&
      (!search.review || hasDue(row, search.review, 'review')) &&
      words.every((word) => {
        const name = names.get(row.id) ?? '';
        return name.startsWith(word) || name.includes(` ${word}`) || name.includes(`-${word}`);
      }),
  );
};

/** What comes next with the person; a note to sign is paperwork, and has a flag of its own. */
export const nextDue = (row: CaseloadRow): CaseloadRow['due'][number] | undefined =>
  row.due.find(({ kind }) => kind !== 'unsigned-note') ?? row.due[0];

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

const sortValue: Readonly<Record<string, (row: CaseloadRow) => string | number | null>> = {
  name: (row) => row.name,
  'next-due': (row) => nextDue(row)?.dueBy ?? null,
  'last-contact': (row) => row.lastContactOn,
  review: (row) => row.reviewDueBy,
  programme: (row) => row.programme?.name ?? null,
  stage: (row) => row.cycle?.stage ?? null,
  owner: (row) => row.owner?.name ?? null,
};

/** By a column, with `-` before it the other way round; what has no value comes last either way. */
export const sortRows = (rows: readonly CaseloadRow[], sort: string): CaseloadRow[] => {
  const descending = sort.startsWith('-');
  const value = sortValue[descending ? sort.slice(1) : sort] ?? sortValue['next-due'];
  if (!value) return [...rows];
  const keyed = rows.map((row) => ({ row, key: value(row) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    const order =
      typeof a.key === 'string' && typeof b.key === 'string'
        ? /^\d{4}-/.test(a.key)
          ? a.key < b.key
            ? -1
            : Number(a.key > b.key)
          : collator.compare(a.key, b.key)
        : Number(a.key) - Number(b.key);
    return (descending ? -order : order) || collator.compare(a.row.name, b.row.name);
  });
  return keyed.map(({ row }) => row);
};
