import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from './api.ts';
import { type AutosaveRules, autosaver, type Part, putTogether } from './autosave.ts';

type Record2 = { readonly situation: string; readonly wishes: string };
type View = Record2 & { readonly version: string };

const parts: readonly Part<Record2>[] = (['situation', 'wishes'] as const).map((key) => ({
  key,
  label: key,
  text: (value) => value[key],
  take: (from, into) => ({ ...into, [key]: from[key] }),
}));

const server = (first: View) => {
  let record = first;
  const kept: unknown[] = [];
  let isReachable = true;
  const rules: AutosaveRules<Record2, View> = {
    readValue: ({ situation, wishes }) => ({ situation, wishes }),
    readVersion: ({ version }) => version,
    save: async (value, version) => {
      if (!isReachable) throw new Problem({ type: '', title: '', status: 0 });
      if (version !== record.version) throw new Problem({ type: '', title: '', status: 412, current: record } as never);
      record = { ...value, version: `${Number(version) + 1}` };
      return record;
    },
    adopt: (now) => now,
    parts: () => parts,
    keep: (each) => kept.push(each),
    kept: null,
  };
  return {
    rules,
    kept,
    record: () => record,
    someoneSaves: (change: Partial<Record2>) => {
      record = { ...record, ...change, version: `${Number(record.version) + 1}` };
    },
    reachable: (is: boolean) => {
      isReachable = is;
    },
  };
};

const begun: View = { situation: 'Lives with his sister', wishes: '', version: '1' };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a record that saves itself', () => {
  it('is saved a second after the last key, in one go', async () => {
    const { rules, record, kept } = server(begun);
    const saver = autosaver(begun, rules);
    saver.set((now) => ({ ...now, wishes: 'A' }));
    await vi.advanceTimersByTimeAsync(900);
    saver.set((now) => ({ ...now, wishes: 'A place of my own' }));
    expect(kept.at(-1)).toMatchObject({ value: { wishes: 'A' } });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(record()).toMatchObject({ wishes: 'A place of my own', version: '2' });
    expect(saver.now().status).toBe('saved');
    expect(kept.at(-1)).toBeNull();
  });

  it('keeps what is typed on the device while there is no connection, and saves it later', async () => {
    const { rules, record, reachable } = server(begun);
    const saver = autosaver(begun, rules);
    reachable(false);
    saver.set((now) => ({ ...now, wishes: 'Work' }));
    expect(await saver.flush()).toBe(false);
    expect(saver.now().status).toBe('kept-here');
    reachable(true);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(record().wishes).toBe('Work');
  });

  it('puts together what two people changed in different places', async () => {
    const { rules, record, someoneSaves } = server(begun);
    const saver = autosaver(begun, rules);
    someoneSaves({ situation: 'Lives on his own since May' });
    saver.set((now) => ({ ...now, wishes: 'Work' }));
    await saver.flush();
    await vi.advanceTimersByTimeAsync(10);
    expect(record()).toMatchObject({ situation: 'Lives on his own since May', wishes: 'Work' });
    expect(saver.now()).toMatchObject({ status: 'saved', both: null });
  });

  it('asks where two people changed the same place, and saves what was chosen', async () => {
    const { rules, record, someoneSaves } = server(begun);
    const saver = autosaver(begun, rules);
    someoneSaves({ wishes: 'A flat' });
    saver.set((now) => ({ ...now, wishes: 'Work' }));
    await saver.flush();
    expect(saver.now()).toMatchObject({ status: 'both-changed', both: { theirs: { wishes: 'A flat' } } });
    expect(record().wishes).toBe('A flat');
    saver.settle({ situation: begun.situation, wishes: 'A flat and work' });
    await vi.advanceTimersByTimeAsync(10);
    expect(record().wishes).toBe('A flat and work');
  });

  it('brings back what a crash interrupted and saves it', async () => {
    const { rules, record } = server(begun);
    const kept = { value: { ...begun, wishes: 'Work' }, base: begun, version: '1', at: '2026-11-25T15:00:00Z' };
    const saver = autosaver(begun, { ...rules, kept });
    expect(saver.now()).toMatchObject({ value: { wishes: 'Work' }, broughtBackFrom: kept.at });
    await vi.advanceTimersByTimeAsync(10);
    expect(record().wishes).toBe('Work');
  });

  it('takes over a newer reading only while nothing waits to be saved', () => {
    const { rules } = server(begun);
    const saver = autosaver(begun, rules);
    saver.meet({ ...begun, wishes: 'Read anew', version: '2' });
    expect(saver.now().value.wishes).toBe('Read anew');
    saver.set((now) => ({ ...now, wishes: 'Typed' }));
    saver.meet({ ...begun, wishes: 'Read again', version: '3' });
    expect(saver.now().value.wishes).toBe('Typed');
    saver.stop();
  });
});

it('what both sides changed alike is no conflict', () => {
  const same = { ...begun, wishes: 'Work' };
  expect(putTogether<Record2>(begun, same, same, parts).conflicts).toEqual([]);
});
