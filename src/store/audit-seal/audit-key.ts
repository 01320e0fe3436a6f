// The key that signs the audit's heads: a file outside the database, so that whoever can write the database cannot sign. Keys that
// signed before may follow in the same file, as public keys.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

export type AuditKey = {
  readonly publicKey: string;
  /** Absent where the file holds public keys alone, as an auditor's does. */
  readonly sign: ((statement: string) => Buffer) | null;
  readonly isSigned: (statement: string, signature: Buffer) => boolean;
};

/** The file holds no Ed25519 key. */
export class AuditKeyFault extends Error {}

const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();

const keyFrom = (text: string): AuditKey => {
  const blocks = text.match(/-----BEGIN [A-Z ]+-----[\s\S]+?-----END [A-Z ]+-----/g) ?? [];
  const read = <T>(make: (block: string) => T): T[] => {
    try {
      return blocks.map(make);
    } catch {
      throw new AuditKeyFault('not a key');
    }
  };
  // A private key says its public half too.
  const known = read(createPublicKey);
  const [first] = known;
  if (!first || known.some(({ asymmetricKeyType }) => asymmetricKeyType !== 'ed25519'))
    throw new AuditKeyFault('not a key');
  const own = blocks[0]?.includes('PRIVATE') ? createPrivateKey(blocks[0]) : null;
  return {
    publicKey: pem(first),
    sign: own && ((statement) => sign(null, Buffer.from(statement), own)),
    isSigned: (statement, signature) => known.some((key) => verify(null, Buffer.from(statement), key, signature)),
  };
};

/** The key in `file`, or null where there is no such file. Throws `AuditKeyFault`. */
export const readAuditKey = async (file: string): Promise<AuditKey | null> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : keyFrom(text);
};

/** The key in `file`, made where there is none. Of two processes that make one at the same moment, both get the one that came first. */
export const ensureAuditKey = async (file: string, onMade: (publicKey: string) => void): Promise<AuditKey> => {
  const known = await readAuditKey(file);
  if (known) return known;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await mkdir(dirname(file), { recursive: true });
  // Written whole beside its place and then put there, so that nobody reads half a key.
  const beside = `${file}.${randomUUID()}`;
  const handle = await open(beside, 'wx', 0o600);
  try {
    await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await handle.sync();
    await link(beside, file);
    onMade(pem(publicKey));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await handle.close();
    await rm(beside, { force: true });
  }
  return (await readAuditKey(file)) as AuditKey;
};
