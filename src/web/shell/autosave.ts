// A record written over days (an assessment, a plan, a review) saves itself. Every change is kept on this device within 300 ms
// and sent to the record a second after the last key. If somebody else saved meanwhile, what only one of the two changed is put
// together; what both changed waits for a person to choose. Nobody's words are lost.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Problem, send } from './api.ts';
import { joinWriters, keepDraft, keptDraft } from './kept-drafts.ts';

export type AutosaveStatus = 'saved' | 'waiting' | 'saving' | 'kept-here' | 'both-changed' | 'refused';

/** A part of the record that is chosen as a whole when both sides changed it. */
export type Part<Value> = {
  readonly key: string;
  readonly label: string;
  /** The part in words, to compare and to show. */
  readonly text: (value: Value) => string;
  readonly take: (from: Value, into: Value) => Value;
};

export type AutosaveNow<Value> = {
  readonly value: Value;
  readonly status: AutosaveStatus;
  /** The other side, and what both began from, while both changed the same part. */
  readonly both: { readonly base: Value; readonly theirs: Value } | null;
  readonly problem: Problem | null;
  /** When what is shown was typed, if it was brought back from this device; null for a fresh start. */
  readonly broughtBackFrom: string | null;
};

type Kept<Value> = {
  readonly value: Value;
  /** What the record held when this side began to change it. */
  readonly base: Value;
  readonly version: string;
  readonly at: string;
};

export type AutosaveRules<Value, View> = {
  readonly readValue: (view: View) => Value;
  readonly readVersion: (view: View) => string;
  readonly save: (value: Value, version: string) => Promise<View>;
  /** What the record made of `sent` (ids of what is new) brought into what is on the screen now. */
  readonly adopt: (now: Value, sent: Value, saved: View) => Value;
  readonly parts: (value: Value, theirs: Value) => readonly Part<Value>[];
  readonly keep: (kept: Kept<Value> | null) => void;
  readonly kept: Kept<Value> | null;
};

const pauses = { keep: 300, save: 1_000, retry: 6_000 };

/** Their version with everything that only this side changed; `conflicts` are the parts that both changed. */
export const putTogether = <Value>(
  base: Value,
  mine: Value,
  theirs: Value,
  parts: readonly Part<Value>[],
): { readonly value: Value; readonly conflicts: readonly Part<Value>[] } => {
  const changedHere = parts.filter(({ text }) => text(mine) !== text(base));
  const conflicts = changedHere.filter(({ text }) => text(theirs) !== text(base) && text(theirs) !== text(mine));
  return { value: changedHere.reduce((value, part) => part.take(mine, value), theirs), conflicts };
};

export type Autosaver<Value, View> = {
  readonly now: () => AutosaveNow<Value>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly set: (change: Value | ((now: Value) => Value)) => void;
  /** Keeps on this device what was typed since. */
  readonly keep: () => void;
  /** Sends what is not saved yet; true once the record holds everything. */
  readonly flush: () => Promise<boolean>;
  readonly version: () => string;
  /** A newer reading of the record, from elsewhere; taken over unless something here waits to be saved. */
  readonly meet: (view: View) => void;
  /** Ends a conflict with what a person put together. */
  readonly settle: (value: Value) => void;
  readonly stop: () => void;
};

