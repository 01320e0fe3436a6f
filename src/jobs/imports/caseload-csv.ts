// An agency brings its caseload as three files: clients, enrolments, contacts. All faults of a file are reported at once, each by
// line and column; a file with a fault is taken not at all.
import { type CaseloadKind, caseloadColumns } from '#contract/caseload-files.ts';
import { csvLine, unescapeCell } from '#contract/csv-cells.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { type Outcome, outcomes, whyNotContact } from '#domain/contacts/contact.ts';
import { type ClosingReason, closingReasons } from '#domain/cycle/closing.ts';
import { type ContactMode, type ContactPlace, contactModes, contactPlaces } from '#domain/models/definition.ts';
import {
  type CellSettings,
  type Fault,
  type Params,
  readBirthDate,
  readChoice,
  readDay,
  readEmail,
  readLanguage,
  readMinutes,
  readNote,
  readShortText,
  readStart,
} from './caseload-csv-cells.ts';
import { readCsvText } from './caseload-csv-text.ts';

export type ClientRow = {
  readonly row: number;
  readonly externalId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly chosenName: string | null;
  /** `YYYY`, `YYYY-MM` or a Day. */
  readonly birthDate: string | null;
  readonly language: string | null;
};
export type EnrolmentRow = {
  readonly row: number;
  readonly clientExternalId: string;
  readonly programme: string;
  readonly from: Day;
  readonly to: Day | null;
  readonly closeReason: ClosingReason | null;
  /** Who answers for the person; empty: the programme's first team. */
  readonly ownerEmail: string | null;
};
export type ContactRow = {
  readonly row: number;
  readonly externalId: string;
  readonly clientExternalId: string;
  readonly staffEmail: string;
  readonly start: Instant;
  readonly day: Day;
  readonly minutes: number;
  readonly outcome: Outcome;
  readonly mode: ContactMode;
  readonly place: ContactPlace | null;
  readonly note: string;
};
export type CaseloadRows = { clients: ClientRow; enrolments: EnrolmentRow; contacts: ContactRow };

/** `rule` and `params` make the sentence `import.rule.<rule>`; `row` is the line in the file, header = 1. */
export type CsvFault = {
  readonly row: number | null;
  readonly column: string | null;
  readonly rule: string;
  readonly params: Params;
};
export type CaseloadRead<Kind extends CaseloadKind> = {
  readonly kind: Kind;
  /** Rows in the file, empty ones left out. */
  readonly read: number;
  /** Empty when there are errors. */
  readonly rows: readonly CaseloadRows[Kind][];
  /** The first thousand; `errorCount` counts all. */
  readonly errors: readonly CsvFault[];
  readonly errorCount: number;
};

export const mostErrors = 1_000;

/** Header and one example row. */
export const template = (kind: CaseloadKind): string =>
  csvLine(caseloadColumns[kind].map(({ name }) => name)) + csvLine(caseloadColumns[kind].map(({ example }) => example));

/** The words other systems use for the reasons of `team-rows/1`. */
const otherWords: Readonly<Record<string, ClosingReason>> = {
  refused: 'declined',
  'not-located': 'lost',
  died: 'deceased',
};

/** One row under way: `cell` is the text of a column, `fault` collects. */
type Line = {
  readonly row: number;
  readonly cell: (column: string) => string;
  readonly fault: (column: string) => Fault;
};

/** What earlier rows of the file hold, to find the same thing said twice. */
type Seen = Map<string, { readonly row: number; readonly from?: Day; readonly to?: Day | null }[]>;

const needed = <T>(line: Line, name: string, read: (cell: string, fault: Fault) => T | null): T | null => {
  const cell = line.cell(name);
  return cell.trim() === '' ? line.fault(name)('required') : read(cell, line.fault(name));
};
const optional = <T>(line: Line, name: string, read: (cell: string, fault: Fault) => T | null): T | null => {
  const cell = line.cell(name);
  return cell.trim() === '' ? null : read(cell, line.fault(name));
};

const once = (line: Line, name: string, id: string | null, seen: Seen) => {
  if (id === null) return;
  const [first] = seen.get(id) ?? [];
  if (first) line.fault(name)('duplicate-id', { value: id, firstRow: first.row });
  else seen.set(id, [{ row: line.row }]);
};

const readClientRow = (line: Line, settings: CellSettings, seen: Seen): ClientRow | null => {
  const externalId = needed(line, 'external_id', readShortText);
  once(line, 'external_id', externalId, seen);
  const [givenName, familyName] = [
    optional(line, 'given_name', readShortText),
    optional(line, 'family_name', readShortText),
  ];
  // Some people have one name only; nobody has none.
  if (line.cell('given_name').trim() === '' && line.cell('family_name').trim() === '')
    line.fault('family_name')('required');
  const chosenName = optional(line, 'chosen_name', readShortText);
  const birthDate = optional(line, 'birth_date', (cell, fault) => readBirthDate(cell, settings, fault));
  const language = optional(line, 'language', readLanguage);
  if (externalId === null) return null;
  return {
    row: line.row,
    externalId,
    givenName: givenName ?? '',
    familyName: familyName ?? '',
    chosenName,
    birthDate,
    language,
  };
};

