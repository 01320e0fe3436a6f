// Two ways of doing the same thing, measured in turns in one process, so that a noisy machine troubles both alike. What is judged is
// the ratio of their medians, with an interval from resampling the rounds (bootstrap, percentiles 2.5 and 97.5).

export type Sample = { readonly name: string; run(round: number): Promise<unknown> };

export type Bar = { readonly on: 'ratio'; readonly atMost?: number; readonly atLeast?: number } | null;

export type Row = {
  readonly name: string;
  readonly size: number;
  readonly samples: number;
  readonly median: number;
  readonly p95: number;
  readonly unit: string;
  readonly reference: { readonly name: string; readonly median: number; readonly p95: number } | null;
  readonly ratio: number | null;
  readonly ratioInterval: readonly [number, number] | null;
  readonly bar: Bar;
  readonly met: boolean | null;
};

export const quantile = (sorted: readonly number[], share: number): number => {
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  const [a, b] = [sorted[low] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return a + (b - a) * (at - low);
};

export const median = (values: readonly number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** A small deterministic generator (mulberry32), so that the interval of the same samples is the same. */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let value = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
  return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
};

/** The ratio of medians of `values` to `references`, with its 95 % interval; rounds are resampled in pairs. */
export const ratioOf = (
  values: readonly number[],
  references: readonly number[],
): { ratio: number; interval: [number, number] } => {
  const random = randomFrom(values.length);
  const ratios: number[] = [];
  for (let draw = 0; draw < 1000; draw++) {
    const picks = values.map(() => Math.floor(random() * values.length));
    ratios.push(median(picks.map((at) => values[at] ?? 0)) / median(picks.map((at) => references[at] ?? 0)));
  }
  ratios.sort((a, b) => a - b);
  return { ratio: median(values) / median(references), interval: [quantile(ratios, 0.025), quantile(ratios, 0.975)] };
};

/** Whether a bar holds; missed only when the whole interval misses it. */
export const meets = (bar: Bar, interval: readonly [number, number]): boolean => {
  if (!bar) return true;
  if (bar.atLeast !== undefined && interval[1] < bar.atLeast) return false;
  return !(bar.atMost !== undefined && interval[0] > bar.atMost);
};

export type Paced = { readonly perSecond: readonly number[]; readonly milliseconds: readonly number[] };

/** Runs `sample` on `lanes` at once for about `milliseconds`; returns requests a second, and every single duration. */
export const pace = async (
  sample: Sample,
  lanes: number,
  milliseconds: number,
  next: () => number,
): Promise<{ perSecond: number; durations: number[] }> => {
  const durations: number[] = [];
  const begun = performance.now();
  const until = begun + milliseconds;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() < until) {
        const at = performance.now();
        await sample.run(next());
        durations.push(performance.now() - at);
      }
    }),
  );
  return { perSecond: (durations.length / (performance.now() - begun)) * 1000, durations };
};

const warmUpRequests = 1500;
const warmUpMilliseconds = 8_000;

/**
 * Throughput of `sample` beside `reference`, in turns. The ratio is of requests a second (more is better); medians and p95 are of
 * single requests, in milliseconds.
 */
export const compareThroughput = async (
  name: string,
  size: number,
  sample: Sample,
  reference: Sample,
  bar: Bar,
  options: { readonly lanes?: number; readonly rounds?: number; readonly milliseconds?: number } = {},
): Promise<Row> => {
  const { lanes = 16, rounds = 12, milliseconds = 400 } = options;
  let count = 0;
  const next = () => count++;
  // Until its code is compiled a path is several times slower; the longer one would be measured cold beside the shorter one warm.
  for (const each of [reference, sample]) {
    const enough = count + warmUpRequests;
    const until = performance.now() + warmUpMilliseconds;
    while (count < enough && performance.now() < until) await pace(each, lanes, milliseconds, next);
  }
  const [ours, theirs]: [number[], number[]] = [[], []];
  const [ourDurations, theirDurations]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    // Whoever goes first in one round goes second in the next.
    for (const which of round % 2 === 0 ? ['theirs', 'ours'] : ['ours', 'theirs']) {
      const { perSecond, durations } = await pace(which === 'ours' ? sample : reference, lanes, milliseconds, next);
      (which === 'ours' ? ours : theirs).push(perSecond);
      (which === 'ours' ? ourDurations : theirDurations).push(...durations);
    }
  }
  const { ratio, interval } = ratioOf(ours, theirs);
  const sorted = ourDurations.sort((a, b) => a - b);
  const theirSorted = theirDurations.sort((a, b) => a - b);
  return {
    name,
    size,
    samples: sorted.length,
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    unit: 'ms',
    reference: { name: reference.name, median: quantile(theirSorted, 0.5), p95: quantile(theirSorted, 0.95) },
    ratio,
    ratioInterval: interval,
    bar,
    met: bar ? meets(bar, interval) : null,
  };
};
