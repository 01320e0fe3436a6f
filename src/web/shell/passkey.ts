// Asking the device to sign with a passkey. The browser shows the question in its own window.
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { send } from './api.ts';

export const knowsPasskeys = (): boolean => typeof window !== 'undefined' && 'PublicKeyCredential' in window;

/** What the server asks, answered by whichever passkey its owner chooses; null where they turned it down. */
export const answerByPasskey = async (): Promise<object | null> => {
  const optionsJSON = await send<PublicKeyCredentialRequestOptionsJSON>(
    'POST',
    '/api/session/passkey/question',
    {},
    { isQuiet: true },
  );
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const answer = await startAuthentication({ optionsJSON }).catch(() => null);
  if (answer === null) return null;
  const { id, rawId, type, response } = answer;
  return { id, rawId, type, response };
};
