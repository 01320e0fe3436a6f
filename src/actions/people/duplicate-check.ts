// Where the worker may not open the other chart, somebody who sees both is asked. The task stands in the chart of the person who
// was here first, so that it does not tell the worker more than they may know.
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { insertDuplicateChecks, whoSeesBoth } from '#store/clients/links.ts';
import type { Context } from '../pipeline/define.ts';

const daysToLook = 7;

export const askSomeoneWhoSeesBoth = async (
  { tx, actor, agency, now, today, newId, touch }: Context<unknown>,
  newcomer: { readonly id: Id; readonly name: string },
  known: readonly Id[],
): Promise<void> => {
  if (known.length === 0) return;
  const asked = await whoSeesBoth(tx, actor.id, known, today);
  const stamp = { agencyId: agency.id, by: actor.id, at: now };
  await insertDuplicateChecks(
    tx,
    stamp,
    asked.map(({ clientId, staffId, teamId }) => ({
      id: newId(),
      clientId,
      otherId: newcomer.id,
      title: newcomer.name,
      staffId: staffId ?? (teamId === null ? actor.id : null),
      teamId: staffId === null ? teamId : null,
      dueBy: addDays(today, daysToLook),
    })),
  );
  for (const id of known) touch(id);
};
