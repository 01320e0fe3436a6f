// Who answers for a piece of work: one person on the staff, or a team whose members share it (an ACT team's caseload is shared).
import type { Id } from '#domain/basics/id.ts';

export type Owner = { readonly kind: 'staff' | 'team'; readonly id: Id };

export const isSameOwner = (a: Owner, b: Owner): boolean => a.kind === b.kind && a.id === b.id;
