// Short messages that pass by themselves, with the way back where there is one. Undo rather than confirm, where it is safe.

export type Notice = {
  readonly id: number;
  readonly message: string;
  readonly tone: 'ok' | 'info' | 'over';
  readonly undo?: (() => void) | undefined;
  /** Milliseconds in view; an undo stays longer. */
  readonly lasts: number;
};

let notices: readonly Notice[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const change = (next: readonly Notice[]) => {
  notices = next;
  for (const listener of listeners) listener();
};

export const subscribeToNotices = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const currentNotices = () => notices;
export const dismissNotice = (id: number) => change(notices.filter((notice) => notice.id !== id));

/** Says `message` (already in the person's language) in the notices region. */
export const notify = (
  message: string,
  options: { readonly tone?: Notice['tone']; readonly undo?: () => void } = {},
): void => {
  const lasts = options.undo ? 12_000 : 6_000;
  change([...notices.slice(-2), { id: nextId++, message, tone: options.tone ?? 'ok', undo: options.undo, lasts }]);
};
