import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseloadKind } from '#contract/caseload-files.ts';
import { csvLine, escapeCell, unescapeCell } from '#contract/csv-cells.ts';
import { day } from '#domain/basics/day.ts';
import { instant } from '#domain/basics/instant.ts';
import { mostErrors, readCaseload, template } from './caseload-csv.ts';

const settings = { today: day('2026-11-25'), now: instant('2026-11-25T15:00:00Z'), zone: 'America/New_York' };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = <Kind extends CaseloadKind>(kind: Kind, text: string) => readCaseload(kind, bytesOf(text), settings);

const clientHeader = 'external_id,given_name,family_name,chosen_name,birth_date,language\n';
const enrolmentHeader = 'client_external_id,programme,from,to,close_reason\n';
const contactHeader = 'external_id,client_external_id,staff_email,start,minutes,outcome,mode,place,note\n';
const contact = (more: Partial<Record<string, string>> = {}) => {
  const cells: Record<string, string> = {
    external_id: 'K1',
    client_external_id: 'C1',
    staff_email: 'ana@agency.example',
    start: '2026-03-02T14:05',
    minutes: '30',
    outcome: 'reached',
    mode: 'face-to-face',
    place: 'community',
    note: 'ok',
  };
  return csvLine(
    contactHeader
      .trim()
      .split(',')
      .map((name) => more[name] ?? cells[name] ?? ''),
  );
};

describe('an agency brings its caseload', () => {
  test.each(['clients', 'enrolments', 'contacts'] as const)(
    'the template of %s can be read back as it is printed',
    (kind) => {
      const result = read(kind, template(kind));
      expect(result.errors).toEqual([]);
      expect(result.rows).toHaveLength(1);
    },
  );

  test('names, partial birth dates and languages are taken as written', () => {
    const { rows, errors } = read(
      'clients',
      `\ufeff${clientHeader}1,Ángela,Guzmán,,1989-06-16,es-mx\r\n2,,Sukarno,,1970,\r\n3,"José, Ángel",Núñez,Ángel,1987-04,ES\r\n\r\n,,,,,\r\n`,
    );
    expect(errors).toEqual([]);
    expect(rows).toEqual([
      {
        row: 2,
        externalId: '1',
        givenName: 'Ángela',
        familyName: 'Guzmán',
        chosenName: null,
        birthDate: '1989-06-16',
        language: 'es-MX',
      },
      {
        row: 3,
        externalId: '2',
        givenName: '',
        familyName: 'Sukarno',
        chosenName: null,
        birthDate: '1970',
        language: null,
      },
      {
        row: 4,
        externalId: '3',
        givenName: 'José, Ángel',
        familyName: 'Núñez',
        chosenName: 'Ángel',
        birthDate: '1987-04',
        language: 'es',
      },
    ]);
  });

  test('columns may stand in any order, and those not needed may be left out', () => {
    const { rows } = read('clients', 'family_name,External_ID , given_name\nRuiz,1,Ana\n');
    expect(rows).toMatchObject([{ externalId: '1', givenName: 'Ana', familyName: 'Ruiz', chosenName: null }]);
  });

  test('a local time is the agency’s clock, a time with an offset is that moment', () => {
    const { rows } = read(
      'contacts',
      contactHeader +
        contact() +
        contact({ external_id: 'K2', start: '2026-03-02T23:30:00-08:00' }) +
        contact({ external_id: 'K3', start: '2026-07-01 09:00' }),
    );
    expect(rows.map(({ start, day: on }) => [start, on])).toEqual([
      ['2026-03-02T19:05:00.000Z', '2026-03-02'],
      ['2026-03-03T07:30:00.000Z', '2026-03-03'],
      ['2026-07-01T13:00:00.000Z', '2026-07-01'],
    ]);
  });

  test('a call needs no place, and an attempt no minutes', () => {
    const { errors } = read(
      'contacts',
      contactHeader + contact({ mode: 'phone', place: '', outcome: 'attempted', minutes: '0' }),
    );
    expect(errors).toEqual([]);
  });

  test('other systems’ words for a closing are understood', () => {
    const { rows, errors } = read(
      'enrolments',
      `${enrolmentHeader}C1,ACT,2025-01-01,2025-06-30,not-located\nC1,ACT,2025-07-01,,\n`,
    );
    expect(errors).toEqual([]);
    expect(rows.map(({ closeReason }) => closeReason)).toEqual(['lost', null]);
  });
});

