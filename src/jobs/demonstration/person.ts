// A client and who and what is around them: how to reach them safely, who stands by them, where they live, who pays.
import { addDays, addMonths, type Day, day, earlierOf, laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { BirthPrecision } from '#domain/people/birth-and-age.ts';
import { calledName } from '#domain/people/names.ts';
import { keysOf } from '#domain/people/search-keys.ts';
import { identityOf } from '#store/clients/records.ts';
import { english } from './english.ts';
import { type House, stamped } from './house.ts';
import { during, type RowOf } from './ledger.ts';
import { anAddress, aPhone, chosenNames, communities, mailOf } from './names.ts';
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

const addContactDetails = (house: House, person: Person, on: Day, by: Id): void => {
  const { random } = person;
  const at = house.at(on, random.between(520, 980));
  const base = () => ({ ...stamped(house, at, by, random), client_id: person.id });
  const unsafe = random.chance(0.06);
  const detail = (
    row: Omit<RowOf<'contact_details'>, 'agency_id' | 'id' | 'client_id' | 'recorded_at' | 'recorded_by'>,
  ) =>
    house.ledger.add('contact_details', {
      ...base(),
      label: null,
      permission: 'yes',
      may_leave_voicemail: false,
      is_safe: true,
      who_may_know: null,
      best_times: null,
      caution: null,
      preferred: false,
      ended_on: null,
      ...row,
    });
  const phone = aPhone(random);
  const voicemail = random.chance(0.55);
  if (random.chance(0.9)) {
    detail({
      channel: 'phone',
      value: phone,
      label: 'mobile',
      may_leave_voicemail: voicemail && !unsafe,
      best_times: random.chance(0.4)
        ? random.pick(['after ten', 'mornings', 'evenings until eight', 'not on Wednesdays'])
        : null,
      caution: unsafe
        ? 'Someone else may pick up. Ask for {n} and say nothing more.'.replace('{n}', person.called)
        : voicemail
          ? null
          : 'No messages on the machine.',
      who_may_know: random.chance(0.2) ? 'Sister' : null,
      preferred: true,
    });
    if (random.chance(0.5))
      detail({
        channel: 'text',
        value: phone,
        label: 'mobile',
        permission: random.chance(0.8) ? 'yes' : 'ask',
        is_safe: !unsafe,
      });
  }
  if (random.chance(0.7))
    detail({
      channel: random.chance(0.8) ? 'post' : 'visit',
      value: anAddress(random),
      label: 'home',
      is_safe: unsafe ? false : random.chance(0.85) ? true : null,
      permission: unsafe ? 'no' : 'yes',
      caution: unsafe
        ? 'A former partner reads the mail here. Nothing by post.'
        : random.chance(0.1)
          ? 'Plain envelope, no agency name.'
          : null,
    });
  if (random.chance(0.35))
    detail({
      channel: 'e-mail',
      value: mailOf(person.row.given_name, person.row.family_name, random.between(1, 89)),
      permission: 'yes',
      is_safe: random.chance(0.7) ? true : null,
    });
  if (random.chance(0.1))
    detail({
      channel: 'phone',
      value: aPhone(random),
      label: 'old number',
      ended_on: addDays(on, 30),
      permission: 'no',
      is_safe: null,
    });
};

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

const addSupporters = (house: House, person: Person, on: Day, by: Id): Person['supporters'] => {
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

const payers = [
  ['State medical assistance', 'medicaid', 60],
  ['Juniper Health Plan', 'hmo', 14],
  ['Federal programme for the elderly and disabled', 'medicare', 12],
  ['Foundry Mutual', 'ppo', 5],
  ['Quarry Choice', 'pos', 3],
  ['Veterans programme', 'va', 3],
  ['None', 'none', 3],
] as const;

const addCoverage = (house: House, person: Person, on: Day, by: Id): void => {
  const { random } = person;
  const at = house.at(on, random.between(540, 990));
  const [payer, plan] = random.weighted(payers.map((entry) => [entry, entry[2]] as const));
  const from = addMonths(on, -random.between(2, 20));
  const changed = random.chance(0.12);
  const base = () => ({ ...stamped(house, at, by, random), client_id: person.id });
  house.ledger.add('coverages', {
    ...base(),
    payer,
    plan,
    member_number: plan === 'none' ? null : `${random.digits(9)}`,
    during: during(from, changed ? addDays(on, 60) : null),
  });
  if (changed)
    house.ledger.add('coverages', {
      ...base(),
      payer: 'Juniper Health Plan',
      plan: 'hmo',
      member_number: random.digits(9),
      during: during(addDays(on, 61), null),
    });
};

const alertTexts = [
  ['safety', 'Large dog in the yard. Call before you come to the gate.', 'Home visit by two workers'],
  ['medical', 'Severe allergy to penicillin.', 'Letter of the clinic'],
  ['communication', 'Hard of hearing on the left. Sit on the right side.', 'The person said so'],
  ['access', 'Bell does not work. Knock at the side window.', 'Home visit'],
  ['legal', 'Protection order against a former partner.', 'Copy of the order in the file'],
  ['medical', 'Seizures when sleepless. Plan is on the fridge.', 'Hospital summary'],
  ['safety', 'Visits in pairs after dark on this block.', 'Team decision'],
  ['other', 'Does not want to be greeted on the street.', 'The person said so'],
] as const;

const addAlerts = (house: House, person: Person, on: Day, by: Id): void => {
  const { random } = person;
  for (const [kind, text, basis] of random.some(
    alertTexts,
    random.weighted([
      [0, 72],
      [1, 22],
      [2, 6],
    ]),
  )) {
    const set = earlierOf(addDays(on, random.between(2, 200)), house.until);
    const expires = addDays(set, random.pick([90, 180, 180, 365]));
    house.ledger.add('alerts', {
      ...stamped(house, house.at(set, random.between(540, 990)), by, random),
      client_id: person.id,
      kind,
      text,
      basis,
      expires_on: earlierOf(expires, addMonths(set, 12)),
      ended_on: random.chance(0.1) && addDays(set, 40) < house.today ? addDays(set, 40) : null,
    });
  }
};

const homes = [
  ['rented', 34],
  ['own-home', 6],
  ['family', 22],
  ['supported', 14],
  ['group-home', 8],
  ['shelter', 9],
  ['street', 5],
  ['hotel', 2],
] as const;

/** Where the person lived: before they came, then perhaps a better place; some had nights without a home. */
const addResidences = (house: House, person: Person, on: Day, by: Id): void => {
  const { random } = person;
  const base = (from: Day) => ({
    ...stamped(house, house.at(laterOf(from, on), random.between(540, 990)), by, random),
    client_id: person.id,
  });
  const first = random.weighted(homes);
  const unhoused = first === 'street' || first === 'shelter' || first === 'hotel';
  const moves = addDays(on, random.between(40, 240));
  const moved = moves < house.today && (unhoused ? random.chance(0.75) : random.chance(0.2));
  const where = (setting: string) =>
    setting === 'street' ? null : setting === 'shelter' ? 'Saltbox House shelter' : anAddress(random);
  const start = addMonths(on, -random.between(1, 30));
  house.ledger.add('residences', {
    ...base(on),
    setting: first,
    address: where(first),
    household: unhoused ? null : random.pick(['alone', 'with family', 'with a partner', 'with two others']),
    during: during(start, moved ? addDays(moves, -1) : null),
  });
  if (!moved) return;
  const next = random.weighted([
    ['rented', 60],
    ['supported', 25],
    ['family', 15],
  ] as const);
  house.ledger.add('residences', {
    ...base(moves),
    setting: next,
    address: where(next),
    household: 'alone',
    during: during(moves, null),
  });
  house.ledger.add('key_events', {
    ...stamped(house, house.at(moves, random.between(600, 1000)), by, random),
    client_id: person.id,
    kind: 'housing',
    day: moves,
    text: unhoused ? `${person.called} has keys of their own.` : `${person.called} moved.`,
    source: 'The person',
  });
};

const conditions = [
  ['F20.9', 'Schizophrenia'],
  ['F25.0', 'Schizoaffective disorder, bipolar type'],
  ['F31.9', 'Bipolar disorder'],
  ['F33.2', 'Recurrent depressive disorder, severe'],
  ['F43.10', 'Post-traumatic stress disorder'],
  ['F32.3', 'Depressive episode with psychotic symptoms'],
] as const;

const addConditions = (house: House, person: Person, on: Day, by: Id): void => {
  const { random } = person;
  const at = house.at(on, random.between(540, 990));
  const own = random.some(
    conditions,
    random.weighted([
      [1, 70],
      [2, 30],
    ]),
  );
  for (const [code, label] of own)
    house.ledger.add('conditions', {
      ...stamped(house, at, by, random),
      client_id: person.id,
      code,
      system: 'http://hl7.org/fhir/sid/icd-10-cm',
      label,
      from_day: addMonths(on, -random.between(12, 200)),
      source: 'Referral letter',
    });
};

/** What is known of a person on the day they come, written down by whoever takes them on. */
export const surround = (house: House, person: Person, on: Day, by: Id): Person => {
  addContactDetails(house, person, on, by);
  const supporters = addSupporters(house, person, on, by);
  addCoverage(house, person, on, by);
  addAlerts(house, person, on, by);
  addResidences(house, person, on, by);
  addConditions(house, person, on, by);
  return { ...person, supporters };
};
