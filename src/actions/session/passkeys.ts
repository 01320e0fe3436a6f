// Signing with a passkey (WebAuthn Level 3): what is asked, and whether the answer holds. The device asks its owner for finger, face or
// PIN each time. Who it is follows from the key alone, so nothing is asked for before, and nothing says whether an account exists.
import { createHash, randomBytes } from 'node:crypto';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { NewPasskeyAnswer } from '#contract/account.ts';
import type { PasskeyAnswer } from '#contract/session.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import {
  addChallenge,
  noteUseOfPasskey,
  passkeyForSignIn,
  type SignInPasskey,
  takeChallenge,
} from '#store/passkeys.ts';
import type { Database, Tx } from '#store/postgres/transaction.ts';

const challengeMinutes = 5;
/** EdDSA, ES256, RS256 (COSE). */
const algorithms = [-8, -7, -257];

/** Where the browser is, as it names itself (`Host`): a passkey works at the one name it was made for. */
export type Place = { readonly host: string };

export const rpIdOf = ({ host }: Place): string => URL.parse(`http://${host}`)?.hostname ?? host;

const originsOf = ({ host }: Place): string[] => [`https://${host}`, `http://${host}`];

const hashOf = (challenge: string): Buffer => createHash('sha256').update(challenge).digest();

const newChallenge = async (tx: Tx, accountId: Id | null, now: Instant): Promise<string> => {
  const challenge = randomBytes(32).toString('base64url');
  await addChallenge(tx, hashOf(challenge), accountId, now, challengeMinutes);
  return challenge;
};

export type PasskeyQuestion = {
  readonly challenge: string;
  readonly rpId: string;
  readonly timeout: number;
  readonly userVerification: 'required';
};

/** The same for everybody: any passkey made for this place may answer. */
export const askForPasskey = (database: Database, place: Place, now: Instant): Promise<PasskeyQuestion> =>
  database.transaction(async (tx) => ({
    challenge: await newChallenge(tx, null, now),
    rpId: rpIdOf(place),
    timeout: challengeMinutes * 60_000,
    userVerification: 'required',
  }));

/** What the browser is told when a passkey is to be made (PublicKeyCredentialCreationOptionsJSON). */
export const askForNewPasskey = async (
  tx: Tx,
  place: Place,
  account: { readonly id: Id; readonly email: string },
  known: readonly { readonly credential_id: Buffer; readonly transports: readonly string[] }[],
  now: Instant,
) => ({
  challenge: await newChallenge(tx, account.id, now),
  rp: { id: rpIdOf(place), name: 'Footbridge' },
  user: {
    id: Buffer.from(account.id.replaceAll('-', ''), 'hex').toString('base64url'),
    name: account.email,
    displayName: account.email,
  },
  pubKeyCredParams: algorithms.map((alg) => ({ alg, type: 'public-key' as const })),
  timeout: challengeMinutes * 60_000,
  attestation: 'none' as const,
  excludeCredentials: known.map(({ credential_id, transports }) => ({
    id: credential_id.toString('base64url'),
    type: 'public-key' as const,
    transports: [...transports],
  })),
  authenticatorSelection: {
    residentKey: 'required' as const,
    requireResidentKey: true,
    userVerification: 'required' as const,
  },
});

/** The key that was made, or null where the answer does not hold. */
export const checkNewPasskey = async (tx: Tx, place: Place, accountId: Id, answer: NewPasskeyAnswer, now: Instant) => {
  const rpId = rpIdOf(place);
  const checked = await verifyRegistrationResponse({
    response: { ...answer, clientExtensionResults: {} } as never,
    expectedChallenge: (challenge) => takeChallenge(tx, hashOf(challenge), accountId, now),
    expectedOrigin: originsOf(place),
    expectedRPID: rpId,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => null);
  if (!checked?.verified) return null;
  const { credential, credentialDeviceType, credentialBackedUp } = checked.registrationInfo;
  return {
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    rpId,
    counter: credential.counter,
    transports: answer.response.transports ?? [],
    isBackupEligible: credentialDeviceType === 'multiDevice',
    isBackedUp: credentialBackedUp,
  };
};

/** Whose passkey has signed what was asked here a moment ago; null where the answer does not hold, for whatever reason. */
export const whoseAnswer = async (
  database: Database,
  place: Place,
  answer: PasskeyAnswer,
  now: Instant,
): Promise<SignInPasskey | null> => {
  const rpId = rpIdOf(place);
  const credentialId = Buffer.from(answer.id, 'base64url');
  return database.transaction(async (tx) => {
    const key = await passkeyForSignIn(tx, credentialId);
    if (!key || key.rp_id !== rpId) return null;
    const { userHandle, ...response } = answer.response;
    const checked = await verifyAuthenticationResponse({
      response: {
        ...answer,
        response: { ...response, ...(userHandle && { userHandle }) },
        clientExtensionResults: {},
      },
      expectedChallenge: (challenge) => takeChallenge(tx, hashOf(challenge), null, now),
      expectedOrigin: originsOf(place),
      expectedRPID: rpId,
      credential: { id: answer.id, publicKey: new Uint8Array(key.public_key), counter: Number(key.counter) },
      requireUserVerification: true,
    }).catch(() => null);
    if (!checked?.verified) return null;
    const { newCounter: counter, credentialBackedUp: isBackedUp } = checked.authenticationInfo;
    const isFirst = await noteUseOfPasskey(tx, { id: key.id, was: Number(key.counter), counter, isBackedUp, now });
    return isFirst ? key : null;
  });
};
