import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { db } from '#store/postgres/query.ts';
import type { Database, Tx } from '#store/postgres/transaction.ts';
import { listCaseload } from '../caseload/list-caseload.ts';
import { logContact } from '../contacts/log-contact.ts';
import { readToday } from '../today/read-today.ts';
import { asSystem, perform } from './perform.ts';
import { refreshClient, refreshMany } from './refresh.ts';
import { anAgency, type Staff, type TestAgency } from './test-world.ts';

let agency: TestAgency;
let rosa: Staff;
let programmeId: Id;
let teamId: Id;
const clients: Id[] = [];

// Wednesday 25 November 2026.
const aContact = (clientId: Id, more: object = {}) => ({
  clientId,
  start: '2026-11-25T09:30:00-05:00',
  minutes: 40,
  outcome: 'reached',
  mode: 'face-to-face',
  place: 'community',
  ...more,
});

const itemsOf = (clientId: Id) =>
  agency.write((tx) =>
    tx.rows(
      db
        .selectFrom('due_items')
        .select(['kind', 'rule', 'due_from', 'due_by', 'needed', 'done'])
        .where('client_id', '=', clientId)
        .orderBy('kind'),
    ),
  );
const summaryOf = async (clientId: Id) =>
  (
    await agency.write((tx) => tx.rows(db.selectFrom('client_summaries').selectAll().where('client_id', '=', clientId)))
  )[0];
const everythingKept = () =>
  agency.write(async (tx) => ({
    items: await tx.rows(db.selectFrom('due_items').selectAll().orderBy('id')),
    summaries: (await tx.rows(db.selectFrom('client_summaries').selectAll().orderBy('id'))).map(
      ({ refreshed_at: _, ...row }) => row,
    ),
  }));

/** A database whose transactions are counted in round trips. */
const counting = (database: Database) => {
  const trips: number[] = [];
  const counted: Database = {
    ...database,
    transaction: async (work, options) => {
      let sent: Tx | undefined;
      const value = await database.transaction((tx) => {
        sent = tx;
        return work(tx);
      }, options);
      trips.push(sent?.roundTrips ?? 0);
      return value;
    },
  };
  return { counted, trips };
};

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  programmeId = await agency.aProgramme({ model: 'icm' });
  const shared = await agency.aProgramme({ model: 'act' });
  teamId = await agency.aTeam(shared, { sharesCaseload: true });
  rosa = await agency.aStaffMember(['case-manager'], { teamId });
  for (let index = 0; index < 9; index++) {
    const clientId = await agency.aClient({ given: `Client${index}`, family: 'Óra' });
    clients.push(clientId);
    if (index === 8) continue;
    const forTeam = index % 2 === 1;
    await agency.anEnrolment({
      clientId,
      programmeId: forTeam ? shared : programmeId,
      owner: forTeam ? { kind: 'team', id: teamId } : { kind: 'staff', id: rosa.id },
      enrolledOn: index === 7 ? null : addDays(agency.today(), -20 - 15 * index),
      planned: index < 4,
    });
  }
  await agency.aStay(clients[2] as Id, day('2026-11-20'), null);
});
afterAll(() => agency.database.close());

