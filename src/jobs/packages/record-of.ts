// The record of one person, read once and told twice: as chapters to read, and as data with a schema for another system.
import type { Id } from '#domain/basics/id.ts';
import type { RecordChapter, RecordEntry } from '#paper/record.ts';
import type { Addendum } from '#store/addenda.ts';
import type { PackageKind, Shown } from '#store/package/kinds.ts';
import type { PackageRow } from '#store/package/rows.ts';
import type { InWords } from './in-words.ts';
import type { ZipEntry } from './zip.ts';

/** Why an entry is named and not given. */
type LeftOut = 'grounds' | 'confided';

export type TakenKind = {
  readonly kind: PackageKind;
  readonly rows: readonly (PackageRow & { readonly leftOut: LeftOut | null; readonly beside: readonly Addendum[] })[];
};

export type Taking = {
  readonly segments: readonly string[];
  readonly leaveOut: ReadonlySet<Id>;
  readonly withSupportersWords: boolean;
};

/** The person's own words are theirs, whatever becomes of the entry they stand beside. */
const isOwn = ({ kind }: Addendum) => kind === 'client-statement' || kind === 'disagreement';

/** What of a kind is given; entries in segments that whoever makes the copy may not see are only counted. */
export const take = (
  kind: PackageKind,
  rows: readonly PackageRow[],
  addenda: readonly Addendum[],
  { segments, leaveOut, withSupportersWords }: Taking,
): { readonly taken: TakenKind; readonly leftOut: number } => {
  const open = rows.filter(({ segment }) => segments.includes(segment));
  const taken = open.map((row) => {
    const leftOut: LeftOut | null = leaveOut.has(row.id)
      ? 'grounds'
      : row.confided && !withSupportersWords
        ? 'confided'
        : null;
    const beside = addenda.filter(({ entryId }) => entryId === row.id);
    return { ...row, leftOut, beside: leftOut === null ? beside : beside.filter(isOwn) };
  });
  return {
    taken: { kind, rows: taken },
    leftOut: rows.length - open.length + taken.filter((row) => row.leftOut !== null).length,
  };
};

const wordsOf = (column: string) => column.replaceAll('_', '-');

export const chaptersOf = (taken: readonly TakenKind[], words: InWords, name: string): RecordChapter[] => {
  const { say, value, day, moment } = words;
  const entryOf = (kind: PackageKind, row: TakenKind['rows'][number]): RecordEntry => {
    const shownBy = (column: string | null) =>
      column === null ? null : value(row.values[column], kind.fields[column] ?? 'text');
    const title = shownBy(kind.titled);
    const on = shownBy(kind.dated);
    const heading = [title ?? say(`record.one.${kind.name}`), on].filter(Boolean).join(', ');
    const marks = [
      ...(row.error === null ? [] : [row.error ? say('record.in-error', { why: row.error }) : say('record.replaced')]),
      ...(row.leftOut === null ? [] : [say(`record.left-out.${row.leftOut}`)]),
    ];
    const lines =
      row.leftOut !== null
        ? []
        : Object.entries(kind.fields).flatMap(([column, shown]) => {
            if (column === kind.titled || column === kind.dated) return [];
            const text = value(row.values[column], shown);
            return text === null ? [] : [{ label: say(`record.field.${wordsOf(column)}`), text }];
          });
    return {
      heading,
      marks,
      lines,
      written: row.recordedBy
        ? say('record.written.by', { at: moment(row.recordedAt), who: row.recordedBy })
        : say('record.written', { at: moment(row.recordedAt) }),
      beside: row.beside.map(({ kind: what, text, at, by }) => ({
        heading: say(`record.beside.by.${what}`, { name, who: by ?? '', on: day(at.slice(0, 10)) }),
        text,
      })),
    };
  };
  return taken.map(({ kind, rows }) => ({
    title: say(`record.kind.${kind.name}`),
    entries: rows.map((row) => entryOf(kind, row)),
  }));
};

const schemaOfShown = (shown: Shown): object => {
  switch (shown) {
    case 'number':
      return { type: ['number', 'null'] };
    case 'flag':
      return { type: ['boolean', 'null'] };
    case 'day':
      return { type: ['string', 'null'], format: 'date' };
    case 'moment':
      return { type: ['string', 'null'], format: 'date-time' };
    case 'list':
      return { type: ['array', 'null'], items: { type: 'string' } };
    case 'json':
      return {};
    case 'period':
      return {
        type: ['object', 'null'],
        properties: {
          from: { type: ['string', 'null'], format: 'date' },
          to: { type: ['string', 'null'], format: 'date', description: 'The last day; null: still open.' },
        },
      };
    default:
      return shown.startsWith('codes:')
        ? { type: ['array', 'null'], items: { type: 'string' } }
        : { type: ['string', 'null'] };
  }
};

const nullableText = { type: ['string', 'null'] };

const schemaOf = (kind: PackageKind): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: kind.name,
  type: 'array',
  items: {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      recordedAt: { type: 'string', format: 'date-time' },
      recordedBy: nullableText,
      standing: { enum: ['stands', 'in-error', 'replaced'] },
      errorReason: nullableText,
      leftOut: { enum: [null, 'grounds', 'confided'] },
      values: {
        type: ['object', 'null'],
        description: 'Null for an entry that is left out.',
        properties: Object.fromEntries(
          Object.entries(kind.fields).map(([column, shown]) => [column, schemaOfShown(shown)]),
        ),
      },
      beside: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            kind: { enum: ['addendum', 'client-statement', 'disagreement', 'rebuttal'] },
            text: { type: 'string' },
            at: { type: 'string', format: 'date-time' },
            by: nullableText,
          },
        },
      },
    },
    required: ['id', 'recordedAt', 'standing', 'leftOut', 'values', 'beside'],
  },
});

/** One file of entries and one schema for each kind, and a page that says what they are. */
export const dataOf = (taken: readonly TakenKind[], readme: string): ZipEntry[] => [
  { name: 'README.txt', text: readme },
  ...taken.flatMap(({ kind, rows }) => [
    {
      name: `${kind.name}.json`,
      text: `${JSON.stringify(
        rows.map(({ id, recordedAt, recordedBy, error, leftOut, values, beside }) => ({
          id,
          recordedAt,
          recordedBy,
          standing: error === null ? 'stands' : error === '' ? 'replaced' : 'in-error',
          errorReason: error || null,
          leftOut,
          values: leftOut === null ? values : null,
          beside: beside.map(({ kind: what, text, at, by }) => ({ kind: what, text, at, by })),
        })),
        null,
        1,
      )}\n`,
    },
    { name: `schema/${kind.name}.schema.json`, text: `${JSON.stringify(schemaOf(kind), null, 1)}\n` },
  ]),
];
