import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseloadRow, ListCaseloadRequest } from '#contract/caseload.ts';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { db } from '#store/postgres/query.ts';
import { logContact } from '../contacts/log-contact.ts';
import { refreshMany } from '../pipeline/refresh.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { listDue } from '../today/list-due.ts';
import { readToday } from '../today/read-today.ts';
import { listCaseload } from './list-caseload.ts';

let agency: TestAgency;
let other: TestAgency;
let rosa: Staff;
let tom: Staff;
let lena: Staff;
let evan: Staff;
let eve: Staff;
let programmeId: Id;
let teamId: Id;
const rosas: Id[] = [];
const toms: Id[] = [];
let everyone: Id[] = [];

const list = (who: Staff, input: object = {}) => agency.as(who, listCaseload, { limit: '1000', ...input });
const namesOf = (rows: readonly CaseloadRow[]) => rows.map(({ name }) => name);

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  programmeId = await agency.aProgramme({ model: 'icm', name: 'Intensive' });
  teamId = await agency.aTeam(programmeId, { name: 'South' });
  rosa = await agency.aStaffMember(['case-manager'], { teamId });
  tom = await agency.aStaffMember(['case-manager']);
  lena = await agency.aStaffMember(['team-lead'], { teamId, position: 'leader' });
  evan = await agency.aStaffMember(['evaluator']);
  const people = [
    ['Marta', 'Zamora'],
    ['Bo', 'Ågren'],
    ['Chidi', 'Okafor'],
    ['Dee', "O'Brien"],
    ['Elif', 'Demir'],
    ['Farid', 'Nazari'],
  ] as const;
  for (const [index, [given, family]] of people.entries()) {
    const clientId = await agency.aClient({ given, family });
    const owner = { kind: 'staff', id: index < 4 ? rosa.id : tom.id } as const;
    const enrolledOn = index === 3 ? null : addDays(agency.today(), -10 - 20 * index);
    await agency.anEnrolment({ clientId, programmeId, owner, enrolledOn, planned: index % 2 === 0 });
    (index < 4 ? rosas : toms).push(clientId);
  }
  everyone = [...rosas, ...toms];
  await agency.aStay(rosas[1] as Id, addDays(agency.today(), -2), null);
  await agency.aStay(rosas[2] as Id, addDays(agency.today(), -12), addDays(agency.today(), -5));
  await agency.as(rosa, logContact, {
    clientId: rosas[0],
    start: '2026-11-25T09:30:00-05:00',
    minutes: 30,
    outcome: 'reached',
    mode: 'face-to-face',
    place: 'community',
    note: 'Unsigned.',
  });
  other = await anAgency(agency.database);
  eve = await other.aStaffMember(['case-manager', 'team-lead', 'supervisor', 'evaluator', 'administrator']);
});
afterAll(() => agency.database.close());

describe('the caseload', () => {
  test('a worker sees their own people in order of family name, accents and apostrophes aside', async () => {
    const { items, total, next } = await list(rosa);
    expect(namesOf(items)).toEqual(["Dee O'Brien", 'Bo Ågren', 'Chidi Okafor', 'Marta Zamora'].sort(byFamily));
    expect({ total, next }).toEqual({ total: 4, next: null });
  });

  test('a row says where the person stands: programme, cycle, last contact, what is due next, stay', async () => {
    const row = (await list(rosa, { sort: 'name' })).items.find(({ clientId }) => clientId === rosas[1]);
    expect(row).toMatchObject({
      name: 'Bo Ågren',
      age: 41,
      programme: { name: 'Intensive', model: 'icm' },
      state: 'enrolled',
      owner: { kind: 'staff', id: rosa.id },
      cycle: { number: 1, stage: 'assessment' },
      stay: { setting: 'psychiatric', from: '2026-11-23' },
      lastContactOn: null,
    });
    expect(row?.due.length).toBeGreaterThan(0);
  });

  test.each([
    ['in hospital now', { stay: 'now' }, () => [rosas[1]]],
    ['came home lately', { stay: 'discharged' }, () => [rosas[2]]],
    ['prospects', { state: 'prospect' }, () => [rosas[3]]],
    ['two states', { state: 'prospect,enrolled' }, () => rosas],
    ['one stage', { stage: 'assessment' }, () => [rosas[1]]],
    ['a note to sign', { unsigned: 'true' }, () => [rosas[0]]],
    ['no alert', { alerts: 'false' }, () => rosas],
    ['the beginning of a name', { text: 'oka' }, () => [rosas[2]]],
    ['a name nobody has', { text: 'xyz' }, () => []],
    ['another model', { model: 'act' }, () => []],
  ])('a filter keeps %s', async (_, filter, expected) => {
    const { items, total } = await list(rosa, filter);
    expect(items.map(({ clientId }) => clientId).sort()).toEqual(expected().toSorted());
    expect(total).toBe(items.length);
  });

  test('filters by what is due keep exactly the rows that have it', async () => {
    const all = (await list(rosa)).items;
    for (const state of ['open', 'due', 'overdue'] as const) {
      const wanted = all.filter(({ due }) =>
        due.some((item) => (state === 'open' ? item.state !== 'not-yet' : item.state === state)),
      );
      expect(namesOf((await list(rosa, { due: state })).items)).toEqual(namesOf(wanted));
    }
    const nothingYet = all.filter(({ due }) => due.length > 0 && due.every(({ state }) => state === 'not-yet'));
    expect(namesOf((await list(rosa, { due: 'not-yet' })).items)).toEqual(namesOf(nothingYet));
  });

  test.each(
    ['name', 'next-due', 'last-contact', 'last-reached', 'review', 'enrolled', 'referred', 'stage', 'priority'].flatMap(
      (sort) => [[sort], [`-${sort}`]],
    ),
  )('page by page in the order of %s, everyone comes once', async (sort) => {
    const whole = (await list(evan, { sort })).items.map(({ id }) => id);
    expect(whole).toHaveLength(6);
    const paged: Id[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(evan, { sort, limit: '1', ...(cursor && { cursor }) });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
      expect(page.total).toBe(6);
    } while (cursor && paged.length < 20);
    expect(paged).toEqual(whole);
  });

  test('what has no value comes last, whichever way the list is turned', async () => {
    for (const sort of ['last-contact', '-last-contact'])
      expect((await list(rosa, { sort })).items[0]?.clientId).toBe(rosas[0]);
  });

  test.each([
    ['sort', 'colour'],
    ['limit', '10001'],
    ['cursor', 'zzz'],
    ['due', 'late'],
    ['state', 'gone'],
  ])('an unknown %s is refused by name', async (field, value) => {
    expect(ListCaseloadRequest.safeParse({ [field]: value }).success).toBe(false);
    expect(await agency.refusalOf(rosa, listCaseload, { [field]: value })).toMatchObject({ status: 422 });
  });
});

