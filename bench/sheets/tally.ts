// Counting what was read, and how sure a share of nothing wrong can be.
import type { JudgedPage } from './judging.ts';

export type Tally = {
  pages: number;
  /** Pages whose code was read, and was the one printed. */
  codes: number;
  items: number;
  accepted: number;
  /** Accepted and not what was meant; blank counts as an answer. */
  wrong: number;
  clear: number;
  clearAccepted: number;
  /** Pages that went to a person whole: not readable, wrong, or not lying as they should. */
  unregistered: number;
  readonly bands: { items: number; right: number }[];
  readonly misread: string[];
  /** Clear answers that were not accepted: how they were marked, and the reason given. */
  readonly notAccepted: Record<string, number>;
};

export const emptyTally = (): Tally => ({
  ...{ pages: 0, codes: 0, items: 0, accepted: 0, wrong: 0, clear: 0, clearAccepted: 0, unregistered: 0 },
  ...{ bands: Array.from({ length: 10 }, () => ({ items: 0, right: 0 })), misread: [], notAccepted: {} },
});

export const tallied = (tally: Tally, page: JudgedPage, name: string): void => {
  tally.pages++;
  if (page.hasCode) tally.codes++;
  if (page.reason === 'registration' || (page.result !== 'read' && page.result !== 'check')) tally.unregistered++;
  for (const { meant, read, isRight } of page.items) {
    tally.items++;
    const isAccepted = read?.status === 'accepted';
    if (isAccepted) tally.accepted++;
    if (isAccepted && !isRight) {
      tally.wrong++;
      tally.misread.push(
        `${name} ${meant.id}: ${meant.mark}, meant ${JSON.stringify(meant.value)}, read ${JSON.stringify(read)}`,
      );
    }
    if (meant.isClear) {
      tally.clear++;
      if (isAccepted) tally.clearAccepted++;
      else {
        const why = `${meant.mark}: ${read ? (read.reason ?? 'page') : page.reason}`;
        tally.notAccepted[why] = (tally.notAccepted[why] ?? 0) + 1;
      }
    }
    if (!read || meant.value === undefined) continue;
    const band = tally.bands[Math.min(9, Math.floor(read.confidence * 10))] as { items: number; right: number };
    band.items++;
    if (isRight) band.right++;
  }
};

/** The greatest share that would still give so few with a chance of 5 % (Clopper and Pearson 1934, one-sided). */
export const upperLimit = (count: number, of: number): number => {
  if (count >= of) return 1;
  const atMost = (share: number): number => {
    let term = of * Math.log1p(-share);
    let sum = Math.exp(term);
    for (let k = 1; k <= count; k++) {
      term += Math.log(((of - k + 1) / k) * (share / (1 - share)));
      sum += Math.exp(term);
    }
    return sum;
  };
  let [low, high] = [count / of, 1 - 1e-12];
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (atMost(middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
};
