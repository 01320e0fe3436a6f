// Nothing typed is ever lost: every change is kept on this device within 300 ms, under the person signed in, and copied to the
// server when it can be. Coming back, the draft is already in place and a banner says so.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { notify } from '#web/ui/notices.ts';
import { useWords } from '#web/ui/words.ts';
import { Problem, send } from './api.ts';
import { useSession } from './session.ts';

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

// A server without drafts says so once; then this device is the only keeper.
let keepsDrafts = true;
const copied = new Set<string>();

const pathOf = (key: string) => `/api/drafts/${encodeURIComponent(key)}`;

const copyToServer = async (key: string, kept: Kept<unknown>) => {
  if (!keepsDrafts) return;
  try {
    await send('PUT', pathOf(key), kept, { isQuiet: true });
    copied.add(key);
  } catch (error) {
    if (error instanceof Problem && (error.status === 404 || error.status === 405)) keepsDrafts = false;
  }
};

const removeCopy = (key: string) => {
  if (copied.delete(key)) send('DELETE', pathOf(key), undefined, { isQuiet: true }).catch(() => copied.add(key));
};

const readKept = <Value,>(storageKey: string): Kept<Value> | null => {
  try {
    const text = localStorage.getItem(storageKey);
    return text ? (JSON.parse(text) as Kept<Value>) : null;
  } catch {
    return null;
  }
};

/** `key` names what is being written, for example `contact:CLIENT`. `initial` is what a fresh start looks like. */
export const useDraft = <Value,>(key: string, initial: Value): Draft<Value> => {
  const words = useWords();
  const { staff } = useSession();
  const storageKey = `footbridge.draft.${staff.id}.${key}`;
  const [first] = useState(() => readKept<Value>(storageKey));
  const [value, setValue] = useState<Value>(first?.value ?? initial);
  const [broughtBackFrom, setBroughtBackFrom] = useState(first?.savedAt ?? null);
  const [keptAt, setKeptAt] = useState(first?.savedAt ?? null);
  const waiting = useRef<{ value: Value } | null>(null);
  const timers = useRef<{ here?: ReturnType<typeof setTimeout>; there?: ReturnType<typeof setTimeout> }>({});

  const keep = useCallback(() => {
    if (!waiting.current) return;
    const kept: Kept<Value> = { value: waiting.current.value, savedAt: new Date().toISOString() };
    waiting.current = null;
    try {
      localStorage.setItem(storageKey, JSON.stringify(kept));
      setKeptAt(kept.savedAt);
    } catch {
      // Storage is full or closed; the server copy is the second chance.
    }
    clearTimeout(timers.current.there);
    timers.current.there = setTimeout(() => copyToServer(key, kept), 2_000);
  }, [storageKey, key]);

  const set = useCallback(
    (next: Value | ((current: Value) => Value)) => {
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
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      clearTimeout(timers.current.here);
      keep();
    };
  }, [keep]);

  const clear = useCallback(() => {
    waiting.current = null;
    clearTimeout(timers.current.here);
    clearTimeout(timers.current.there);
    localStorage.removeItem(storageKey);
    setKeptAt(null);
    setBroughtBackFrom(null);
    removeCopy(key);
  }, [storageKey, key]);

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
