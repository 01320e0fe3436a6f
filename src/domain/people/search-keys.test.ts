import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { birthDatesIn } from './birth-date-spellings.ts';
import type { ClientIdentity } from './client-identity.ts';
import { drawBirthDate, drawName, sequence } from './fixtures/name-frequencies.ts';
import { fold, slipsBetween } from './folded-names.ts';
import { keysOf, type QueryKeys, queryKeys } from './search-keys.ts';
import { rank } from './search-ranking.ts';

const next = sequence(7);
const known: readonly ClientIdentity[] = [
  {
    name: { given: 'Ángela', family: 'Guzmán' },
    birthDate: '1989-06-16',
    identifiers: [{ system: 'ssn', value: '999-56-3448' }],
  },
  { name: { given: 'Sean', family: "O'Brien" }, birthDate: '1971-12-02' },
  { name: { given: 'María José', family: 'de la Cruz' }, birthDate: '1990-04-07' },
  { name: { given: 'Thị Lan', family: 'Nguyễn' }, birthDate: '1966-01-09' },
  { name: { given: 'Jens', family: 'Jørgensen' }, birthDate: '1958-08-30' },
  { name: { given: 'محمد', family: 'الأحمد' }, birthDate: '1993-02-11' },
  {
    name: { given: 'Robert', family: 'Featherstonehaugh' },
    birthDate: '1955-10-10',
    chosenName: 'Ruby',
    formerNames: [{ given: 'Robert', family: 'Cholmondeley' }],
  },
];
const record: readonly ClientIdentity[] = [
  ...Array.from({ length: 10_000 }, () => ({ name: drawName(next), birthDate: drawBirthDate(next) })),
  ...known,
];

const index = new Map<string, ClientIdentity[]>();
let stored = 0;
let most = 0;
for (const client of record) {
  const keys = keysOf(client);
  stored += keys.length;
  most = Math.max(most, keys.length);
  for (const { key } of keys) index.set(key, [...(index.get(key) ?? []), client]);
}
const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const sorted = [...index.keys()].sort(byCodePoint);

const firstAtOrAfter = (key: string): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byCodePoint(sorted[middle]!, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

const under = ({ exact, ranges }: QueryKeys['near']): Set<ClientIdentity> => {
  const found = new Set(exact.flatMap((key) => index.get(key) ?? []));
  for (const { from, to } of ranges)
    for (const key of sorted.slice(firstAtOrAfter(from), firstAtOrAfter(to)))
      for (const client of index.get(key)!) found.add(client);
  return found;
};

/** What the store does: near first, then wide, the clients under most terms first, at most 200. */
const search = (text: string) => {
  const { near, wide } = queryKeys(text);
  const found = under(near);
  if (found.size < 8) {
    const terms = new Map<ClientIdentity, number>();
    for (const term of wide) for (const client of under(term)) terms.set(client, (terms.get(client) ?? 0) + 1);
    for (const [client] of [...terms].sort((a, b) => b[1] - a[1]).slice(0, 200)) found.add(client);
  }
  return rank([...found], text);
};
const firstFound = (text: string) => search(text)[0]?.client.name;

describe('a client is found', () => {
  const [angela, sean, mariaJose, lan, jens, mohamed, ruby] = known.map(({ name }) => name);
  test.each<[string, string, ClientIdentity['name'] | undefined]>([
    ['by name with accents', 'Ángela Guzmán', angela],
    ['without accents', 'angela guzman', angela],
    ['family name first', 'Guzmán, Ángela', angela],
    ['by the beginning of the name', 'ang guz', angela],
    ['by initial and family name', 'A. Guzmán 1989-06-16', angela],
    ['with a letter wrong', 'Anjela Guzman', angela],
    ['with two letters exchanged', 'Angela Guzmna', angela],
    ['by ear', 'Anhela Gusman 16/6/1989', angela],
    ['by birth date as a US form has it', '06/16/1989', angela],
    ['by birth date in words', '16 de junio de 1989', angela],
    ['by birth date in English words', 'June 16, 1989', angela],
    ['by birth date and name', 'guzman 16.6.89', angela],
    ['by number with hyphens', '999-56-3448', angela],
    ['by number without', '999563448', angela],
    ['by the beginning of a number', '99956', angela],
    ['without the apostrophe', 'obrien sean', sean],
    ['with the apostrophe', 'Sean O’Brien', sean],
    ['with the particles', 'de la Cruz, María José', mariaJose],
    ['with the particles run together', 'maria jose delacruz', mariaJose],
    ['by a Vietnamese name in plain letters', 'nguyen thi lan 1966-01-09', lan],
    ['by a letter that has no accent to lose', 'Jorgensen Jens', jens],
    ['in Arabic, vowel signs written', 'مُحَمَّد الأحمد', mohamed],
    ['by the chosen name', 'Ruby Featherstone', ruby],
    ['by a former name', 'Cholmondeley', ruby],
    ['by a short form', 'Bob Featherstonehaugh', ruby],
  ])('%s: %s', (_, text, expected) => {
    expect(firstFound(text)).toEqual(expected);
  });

  test('the ranking says by what', () => {
    expect(search('Cholmondeley')[0]?.foundBy).toEqual(['former-name']);
    expect(search('Guzmna Angela')[0]?.foundBy).toEqual(['name', 'spelling']);
    expect(search('999-56-3448')[0]?.foundBy).toEqual(['identifier']);
  });

  test('nothing is found for what is nobody', () => {
    expect(search('Xyzzyqwv')).toEqual([]);
    expect(search('')).toEqual([]);
    expect(search('   -- ,, ')).toEqual([]);
  });

  test('with one slip in either name, at least 95 % are among the first ten', () => {
    let found = 0;
    let tried = 0;
    for (let at = 0; tried < 300; at += 17) {
      const client = record[at]!;
      const long = client.name.family.length >= 5 ? 'family' : 'given';
      const word = client.name[long];
      if (word.length < 5) continue;
      tried++;
      const place = 1 + Math.floor(next() * (word.length - 2));
      const slipped = { ...client.name, [long]: word.slice(0, place) + word.slice(place + 1) };
      const results = search(`${slipped.given} ${slipped.family}`);
      const same = ({ name }: ClientIdentity) =>
        fold(name.given) === fold(client.name.given) && fold(name.family) === fold(client.name.family);
      if (results.slice(0, 10).some((result) => same(result.client))) found++;
    }
    console.info(`found with one letter missing: ${found} of ${tried}`);
    expect(found / tried).toBeGreaterThanOrEqual(0.95);
  });
});

test('a client takes few keys', () => {
  console.info(
    `keys a client: ${(stored / record.length).toFixed(1)} on average, ${most} at most, over ${record.length}`,
  );
  expect(stored / record.length).toBeLessThan(40);
  expect(most).toBeLessThan(160);
});

test('a name folds to itself once folded, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
      expect(fold(text.toUpperCase().toLowerCase()).length).toBeLessThanOrEqual(text.length * 20 + 1);
    }),
  );
});