describe('lists show nobody whom the reader may not see', () => {
  const seenBy = async (world: TestAgency, who: Staff) => {
    const lists = [
      (await world.as(who, listCaseload, { limit: '1000' })).items.map(({ clientId }) => clientId),
      (await world.as(who, listDue, { scope: 'all', limit: '1000' })).items.map(({ client }) => client.id),
      ...(await Promise.all(
        ['mine', 'team'].map(async (scope) => {
          const { due, soon, stays, tasks, waiting } = await world.as(who, readToday, { scope });
          return [due, soon, stays, tasks, waiting].flat().flatMap(({ client }) => client?.id ?? []);
        }),
      )),
    ];
    return [...new Set(lists.flat())].sort();
  };

  test('a worker sees theirs and not a colleague’s; their lead sees the team’s; another worker theirs', async () => {
    expect(await seenBy(agency, rosa)).toEqual(rosas.toSorted());
    expect(await seenBy(agency, tom)).toEqual(toms.toSorted());
    expect(await seenBy(agency, lena)).toEqual(rosas.toSorted());
  });

  test('an evaluator sees the agency’s caseload, but no one’s Today', async () => {
    expect((await list(evan)).items.map(({ clientId }) => clientId).sort()).toEqual(everyone.toSorted());
    expect(await agency.refusalOf(evan, readToday, {})).toMatchObject({ status: 403 });
  });

  test('another agency sees nobody, with every role there is', async () => {
    expect(await seenBy(other, eve)).toEqual([]);
    expect((await other.as(eve, listCaseload, {})).total).toBe(0);
  });

  test('a block takes the person off every list and out of every count, whatever else allows', async () => {
    const blocked = rosas[0] as Id;
    const before = (await agency.as(rosa, listDue, { scope: 'all' })).total;
    await agency.write((tx, stamp) =>
      tx.run(
        db
          .insertInto('staff_blocks')
          .values({ ...stamp, id: agency.newId(), client_id: blocked, staff_id: rosa.id, reason: 'A relative.' }),
      ),
    );
    expect(await seenBy(agency, rosa)).toEqual(rosas.slice(1).toSorted());
    expect((await list(rosa)).total).toBe(3);
    expect((await agency.as(rosa, listDue, { scope: 'all' })).total).toBeLessThan(before);
    expect((await list(rosa, { text: 'Zamora' })).total).toBe(0);
  });

  test('what belongs to a segment of its own is neither listed nor counted', async () => {
    const clientId = toms[0] as Id;
    await agency.write(async (tx, stamp) => {
      await tx.run(
        db.insertInto('tasks').values({
          ...stamp,
          id: agency.newId(),
          client_id: clientId,
          kind: 'task',
          title: 'Methadone clinic',
          due_by: agency.today(),
          staff_id: tom.id,
          segment: 'part2',
        }),
      );
      await refreshMany(tx, [clientId], agency.today(), agency.now);
    });
    const { due, tasks } = await agency.as(tom, readToday, {});
    expect(due.filter(({ kind }) => kind === 'task')).toEqual([]);
    expect(tasks).toEqual([]);
    const row = (await list(tom)).items.find((each) => each.clientId === clientId);
    expect(row?.due.filter(({ kind }) => kind === 'task')).toEqual([]);
  });

  test('the audit names everyone a list showed', async () => {
    const { items } = await list(tom);
    const [entry] = await agency.write((tx) =>
      tx.rows(
        db
          .selectFrom('audit')
          .select(['client_ids', 'effect'])
          .where('action', '=', 'list-caseload')
          .orderBy('transaction_id', 'desc')
          .limit(1),
      ),
    );
    expect(entry?.effect).toBe('read');
    expect(entry?.client_ids?.toSorted()).toEqual(items.map(({ clientId }) => clientId).sort());
  });
});

const byFamily = (a: string, b: string) => {
  const family = (name: string) =>
    (name.split(' ')[1] ?? '')
      .normalize('NFKD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase();
  return family(a) < family(b) ? -1 : 1;
};
