import { PDFDocument } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { type AccountingOnPaper, accountingPaper } from './accounting.ts';
import { textOf } from './test-text.ts';

const accounting = (more: Partial<AccountingOnPaper> = {}): AccountingOnPaper => ({
  ...{ law: 'hipaa', language: 'en', isLarge: false, agency: 'Riverbend', isWhole: true },
  client: { name: 'Zoë Núñez', number: 1204, birthDate: '1971-03-02' },
  ...{ madeOn: '2026-11-25', from: '2020-11-25', to: '2026-11-25' },
  entries: [
    {
      ...{
        basis: 'public-health',
        recipientKind: 'organization',
        recipient: 'Health department',
        address: '1 Main St',
      },
      ...{ via: null, purpose: 'other', purposeText: 'Outbreak', kinds: ['identity', 'stays'] },
      ...{ first: '2026-02-01', last: '2026-03-01', times: 2 },
    },
  ],
  ...more,
});
/** Each sentence as its key and what it is told. */
const say = (key: string, params: Readonly<Record<string, string | number>> = {}) =>
  [key, ...Object.values(params)].join(' ');
const made = (of: AccountingOnPaper) => accountingPaper(of, say);

describe('the accounting on paper', () => {
  test('says when, to whom, what and why', async () => {
    const text = await textOf(await made(accounting()));
    for (const part of [
      ...['accounting.title.hipaa', 'accounting.about Zoë Núñez 1204', 'accounting.born 1971-03-02'],
      ...['accounting.often 2026-02-01 2026-03-01 2', 'accounting.to: Health department, 1 Main St'],
      ...['disclosure.kind.stays', 'disclosure.purpose.other: Outbreak', 'disclosure.basis.public-health'],
      'accounting.footer 2026-11-25 1 1',
    ])
      expect(text).toContain(part);
  });

  test('says so where it covers only what its maker may see, and nowhere else', async () => {
    expect(await textOf(await made(accounting({ isWhole: false })))).toContain('accounting.not-whole');
    expect(await textOf(await made(accounting()))).not.toContain('accounting.not-whole');
  });

  test('says so where there is nothing to name', async () => {
    expect(await textOf(await made(accounting({ entries: [] })))).toContain('accounting.none');
  });

  test('large print runs over more pages and loses nothing', async () => {
    const [entry] = accounting().entries;
    const entries = Array.from({ length: 30 }, (_, index) => ({ ...entry!, recipient: `Office ${index}` }));
    const [small, large] = [await made(accounting({ entries })), await made(accounting({ entries, isLarge: true }))];
    const pages = async (bytes: Uint8Array) => (await PDFDocument.load(bytes)).getPageCount();
    expect(await pages(large)).toBeGreaterThan(await pages(small));
    for (let index = 0; index < 30; index++) expect(await textOf(large)).toContain(`Office ${index},`);
  });

  test('a name keeps all its letters', async () => {
    const name = 'Łukasz Nguyễn, Анна';
    expect(await textOf(await made(accounting({ client: { name, number: 1, birthDate: null } })))).toContain(name);
  });

  test('a paper carries only the letters it uses', async () => {
    expect((await made(accounting())).length).toBeLessThan(40_000);
  });

  test('a recipient without a space, longer than the line, is broken and not cut', async () => {
    const [entry] = accounting().entries;
    const text = await textOf(await made(accounting({ entries: [{ ...entry!, recipient: 'x'.repeat(190) }] })));
    expect(text.match(/x/g)?.length).toBeGreaterThanOrEqual(190);
  });

  test('the same accounting gives the same bytes', async () => {
    expect(await made(accounting())).toEqual(await made(accounting()));
  });
});
