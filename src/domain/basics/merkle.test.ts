import { hash as digest } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyTree, grown, type Hash, leafHash, rootOf } from './merkle.ts';

const sha256: Hash = (bytes) => digest('sha256', bytes, 'buffer');
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (of: Uint8Array) => Buffer.from(of).toString('hex');

/** RFC 9162, 2.1.1, word for word: the list is split at the largest power of two below its length. */
const rootByDefinition = (leaves: readonly Uint8Array[]): Uint8Array => {
  if (leaves.length === 0) return sha256(new Uint8Array(0));
  if (leaves.length === 1) return sha256(Buffer.concat([bytes('00'), leaves[0] as Uint8Array]));
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(
    Buffer.concat([bytes('01'), rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split))]),
  );
};

const rootOfAll = (contents: readonly Uint8Array[]) =>
  rootOf(
    sha256,
    grown(
      sha256,
      emptyTree,
      contents.map((content) => leafHash(sha256, content)),
    ),
  );

describe('the root of a list', () => {
  // The test vectors of Certificate Transparency (google/certificate-transparency, merkletree tests).
  const inputs = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map(bytes);
  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [4, 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('of %i leaves is the published one', (count, root) => {
    expect(hex(rootOfAll(inputs.slice(0, count)))).toBe(root);
  });

  test('is that of the definition, however the list was cut while it grew', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 5 }), { maxLength: 70 }),
        fc.array(fc.nat(70), { maxLength: 5 }),
        (contents, cuts) => {
          const ends = [...cuts.filter((cut) => cut < contents.length), contents.length].sort((a, b) => a - b);
          let [tree, from] = [emptyTree, 0];
          for (const end of ends) {
            tree = grown(
              sha256,
              tree,
              contents.slice(from, end).map((content) => leafHash(sha256, content)),
            );
            from = end;
            expect(hex(rootOf(sha256, tree))).toBe(hex(rootByDefinition(contents.slice(0, end))));
          }
          expect(tree.size).toBe(contents.length);
        },
      ),
    );
  });
});