/** The saving itself, without React. */
export const autosaver = <Value, View>(view: View, rules: AutosaveRules<Value, View>): Autosaver<Value, View> => {
  const { readValue, readVersion, kept } = rules;
  let version = kept?.version ?? readVersion(view);
  let base = kept?.base ?? readValue(view);
  let isUnsaved = kept !== null;
  let sending: Promise<boolean> | null = null;
  let theirView: View | null = null;
  const timers: { keep?: ReturnType<typeof setTimeout> | undefined; save?: ReturnType<typeof setTimeout> | undefined } =
    {};
  const listeners = new Set<() => void>();
  let state: AutosaveNow<Value> = {
    value: kept?.value ?? base,
    status: isUnsaved ? 'waiting' : 'saved',
    both: null,
    problem: null,
    broughtBackFrom: kept?.at ?? null,
  };
  const change = (next: Partial<AutosaveNow<Value>>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const keep = () => {
    clearTimeout(timers.keep);
    timers.keep = undefined;
    rules.keep(isUnsaved ? { value: state.value, base, version, at: new Date().toISOString() } : null);
  };
  const saveIn = (pause: number) => {
    clearTimeout(timers.save);
    timers.save = setTimeout(() => void flush(), pause);
  };

  const isSaved = (saved: View, sent: Value) => {
    const isAll = state.value === sent;
    version = readVersion(saved);
    base = readValue(saved);
    isUnsaved = !isAll;
    change({ value: rules.adopt(state.value, sent, saved), status: isAll ? 'saved' : 'waiting', problem: null });
    keep();
    if (!isAll) saveIn(pauses.save);
    return isAll;
  };

  const meetBothSides = (theirs: View) => {
    const other = readValue(theirs);
    const parts = rules.parts(state.value, other);
    const together = putTogether(base, state.value, other, parts);
    if (together.conflicts.length > 0) {
      theirView = theirs;
      return change({ status: 'both-changed', both: { base, theirs: other } });
    }
    version = readVersion(theirs);
    base = other;
    isUnsaved = parts.some(({ text }) => text(together.value) !== text(other));
    change({ value: together.value, status: isUnsaved ? 'waiting' : 'saved', both: null });
    keep();
    if (isUnsaved) saveIn(0);
  };

  const fails = (error: unknown): false => {
    const problem = error instanceof Problem ? error : null;
    const current = problem?.status === 412 ? (problem.document as { current?: View }).current : undefined;
    if (current !== undefined) meetBothSides(current);
    else if (problem && !problem.isPassing) change({ status: 'refused', problem });
    else {
      change({ status: 'kept-here', problem });
      saveIn(pauses.retry);
    }
    return false;
  };

  const flush = async (): Promise<boolean> => {
    clearTimeout(timers.save);
    if (sending) {
      await sending;
      return isUnsaved && state.status === 'waiting' ? flush() : !isUnsaved;
    }
    if (!isUnsaved) return true;
    if (state.status === 'both-changed') return false;
    keep();
    const sent = state.value;
    change({ status: 'saving' });
    sending = rules.save(sent, version).then((saved) => isSaved(saved, sent), fails);
    const isAll = await sending;
    sending = null;
    return isAll;
  };

  if (isUnsaved) saveIn(0);
  return {
    now: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (next) => {
      const value = typeof next === 'function' ? (next as (now: Value) => Value)(state.value) : next;
      if (value === state.value) return;
      isUnsaved = true;
      change({
        value,
        status: state.status === 'both-changed' || state.status === 'saving' ? state.status : 'waiting',
      });
      timers.keep ??= setTimeout(keep, pauses.keep);
      if (state.status !== 'both-changed') saveIn(pauses.save);
    },
    keep,
    flush,
    version: () => version,
    meet: (newer) => {
      if (isUnsaved || sending || readVersion(newer) <= version) return;
      version = readVersion(newer);
      base = readValue(newer);
      change({ value: base, status: 'saved', problem: null });
    },
    settle: (value) => {
      if (theirView === null) return;
      version = readVersion(theirView);
      base = readValue(theirView);
      theirView = null;
      isUnsaved = true;
      change({ value, status: 'waiting', both: null });
      keep();
      saveIn(0);
    },
    stop: () => {
      if (timers.keep !== undefined) keep();
      if (isUnsaved && state.status !== 'both-changed') void flush();
      clearTimeout(timers.save);
    },
  };
};

export type AutosaveOptions<Value, View> = Omit<AutosaveRules<Value, View>, 'keep' | 'kept' | 'save'> & {
  /** Names what is written: `assessment:ID`. */
  readonly key: string;
  readonly path: string;
  readonly bodyOf: (value: Value) => unknown;
  readonly onSaved: (view: View) => void;
};

/** For one record; give the component a `key` of the record's id. */
export const useAutosave = <Value, View>(
  view: View,
  options: AutosaveOptions<Value, View>,
): AutosaveNow<Value> & Omit<Autosaver<Value, View>, 'now' | 'subscribe' | 'meet' | 'keep' | 'stop'> => {
  const [saver] = useState(() =>
    autosaver<Value, View>(view, {
      ...options,
      kept: keptDraft<Kept<Value>>(options.key),
      keep: (kept) => void keepDraft(options.key, kept),
      save: async (value, version) => {
        const saved = await send<View>('PUT', options.path, options.bodyOf(value), { ifMatch: `"${version}"` });
        options.onSaved(saved);
        return saved;
      },
    }),
  );
  const now = useSyncExternalStore(saver.subscribe, saver.now);
  useEffect(() => {
    const again = () => void saver.flush();
    window.addEventListener('pagehide', saver.stop);
    window.addEventListener('online', again);
    const leaveWriters = joinWriters({ keep: saver.keep, send: saver.flush });
    return () => {
      leaveWriters();
      window.removeEventListener('pagehide', saver.stop);
      window.removeEventListener('online', again);
      saver.stop();
    };
  }, [saver]);
  useEffect(() => saver.meet(view), [saver, view]);
  return { ...now, set: saver.set, flush: saver.flush, version: saver.version, settle: saver.settle };
};