describe('a fault is named by line and column', () => {
  test.each<[string, CaseloadKind, string, number, string | null, string]>([
    ['a missing name', 'clients', `${clientHeader}1,,,,,\n`, 2, 'family_name', 'required'],
    ['a missing id', 'clients', `${clientHeader},Ana,Ruiz,,,\n`, 2, 'external_id', 'required'],
    [
      'a date that does not exist',
      'clients',
      `${clientHeader}1,Ana,Ruiz,,1990-02-30,\n`,
      2,
      'birth_date',
      'birth-date',
    ],
    [
      'a date as Americans write it',
      'clients',
      `${clientHeader}1,Ana,Ruiz,,02/13/1990,\n`,
      2,
      'birth_date',
      'birth-date',
    ],
    [
      'a birth date to come',
      'clients',
      `${clientHeader}1,Ana,Ruiz,,2027-01-01,\n`,
      2,
      'birth_date',
      'birth-date-in-future',
    ],
    [
      'a birth date of two centuries ago',
      'clients',
      `${clientHeader}1,Ana,Ruiz,,1790-01-01,\n`,
      2,
      'birth_date',
      'birth-date-too-long-ago',
    ],
    ['a language in words', 'clients', `${clientHeader}1,Ana,Ruiz,,,Spanish\n`, 2, 'language', 'language'],
    [
      'the same id twice',
      'clients',
      `${clientHeader}1,Ana,Ruiz,,,\n2,Eva,Ruiz,,,\n1,Ana,Ruiz,,,\n`,
      4,
      'external_id',
      'duplicate-id',
    ],
    ['too many cells', 'clients', `${clientHeader}1,Ana,Ruiz,,,,\n`, 2, null, 'cell-count'],
    ['too few cells', 'clients', `${clientHeader}1,Ana\n`, 2, null, 'cell-count'],
    [
      'a name of 10,000 letters',
      'clients',
      `${clientHeader}1,${'x'.repeat(10_000)},Ruiz,,,\n`,
      2,
      'given_name',
      'too-long',
    ],
    ['a zero byte', 'clients', `${clientHeader}1,A\u0000na,Ruiz,,,\n`, 2, 'given_name', 'control-characters'],
    [
      'a name that turns what follows',
      'clients',
      `${clientHeader}1,A\u202ena,Ruiz,,,\n`,
      2,
      'given_name',
      'hidden-characters',
    ],
    [
      'an end before the start',
      'enrolments',
      `${enrolmentHeader}C1,ACT,2025-02-01,2025-01-01,lost\n`,
      2,
      'to',
      'ends-before-start',
    ],
    [
      'a reason without an end',
      'enrolments',
      `${enrolmentHeader}C1,ACT,2025-02-01,,lost\n`,
      2,
      'to',
      'close-reason-without-end',
    ],
    [
      'an unknown reason',
      'enrolments',
      `${enrolmentHeader}C1,ACT,2025-02-01,2025-03-01,gone\n`,
      2,
      'close_reason',
      'not-in-list',
    ],
    [
      'the same programme twice at once',
      'enrolments',
      `${enrolmentHeader}C1,ACT,2025-02-01,,\nC1,ICM,2025-02-01,,\nC1,ACT,2025-05-01,,\n`,
      4,
      'from',
      'overlapping-enrolment',
    ],
    ['a start to come', 'enrolments', `${enrolmentHeader}C1,ACT,2027-02-01,,\n`, 2, 'from', 'future-date'],
    ['an unknown outcome', 'contacts', contactHeader + contact({ outcome: 'Reached' }), 2, 'outcome', 'not-in-list'],
    ['an unknown mode', 'contacts', contactHeader + contact({ mode: 'fax' }), 2, 'mode', 'not-in-list'],
    ['a visit without a place', 'contacts', contactHeader + contact({ place: '' }), 2, 'place', 'required'],
    ['minutes below nothing', 'contacts', contactHeader + contact({ minutes: '-5' }), 2, 'minutes', 'minutes'],
    ['more minutes than a day has', 'contacts', contactHeader + contact({ minutes: '1441' }), 2, 'minutes', 'minutes'],
    ['half a minute', 'contacts', contactHeader + contact({ minutes: '7.5' }), 2, 'minutes', 'minutes'],
    [
      'a contact to come',
      'contacts',
      contactHeader + contact({ start: '2026-11-25T15:06:00Z' }),
      2,
      'start',
      'in-the-future',
    ],
    ['a contact without a time', 'contacts', contactHeader + contact({ start: '2026-03-02' }), 2, 'start', 'start'],
    ['the 31st of April', 'contacts', contactHeader + contact({ start: '2026-04-31T10:00' }), 2, 'start', 'start'],
    [
      'someone reached for no minutes',
      'contacts',
      contactHeader + contact({ minutes: '0' }),
      2,
      'minutes',
      'contact-without-minutes',
    ],
    ['no e-mail address', 'contacts', contactHeader + contact({ staff_email: 'ana' }), 2, 'staff_email', 'email'],
    ['a missing column', 'clients', 'external_id,given_name\n1,Ana\n', 1, 'family_name', 'missing-column'],
    [
      'a column nobody knows',
      'clients',
      'external_id,given_name,family_name,shoe_size\n1,Ana,Ruiz,38\n',
      1,
      'shoe_size',
      'unknown-column',
    ],
    [
      'a column twice',
      'clients',
      'external_id,given_name,family_name,given_name\n1,Ana,Ruiz,Eva\n',
      1,
      'given_name',
      'column-twice',
    ],
    ['semicolons', 'clients', 'external_id;given_name;family_name\n1;Ana;Ruiz\n', 1, null, 'delimiter'],
    ['tabs', 'clients', 'external_id\tgiven_name\tfamily_name\n1\tAna\tRuiz\n', 1, null, 'delimiter'],
    [
      'a quote that is never closed',
      'clients',
      `${clientHeader}1,Ana,Ruiz,,,\n2,"Eva,Ruiz,,,\n3,Ida,Ruiz,,,\n`,
      3,
      null,
      'quote-not-closed',
    ],
    ['text after a quote', 'clients', `${clientHeader}1,Ana,Ruiz,,,\n2,"Eva"x,Ruiz,,,\n`, 3, null, 'broken-quotes'],
  ])('%s', (_, kind, text, row, column, rule) => {
    const { errors, rows, errorCount } = read(kind, text);
    expect(errors.map((fault) => [fault.row, fault.column, fault.rule])).toEqual([[row, column, rule]]);
    expect(errorCount).toBe(1);
    expect(rows).toEqual([]);
  });

  test.each<[string, Buffer, string, number | null]>([
    ['UTF-16', Buffer.from(`\ufeff${clientHeader}`, 'utf16le'), 'encoding', null],
    ['Windows-1252', Buffer.from(`${clientHeader}1,Ana,Ruiz,,,\n2,Jos\xe9,Mu\xf1oz,,,\n`, 'latin1'), 'encoding', 3],
    ['an Excel workbook', Buffer.from([0x50, 0x4b, 3, 4, 20]), 'workbook', null],
  ])('%s is refused by name', (_, bytes, rule, row) => {
    expect(readCaseload('clients', bytes, settings).errors).toMatchObject([{ row, column: null, rule }]);
  });

  test('an empty file is no caseload', () => {
    expect(read('clients', '\n').errors).toMatchObject([{ rule: 'empty-file' }]);
  });

  test('all faults come at once, on the right line behind a note of many lines', () => {
    const note = 'one\r\ntwo\nthree';
    const { errors } = read(
      'contacts',
      contactHeader +
        contact({ note }) +
        contact({ external_id: 'K2', minutes: 'x', mode: 'y' }) +
        contact({ external_id: 'K1' }),
    );
    expect(errors.map(({ row, column }) => [row, column])).toEqual([
      [5, 'minutes'],
      [5, 'mode'],
      [6, 'external_id'],
    ]);
  });

  test('of very many faults a thousand are listed and all are counted', () => {
    const result = read('clients', clientHeader + Array.from({ length: 1500 }, (_, at) => `${at},,,,,\n`).join(''));
    expect(result.errors).toHaveLength(mostErrors);
    expect(result.errorCount).toBe(1500);
  });
});

