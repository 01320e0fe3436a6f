import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { joinWriters, keepAll, keepDraft, keptDraft, openDrafts, sendAll } from './kept-drafts.ts';

const onDevice = new Map<string, string>();
const aKey = () => randomBytes(32).toString('base64');
const everything = () => [...onDevice].flat().join('\n');

const [ana, bo] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];
const [anasKey, bosKey] = [aKey(), aKey()];
const note = { value: { text: 'He wants to call his sister' }, savedAt: '2026-11-25T10:00:00.000Z' };

beforeEach(async () => {
  onDevice.clear();
  vi.stubGlobal('localStorage', {
    get length() {
      return onDevice.size;
    },
    key: (index: number) => [...onDevice.keys()][index] ?? null,
    getItem: (place: string) => onDevice.get(place) ?? null,
    setItem: (place: string, text: string) => onDevice.set(place, text),
    removeItem: (place: string) => onDevice.delete(place),
  });
  await openDrafts(ana, anasKey);
});

describe('a draft on a device that many use', () => {
  test('is there again when its writer comes back, in all its signs', async () => {
    const long = { ...note, value: { text: `${'Ñandú 🌉 '.repeat(20_000)}` } };
    await keepDraft('note:1', long);
    await openDrafts(ana, anasKey);
    expect(keptDraft('note:1')).toEqual(long);
  });

  test('says nothing to whoever looks into the device', async () => {
    await keepDraft('note:1', note);
    expect(onDevice.size).toBe(1);
    expect(everything()).not.toContain('sister');
    expect(everything()).not.toContain(btoa('sister').slice(0, 6));
  });

  test('is nothing to the next person who signs in, and still there for the first', async () => {
    await keepDraft('note:1', note);
    await openDrafts(bo, bosKey);
    expect(keptDraft('note:1')).toBeNull();
    await openDrafts(ana, anasKey);
    expect(keptDraft('note:1')).toEqual(note);
  });

  test('does not open with another key, in another place, or damaged, and is taken away then', async () => {
    await keepDraft('note:1', note);
    const [place, sealed] = [...onDevice][0] ?? ['', ''];
    for (const [where, text, key] of [
      [place, sealed, bosKey],
      [place.replace('note:1', 'note:2'), sealed, anasKey],
      [place, `${sealed.slice(0, 20)}${sealed[20] === 'A' ? 'B' : 'A'}${sealed.slice(21)}`, anasKey],
      [place, JSON.stringify(note), anasKey],
    ] as const) {
      onDevice.clear();
      onDevice.set(where, text);
      await openDrafts(ana, key);
      expect(keptDraft('note:1')).toBeNull();
      expect(keptDraft('note:2')).toBeNull();
      expect(onDevice.size).toBe(0);
    }
  });

  test('dropped while it is being locked, it stays dropped; the last of two stays', async () => {
    const first = keepDraft('note:1', note);
    await keepDraft('note:1', null);
    await first;
    expect(onDevice.size).toBe(0);
    const later = { ...note, savedAt: '2026-11-25T10:00:01.000Z' };
    await Promise.all([keepDraft('note:1', note), keepDraft('note:1', later)]);
    await openDrafts(ana, anasKey);
    expect(keptDraft('note:1')).toEqual(later);
  });
});

describe('going', () => {
  test('waits until what was typed last is locked', async () => {
    const leave = joinWriters({ keep: () => void keepDraft('note:1', note), send: async () => true });
    await keepAll();
    expect(onDevice.size).toBe(1);
    expect(await sendAll()).toBe(true);
    leave();
  });

  test('tells when something could not be sent', async () => {
    const leave = joinWriters({ keep: () => undefined, send: async () => false });
    expect(await sendAll()).toBe(false);
    leave();
    expect(await sendAll()).toBe(true);
  });
});
