// Who stands by a client: family, friends and helpers, what they may decide, and the wider ties on the map of the person's life.
import { addMonths, type Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type House, stamped } from './house.ts';
import { during } from './ledger.ts';
import { aPhone, communities } from './names.ts';
import type { Person } from './person.ts';

const relations = [
  ['Sister', 'family'],
  ['Mother', 'family'],
  ['Brother', 'family'],
  ['Daughter', 'family'],
  ['Partner', 'partner'],
  ['Neighbour', 'neighbour'],
  ['Friend', 'friend'],
  ['Aunt', 'family'],
  ['Cousin', 'family'],
  ['Sponsor', 'friend'],
] as const;

const furtherTies = [
  ['Probation officer', 'service'],
  ['Corner store', 'community'],
  ['Chandler Row Church', 'faith'],
  ['Millrace Family Clinic', 'health'],
  ['Lantern Clubhouse', 'community'],
  ['Former job', 'work'],
  ['Online chess', 'online'],
  ['Cat', 'animal'],
  ['Dog next door', 'animal'],
  ['River Walkers', 'community'],
  ['Landlord', 'other'],
] as const;

export const addSupporters = (house: House, person: Person, on: Day, by: Id): Person['supporters'] => {
  const { random } = person;
  const at = house.at(on, random.between(540, 990));
  const community = communities.find(([{ language }]) => language === person.row.language)?.[0] ?? communities[0]![0];
  const base = () => ({ ...stamped(house, at, by, random), client_id: person.id });
  const tie = (name: string, kind: string, supporterId: Id | null, broken = false) =>
    house.ledger.add('social_ties', {
      ...base(),
      name,
      kind,
      supporter_id: supporterId,
      closeness: broken ? 3 : random.between(1, 3),
      quality: broken
        ? 'broken'
        : random.weighted([
            ['strong', 40],
            ['ordinary', 35],
            ['thin', 12],
            ['stressful', 13],
          ] as const),
      flow: broken
        ? 'none'
        : random.weighted([
            ['both', 55],
            ['receives', 25],
            ['gives', 20],
          ] as const),
      note: random.chance(0.15) ? 'Calls on Sundays.' : null,
    });
  const supporters = random
    .some(
      relations,
      random.weighted([
        [0, 12],
        [1, 40],
        [2, 33],
        [3, 15],
      ]),
    )
    .map(([relationship, kind], index) => {
      const name = `${random.pick([...community.she, ...community.he])} ${kind === 'family' ? person.row.family_name : random.pick(community.family)}`;
      const payee = index === 0 && random.chance(0.08);
      const authority = payee
        ? 'representative-payee'
        : index === 0 && kind === 'family' && random.chance(0.1)
          ? random.pick(['guardian', 'health-care-proxy', 'power-of-attorney'])
          : null;
      const { id } = house.ledger.add('supporters', {
        ...base(),
        name,
        relationship,
        kind: 'natural',
        phone: aPhone(random),
        email: null,
        organization: null,
        is_emergency_contact: index === 0,
        may_be_told: random.pick([
          'Everything',
          'That things are going well or not',
          'Appointments only',
          'Nothing without asking first',
        ]),
        authority,
        scopes:
          authority === null
            ? []
            : authority === 'representative-payee'
              ? ['money']
              : authority === 'guardian'
                ? ['health-care', 'records', 'housing', 'services']
                : ['health-care', 'records'],
        authority_during:
          authority === null
            ? null
            : during(addMonths(on, -random.between(4, 30)), random.chance(0.2) ? addMonths(house.today, 2) : null),
        authority_basis:
          authority === null
            ? null
            : authority === 'guardian'
              ? 'Court order, copy in the file'
              : 'Signed form, copy in the file',
      });
      tie(name, kind, id);
      return { id, name, relationship };
    });
  if (random.chance(0.3))
    house.ledger.add('supporters', {
      ...base(),
      name: `${random.pick(community.she)} ${random.pick(community.family)}`,
      relationship: 'Home aide',
      kind: 'professional',
      phone: aPhone(random),
      email: null,
      organization: 'Saltbox Home Care',
      is_emergency_contact: false,
      may_be_told: 'Times of visits',
      authority: null,
      scopes: [],
      authority_during: null,
      authority_basis: null,
    });
  for (const [name, kind] of random.some(furtherTies, random.between(1, 4))) tie(name, kind, null, random.chance(0.08));
  return supporters;
};
