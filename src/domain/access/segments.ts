// Which segments of one person's record somebody sees. General records follow the care team. A Part 2 programme's own people see what
// it writes (42 CFR 2.12(c)(3)), others whom a consent names; a segment of the agency's own follows the agency's rule; counselling
// notes are their author's. Behind broken glass the general record is open, and Part 2 in a medical emergency (2.51). Whatever a
// restriction keeps back stays back (store/access/visible.ts reads the same rule as SQL).
import type { Id } from '#domain/basics/id.ts';
import { builtInSegments, type SegmentRule } from '#domain/consent/segments.ts';
import type { Actor, StaffActor } from './actor.ts';
import { hasRole, openForNow } from './actor.ts';

/** What must be known of a client's consents, of the day that is decided on. */
export type SegmentFacts = {
  readonly own: readonly (readonly [code: string, openTo: SegmentRule])[];
  /** Teams of the Part 2 programmes that serve this client. */
  readonly part2Teams: readonly Id[];
  readonly openings: readonly {
    readonly effect: 'opens' | 'narrows' | 'denies';
    readonly segment: string;
    readonly staffId: Id | null;
    /** Of the programme it names. */
    readonly teams: readonly Id[];
    readonly careTeam: boolean;
  }[];
};

export const noSegmentFacts: SegmentFacts = { own: [], part2Teams: [], openings: [] };

/** The rules of an agency's own segments that open them to somebody who works with the person. */
export const rulesOpenTo = (actor: Actor): readonly SegmentRule[] =>
  hasRole(actor, 'team-lead', 'supervisor')
    ? ['leads', 'care-team']
    : hasRole(actor, 'case-manager')
      ? ['care-team']
      : [];

/**
 * Whether an accounting somebody makes names every disclosure, whatever segment it was of: the person has a right to all of them (45 CFR
 * 164.528, 42 CFR 2.25), and the privacy officer answers for it. Anybody else's names what they may see, and says so.
 */
export const accountsForAll = (actor: Actor): boolean => actor.kind === 'system' || hasRole(actor, 'privacy-officer');

type Facts = {
  readonly clientId: Id;
  readonly careStaff: readonly Id[];
  readonly careTeams: readonly Id[];
  readonly segments: SegmentFacts;
};

const meets = (actor: StaffActor, { careStaff, careTeams }: Facts, to: SegmentFacts['openings'][number]): boolean =>
  to.staffId === actor.id ||
  to.teams.some((id) => actor.memberTeams.includes(id)) ||
  (to.careTeam &&
    (careStaff.some((id) => actor.reachStaff.includes(id)) || careTeams.some((id) => actor.reachTeams.includes(id))));

/** The segments of this client's record that `actor` sees; none at all where the general record is kept from them. */
export const segmentsSeen = (actor: Actor, facts: Facts): readonly string[] => {
  const { own, part2Teams, openings } = facts.segments;
  const named = [...own.map(([code]) => code), ...openings.map(({ segment }) => segment)];
  const all = [...new Set([...builtInSegments, ...named])];
  if (actor.kind === 'system') return all;
  const holds = (effect: string, segment: string) =>
    openings.some((each) => each.effect === effect && each.segment === segment && meets(actor, facts, each));
  if (holds('denies', 'general')) return [];
  const { glass, emergencies } = openForNow(actor);
  const rules = glass.includes(facts.clientId) ? [] : rulesOpenTo(actor);
  const isOpen = (segment: string) =>
    segment === 'general' ||
    (segment === 'part2' &&
      (part2Teams.some((id) => actor.reachTeams.includes(id)) || emergencies.includes(facts.clientId))) ||
    own.some(([code, openTo]) => code === segment && rules.includes(openTo)) ||
    (holds('opens', segment) && !holds('narrows', segment));
  return all.filter((segment) => isOpen(segment) && !holds('denies', segment));
};
