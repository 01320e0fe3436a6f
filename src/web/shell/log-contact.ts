// “Log contact” stands on every screen and on the key `n`. The shell knows only that it was asked for; `app/root.tsx` names the
// feature that answers.
import { liveValue } from '#web/ui/live-value.ts';

/** What the feature that answers is given: the client, or null to ask for one. */
export type QuickLogProps = { readonly clientId: string | null; readonly onClose: () => void };

export type LogContactRequest = { readonly clientId: string | null };

const asked = liveValue<LogContactRequest | null>(null);

export const useLogContact = asked.use;

/** Opens the quick contact log; without a client it asks for one. */
export const openLogContact = (clientId: string | null = null): void => asked.set({ clientId });
export const closeLogContact = (): void => asked.set(null);
