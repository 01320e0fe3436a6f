import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

const keyed = async (key: string, ...args: readonly string[]) => {
  const child = spawn(process.execPath, ['bin/footbridge.mjs', 'sheet', ...args], {
    env: { ...process.env, LANG: 'C', DATABASE_URL: 'postgres://nowhere.invalid/none', FOOTBRIDGE_SHEET_KEY: key },
  });
  child.stdin.end();
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<[number]>((resolve) => child.once('close', (exit) => resolve([exit ?? -1]))),
  ]);
  return { code, stdout, stderr };
};

const sheet = async (...args: readonly string[]) => {
  const { stdout, ...rest } = await keyed('a key', ...args);
  const lines = stdout.split('\n').filter(Boolean);
  return { ...rest, lines: lines.map((line) => JSON.parse(line)) };
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
      'two ways at once',
      ['print', '--instrument', 'phq9', '--clients', 'a,b', '--blank', '2', '--out', 'no.pdf'],
      2,
      'sheet-for-whom',
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

  // Several processes, each with threads of its own: on a busy machine that takes its time.
  test('reads scans back in the order of the files, whatever is wrong with some of them', {
    timeout: 120_000,
  }, async () => {
    const [printed, layout] = [join(folder, 'blank.pdf'), join(folder, 'blank.json')];
    const [empty, letter] = [join(folder, 'empty.pdf'), join(folder, 'letter.txt')];
    await Promise.all([writeFile(empty, ''), writeFile(letter, 'Dear colleague')]);
    const print = ['print', '--instrument', 'pcl5', '--blank', '2', '--out', printed, '--layout-out', layout, '--json'];
    const [first, second] = (await sheet(...print)).lines[0].sheets;
    const files = [empty, printed, letter, printed];
    const read = await sheet('read', ...files, '--layout', layout, '--workers', '2', '--json');
    expect(read.code).toBe(1);
    const told = read.lines.map(({ file, pageInFile, result, sheet: id, page, signature, problem }) =>
      problem ? [file, problem.type.split('/').at(-1)] : [file, pageInFile, result, id, page, signature],
    );
    expect(told).toEqual([
      [empty, 'scan-empty'],
      ...[first, first, second, second].map((id, at) => [printed, at + 1, 'check', id, 1 + (at % 2), 'valid']),
      [letter, 'scan-wrong-type'],
      ...[first, first, second, second].map((id, at) => [printed, at + 1, 'already-used', id, 1 + (at % 2), 'valid']),
    ]);
    const items = read.lines.flatMap((line) => (line.result === 'check' ? line.items : []));
    expect(items).toHaveLength(40);
    expect(new Set(items.map(({ value, status, reason }) => `${value} ${status} ${reason}`))).toEqual(
      new Set(['null check blank']),
    );
    const other = await keyed('another key', 'read', printed, '--layout', layout, '--json');
    expect(JSON.parse(other.stdout.split('\n')[0] ?? '')).toMatchObject({
      ...{ result: 'wrong-sheet', reason: 'signature', signature: 'invalid', items: [] },
    });
    const unkeyed = await keyed('', 'read', printed, '--layout', layout);
    expect([unkeyed.code, unkeyed.stdout.split('\n')[0]]).toEqual([
      0,
      `${printed}, page 1: read; some answers are for a person to check.`,
    ]);
    expect(
      JSON.parse((await keyed('', 'read', printed, '--layout', layout, '--json')).stdout.split('\n')[0] ?? ''),
    ).toMatchObject({
      ...{ result: 'check', signature: 'not-checked' },
    });
  });

  test.each([
    ['without a layout', [], 'sheet-layout-needed'],
    ['by what is no layout', ['--layout', 'package.json'], 'sheet-layout-not-readable'],
    ['by a layout that is not there', ['--layout', 'nowhere.json'], 'sheet-layout-not-readable'],
  ])('reads nothing %s', async (_, flags, rule) => {
    const refused = await sheet('read', 'some.pdf', ...flags, '--json');
    expect(refused.lines[0].type).toBe(`urn:footbridge:problem/${rule}`);
  });
});
