import { describe, expect, test } from 'vitest';
import type { ClientIdentity } from './client-identity.ts';
import { drawBirthDate, drawName, sequence } from './fixtures/name-frequencies.ts';
import { duplicateKeys, matchesAmong } from './matching.ts';
import { keysOf } from './search-keys.ts';

const person = (given: string, family: string, birthDate: string | null, more: Partial<ClientIdentity> = {}) => ({
  name: { given, family },
  birthDate,
  ...more,
});

/** What `client_keys` does: exact look-ups and ranges over keys ordered by code point. */
const indexOf = (clients: readonly ClientIdentity[]) => {
  const byKey = new Map<string, Set<ClientIdentity>>();
  for (const client of clients)
    for (const { key } of keysOf(client)) {
      const held = byKey.get(key);
      if (held) held.add(client);
      else byKey.set(key, new Set([client]));
    }
  const sorted = [...byKey.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return (proposed: ClientIdentity): readonly ClientIdentity[] => {
    const { exact, ranges } = duplicateKeys(proposed);
    const found = new Set<ClientIdentity>();
    for (const key of exact) for (const client of byKey.get(key) ?? []) found.add(client);
    for (const { from, to } of ranges)
      for (const key of sorted) if (key >= from && key < to) for (const client of byKey.get(key)!) found.add(client);
    return [...found];
  };
};

type Pick = <T>(from: readonly T[]) => T;
const picker =
  (next: () => number): Pick =>
  (from) =>
    from[Math.floor(next() * from.length)]!;

const withTypo = (name: string, next: () => number): string => {
  const letters = [...name];
  const places = letters.flatMap((letter, index) => (/\p{L}/u.test(letter) ? [index] : []));
  const at = places[Math.floor(next() * places.length)]!;
  const letter = 'abcdefghijklmnopqrstuvwxyz'[Math.floor(next() * 26)]!;
  const kind = Math.floor(next() * 4);
  if (kind === 0) letters.splice(at, 1);
  else if (kind === 1) letters.splice(at, 0, letter);
  else if (kind === 2) letters[at] = letter;
  else if (at + 1 < letters.length) [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!];
  const changed = letters.join('');
  return changed === name ? withTypo(name, next) : changed;
};

const withoutAccents = (name: string) =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
const withWrongAccent = (name: string) =>
  name.replace(/[aeioun]/, (letter) => `${letter}${letter === 'n' ? '\u0303' : '\u0301'}`);

const isRealDate = (date: string) =>
  !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date) && date < '2026' && date > '1900';

/** Day and month exchanged where that is a date, else two neighbouring figures exchanged. */
const transposed = (date: string, pick: Pick): string => {
  const exchanged = `${date.slice(0, 5)}${date.slice(8)}-${date.slice(5, 7)}`;
  if (exchanged !== date && isRealDate(exchanged)) return exchanged;
  const figures = [2, 3, 5, 6, 8, 9]
    .map((at) => (date[at - 1] === '-' ? date : date.slice(0, at - 1) + date[at] + date[at - 1] + date.slice(at + 1)))
    .filter((other) => other !== date && isRealDate(other));
  return pick(figures.length > 0 ? figures : [`${date.slice(0, 9)}${date.endsWith('1') ? '2' : '1'}`]);
};

const faults = {
  typo: (client: ClientIdentity, next: () => number) =>
    next() < 0.5
      ? { ...client, name: { ...client.name, given: withTypo(client.name.given, next) } }
      : { ...client, name: { ...client.name, family: withTypo(client.name.family, next) } },
  'swapped names': (client: ClientIdentity) => ({
    ...client,
    name: { given: client.name.family, family: client.name.given },
  }),
  accents: (client: ClientIdentity, next: () => number) => {
    const change = next() < 0.7 ? withoutAccents : withWrongAccent;
    return { ...client, name: { given: change(client.name.given), family: change(client.name.family) } };
  },
  'transposed birth date': (client: ClientIdentity, next: () => number) => ({
    ...client,
    birthDate: transposed(client.birthDate!, picker(next)),
  }),
} as const;
type Fault = keyof typeof faults;
const kinds = Object.keys(faults) as Fault[];

describe('duplicates are caught at entry', () => {
  const next = sequence(20260101);
  const pick = picker(next);
  const draw = (): ClientIdentity => {
    const name = drawName(next);
    return { name, birthDate: drawBirthDate(next) };
  };
  const record = Array.from({ length: 10_000 }, draw);
  const find = indexOf(record);

  test('of 1,000 people entered a second time with a fault, at least 95 % are offered', () => {
    const offered = new Map<string, { of: number; offered: number }>();
    let all = 0;
    for (let round = 0; round < 1_000; round++) {
      const known = record[round * 10]!;
      const first = kinds[round % kinds.length]!;
      const second = round % 10 === 9 ? pick(kinds.filter((kind) => kind !== first)) : null;
      let proposed: ClientIdentity = faults[first](known, next);
      if (second) proposed = faults[second](proposed, next);
      const isOffered = matchesAmong(proposed, find(proposed)).some(({ client }) => client === known);
      const label = second ? 'two faults at once' : first;
      const tally = offered.get(label) ?? { of: 0, offered: 0 };
      offered.set(label, { of: tally.of + 1, offered: tally.offered + (isOffered ? 1 : 0) });
      if (isOffered) all++;
    }
    const shares = [...offered].map(([label, { of, offered: count }]) => `${label} ${count}/${of}`);
    console.info(`offered: ${all} of 1,000 (${shares.join(', ')})`);
    expect(all).toBeGreaterThanOrEqual(950);
    for (const [, { of, offered: count }] of offered) expect(count / of).toBeGreaterThanOrEqual(0.9);
  });

  test('of 10,000 strangers entered beside 10,000 clients, at most 1 % are offered anyone', () => {
    let disturbed = 0;
    let candidates = 0;
    for (let round = 0; round < 10_000; round++) {
      const stranger = draw();
      const near = find(stranger);
      candidates += near.length;
      if (matchesAmong(stranger, near).length > 0) disturbed++;
    }
    console.info(
      `strangers offered someone: ${disturbed} of 10,000; candidates read: ${(candidates / 10_000).toFixed(1)} each`,
    );
    expect(disturbed).toBeLessThanOrEqual(100);
  });
});

