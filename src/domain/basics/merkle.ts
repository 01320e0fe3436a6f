// A tree of hashes over a list that only grows: one root stands for all leaves and their order, and adding a leaf needs only the
// roots of the whole subtrees so far, its peaks. Source: RFC 9162, 2.1.1; what is hashed begins with 0 for a leaf and 1 for a node,
// so that neither can be passed off as the other.

/** SHA-256, which the caller brings: the domain has no library. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/** `peaks` from the left: one subtree for each bit of `size`, the largest first. */
export type Tree = { readonly size: number; readonly peaks: readonly Uint8Array[] };

export const emptyTree: Tree = { size: 0, peaks: [] };

const hashBytes = 32;

export const leafHash = (hash: Hash, content: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(1 + content.length);
  bytes.set(content, 1);
  return hash(bytes);
};

const nodeHash = (hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(1 + 2 * hashBytes);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + hashBytes);
  return hash(bytes);
};

/** The tree with `leaves`, hashes of 32 bytes each, added at its end. */
export const grown = (hash: Hash, tree: Tree, leaves: Iterable<Uint8Array>): Tree => {
  const peaks = [...tree.peaks];
  let { size } = tree;
  for (const leaf of leaves) {
    let top = leaf;
    // Two subtrees of one height become one: as many times as the size so far ends in ones.
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) top = nodeHash(hash, peaks.pop() as Uint8Array, top);
    peaks.push(top);
    size++;
  }
  return { size, peaks };
};

/** The root of the tree; of an empty one the hash of nothing. */
export const rootOf = (hash: Hash, { peaks }: Tree): Uint8Array => {
  const [last, ...before] = peaks.toReversed();
  if (!last) return hash(new Uint8Array(0));
  return before.reduce((right, left) => nodeHash(hash, left, right), last);
};