const readEnrolmentRow = (line: Line, settings: CellSettings, seen: Seen): EnrolmentRow | null => {
  const clientExternalId = needed(line, 'client_external_id', readShortText);
  const programme = needed(line, 'programme', readShortText);
  const from = needed(line, 'from', (cell, fault) => readDay(cell, settings, fault));
  const to = optional(line, 'to', (cell, fault) => readDay(cell, settings, fault));
  const closeReason = optional(line, 'close_reason', (cell, fault) => {
    const word = cell.trim();
    return Object.hasOwn(otherWords, word)
      ? otherWords[word]!
      : readChoice(word, Object.keys(closingReasons) as ClosingReason[], fault);
  });
  if (closeReason && line.cell('to').trim() === '')
    line.fault('to')('close-reason-without-end', { reason: closeReason });
  if (line.cell('to').trim() !== '' && line.cell('close_reason').trim() === '') line.fault('close_reason')('required');
  const ownerEmail = optional(line, 'owner_email', readEmail);
  if (!clientExternalId || !programme || !from) return null;
  if (to && to < from) return line.fault('to')('ends-before-start', { from, to });
  const key = JSON.stringify([clientExternalId, programme]);
  const others = seen.get(key) ?? [];
  const overlapping = others.find(
    (other) => (to === null || other.from! <= to) && (other.to === null || from <= other.to!),
  );
  if (overlapping) line.fault('from')('overlapping-enrolment', { firstRow: overlapping.row });
  seen.set(key, [...others, { row: line.row, from, to }]);
  return { row: line.row, clientExternalId, programme, from, to, closeReason, ownerEmail };
};

const readContactRow = (line: Line, settings: CellSettings, seen: Seen): ContactRow | null => {
  const externalId = needed(line, 'external_id', readShortText);
  once(line, 'external_id', externalId, seen);
  const clientExternalId = needed(line, 'client_external_id', readShortText);
  const staffEmail = needed(line, 'staff_email', readEmail);
  const moment = needed(line, 'start', (cell, fault) => readStart(cell, settings, fault));
  const minutes = needed(line, 'minutes', readMinutes);
  const outcome = needed(line, 'outcome', (cell, fault) => readChoice(cell, outcomes, fault));
  const mode = needed(line, 'mode', (cell, fault) => readChoice(cell, contactModes, fault));
  const readPlace = (cell: string, fault: Fault) => readChoice(cell, contactPlaces, fault);
  // A call or a text has no place of its own.
  const place = mode === 'face-to-face' ? needed(line, 'place', readPlace) : optional(line, 'place', readPlace);
  const note = readNote(line.cell('note'), line.fault('note'));
  if (
    !externalId ||
    !clientExternalId ||
    !staffEmail ||
    !moment ||
    minutes === null ||
    !outcome ||
    !mode ||
    note === null
  )
    return null;
  const facts = { ...moment, minutes, outcome, mode, place: place ?? 'office', withWhom: 'client' } as const;
  for (const { code, params, pointer } of whyNotContact(facts, settings.now))
    line.fault(pointer?.slice(1) ?? 'start')(code, params ?? {});
  return { row: line.row, externalId, clientExternalId, staffEmail, ...moment, minutes, outcome, mode, place, note };
};

const readers: {
  readonly [Kind in CaseloadKind]: (line: Line, settings: CellSettings, seen: Seen) => CaseloadRows[Kind] | null;
} = {
  clients: readClientRow,
  enrolments: readEnrolmentRow,
  contacts: readContactRow,
};

const headerFaults = (kind: CaseloadKind, header: readonly string[]): readonly CsvFault[] => {
  const known = caseloadColumns[kind];
  const fault = (name: string, rule: string, params: Params = {}): CsvFault => ({ row: 1, column: name, rule, params });
  return [
    ...known
      .filter(({ name, required }) => required && !header.includes(name))
      .map(({ name }) => fault(name, 'missing-column', { column: name })),
    ...header.flatMap((name, index) => {
      if (!known.some((one) => one.name === name))
        return [
          fault(name, 'unknown-column', {
            column: name.slice(0, 60),
            allowed: known.map((one) => one.name).join(', '),
          }),
        ];
      return header.indexOf(name) < index ? [fault(name, 'column-twice', { column: name })] : [];
    }),
  ];
};

export const readCaseload = <Kind extends CaseloadKind>(
  kind: Kind,
  bytes: Uint8Array,
  settings: CellSettings,
): CaseloadRead<Kind> => {
  const refused = (errors: readonly CsvFault[], read = 0): CaseloadRead<Kind> => ({
    kind,
    read,
    rows: [],
    errors: errors.slice(0, mostErrors),
    errorCount: errors.length,
  });
  const names = caseloadColumns[kind].map(({ name }) => name);
  const csv = readCsvText(bytes, names);
  if (!csv.ok) return refused([{ row: csv.fault.row, column: null, rule: csv.fault.rule, params: csv.fault.params }]);
  const { header } = csv;
  const wrongHeader = headerFaults(kind, header);
  if (wrongHeader.length > 0) return refused(wrongHeader, csv.rows.length);

  const errors: CsvFault[] = [];
  const rows: CaseloadRows[Kind][] = [];
  const seen: Seen = new Map();
  const place = new Map(header.map((name, index) => [name, index]));
  for (const { row, cells } of csv.rows) {
    if (cells.length !== header.length) {
      errors.push({ row, column: null, rule: 'cell-count', params: { expected: header.length, found: cells.length } });
      continue;
    }
    const line: Line = {
      row,
      cell: (name) => unescapeCell(cells[place.get(name) ?? -1] ?? ''),
      fault:
        (name) =>
        (rule, params = {}) => {
          errors.push({ row, column: name, rule, params: { field: name, ...params } });
          return null;
        },
    };
    const read = readers[kind](line, settings, seen);
    if (read) rows.push(read);
  }
  return errors.length > 0
    ? refused(errors, csv.rows.length)
    : { kind, read: csv.rows.length, rows, errors: [], errorCount: 0 };
};
