// The same seed gives the same world on every machine: sfc32 (C. Doty-Humphrey, PractRand), 32-bit integer arithmetic only, seeded
// from text by xmur3. `fork` makes a stream of its own for each client, so that one life more changes no other.
import type { Id } from '#domain/basics/id.ts';

export type Random = {
  /** From 0 up to but not including 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** `count` different ones, in the order of the list's shuffle; fewer where the list is shorter. */
  some<T>(list: readonly T[], count: number): T[];
  weighted<T>(entries: readonly (readonly [T, number])[]): T;
  /** A UUIDv7 made at a moment (milliseconds since 1970). */
  id(milliseconds: number): Id;
  digits(count: number): string;
  fork(label: string): Random;
};

const hashOf = (text: string): (() => number) => {
  let state = 1779033703 ^ text.length;
  for (let at = 0; at < text.length; at++) {
    state = Math.imul(state ^ text.charCodeAt(at), 3432918353);
    state = (state << 13) | (state >>> 19);
  }
  return () => {
    state = Math.imul(state ^ (state >>> 16), 2246822507);
    state = Math.imul(state ^ (state >>> 13), 3266489909);
    state ^= state >>> 16;
    return state >>> 0;
  };
};

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hex4 = (word: number): string => pairs[(word >>> 8) & 255]! + pairs[word & 255]!;

export const randomFrom = (seed: string): Random => {
  const start = hashOf(seed);
  let [a, b, c, d] = [start(), start(), start(), start()];
  const word = (): number => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let warm = 0; warm < 12; warm++) word();
  const next = () => word() / 4_294_967_296;
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError('nothing to pick from');
    return list[Math.floor(next() * list.length)] as T;
  };
  return {
    next,
    between,
    pick,
    chance: (share) => next() < share,
    some: (list, count) => {
      const left = [...list];
      const taken = [];
      while (taken.length < count && left.length > 0) taken.push(...left.splice(Math.floor(next() * left.length), 1));
      return taken;
    },
    weighted: (entries) => {
      let rest = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of entries) {
        rest -= weight;
        if (rest < 0) return value;
      }
      return pick(entries)[0];
    },
    // `idFrom` of domain/basics, written for millions of ids.
    id: (milliseconds) => {
      const [one, two, three] = [word(), word(), word()];
      const high = Math.floor(milliseconds / 0x10000);
      return `${hex4(high >>> 16)}${hex4(high)}-${hex4(milliseconds % 0x10000)}-${hex4(0x7000 | (one & 0xfff))}-${hex4(0x8000 | (two & 0x3fff))}-${hex4(two >>> 16)}${hex4(three)}${hex4(three >>> 16)}`;
    },
    digits: (count) => Array.from({ length: count }, () => between(0, 9)).join(''),
    fork: (label) => randomFrom(`${seed}/${label}`),
  };
};
