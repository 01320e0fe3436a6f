// A passkey in software, with a real key (ES256): what a phone or a security key does, as far as a server can see of it.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { NewPasskeyAnswer } from '#contract/account.ts';
import type { PasskeyAnswer } from '#contract/session.ts';

const userPresent = 0x01;
const userVerified = 0x04;
const backupEligible = 0x08;
const backedUp = 0x10;
const attested = 0x40;

type Bytes = Uint8Array;
/** As much of CBOR (RFC 8949) as an attestation is made of. */
const cbor = (value: number | string | Bytes | Map<number | string, unknown>): Buffer => {
  const head = (kind: number, count: number) =>
    count < 24
      ? Buffer.from([(kind << 5) | count])
      : count < 256
        ? Buffer.from([(kind << 5) | 24, count])
        : Buffer.from([(kind << 5) | 25, count >> 8, count & 255]);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -value - 1);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([
    head(5, value.size),
    ...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner as never)]),
  ]);
};

export type Moment = { readonly origin: string; readonly rpId: string };

export type TestAuthenticator = {
  make(challenge: string, at: Moment, more?: { verifies?: boolean }): NewPasskeyAnswer;
  answer(
    challenge: string,
    at: Moment,
    more?: { verifies?: boolean; counter?: number; type?: string; userHandle?: string },
  ): PasskeyAnswer;
};

export const testAuthenticator = (more: { isSynced?: boolean } = {}): TestAuthenticator => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const credentialId = randomBytes(32);
  const id = credentialId.toString('base64url');
  let counter = 0;
  const flagsOf = (verifies = true) =>
    userPresent | (verifies ? userVerified : 0) | (more.isSynced ? backupEligible | backedUp : 0);
  const dataOf = (rpId: string, flags: number, count: number, rest: Bytes = new Uint8Array()) => {
    const four = Buffer.alloc(4);
    four.writeUInt32BE(count);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), four, rest]);
  };
  const clientData = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  return {
    make: (challenge, { origin, rpId }, { verifies } = {}) => {
      const key = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x, 'base64url')],
          [-3, Buffer.from(y, 'base64url')],
        ]),
      );
      const rest = Buffer.concat([Buffer.alloc(16), Buffer.from([0, credentialId.length]), credentialId, key]);
      const object = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', dataOf(rpId, flagsOf(verifies) | attested, counter, rest)],
      ]);
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
          attestationObject: cbor(object).toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    answer: (challenge, { origin, rpId }, { verifies, counter: given, type = 'webauthn.get', userHandle } = {}) => {
      counter = given ?? counter + 1;
      const data = dataOf(rpId, flagsOf(verifies), counter);
      const client = clientData(type, challenge, origin);
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
          ...(userHandle !== undefined && { userHandle }),
        },
      };
    },
  };
};
