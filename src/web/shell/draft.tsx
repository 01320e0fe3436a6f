// Nothing typed is ever lost: every change is kept on this device within 300 ms, locked for the person signed in, and copied to the
// server when it can be. Coming back, here or at another desk, the draft is in place and a banner says so.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import type { Drafts } from '#contract/account.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { notify } from '#web/ui/notices.ts';
import { useWords } from '#web/ui/words.ts';
import { get, send } from './api.ts';
import { joinWriters, keepDraft, keptDraft } from './kept-drafts.ts';

type Kept<Value> = { readonly value: Value; readonly savedAt: string };

export type Draft<Value> = {
  readonly value: Value;
  readonly set: (next: Value | ((current: Value) => Value)) => void;
  /** When the draft now shown was written, if it was brought back; null for a fresh start. */
  readonly broughtBackFrom: string | null;
  /** When the draft was last kept; null while there is nothing to keep. */
  readonly keptAt: string | null;
  /** Back to the beginning; undoable. */
  readonly startAfresh: () => void;
  /** Takes the banner away and keeps the draft. */
  readonly acceptDraft: () => void;
  /** The work is saved for good: the draft may go. */
  readonly clear: () => void;
};

const pathOf = (key: string) => `/api/drafts/${encodeURIComponent(key)}`;

/** What the server holds a copy of, as far as this page knows. */
const copied = new Set<string>();
/** Copies are read after what this page itself is still changing. */
let changing: Promise<unknown> = Promise.resolve();

const copyToServer = (key: string, kept: Kept<unknown> | null, outlivesPage = false): Promise<boolean> => {
  if (kept) copied.add(key);
  else copied.delete(key);
  const put = () => send('PUT', pathOf(key), { body: kept }, { isQuiet: true, outlivesPage });
  // One after the other, so that a copy under way never arrives after its draft was dropped.
  const sent = (outlivesPage ? put() : changing.then(put)).then(
    () => true,
    () => false,
  );
  changing = Promise.all([changing, sent]);
  return sent;
};

/** The copy that came from another device, or was sent as the page was left. */
const copyOnServer = async (key: string): Promise<Kept<unknown> | null> => {
  await changing;
  const { items } = await get<Drafts>('/api/drafts');
  for (const item of items) copied.add(item.key);
  return (items.find((item) => item.key === key)?.body as Kept<unknown> | undefined) ?? null;
};

/** `key` names what is being written, for example `contact:CLIENT`. `initial` is what a fresh start looks like. */
export const useDraft = <Value,>(key: string, initial: Value): Draft<Value> => {
  const words = useWords();
  const [first] = useState(() => keptDraft<Kept<Value>>(key));
  const [value, setValue] = useState<Value>(first?.value ?? initial);
  const [broughtBackFrom, setBroughtBackFrom] = useState(first?.savedAt ?? null);
  const [keptAt, setKeptAt] = useState(first?.savedAt ?? null);
  const waiting = useRef<{ value: Value } | null>(null);
  /** Kept here and not yet on the server. */
  const unsent = useRef<Kept<Value> | null>(null);
  const isTouched = useRef(false);
  const timers = useRef<{ here?: ReturnType<typeof setTimeout>; there?: ReturnType<typeof setTimeout> }>({});

  const copy = useCallback(
    async (outlivesPage = false): Promise<boolean> => {
      clearTimeout(timers.current.there);
      const kept = unsent.current;
      if (kept === null) return true;
      const isSent = await copyToServer(key, kept, outlivesPage);
      if (isSent && unsent.current === kept) unsent.current = null;
      return isSent;
    },
    [key],
  );

  const keep = useCallback(() => {
    if (!waiting.current) return;
    const kept: Kept<Value> = { value: waiting.current.value, savedAt: new Date().toISOString() };
    waiting.current = null;
    unsent.current = kept;
    keepDraft(key, kept).then((isKept) => isKept && unsent.current === kept && setKeptAt(kept.savedAt));
    clearTimeout(timers.current.there);
    timers.current.there = setTimeout(copy, 2_000);
  }, [key, copy]);

  const set = useCallback(
    (next: Value | ((current: Value) => Value)) => {
      isTouched.current = true;
      setValue((current) => {
        const changed = typeof next === 'function' ? (next as (current: Value) => Value)(current) : next;
        waiting.current = { value: changed };
        return changed;
      });
      clearTimeout(timers.current.here);
      timers.current.here = setTimeout(keep, 300);
    },
    [keep],
  );

  useEffect(() => {
    const lastWords = () => {
      keep();
      // Locking takes a moment that a page being left may not have.
      copy(true);
    };
    window.addEventListener('pagehide', lastWords);
    const leaveWriters = joinWriters({ keep, send: copy });
    return () => {
      leaveWriters();
      window.removeEventListener('pagehide', lastWords);
      clearTimeout(timers.current.here);
      keep();
      copy();
    };
  }, [keep, copy]);

  useEffect(() => {
    let isCurrent = true;
    copyOnServer(key).then(
      (found) => {
        const copyFound = found as Kept<Value> | null;
        if (!isCurrent || isTouched.current || !copyFound || copyFound.savedAt <= (first?.savedAt ?? '')) return;
        keepDraft(key, copyFound);
        setValue(copyFound.value);
        setBroughtBackFrom(copyFound.savedAt);
        setKeptAt(copyFound.savedAt);
      },
      // What this device keeps is enough to go on with.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [key, first]);

  const clear = useCallback(() => {
    waiting.current = null;
    unsent.current = null;
    isTouched.current = true;
    clearTimeout(timers.current.here);
    clearTimeout(timers.current.there);
    keepDraft(key, null);
    setKeptAt(null);
    setBroughtBackFrom(null);
    if (copied.has(key)) copyToServer(key, null);
  }, [key]);

  return {
    value,
    set,
    broughtBackFrom,
    keptAt,
    startAfresh: () => {
      const thrownAway = value;
      clear();
      setValue(initial);
      notify(words('shell.draft.thrownAway'), { undo: () => set(thrownAway) });
    },
    acceptDraft: () => setBroughtBackFrom(null),
    clear,
  };
};

/** Says that a draft was brought back, and offers a fresh start. */
export const DraftBanner = <Value,>({ draft }: { readonly draft: Draft<Value> }) => {
  const words = useWords();
  const intl = useIntl();
  if (!draft.broughtBackFrom) return null;
  const at = intl.formatDate(draft.broughtBackFrom, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  return (
    <Banner
      title={words('shell.draft.broughtBack', { at })}
      actions={
        <>
          <Button size="small" onClick={draft.acceptDraft}>
            {words('shell.draft.goOn')}
          </Button>
          <Button size="small" look="quiet" onClick={draft.startAfresh}>
            {words('shell.draft.startAfresh')}
          </Button>
        </>
      }
    />
  );
};
