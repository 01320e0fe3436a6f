// What nearly every row carries: who wrote it and when, and who answers for what is open.
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Owner } from '#domain/people/owner.ts';

export type Stamp = { readonly by: Id; readonly at: Instant };

export const ownerFrom = (row: { staff_id: Id | null; team_id: Id | null }): Owner =>
  row.team_id !== null ? { kind: 'team', id: row.team_id } : { kind: 'staff', id: row.staff_id ?? '' };

export const ownerColumns = (owner: Owner | null) => ({
  staff_id: owner?.kind === 'staff' ? owner.id : null,
  team_id: owner?.kind === 'team' ? owner.id : null,
});
