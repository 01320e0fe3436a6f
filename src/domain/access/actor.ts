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
  /** What is open to them for the time being; nothing where left out. */
  readonly opened?: OpenForNow;
};

/** What is open to somebody at this moment beside what their own work opens. */
export type OpenForNow = {
  /** Clients whose glass they have broken, until their hour is over. */
  readonly glass: readonly Id[];
  /** Those of them whose Part 2 records a medical emergency opens (42 CFR 2.51). */
  readonly emergencies: readonly Id[];
  /** Programmes they are on call for. */
  readonly onCall: readonly Id[];
};

const nothingOpen: OpenForNow = { glass: [], emergencies: [], onCall: [] };

export const openForNow = (actor: StaffActor): OpenForNow => actor.opened ?? nothingOpen;

export type SystemActor = { readonly kind: 'system'; readonly id: Id; readonly agencyId: Id };

export type Actor = StaffActor | SystemActor;

export const hasRole = (actor: Actor, ...wanted: readonly Role[]): boolean =>
  actor.kind === 'staff' && wanted.some((role) => actor.roles.includes(role));
