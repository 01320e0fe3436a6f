// The archive file: what is written into it is compressed, cut into pieces and sealed piece by piece with AES-256-GCM. Each piece's
// nonce carries its number and whether it is the last, so a changed byte, a missing tail, a piece too many or pieces in another
// order are all noticed (the STREAM construction: Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015).
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

const magic = Buffer.from('FOOTBRIDGE-ARCHIVE-1\n');
const saltBytes = 16;
const prefixBytes = 7;
const tagBytes = 16;
const pieceBytes = 1 << 20;
const headBytes = magic.length + saltBytes + prefixBytes;

/** The file is no archive, was cut, was changed, or the key is another. */
export class ArchiveFault extends Error {
  readonly code: 'not-an-archive' | 'wrong-key' | 'archive-altered' | 'archive-truncated';
  constructor(code: ArchiveFault['code']) {
    super(code);
    this.code = code;
  }
}

const keyFor = (secret: Buffer, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, 'footbridge archive', 32));

const nonceOf = (prefix: Buffer, number: number, isLast: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce);
  nonce.writeUInt32BE(number, prefixBytes);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
};

/** Bytes collected until there are enough for a piece. */
class Pieces {
  #held: Buffer[] = [];
  length = 0;
  add(bytes: Buffer) {
    this.#held.push(bytes);
    this.length += bytes.length;
  }
  take(count: number): Buffer {
    const all = Buffer.concat(this.#held);
    this.#held = [all.subarray(count)];
    this.length = all.length - count;
    return all.subarray(0, count);
  }
}

/** Seals what is written to it. `secret` is the content of the key file. */
export const sealing = (secret: Buffer): Transform => {
  const salt = randomBytes(saltBytes);
  const prefix = randomBytes(prefixBytes);
  const key = keyFor(secret, salt);
  const head = Buffer.concat([magic, salt, prefix]);
  const pieces = new Pieces();
  let number = 0;
  const seal = (plain: Buffer, isLast: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(prefix, number++, isLast));
    // The head is part of what the first seal vouches for.
    if (number === 1) cipher.setAAD(head);
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
  let begun = false;
  return new Transform({
    transform(chunk: Buffer, _, done: TransformCallback) {
      if (!begun) this.push(head);
      begun = true;
      pieces.add(chunk);
      while (pieces.length > pieceBytes) this.push(seal(pieces.take(pieceBytes), false));
      done();
    },
    flush(done: TransformCallback) {
      if (!begun) this.push(head);
      this.push(seal(pieces.take(pieces.length), true));
      done();
    },
  });
};

/** Opens what `sealing` wrote; fails with `ArchiveFault`. */
export const opening = (secret: Buffer): Transform => {
  const pieces = new Pieces();
  let head: Buffer | undefined;
  let key: Buffer = Buffer.alloc(0);
  let number = 0;
  const open = (sealed: Buffer, isLast: boolean): Buffer => {
    if (sealed.length < tagBytes) throw new ArchiveFault('archive-truncated');
    const decipher = createDecipheriv(
      'aes-256-gcm',
      key,
      nonceOf((head as Buffer).subarray(-prefixBytes), number++, isLast),
    );
    if (number === 1) decipher.setAAD(head as Buffer);
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
    } catch {
      // The very first piece tells a wrong key from a changed byte only by likelihood; the sentence names both.
      throw new ArchiveFault(number === 1 ? 'wrong-key' : isLast ? 'archive-truncated' : 'archive-altered');
    }
  };
  const readHead = () => {
    const bytes = pieces.take(headBytes);
    if (!bytes.subarray(0, magic.length).equals(magic)) throw new ArchiveFault('not-an-archive');
    head = Buffer.from(bytes);
    key = keyFor(secret, head.subarray(magic.length, magic.length + saltBytes));
  };
  return new Transform({
    transform(chunk: Buffer, _, done: TransformCallback) {
      try {
        pieces.add(chunk);
        if (!head && pieces.length >= headBytes) readHead();
        // A piece is opened once more follows it, so that the last is known to be the last.
        while (head && pieces.length > pieceBytes + tagBytes)
          this.push(open(pieces.take(pieceBytes + tagBytes), false));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done: TransformCallback) {
      try {
        if (!head) throw new ArchiveFault(pieces.length === 0 ? 'not-an-archive' : 'not-an-archive');
        this.push(open(pieces.take(pieces.length), true));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
};