describe('why a match is offered', () => {
  const rosa = person('Rosa María', 'Hernández', '1984-03-05', {
    identifiers: [{ system: 'urn:state:medicaid', value: '88-1234-A' }],
  });
  const reasonsFor = (proposed: ClientIdentity, known: ClientIdentity = rosa) =>
    matchesAmong(proposed, [known])[0]?.reasons;

  test.each<[string, ClientIdentity, readonly string[]]>([
    [
      'the same card number, whatever the name',
      person('R.', 'Unknown', null, { identifiers: [{ system: 'urn:state:medicaid', value: '881234a' }] }),
      ['same-identifier'],
    ],
    ['the same name and birth date', person('Rosa Maria', 'HERNANDEZ', '1984-03-05'), ['same-name', 'same-birth-date']],
    ['a name that sounds alike', person('Rosa María', 'Ernandes', '1984-03-05'), ['similar-name', 'same-birth-date']],
    ['day and month swapped', person('Rosa María', 'Hernández', '1984-05-03'), ['same-name', 'day-and-month-swapped']],
    [
      'names the wrong way round',
      person('Hernández', 'Rosa María', '1984-03-05'),
      ['same-name', 'names-swapped', 'same-birth-date'],
    ],
    ['only one of two given names', person('Rosa', 'Hernández', '1984-03-05'), ['part-of-name', 'same-birth-date']],
    [
      'one figure of the birth date wrong',
      person('Rosa María', 'Hernández', '1985-03-05'),
      ['same-name', 'birth-date-slip'],
    ],
    ['a birth date not known yet', person('Rosa María', 'Hernández', null), ['same-name']],
    ['only the year known', person('Rosa María', 'Hernández', '1984'), ['same-name', 'birth-date-agrees-in-part']],
  ])('%s', (_, proposed, reasons) => {
    expect(reasonsFor(proposed)).toEqual(reasons);
  });

  test('a short form of the given name is recognised', () => {
    expect(reasonsFor(person('Pepe', 'Ruiz', '1970-01-02'), person('José', 'Ruiz', '1970-01-02'))).toEqual([
      'short-form',
      'same-birth-date',
    ]);
  });

  test('someone who has changed their name is found under both', () => {
    const known = person('Ana', 'López', '1990-07-08', {
      chosenName: 'Alex',
      formerNames: [{ given: 'Ana', family: 'Smith' }],
    });
    expect(reasonsFor(person('Ana', 'Smith', '1990-07-08'), known)).toContain('former-name');
    expect(reasonsFor(person('Alex', 'López', '1990-07-08'), known)).toContain('chosen-name');
  });

  test.each<[string, ClientIdentity]>([
    ['the same name with another birth date', person('Rosa María', 'Hernández', '1961-11-23')],
    ['a twin', person('Luis', 'Hernández', '1984-03-05')],
    ['the same birth date alone', person('John', 'Smith', '1984-03-05')],
    [
      'the same number from another giver',
      person('John', 'Smith', null, { identifiers: [{ system: 'urn:clinic', value: '88-1234-A' }] }),
    ],
  ])('%s is not offered', (_, proposed) => {
    expect(reasonsFor(proposed)).toBeUndefined();
  });

  test('the likeliest comes first', () => {
    const other = person('Rosa', 'Fernandez', '1984-03-05');
    const [first] = matchesAmong(person('Rosa', 'Hernandez', '1984-03-05'), [other, rosa]);
    expect(first?.client).toBe(rosa);
  });

  test('a name that many bear needs more than a birth date that is almost the same', () => {
    const namesakes = Array.from({ length: 40 }, (_, at) => person('Mohamed', 'Ali', `19${50 + at}-01-02`));
    const proposed = person('Mohamed', 'Ali', '1990-03-02');
    expect(matchesAmong(proposed, [person('Mohamed', 'Ali', '1990-01-02')])).toHaveLength(1);
    expect(matchesAmong(proposed, [...namesakes, person('Mohamed', 'Ali', '1990-01-02')])).toEqual([]);
    expect(matchesAmong(proposed, [...namesakes, person('Mohamed', 'Ali', '1990-03-02')])).toHaveLength(1);
  });

  test('without a birth date all namesakes are offered', () => {
    const namesakes = [person('Mohamed', 'Ali', '1950-01-02'), person('Mohamed', 'Ali', '1971-01-02')];
    expect(matchesAmong(person('Mohamed', 'Ali', null), namesakes)).toHaveLength(2);
  });
});
