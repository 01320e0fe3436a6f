// Who acts. Every write and every read of a client's record is somebody's: staff, the client, a supporter, a partner, or the
// system, perhaps on behalf of another.
import type { Id } from '#domain/basics/id.ts';
import type { SegmentRule } from '#domain/consent/segments.ts';

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
  /** What lists must know of them beside their reach. */
  readonly sight?: Sight;
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

/** What the agency and the people it serves have settled about what somebody sees, as far as it is the same for every row of a list. */
export type Sight = {
  /** Clients whose record is kept from them altogether. */
  readonly blocked: readonly Id[];
  /** Programmes of theirs whose records are Part 2. */
  readonly part2Programmes: readonly Id[];
  /** The agency's own segments, and to whom each is open. */
  readonly ownSegments: readonly { readonly code: string; readonly openTo: SegmentRule }[];
  /** Whether any consent opens, or any restriction denies, a segment to anybody in this agency. */
  readonly hasOpenings: boolean;
  readonly hasDenials: boolean;
};

const nothingOpen: OpenForNow = { glass: [], emergencies: [], onCall: [] };

export const openForNow = (actor: StaffActor): OpenForNow => actor.opened ?? nothingOpen;

/** Throws for an actor whose session was never opened: what nobody asked about is not taken for open. */
export const sightOf = (actor: StaffActor): Sight => {
  if (!actor.sight) throw new Error('what this actor sees was not read');
  return actor.sight;
};

export type SystemActor = { readonly kind: 'system'; readonly id: Id; readonly agencyId: Id };

export type Actor = StaffActor | SystemActor;

export const hasRole = (actor: Actor, ...wanted: readonly Role[]): boolean =>
  actor.kind === 'staff' && wanted.some((role) => actor.roles.includes(role));
