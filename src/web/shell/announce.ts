// One polite live region, in the frame, for what changes without taking the focus.
import { liveValue } from '#web/ui/live-value.ts';

const said = liveValue('');

export const useAnnouncement = said.use;

/** Has a screen reader say `text` when it comes to rest. */
export const announce = (text: string): void => {
  // The same sentence twice is still news: a trailing no-break space makes it another text.
  said.set(text === said.get() ? `${text}\u00a0` : text);
};
