// Which sentence says what an item is, and which says where it stands. The sentences are in `words/due.json`; the rule of an item
// carries what they need beyond its counts.
import type { Day } from '#domain/basics/day.ts';
import { type DueItem, daysLeft, daysOver, dueState } from './item.ts';

export type DueRule = {
  readonly model: string;
  readonly version: number;
  /** `contact`, `plan-revision`, `review:discharge` … */
  readonly what: string;
  readonly detail: string | null;
  readonly window: string | null;
  readonly mode: string | null;
};

export const readRule = (rule: string): DueRule => {
  const [model = '', version = '', named = '', window = null, mode = null] = rule.split('/');
  const [what = '', detail = null] = named.split(':');
  return { model, version: Number(version), what, detail, window, mode };
};

export type Sentence = { readonly code: string; readonly params: Readonly<Record<string, string | number>> };

/** A select of a message knows no hyphens: `two_weeks`, `face_to_face`, `phase_end`. */
const selector = (code: string) => code.replaceAll('-', '_');

/** What is to be done: "Face to face, once this week". */
export const whatIsDue = (item: DueItem, today: Day): Sentence => {
  const { what, detail, window, mode } = readRule(item.rule);
  const state = dueState(item, today);
  const period = state === 'not-yet' ? 'next' : state === 'overdue' ? 'past' : 'this';
  return {
    code: `due.what.${what}`,
    params: {
      needed: item.needed,
      done: item.done,
      period,
      ...(detail !== null && { detail: selector(detail), instrument: detail }),
      ...(window !== null && { window: selector(window) }),
      ...(mode !== null && { mode: selector(mode) }),
    },
  };
};

/** Where it stands today: "2 days over", "today is the last day", "3 days left", "from 5 May". `from` is a Day. */
export const whereItStands = (item: DueItem, today: Day): Sentence => {
  const state = dueState(item, today);
  const days = state === 'overdue' ? daysOver(item, today) : (daysLeft(item, today) ?? 0);
  return { code: `due.state.${state}`, params: { days, from: item.dueFrom } };
};
