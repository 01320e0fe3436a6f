import { expect, test } from 'vitest';
import { roles } from './actor.ts';
import { actsOf } from './acts-of-role.ts';
import { type Permission, type PolicyRow, policy } from './policy.ts';

test('read by role the policy says no more and no less than read by act', () => {
  const byRole = roles.flatMap((role) =>
    actsOf(role).flatMap(({ reach, acts }) =>
      acts.flatMap((act) => reach.map((relation) => `${role} ${act} ${relation}`)),
    ),
  );
  const byAct = (Object.keys(policy) as Permission[]).flatMap((act) =>
    (policy[act] as PolicyRow).flatMap((allowance) =>
      allowance.roles.map((role) => `${role} ${act} ${allowance.relation}`),
    ),
  );
  expect(byRole.toSorted()).toEqual([...new Set(byAct)].toSorted());
});

test('what reaches the same people stands together, the nearest first', () => {
  const reaches = actsOf('team-lead').map(({ reach }) => reach.join(' '));
  expect(reaches).toEqual([...new Set(reaches)]);
  expect([reaches[0], reaches.at(-1)]).toEqual(['care', 'none']);
});

test('administrators reach people only to keep or end their records, and read no chart', () => {
  const beyondTheHouse = actsOf('administrator').filter(({ reach }) => reach.join() !== 'none');
  expect(beyondTheHouse.map(({ reach }) => reach)).toEqual([['agency']]);
  expect(
    beyondTheHouse[0]?.acts.filter((act) => !/approval|merge|purge|doubled|retention|find-record|legal-hold/.test(act)),
  ).toEqual([]);
});
