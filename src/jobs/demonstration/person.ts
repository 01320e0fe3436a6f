// A client as registered: name, birth, language, identifiers, and the keys under which they are found.
import { type Day, day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { BirthPrecision } from '#domain/people/birth-and-age.ts';
import { calledName } from '#domain/people/names.ts';
import { keysOf } from '#domain/people/search-keys.ts';
import { identityOf } from '#store/clients/records.ts';
import { english } from './english.ts';
import { type House, stamped } from './house.ts';
import type { RowOf } from './ledger.ts';
import { chosenNames, communities } from './names.ts';
import type { Random } from './random.ts';
import { spanish } from './spanish.ts';
import type { Language } from './theme.ts';

export type Person = {
  readonly id: Id;
  readonly row: RowOf<'clients'>;
  /** How to call them, as notes do. */
  readonly called: string;
  readonly supporters: readonly { readonly id: Id; readonly name: string; readonly relationship: string }[];
  /** What they say is written down in their words; English where we have no writer for their language. */
  readonly words: Language;
  readonly random: Random;
};

const identifierOf = (random: Random) => ({ system: 'medicaid', value: `MA${random.digits(8)}` });

const birthOf = (random: Random, today: Day): { date: Day | null; precision: BirthPrecision } => {
  const year =
    Number(today.slice(0, 4)) -
    random.weighted([
      [random.between(19, 29), 22],
      [random.between(30, 44), 38],
      [random.between(45, 59), 30],
      [random.between(60, 78), 10],
    ]);
  const date = day(
    `${year}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`,
  );
  const precision = random.weighted([
    ['day', 92],
    ['year', 5],
    ['month', 2],
    ['unknown', 1],
  ] as const);
  if (precision === 'unknown') return { date: null, precision };
  if (precision === 'year') return { date: day(`${year}-01-01`), precision };
  return { date: precision === 'month' ? day(`${date.slice(0, 7)}-01`) : date, precision };
};

/** The client's own row, number and search keys. */
export const registerPerson = (
  house: House,
  random: Random,
  on: Day,
  by: Id,
  given?: { readonly spanish: boolean },
): Person => {
  const at = house.at(on, random.between(510, 960));
  const [community] = given?.spanish
    ? [communities.find(([{ key }]) => key === 'spanish')![0]]
    : [random.weighted(communities)];
  const gender = random.weighted([
    ['she', 48],
    ['he', 46],
    ['they', 6],
  ] as const);
  const givenName = random.pick(
    gender === 'she' ? community.she : gender === 'he' ? community.he : [...community.she, ...community.he],
  );
  const familyName =
    community.key === 'spanish' && random.chance(0.5)
      ? random.some(community.family, 2).join(' ')
      : random.pick(community.family);
  const chosen = chosenNames[givenName];
  const chosenName = chosen && random.chance(0.7) ? random.pick(chosen) : null;
  const speaksEnglish = community.language === 'en' || random.chance(community.speaksEnglish);
  const birth = birthOf(random, house.today);
  const stamp = stamped(house, at, by, random);
  const row = house.ledger.add('clients', {
    ...stamp,
    number: ++house.numbers.last,
    given_name: givenName,
    family_name: familyName,
    middle_name: random.chance(0.12) ? random.pick(community.she) : null,
    chosen_name: chosenName,
    former_names: random.chance(0.05) ? [`${givenName} ${random.pick(community.family)}`] : [],
    pronouns: random.chance(0.75) ? { she: 'she/her', he: 'he/him', they: 'they/them' }[gender] : null,
    birth_date: birth.date,
    birth_precision: birth.precision,
    died_on: null,
    language: community.language,
    other_languages: speaksEnglish && community.language !== 'en' ? ['en'] : [],
    needs_interpreter: !speaksEnglish,
    unclaimed: true,
    large_print: random.chance(0.06),
  });
  const identifiers = random.chance(0.8) ? [identifierOf(random)] : [];
  for (const identifier of identifiers)
    house.ledger.add('client_identifiers', { ...stamped(house, at, by, random), client_id: stamp.id, ...identifier });
  addKeys(house, row, identifiers);
  return {
    id: stamp.id,
    row,
    called: calledName({ givenName, familyName, chosenName }),
    supporters: [],
    words: community.language === 'es' ? spanish : english,
    random,
  };
};

/** The keys under which the client is found. */
export const addKeys = (
  house: House,
  row: RowOf<'clients'>,
  identifiers: readonly { system: string; value: string }[],
): void => {
  const identity = identityOf({
    givenName: row.given_name,
    middleName: row.middle_name ?? null,
    familyName: row.family_name,
    chosenName: row.chosen_name ?? null,
    formerNames: row.former_names ?? [],
    birthDate: row.birth_date ?? null,
    birthPrecision: (row.birth_precision ?? 'day') as BirthPrecision,
    identifiers,
  });
  for (const { key, weight } of keysOf(identity))
    house.ledger.add('client_keys', { agency_id: house.agencyId, key, client_id: row.id, weight });
};
