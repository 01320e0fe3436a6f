// A fact is corrected by naming the row as it was read; when somebody corrected it in between, both sides are shown.
import type { Id } from '#domain/basics/id.ts';
import { refusal } from '#domain/basics/result.ts';
import type { Context } from '../pipeline/define.ts';
import { notFound, Refused } from '../pipeline/refused.ts';

/** Ends with 412 and the row that stands now, or 404 where the fact was entered in error. */
export const refuseReplaced = async (
  { input }: Pick<Context<unknown>, 'input'>,
  known: readonly { readonly id: Id }[],
  replacement: { readonly id: Id } | undefined,
): Promise<never> => {
  const current = known.find(({ id }) => id === replacement?.id);
  if (!current) throw notFound();
  throw new Refused(412, [refusal('version-stale')], { current, yours: input, version: current.id });
};
