// What is around a client: who pays, what to beware of, where they live, what they were diagnosed with.
import { addDays, addMonths, type Day, earlierOf, laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { addContactDetails } from './contact-details.ts';
import { type House, stamped } from './house.ts';
import { during } from './ledger.ts';
import { anAddress } from './names.ts';
import type { Person } from './person.ts';
import { addSupporters } from './supporters.ts';

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
