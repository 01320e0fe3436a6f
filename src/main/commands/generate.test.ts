import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#store/postgres/test-database.ts';

const bin = fileURLToPath(new URL('../../../bin/footbridge.mjs', import.meta.url));

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const footbridge = (...args: string[]): Promise<{ code: number; said: Record<string, unknown> }> =>
  new Promise((resolve) =>
    execFile(
      process.execPath,
      [bin, ...args, '--json'],
      { env: { ...process.env, DATABASE_URL: database.ownerUrl, LANG: 'C', LC_ALL: '' } },
      (error, stdout) => resolve({ code: Number(error?.code ?? 0), said: JSON.parse(stdout) }),
    ),
  );

test('a generated agency is told in one document, and its name is given once', async () => {
  const args = [
    'generate',
    '--clients',
    '12',
    '--contacts',
    '100',
    '--teams',
    '2',
    '--seed',
    'abc',
    '--as-of',
    '2026-11-25',
  ];
  const { code, said } = await footbridge(...args);
  expect(code).toBe(0);
  expect(said).toMatchObject({ agency: 'Generated 12 (abc)', clients: 12, contacts: 100, teams: 2, seed: 'abc' });
  expect(said.seconds).toBeGreaterThan(0);
  const again = await footbridge(...args);
  expect([again.code, again.said.status]).toEqual([1, 409]);
  // The demonstration stays out of a database with other agencies in it.
  const demo = await footbridge('demo');
  expect([demo.code, demo.said.status]).toEqual([1, 409]);
}, 60_000);

test.each([
  ['--clients', 'many'],
  ['--clients', '3', '--contacts', '2'],
  ['--clients', '3', '--as-of', 'yesterday'],
  ['--clients', '3', '--colour', 'blue'],
])(
  'wrong usage is told as such: %s',
  async (...args) => {
    const { code, said } = await footbridge('generate', ...args.filter((each) => each !== undefined));
    expect([code, said.status]).toEqual([2, 400]);
  },
  30_000,
);
