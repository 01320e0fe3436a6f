// What answers say about safety. A flag counts as soon as it is raised, whatever is still to be answered; without one, only a whole
// form is negative. A question declined is an answer, and on the ASQ a positive one (NIMH ASQ toolkit); a question left blank is none.
import type { Severity } from '#domain/instruments/definition.ts';
import type { Scored } from '#domain/instruments/score.ts';

export type Screening = Severity | 'incomplete' | 'negative';
type Flagged = Pick<Scored, 'flags'>;

/** The flag that decides: an acute one before an urgent one. */
export const gravestFlag = ({ flags }: Flagged): Scored['flags'][number] | null =>
  flags.find(({ severity }) => severity === 'acute') ?? flags[0] ?? null;

export const screeningOf = (scored: Pick<Scored, 'flags' | 'complete'>): Screening =>
  gravestFlag(scored)?.severity ?? (scored.complete ? 'negative' : 'incomplete');
