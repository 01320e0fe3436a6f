// Who acts. Every write and every read of a client's record is somebody's: staff, the client, a supporter, a partner, or the
// system, perhaps on behalf of another.
import type { Id } from '#domain/basics/id.ts';

export const roles = [
  'case-manager',
  'team-lead',
  'supervisor',
  'evaluator',
  'privacy-officer',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** Roles that work with clients; the others see figures, the audit, or the house, never a chart. */
export const careRoles = ['case-manager', 'team-lead', 'supervisor'] as const satisfies readonly Role[];

export type StaffActor = {
  readonly kind: 'staff';
  readonly id: Id;
  readonly agencyId: Id;
  readonly roles: readonly Role[];
  /** Themselves and those they supervise. */
  readonly reachStaff: readonly Id[];
  /** Their own teams and those they lead or supervise. */
  readonly reachTeams: readonly Id[];
  /** Teams they hold a position on. */
  readonly memberTeams: readonly Id[];
};

export type SystemActor = { readonly kind: 'system'; readonly id: Id; readonly agencyId: Id };

export type Actor = StaffActor | SystemActor;

export const hasRole = (actor: Actor, ...wanted: readonly Role[]): boolean =>
  actor.kind === 'staff' && wanted.some((role) => actor.roles.includes(role));