describe('what lists show is kept in the transaction that changes it', () => {
  test('a contact brings the item it answers to the present week, and the last contact to today', async () => {
    const clientId = clients[0] as Id;
    const contact = async () => (await itemsOf(clientId)).find(({ kind }) => kind === 'contact');
    expect(await contact()).toMatchObject({ done: 0, due_by: '2026-11-08' });
    await agency.as(rosa, logContact, aContact(clientId));
    expect(await contact()).not.toMatchObject({ due_by: '2026-11-08' });
    expect(await summaryOf(clientId)).toMatchObject({
      last_contact_on: '2026-11-25',
      last_reached_on: '2026-11-25',
      name: 'Client0 Óra',
      sort_name: 'ora client0',
    });
  });

  test('an unsigned note is due and counted at once', async () => {
    const clientId = clients[4] as Id;
    await agency.as(rosa, logContact, aContact(clientId, { note: 'To be signed.' }));
    expect((await itemsOf(clientId)).filter(({ kind }) => kind === 'unsigned-note')).toHaveLength(1);
    expect(await summaryOf(clientId)).toMatchObject({ unsigned_notes: 1 });
  });

  test('when the write is undone, so is what lists show', async () => {
    const before = await everythingKept();
    const clientId = clients[0] as Id;
    await expect(
      agency.write(async (tx, stamp) => {
        await tx.run(
          db.insertInto('tasks').values({
            ...stamp,
            id: agency.newId(),
            client_id: clientId,
            kind: 'task',
            title: 'Call',
            due_by: agency.today(),
            staff_id: rosa.id,
          }),
        );
        await refreshMany(tx, [clientId], agency.today(), agency.now);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await everythingKept()).toEqual(before);
  });

  test('many clients at once are worked out exactly as one by one', async () => {
    await agency.write(async (tx) => {
      await tx.run(sql`delete from due_items`);
      await tx.run(sql`delete from client_summaries`);
    });
    for (const clientId of clients) await agency.write((tx) => refreshClient(tx, clientId, agency.today(), agency.now));
    const single = await everythingKept();
    await agency.write(async (tx) => {
      await tx.run(sql`delete from due_items`);
      await tx.run(sql`delete from client_summaries`);
      await refreshMany(tx, clients, agency.today(), agency.now);
    });
    expect(await everythingKept()).toEqual(single);
    expect(single.summaries).toHaveLength(9);
    expect(single.items.length).toBeGreaterThan(10);
  });

  test('working it out again writes nothing', async () => {
    const stamped = () =>
      agency.write((tx) => tx.rows(sql`select id, xmin::text, refreshed_at from client_summaries order by id`));
    const before = await stamped();
    const was = agency.now;
    agency.now = addMinutes(was, 5);
    await agency.write((tx) => refreshMany(tx, clients, agency.today(), agency.now));
    expect(await stamped()).toEqual(before);
    agency.now = was;
  });

  test('a client without an enrolment has one row, which gives way to that of the first enrolment', async () => {
    const clientId = clients[8] as Id;
    expect(await summaryOf(clientId)).toMatchObject({ id: clientId, state: 'none', enrolment_id: null });
    const { enrolmentId } = await agency.anEnrolment({
      clientId,
      programmeId,
      owner: { kind: 'staff', id: rosa.id },
    });
    const rows = await agency.write((tx) =>
      tx.rows(db.selectFrom('client_summaries').select(['id', 'state']).where('client_id', '=', clientId)),
    );
    expect(rows).toEqual([{ id: enrolmentId, state: 'enrolled' }]);
  });
});

describe('two people log a contact with one client at the same moment', () => {
  const needed = async (clientId: Id) => {
    const rows = await agency.write((tx) =>
      tx.rows(
        sql<{ done: number; last: string }>`
          select (select count(*) from contacts where client_id = ${clientId}::uuid) as done, max(unsigned_notes) as last
          from client_summaries where client_id = ${clientId}::uuid`,
      ),
    );
    return rows[0];
  };

  test('both count', async () => {
    const clientId = await agency.aClient();
    await agency.anEnrolment({ clientId, programmeId, owner: { kind: 'staff', id: rosa.id } });
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        agency.as(rosa, logContact, aContact(clientId, { minutes: index + 1, note: `Note ${index}` })),
      ),
    );
    expect(await needed(clientId)).toEqual({ done: 8, last: 8 });
  });

  test('without holding the client, one of them is lost: the lock is what keeps the count', async () => {
    const clientId = await agency.aClient();
    await agency.anEnrolment({ clientId, programmeId, owner: { kind: 'staff', id: rosa.id } });
    const read = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    const unlocked = (mine: 0 | 1) =>
      asSystem(agency.database, agency.agencyId, agency.now, async (tx) => {
        await tx.run(
          db.insertInto('notes').values({
            agency_id: agency.agencyId,
            id: agency.newId(),
            client_id: clientId,
            staff_id: rosa.id,
            kind: 'case',
            day: agency.today(),
            text: 'A note',
            recorded_at: agency.now,
            recorded_by: rosa.id,
          }),
        );
        // Both read before either has written.
        const together = {
          run: tx.run.bind(tx),
          rows: async (query: Parameters<Tx['rows']>[0]) => {
            const rows = await tx.rows(query);
            read[mine].resolve();
            await read[1 - mine]?.promise;
            return rows;
          },
        } as unknown as Tx;
        await refreshClient(together, clientId, agency.today(), agency.now);
      });
    await Promise.all([unlocked(0), unlocked(1)]);
    expect(await needed(clientId)).toEqual({ done: 0, last: 1 });
    await agency.write((tx) => refreshMany(tx, [clientId], agency.today(), agency.now));
    expect(await needed(clientId)).toEqual({ done: 0, last: 2 });
  });
});

describe('round trips', () => {
  test.each([
    ['a contact with a note', 2, logContact, () => aContact(clients[0] as Id, { note: 'Seen.', sign: true })],
    ['Today', 3, readToday, () => ({})],
    ['the caseload', 3, listCaseload, () => ({ sort: '-next-due', due: 'open' })],
  ] as const)('%s takes %i', async (_, most, action, input) => {
    const { counted, trips } = counting(agency.database);
    await perform(counted, action as never, { caller: rosa.caller, input: input(), now: agency.now });
    expect(trips).toEqual([most]);
  });

  test('asked about another day, Today takes no more than five', async () => {
    const { counted, trips } = counting(agency.database);
    const request = { caller: rosa.caller, input: {}, now: agency.now, asOf: day('2026-12-24') };
    await perform(counted, readToday, request);
    expect(trips[0]).toBeLessThanOrEqual(5);
  });
});
