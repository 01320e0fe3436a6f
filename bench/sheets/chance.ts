// Chance that can be repeated: the same seed, the same page.

export type Chance = {
  readonly unit: () => number;
  readonly between: (low: number, high: number) => number;
  readonly normal: () => number;
  readonly among: <T>(list: readonly T[]) => T;
  readonly isSo: (share: number) => boolean;
};

export const chanceFrom = (seed: number): Chance => {
  let state = (seed * 0x9e3779b1) | 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
  return {
    unit,
    between: (low, high) => low + (high - low) * unit(),
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    among: (list) => list[Math.floor(unit() * list.length)] as (typeof list)[number],
    isSo: (share) => unit() < share,
  };
};