describe('cells that a spreadsheet would run', () => {
  test.each(['=1+1', '+1 555 010', '-ana', '@SUM(A1)'])('%s is kept exactly', (text) => {
    const { rows } = read('contacts', contactHeader + contact().replace(',ok', `,${text}`));
    expect(rows[0]?.note).toBe(text);
  });

  test('are made harmless in an export', () => {
    expect(csvLine(['=1+1', 'a,b', 'plain'])).toBe(`'=1+1,"a,b",plain\r\n`);
  });

  test('any note comes back exactly from an export', () => {
    const note = fc.string({ unit: fc.constantFrom(...'\'=+-@,"\n\r\t aé'), maxLength: 12 });
    fc.assert(
      fc.property(note, (text) => {
        expect(unescapeCell(escapeCell(text))).toBe(text);
        expect(escapeCell(text)).not.toMatch(/^[=+\-@]/);
        expect(read('contacts', contactHeader + contact({ note: text })).rows[0]?.note).toBe(text);
      }),
    );
  });
});

test('twenty thousand contacts are read in a moment', () => {
  const text = contactHeader + Array.from({ length: 20_000 }, (_, at) => contact({ external_id: `K${at}` })).join('');
  const started = performance.now();
  const result = read('contacts', text);
  console.info(`20,000 contacts read in ${Math.round(performance.now() - started)} ms`);
  expect(result.rows).toHaveLength(20_000);
});

test('any bytes end in rows or named faults', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const { errors, rows, read: found } = readCaseload('clients', bytes, settings);
      expect(errors.length > 0 || rows.length === found).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { errors, rows, read: found } = read('clients', clientHeader + text);
      expect(errors.length > 0 || rows.length === found).toBe(true);
    }),
  );
});
