import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { db } from '#store/postgres/query.ts';
import { Refused } from '../pipeline/refused.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { findDuplicates } from './find-duplicates.ts';
import { registerClient } from './register-client.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let lead: Staff;
let programmeId: string;

const amina = { givenName: 'Amina', familyName: 'Okafor', birthDate: '1987-04-12' };

/** Registers somebody on Rosa's caseload. */
const registered = (person: object, owner = rosa) =>
  agency.as(owner, registerClient, {
    ...person,
    referral: { programmeId, owner: { kind: 'staff', id: owner.id }, source: 'Mercy Hospital' },
  });

const refusal = async (who: Staff, person: object): Promise<Refused> => {
  const error = await agency.as(who, registerClient, person).catch((thrown: unknown) => thrown);
  if (!(error instanceof Refused)) throw new Error(`registered: ${JSON.stringify(error)}`);
  return error;
};
const duplicatesOf = async (who: Staff, person: object) => (await refusal(who, person)).extra.duplicates;

const tasks = () => agency.write((tx) => tx.rows(db.selectFrom('tasks').selectAll().orderBy('id')));

beforeAll(async () => {
  agency = await anAgency();
  programmeId = await agency.aProgramme();
  const teamId = await agency.aTeam(programmeId);
  rosa = await agency.aStaffMember(['case-manager'], { teamId });
  tom = await agency.aStaffMember(['case-manager'], { teamId });
  lead = await agency.aStaffMember(['team-lead'], { teamId, position: 'leader' });
});
afterAll(() => agency.database.close());

describe('numbers', () => {
  test('each agency counts its own clients from one, so that a number says nothing of another agency', async () => {
    const other = await anAgency(agency.database);
    const [first, second] = await Promise.all([anAgency(agency.database), anAgency(agency.database)]);
    const numbersOf = (of: TestAgency) =>
      of.write((tx) => tx.rows(db.selectFrom('clients').select('number').orderBy('number')));
    for (const each of [first, second, first, other, first]) await each.aClient();
    expect((await numbersOf(first)).map(({ number }) => number)).toEqual([1, 2, 3]);
    expect((await numbersOf(second)).map(({ number }) => number)).toEqual([1]);
    expect((await numbersOf(other)).map(({ number }) => number)).toEqual([1]);
  });

  test('clients taken on at the same moment each get their own', async () => {
    const own = await anAgency(agency.database);
    await Promise.all([own.aClient(), own.aClient(), own.aClient()]);
    const rows = await own.write((tx) => tx.rows(db.selectFrom('clients').select('number').orderBy('number')));
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3]);
  });
});

