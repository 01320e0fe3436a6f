// Short messages that pass by themselves, with the way back where there is one. Undo rather than confirm, where it is safe.
import { liveValue } from './live-value.ts';

export type Notice = {
  readonly id: number;
  readonly message: string;
  readonly tone: 'ok' | 'info' | 'over';
  readonly undo?: (() => void) | undefined;
  readonly millisecondsInView: number;
};

const notices = liveValue<readonly Notice[]>([]);
let nextId = 1;

export const useNotices = notices.use;
export const dismissNotice = (id: number) => notices.set(notices.get().filter((notice) => notice.id !== id));

/** Says `message` (already in the person's language) in the notices region. */
export const notify = (
  message: string,
  { tone = 'ok', undo }: { readonly tone?: Notice['tone']; readonly undo?: () => void } = {},
): void => {
  const millisecondsInView = undo ? 12_000 : 6_000;
  notices.set([...notices.get().slice(-2), { id: nextId++, message, tone, undo, millisecondsInView }]);
};
