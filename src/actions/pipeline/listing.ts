// Lists of work: whose it is, and a page whose cursor is the row it goes on from.
import type { Actor } from '#domain/access/actor.ts';
import type { Id } from '#domain/basics/id.ts';

export const offsetOf = (cursor: string | undefined): number => Number(cursor ?? 0);

export const listed = <T>(items: T[], total: number, offset: number) => ({
  items,
  total,
  next: offset + items.length < total ? String(offset + items.length) : null,
});

/**
 * Whose work a list asks for: one's own, that of one's teams and the people one reaches, or whoever's (null). What may be seen is
 * decided elsewhere.
 */
export const ownersFor = (
  actor: Actor,
  whose: 'mine' | 'team' | 'all',
): { readonly staff: readonly Id[] | null; readonly teams: readonly Id[] | null } => {
  if (whose === 'all' || actor.kind === 'system') return { staff: null, teams: null };
  return whose === 'mine'
    ? { staff: [actor.id], teams: [] }
    : { staff: actor.reachStaff, teams: [...actor.reachTeams, ...actor.memberTeams] };
};