test('anything may be typed into the search', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const { near, wide } = queryKeys(text);
      for (const term of [near, ...wide]) {
        expect(term.exact.length).toBeLessThan(60);
        expect(term.ranges.length).toBeLessThan(60);
        for (const key of term.exact) expect(key).not.toContain('\u0000');
      }
      expect(rank(known, text).length).toBeLessThanOrEqual(known.length);
    }),
  );
});

test('words one slip apart share a key', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdeilnorst'), minLength: 4, maxLength: 12 });
  fc.assert(
    fc.property(
      word,
      fc.nat(11),
      fc.constantFrom(...'abcdeilnorst'),
      fc.constantFrom('drop', 'add', 'change', 'exchange'),
      (right, place, letter, slip) => {
        const at = Math.min(place, right.length - 1);
        const wrong =
          slip === 'drop'
            ? right.slice(0, at) + right.slice(at + 1)
            : slip === 'add'
              ? right.slice(0, at) + letter + right.slice(at)
              : slip === 'change'
                ? right.slice(0, at) + letter + right.slice(at + 1)
                : right.slice(0, at) + (right[at + 1] ?? '') + right[at] + right.slice(at + 2);
        const held = new Set(keysOf({ name: { given: right, family: '' }, birthDate: null }).map(({ key }) => key));
        const looked = queryKeys(wrong).wide.flatMap(({ exact }) => exact);
        expect(slipsBetween(right, wrong, 2)).toBeLessThanOrEqual(1);
        // Particles and short words are looked up as they stand.
        if (looked.some((key) => key.startsWith('d:'))) expect(looked.some((key) => held.has(key))).toBe(true);
      },
    ),
  );
});

test.each([
  ['1989-06-16', ['1989-06-16']],
  ['6/7/1989', ['1989-06-07', '1989-07-06']],
  ['7.6.89', ['1989-07-06', '1989-06-07']],
  ['19890616', ['1989-06-16']],
  ['16 jun 1989', ['1989-06-16']],
  ['1 de mayo de 1970', ['1970-05-01']],
  ['May 1st, 1970', ['1970-05-01']],
  ['31/02/1970', []],
  ['May Jones', []],
  ['555-569-2701', []],
])('the birth date in "%s"', (text, days) => {
  const found = birthDatesIn(text).days.filter((day) => day < '2026');
  expect(new Set(found)).toEqual(new Set(days));
});
