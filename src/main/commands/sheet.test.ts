import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footbridge-sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

const sheet = async (...args: readonly string[]) => {
  const child = spawn(process.execPath, ['bin/footbridge.mjs', 'sheet', ...args], {
    env: { ...process.env, LANG: 'C', DATABASE_URL: 'postgres://nowhere.invalid/none', FOOTBRIDGE_SHEET_KEY: 'a key' },
  });
  child.stdin.end();
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<[number]>((resolve) => child.once('close', (exit) => resolve([exit ?? -1]))),
  ]);
  const lines = stdout.split('\n').filter(Boolean);
  return { code, stderr, lines: lines.map((line) => JSON.parse(line)) };
};

describe('footbridge sheet', () => {
  test('prints sheets each with an id of its own, and the layout they were printed by', async () => {
    const [out, layoutOut] = [join(folder, 'sheets.pdf'), join(folder, 'layout.json')];
    const [printed, laidOut] = await Promise.all([
      sheet(...['print', '--instrument', 'pcl5', '--blank', '3', '--out', out, '--layout-out', layoutOut, '--json']),
      sheet('layout', '--instrument', 'pcl5'),
    ]);
    expect([printed.code, printed.lines[0].signed, new Set(printed.lines[0].sheets).size]).toEqual([0, true, 3]);
    expect(JSON.parse(await readFile(layoutOut, 'utf8'))).toEqual(laidOut.lines[0]);
    const document = await PDFDocument.load(await readFile(out));
    expect(document.getPageCount()).toBe(3 * laidOut.lines[0].pages.length);
  });

  test.each([
    ['an instrument whose words are not there', ['layout', '--instrument', 'whodas12'], 1, 'sheet-text-not-loaded'],
    [
      'a language it does not have',
      ['layout', '--instrument', 'phq9', '--language', 'es'],
      1,
      'sheet-language-missing',
    ],
    [
      'clients, for whom a record is needed',
      ['print', '--instrument', 'phq9', '--clients', 'a,b', '--out', 'no.pdf'],
      1,
      'sheet-not-for-clients',
    ],
    ['nobody', ['print', '--instrument', 'phq9', '--out', 'no.pdf'], 2, 'sheet-for-whom'],
    ['no number', ['print', '--instrument', 'phq9', '--blank', '-1', '--out', 'no.pdf'], 2, 'sheet-count-not-readable'],
    [
      'a folder that is not there',
      ['print', '--instrument', 'phq9', '--blank', '1', '--out', '/no/such/place.pdf'],
      1,
      'sheet-not-written',
    ],
  ])('refuses %s in a sentence', async (_, args, code, rule) => {
    const refused = await sheet(...args, '--json');
    expect(refused.code).toBe(code);
    expect(refused.lines[0].type).toBe(`urn:footbridge:problem/${rule}`);
    expect(refused.stderr).toContain(refused.lines[0].detail);
  });
});