describe('registering a client', () => {
  let aminaId: string;

  test('a person is registered with names, numbers and keys, and referred at once', async () => {
    const { id, number, enrolmentId } = await registered({
      ...amina,
      chosenName: 'Mina',
      formerNames: ['Amina Bello'],
      identifiers: [{ system: 'Mercy Hospital', value: 'MRN-0042' }],
    });
    aminaId = id;
    expect(number).toBeGreaterThan(0);
    const [row, keys, enrolments] = await agency.write((tx) =>
      Promise.all([
        tx.first(db.selectFrom('clients').selectAll().where('id', '=', id)),
        tx.rows(db.selectFrom('client_keys').select('key').where('client_id', '=', id)),
        tx.rows(db.selectFrom('enrolments').selectAll().where('client_id', '=', id)),
      ]),
    );
    expect(row).toMatchObject({
      given_name: 'Amina',
      birth_date: '1987-04-12',
      birth_precision: 'day',
      unclaimed: false,
    });
    expect(keys.map(({ key }) => key)).toEqual(expect.arrayContaining(['b:1987-04-12', 'w:amina okafor', 'n:bello']));
    expect(enrolments).toMatchObject([{ id: enrolmentId, state: 'prospect', referral_source: 'Mercy Hospital' }]);
  });

  test('the same person entered again is held up, and the worker who may open the chart is offered to open it', async () => {
    expect(await duplicatesOf(rosa, amina)).toEqual([
      expect.objectContaining({ id: aminaId, offer: 'open', birthDate: '1987-04-12', number: expect.any(Number) }),
    ]);
  });

  test.each([
    ['with day and month swapped', { ...amina, birthDate: '1987-12-04' }],
    ['misspelt', { ...amina, familyName: 'Okafour' }],
    ['with the names the wrong way round', { ...amina, givenName: 'Okafor', familyName: 'Amina' }],
    ['under a former name', { ...amina, familyName: 'Bello' }],
    [
      'by another agency’s number, under another name',
      { givenName: 'A.', familyName: 'O.', identifiers: [{ system: 'Mercy Hospital', value: 'mrn 0042' }] },
    ],
  ])('also %s', async (_, person) => {
    expect(await duplicatesOf(rosa, person)).toEqual([expect.objectContaining({ id: aminaId })]);
  });

  test('a worker who may not open the chart sees name and year of birth, and no number, day or former name', async () => {
    expect(await duplicatesOf(tom, { ...amina, familyName: 'Bello' })).toEqual([
      {
        id: aminaId,
        name: 'Mina Okafor',
        birthDate: '1987',
        number: null,
        reasons: expect.not.arrayContaining(['former-name']),
        offer: 'link',
      },
    ]);
  });

  test('asking beforehand gives the same answer, and the look is on record', async () => {
    const { items } = await agency.as(tom, findDuplicates, amina);
    expect(items).toMatchObject([{ id: aminaId, offer: 'link' }]);
    const looks = await agency.write((tx) =>
      tx.rows(
        db
          .selectFrom('audit')
          .select(['client_ids', 'effect', 'actor_id'])
          .where('action', '=', 'find-duplicates')
          .where('actor_id', '=', tom.id),
      ),
    );
    expect(looks).toEqual([{ client_ids: [aminaId], effect: 'read', actor_id: tom.id }]);
    // The refusal of the test before showed them too.
    const refused = await agency.write((tx) =>
      tx.rows(
        db
          .selectFrom('audit')
          .select(['client_ids', 'decision'])
          .where('effect', '=', 'refused')
          .where('actor_id', '=', tom.id),
      ),
    );
    expect(refused).toContainEqual({ client_ids: [aminaId], decision: 'possible-duplicates' });
  });

  test('another person of the same name and birthday is registered once the worker says so', async () => {
    await registered({ ...amina, notDuplicateOf: [aminaId] }, tom);
    expect(await tasks()).toEqual([]);
  });

  test('a worker who may not open the other chart hands the question to the team lead who can', async () => {
    const daniel = { givenName: 'Daniel', familyName: 'Haile', birthDate: '1990-01-30' };
    const first = await registered(daniel);
    const second = await registered({ ...daniel, samePersonAs: [first.id] }, tom);
    expect(await tasks()).toMatchObject([
      { kind: 'duplicate-check', client_id: first.id, subject_id: second.id, staff_id: lead.id, state: 'open' },
    ]);
  });

  test('a worker who may open both links them', async () => {
    const ines = { givenName: 'Inés', familyName: 'Peña', birthDate: '1971-08-02' };
    const first = await registered(ines);
    const second = await registered({ ...ines, samePersonAs: [first.id] });
    const links = await agency.write((tx) => tx.rows(db.selectFrom('client_links').selectAll()));
    expect(links).toMatchObject([{ client_id: second.id, other_client_id: first.id, kind: 'same-person' }]);
  });

  test('a relative on the staff who is blocked learns nothing, and the lead is asked instead', async () => {
    const paul = { givenName: 'Paul', familyName: 'Nakai', birthDate: '1964-05-05' };
    const first = await registered(paul);
    await agency.write((tx, stamp) =>
      tx.run(
        db
          .insertInto('staff_blocks')
          .values({ ...stamp, id: agency.newId(), client_id: first.id, staff_id: tom.id, reason: 'Uncle' }),
      ),
    );
    expect(await agency.as(tom, findDuplicates, paul)).toEqual({ items: [], total: 0 });
    const second = await registered(paul, tom);
    expect((await tasks()).filter((task) => task.client_id === first.id)).toMatchObject([
      { subject_id: second.id, staff_id: lead.id },
    ]);
  });

  test('two desks entering one person at the same moment make one client', async () => {
    const person = { givenName: 'Solveig', familyName: 'Lindqvist', birthDate: '2001-09-09' };
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => agency.as(rosa, registerClient, person)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('an approximate birth date is kept as approximate as it is known', async () => {
    const { id } = await registered({
      givenName: 'Yusuf',
      familyName: 'Abdi',
      birthDate: '1979-01-01',
      birthPrecision: 'year',
    });
    const row = await agency.write((tx) => tx.first(db.selectFrom('clients').selectAll().where('id', '=', id)));
    expect(row).toMatchObject({ birth_date: '1979-01-01', birth_precision: 'year' });
  });

  test('one name is enough, and hostile text is kept exactly as it was typed', async () => {
    const name = `Robert'); drop table clients;-- <img src=x onerror=alert(1)> =1+1`;
    const { id } = await registered({ givenName: name });
    const row = await agency.write((tx) => tx.first(db.selectFrom('clients').selectAll().where('id', '=', id)));
    expect(row).toMatchObject({ given_name: name, family_name: '', birth_date: null, birth_precision: 'unknown' });
  });

  test.each([
    ['no name at all', { givenName: '  ', familyName: '' }, 'client-without-name'],
    ['a name of figures only', { givenName: '123' }, 'client-without-name'],
    ['a name longer than any', { givenName: 'a'.repeat(101) }, 'field.too-big'],
    ['a name with a line break', { givenName: 'A\nB' }, 'field.control-characters'],
    ['a name that turns what follows it', { givenName: 'A\u202eB' }, 'field.hidden-characters'],
    ['a chosen name with something nobody sees', { givenName: 'A', chosenName: 'B\u200b' }, 'field.hidden-characters'],
    ['a birth date to come', { givenName: 'A', birthDate: '2026-11-26' }, 'birth-date-in-future'],
    ['a birth date that does not exist', { givenName: 'A', birthDate: '2025-02-29' }, 'field.not-a-day'],
    ['a precision without a date', { givenName: 'A', birthPrecision: 'day' }, 'birth-date-and-precision-disagree'],
    ['a field nobody knows', { givenName: 'A', agencyId: 'x' }, 'field.unrecognized-keys'],
  ])('%s is refused by field and rule', async (_, person, code) => {
    expect(await refusal(rosa, person)).toMatchObject({ status: 422, refusals: [expect.objectContaining({ code })] });
  });

  test('a name in which a joiner belongs is kept as it is written', async () => {
    const { id } = await registered({ givenName: 'فاطمه\u200cزهرا', familyName: 'Karimi' });
    const row = await agency.write((tx) => tx.first(db.selectFrom('clients').selectAll().where('id', '=', id)));
    expect(row?.given_name).toBe('فاطمه\u200cزهرا');
  });

  test('nothing is kept when the referral cannot stand', async () => {
    const person = { givenName: 'Wanda', familyName: 'Half', birthDate: '1980-02-02' };
    const to = { programmeId, owner: { kind: 'staff', id: rosa.id }, on: '2026-11-26' };
    expect(await refusal(rosa, { ...person, referral: to })).toMatchObject({ status: 422 });
    expect(await agency.as(rosa, findDuplicates, person)).toEqual({ items: [], total: 0 });
  });

  test('an evaluator registers nobody, and another agency’s people are no duplicates', async () => {
    const eva = await agency.aStaffMember(['evaluator']);
    expect(await refusal(eva, amina)).toMatchObject({ status: 403 });
    const other = await anAgency(agency.database);
    const olga = await other.aStaffMember(['case-manager']);
    expect(await other.as(olga, findDuplicates, amina)).toEqual({ items: [], total: 0 });
  });
});
