// What one role may do, and with whom: the policy read by role instead of by act, for people to look at. Acts that reach the same
// people stand together.
import type { Role } from './actor.ts';
import { type Permission, type PolicyRow, policy, type Relation } from './policy.ts';

export type ActsWithin = {
  /** To whom these acts reach; one way of standing to the person is enough. */
  readonly reach: readonly Relation[];
  readonly acts: readonly Permission[];
};

/** From the nearest to the farthest. */
const order: readonly Relation[] = ['care', 'unclaimed', 'former', 'on-call', 'glass', 'agency', 'none'];

export const actsOf = (role: Role): readonly ActsWithin[] => {
  const found = new Map<string, ActsWithin & { readonly acts: Permission[] }>();
  for (const act of Object.keys(policy) as Permission[]) {
    const row: PolicyRow = policy[act];
    const allowing = row.filter(({ roles }) => roles.includes(role));
    const reach = order.filter((relation) => allowing.some((allowance) => allowance.relation === relation));
    if (reach.length === 0) continue;
    const key = reach.join(' ');
    const within = found.get(key) ?? { reach, acts: [] };
    within.acts.push(act);
    found.set(key, within);
  }
  const place = ({ reach }: ActsWithin) => reach.map((relation) => order.indexOf(relation)).join(' ');
  return [...found.values()].toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
};
