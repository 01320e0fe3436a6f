// Shortcuts: `/`, `n`, `?`, `g t`, `j` and `k` are single keys and can be switched off (WCAG 2.1.4); those with Ctrl cannot collide
// with typing or speech and stay. Nothing fires while one types or a dialog is open.
import { useEffect, useRef } from 'react';
import { liveValue } from '#web/ui/live-value.ts';
import { preferences } from './preferences.ts';

export type Shortcut = {
  /** `n`, `?`, `Ctrl+k`, or two keys after each other: `g t`. */
  readonly keys: string;
  /** What it does, for the help. */
  readonly label: string;
  readonly run: () => void;
};

const shortcuts = liveValue<readonly Shortcut[]>([]);

export const useShortcuts = shortcuts.use;

/** Holds while the component is on the screen. A later one with the same keys wins. */
export const useShortcut = (keys: string | null, label: string, run: () => void): void => {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (keys === null) return;
    const shortcut: Shortcut = { keys, label, run: () => latest.current() };
    shortcuts.set([...shortcuts.get(), shortcut]);
    return () => shortcuts.set(shortcuts.get().filter((each) => each !== shortcut));
  }, [keys, label]);
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    ['TEXTAREA', 'SELECT'].includes(target.tagName) ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)));

const isDialogOpen = () => document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;

/** Listens for the whole app; stands once, in the frame. */
export const useKeyboard = (): void => {
  useEffect(() => {
    let before = '';
    let beforeAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.key.length !== 1 || isDialogOpen()) return;
      const isModified = event.ctrlKey || event.metaKey;
      if (!isModified && (isTyping(event.target) || !preferences().hasSingleKeys)) return;
      const key = event.key.toLowerCase();
      const pressed = isModified ? `Ctrl+${key}` : key;
      const pair = event.timeStamp - beforeAt < 1200 ? `${before} ${pressed}` : '';
      const found =
        shortcuts.get().findLast((each) => each.keys === pair) ??
        shortcuts.get().findLast((each) => each.keys === pressed);
      before = pressed;
      beforeAt = event.timeStamp;
      if (!found) return;
      event.preventDefault();
      before = '';
      found.run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
};

/** Moves the focus to the next or previous row (`[data-row]`): its first link or button, else the row itself. */
export const moveRow = (step: 1 | -1): void => {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')].filter(
    (row) => row.offsetParent !== null,
  );
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
  if (!row) return;
  const target = row.querySelector<HTMLElement>('a[href], button:not([disabled])') ?? row;
  if (target === row) row.tabIndex = -1;
  target.focus();
  row.scrollIntoView({ block: 'nearest' });
};
