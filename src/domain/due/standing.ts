// Whether past contact standards were kept, by the same count as what is due. Each window is judged by the version, phase and plan
// that held in it, so a version published today changes no judgement of a day before it. A window cut short is not judged.
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { factsAsOf } from './due-items.ts';
import type { DueFacts } from './facts.ts';
import { stretchesOf } from './stretches.ts';
import { countIn, windowsOf } from './windows.ts';

export type Standing = {
  readonly enrolmentId: Id;
  readonly kind: 'contact' | 'in-stay-contact';
  readonly rule: string;
  readonly from: Day;
  readonly to: Day;
  readonly needed: number;
  readonly done: number;
  readonly verdict: 'met' | 'missed' | 'cut-short';
};

/**
 * Every window that asked for something and ended from `from` to `to`, both included, of all the client's enrolments, ended ones
 * too. Needs all contacts from the first day of the first window: windows begun before `contactsFrom` are left out.
 */
export const standing = (facts: DueFacts, from: Day, to: Day): Standing[] => {
  const known = factsAsOf(facts, to);
  return known.enrolments
    .flatMap((enrolment) =>
      stretchesOf(enrolment, known.stays, to).flatMap((stretch) =>
        [...windowsOf(stretch, to)]
          .filter((window) => window.needed > 0 && window.to >= from && window.to <= to)
          .filter((window) => enrolment.contactsFrom === null || window.from >= enrolment.contactsFrom)
          .map((window): Standing => {
            const done = countIn(window, enrolment.contacts);
            const verdict = window.cutShort ? 'cut-short' : done >= window.needed ? 'met' : 'missed';
            const kind = stretch.inStay ? 'in-stay-contact' : 'contact';
            const { rule, needed } = window;
            return { enrolmentId: enrolment.id, kind, rule, from: window.from, to: window.to, needed, done, verdict };
          }),
      ),
    )
    .toSorted((a, b) => compare(a.from, b.from) || compare(a.enrolmentId, b.enrolmentId) || compare(a.rule, b.rule));
};

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Windows met, of those judged. */
export const keptOf = (standings: readonly Standing[]): { readonly met: number; readonly judged: number } => ({
  met: standings.filter(({ verdict }) => verdict === 'met').length,
  judged: standings.filter(({ verdict }) => verdict !== 'cut-short').length,
});
