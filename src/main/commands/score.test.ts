import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';

const score = async (args: readonly string[], input = '') => {
  const child = spawn(process.execPath, ['bin/footbridge.mjs', 'score', ...args], {
    env: { ...process.env, LANG: 'C', DATABASE_URL: 'postgres://nowhere.invalid/none' },
  });
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<[number]>((resolve) => child.once('close', (exit) => resolve([exit ?? -1]))),
  ]);
  return {
    code,
    stderr,
    lines: stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
};

describe('footbridge score', () => {
  test('takes answers as they stand, from a file and from stdin, and needs no database', async () => {
    const file = join(tmpdir(), `answers-${process.pid}.json`);
    await writeFile(file, '{"q1":3,"q2":3,"q3":3,"q4":3,"q5":0,"q6":0,"q7":0,"q8":0,"q9":1}');
    const [given, fromFile, fromStdin] = await Promise.all([
      score(['phq9', '--answers', '[3,3,3,3,0,0,0,0,1]']),
      score(['phq9', '--answers', `@${file}`, '--json']),
      score(['phq9', '--answers', '-'], '[3,3,3,3,0,0,0,0,1]'),
    ]);
    expect(given).toMatchObject({
      code: 0,
      lines: [{ instrument: 'phq9', scores: { total: { value: 13, band: 'moderate' } } }],
    });
    expect(fromFile.lines).toEqual(given.lines);
    expect(fromStdin.lines).toEqual(given.lines);
    expect(given.lines[0]).toMatchObject({
      flags: [{ id: 'item9', severity: 'urgent' }],
      notice: expect.stringContaining('Spitzer'),
    });
  });

  test('a form whose words are missing is not complete', async () => {
    const { lines } = await score(
      ['safety-plan', '--lines'],
      [{}, { signs: ['I stop eating'], selfhelp: ['Music'], services: [{ name: '988' }] }]
        .map((said) => JSON.stringify({ likely: 'sure', copies: ['person'], gone_through: 'yes', ...said }))
        .join('\n'),
    );
    expect(lines).toMatchObject([
      { complete: false, missing: ['signs', 'selfhelp', 'services'] },
      { complete: true, missing: [] },
    ]);
  });

  test('line by line, a bad line gets its problem and the others go on', async () => {
    const { code, lines } = await score(
      ['gad7', '--lines'],
      '[1,1,1,1,1,1,1]\nseven\n{"q9":1}\n\n[0,0,0,0,0,0,null]\n',
    );
    expect(code).toBe(1);
    expect(lines).toMatchObject([
      { scores: { total: { value: 7 } } },
      { status: 422, detail: expect.stringContaining('JSON') },
      { errors: [{ pointer: '/q9', rule: 'answer-to-no-item' }] },
      { complete: false, missing: ['q7'], scores: { total: { value: null, estimated: 0 } } },
    ]);
  });

  test('refuses what it does not know: 1, and wrong usage: 2', async () => {
    const [unknown, value, none, path] = await Promise.all([
      score(['phq-10', '--answers', '[]', '--json']),
      score(['phq9', '--answers', '[7]', '--json']),
      score(['phq9', '--json']),
      score(['phq9', '--answers', '@/no/such/file', '--json']),
    ]);
    expect(unknown).toMatchObject({ code: 1, lines: [{ status: 422, detail: expect.stringContaining('phq9') }] });
    expect(value).toMatchObject({ code: 1, lines: [{ errors: [{ pointer: '/q1' }] }] });
    expect(none.code).toBe(2);
    expect(path).toMatchObject({ code: 1, lines: [{ detail: expect.stringContaining('/no/such/file') }] });
  });
});
