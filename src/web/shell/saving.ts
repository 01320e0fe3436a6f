// Whether what was done here has reached the server. Shown in the top bar at all times.
import { liveValue } from '#web/ui/live-value.ts';

export type SavingState = 'saved' | 'saving' | 'kept-here';

let sending = 0;
const saving = liveValue<SavingState>('saved');

export const useSavingState = saving.use;

/** Follows one request; a refusal by the server is an answer, a lost connection is not. */
export const workIsSent = (request: Promise<unknown>): void => {
  sending += 1;
  saving.set('saving');
  const settle = (isLost: boolean) => {
    sending -= 1;
    saving.set(sending > 0 ? 'saving' : isLost ? 'kept-here' : 'saved');
  };
  request.then(
    () => settle(false),
    (error: unknown) => settle((error as { isPassing?: boolean }).isPassing === true),
  );
};
