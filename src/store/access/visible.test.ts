// The two readings of one policy are compared over generated agencies: what `may` says of each client, and which clients the SQL
// predicate lets a list draw on.
import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Role, roles, type StaffActor } from '#domain/access/actor.ts';
import { may, type Permission, type PolicyRow, policy } from '#domain/access/policy.ts';
import { addDays, day } from '#domain/basics/day.ts';
import { type Id, idFrom } from '#domain/basics/id.ts';
import { addMinutes, instant, millisOf } from '#domain/basics/instant.ts';
import { type SegmentRule, segmentRules } from '#domain/consent/segments.ts';
import { foundAgency } from '../agencies.ts';
import { db, json, range } from '../postgres/query.ts';
import { type TestDatabase, testDatabase } from '../postgres/test-database.ts';
import type { Tx } from '../postgres/transaction.ts';
import { openAsSystem, openSession, staffActorOf } from '../sessions.ts';
import { clientFacts } from './client-facts.ts';
import { visible } from './visible.ts';

const now = instant('2026-11-25T15:00:00Z');
const today = day('2026-11-25');
const newId = () => idFrom(millisOf(now), randomBytes(10));

const [staffCount, teamCount, clientCount] = [4, 3, 6];
const anyStaff = fc.nat(staffCount - 1);
const anyTeam = fc.nat(teamCount - 1);
const anyClient = fc.nat(clientCount - 1);
const closedSegments = ['part2', 'counselling-notes', 'hiv'] as const;
/** Ended, current, or to come: only what is current counts. */
const anyPeriod = fc.constantFrom<readonly [number, number | null]>(
  [-300, null],
  [-300, 0],
  [0, null],
  [-300, -1],
  [1, null],
);

const aWorld = fc.record({
  staff: fc.array(fc.subarray([...roles]), { minLength: staffCount, maxLength: staffCount }),
  positions: fc.uniqueArray(
    fc.record({ staff: anyStaff, team: anyTeam, role: fc.constantFrom('leader', 'case-manager'), period: anyPeriod }),
    { maxLength: 6, selector: ({ staff, team, role }) => `${staff} ${team} ${role}` },
  ),
  lines: fc.array(
    fc.record({
      supervisor: anyStaff,
      to: fc.oneof(fc.record({ staff: anyStaff }), fc.record({ team: anyTeam })),
      period: anyPeriod,
    }),
    { maxLength: 4 },
  ),
  clients: fc.array(
    fc.record({ unclaimed: fc.boolean(), segment: fc.constantFrom('general', 'general', ...closedSegments) }),
    { minLength: clientCount, maxLength: clientCount },
  ),
  /** Who serves whom in the programme whose records are Part 2; its team is the first. */
  part2: fc.subarray([...Array(clientCount).keys()]),
  own: fc.constantFrom<SegmentRule | null>(null, ...segmentRules),
  openings: fc.array(
    fc.record({
      client: anyClient,
      effect: fc.constantFrom('opens', 'opens', 'narrows', 'denies'),
      segment: fc.constantFrom('general', ...closedSegments),
      to: fc.oneof(fc.record({ staff: anyStaff }), fc.constantFrom('part2', 'other', 'care-team')),
      period: anyPeriod,
    }),
    { maxLength: 6 },
  ),
  glass: fc.array(
    fc.record({ client: anyClient, staff: anyStaff, began: fc.constantFrom(-1, -60, -90, 1), emergency: fc.boolean() }),
    { maxLength: 4 },
  ),
  /** On call for the programme whose records are Part 2, from and to so many minutes from now. */
  shifts: fc.array(fc.record({ staff: anyStaff, hours: fc.constantFrom([-60, 60], [-60, 0], [1, 60]) }), {
    maxLength: 3,
  }),
  assignments: fc.array(
    fc.record({
      client: anyClient,
      to: fc.oneof(fc.record({ staff: anyStaff }), fc.record({ team: anyTeam })),
      begins: fc.constantFrom(-200, -200, 0, 1),
      // How long ago it ended, and how long after-care still opens the chart; null: it has not ended.
      ended: fc.option(fc.record({ on: fc.constantFrom(-100, -1, 0), visibleUntil: fc.constantFrom(null, -1, 0, 30) })),
    }),
    { maxLength: 8 },
  ),
  blocks: fc.array(fc.record({ client: anyClient, staff: anyStaff, lifted: fc.boolean() }), { maxLength: 3 }),
});
type World = typeof aWorld extends fc.Arbitrary<infer W> ? W : never;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** The permissions that concern a client, one for each different row of the policy. */
const permissions = (Object.keys(policy) as Permission[]).filter((name) =>
  (policy[name] as PolicyRow).some(({ relation }) => relation !== 'none'),
);
const different = [...new Map(permissions.map((name) => [JSON.stringify(policy[name]), name])).values()];

type Built = {
  readonly agencyId: Id;
  readonly actors: readonly StaffActor[];
  readonly staffIds: readonly Id[];
  readonly clientIds: readonly Id[];
  as<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same people with their next requests. */
  openAgain(): Promise<Omit<Built, 'openAgain'>>;
};

const build = async (world: World): Promise<Built> => {
  const [agencyId, systemActorId] = [newId(), newId()];
  await foundAgency(
    database.ownerUrl,
    { id: agencyId, systemActorId, name: agencyId, timeZone: 'America/New_York', language: 'en', isDemo: false },
    now,
  );
  const as = <T>(work: (tx: Tx) => Promise<T>) =>
    database.transaction(async (tx) => {
      await openAsSystem(tx, agencyId);
      return work(tx);
    });
  const stamp = { agency_id: agencyId, recorded_at: now, recorded_by: systemActorId };
  const during = ([from, to]: readonly [number, number | null]) =>
    range(addDays(today, from), to === null ? null : addDays(today, to));
  const staffIds = world.staff.map(newId);
  const teamIds = Array.from({ length: teamCount }, newId);
  const clientIds = world.clients.map(newId);
  const tokens = staffIds.map(() => randomBytes(32));
  const owner = (to: { staff: number } | { team: number }) =>
    'staff' in to ? { staff_id: staffIds[to.staff] } : { team_id: teamIds[to.team] };
  await as(async (tx) => {
    const [part2Id, programmeId] = [newId(), newId()];
    const sent = [
      tx.run(
        db
          .insertInto('programmes')
          .values({ ...stamp, id: programmeId, name: 'P', model_key: 'icm', opened_on: today }),
      ),
      tx.run(
        db
          .insertInto('programmes')
          .values({ ...stamp, id: part2Id, name: 'Q', model_key: 'icm', is_part2: true, opened_on: today }),
      ),
      ...teamIds.map((id, index) => {
        const programme_id = index === 0 ? part2Id : programmeId;
        return tx.run(db.insertInto('teams').values({ ...stamp, id, programme_id, name: id, opened_on: today }));
      }),
      ...staffIds.flatMap((id, index) => [
        tx.run(
          db.insertInto('staff').values({
            ...stamp,
            id,
            given_name: 'S',
            family_name: String(index),
            email: `${id}@example.org`,
            roles: world.staff[index] as Role[],
          }),
        ),
        tx.run(db.insertInto('actors').values({ agency_id: agencyId, id, kind: 'staff', person_id: id })),
        tx.rows(
          sql`select app.create_account(${id}::uuid, ${id}::uuid, ${`${id}@example.org`}, null, null, ${now}::timestamptz)`,
        ),
        tx.rows(
          sql`select app.start_session(${id}::uuid, ${createHash('sha256')
            .update(tokens[index] ?? '')
            .digest()}::bytea, ${newId()}::uuid, ${now}::timestamptz, '12 hours', null, 't', '::1')`,
        ),
      ]),
      ...world.positions.map(({ staff, team, role, period }) =>
        tx.run(
          db.insertInto('positions').values({
            ...stamp,
            id: newId(),
            staff_id: staffIds[staff] ?? '',
            team_id: teamIds[team] ?? '',
            role,
            fte: 1,
            during: during(period),
          }),
        ),
      ),
      ...world.lines.map(({ supervisor, to, period }) =>
        tx.run(
          db.insertInto('supervision_lines').values({
            ...stamp,
            id: newId(),
            supervisor_id: staffIds[supervisor] ?? '',
            ...owner(to),
            during: during(period),
          }),
        ),
      ),
      ...clientIds.flatMap((id, index) => [
        tx.run(
          db.insertInto('clients').values({
            ...stamp,
            id,
            number: index + 1,
            given_name: 'C',
            family_name: String(index),
            unclaimed: world.clients[index]?.unclaimed ?? false,
            segment: world.clients[index]?.segment ?? 'general',
          }),
        ),
        tx.run(
          db.insertInto('alerts').values({
            ...stamp,
            id,
            client_id: id,
            kind: 'other',
            text: 'T',
            basis: 'B',
            segment: world.clients[index]?.segment ?? 'general',
          }),
        ),
      ]),
      ...world.assignments.map(({ client, to, begins, ended }) =>
        tx.run(
          db.insertInto('assignments').values({
            ...stamp,
            id: newId(),
            client_id: clientIds[client] ?? '',
            ...owner(to),
            role: 'primary',
            from_day: addDays(today, ended ? -200 : begins),
            to_day: ended && addDays(today, ended.on),
            visible_until: ended && ended.visibleUntil !== null ? addDays(today, ended.visibleUntil) : null,
          }),
        ),
      ),
      tx.rows(
        sql`update agencies set settings = ${json({ segments: world.own ? [{ code: 'hiv', openTo: world.own }] : [] })}::jsonb where agency_id = ${agencyId}::uuid`,
      ),
      ...world.part2.map((client) =>
        tx.run(
          db.insertInto('enrolments').values({
            ...stamp,
            id: newId(),
            client_id: clientIds[client] ?? '',
            programme_id: part2Id,
            state: 'prospect',
            referred_on: today,
            last_act_on: today,
          }),
        ),
      ),
      ...world.openings.map(({ client, effect, segment, to, period: [from, until] }, ordinal) =>
        tx.run(
          db.insertInto('segment_openings').values({
            agency_id: agencyId,
            client_id: clientIds[client] ?? '',
            source_id: agencyId,
            ordinal,
            effect,
            segment,
            staff_id: typeof to === 'object' ? (staffIds[to.staff] ?? null) : null,
            programme_id: to === 'part2' ? part2Id : to === 'other' ? programmeId : null,
            care_team: to === 'care-team',
            from_day: addDays(today, from),
            until_day: until === null ? null : addDays(today, until),
          }),
        ),
      ),
      ...world.glass.map(({ client, staff, began, emergency }) =>
        tx.run(
          db.insertInto('glass_breaks').values({
            ...{ ...stamp, id: newId(), client_id: clientIds[client] ?? '', staff_id: staffIds[staff] ?? '' },
            ...{ reason: 'emergency', explanation: 'E' },
            ...{ broken_at: addMinutes(now, began), ends_at: addMinutes(now, began + 60) },
            ...(emergency && {
              ...{ emergency_recipient: 'R', emergency_affiliation: 'A', emergency_discloser: 'D' },
              ...{ emergency_at: now, emergency_nature: 'N' },
            }),
          }),
        ),
      ),
      ...world.shifts.map(({ staff, hours: [from = 0, to = 0] }) =>
        tx.run(
          db.insertInto('on_call_shifts').values({
            ...{ ...stamp, id: newId(), programme_id: part2Id, staff_id: staffIds[staff] ?? '' },
            ...{ from_at: addMinutes(now, from), to_at: addMinutes(now, to) },
          }),
        ),
      ),
      ...world.blocks.map(({ client, staff, lifted }) =>
        tx.run(
          db.insertInto('staff_blocks').values({
            ...stamp,
            id: newId(),
            client_id: clientIds[client] ?? '',
            staff_id: staffIds[staff] ?? '',
            reason: 'R',
            superseded_at: lifted ? now : null,
            superseded_by: lifted ? systemActorId : null,
          }),
        ),
      ),
    ];
    await Promise.all(sent);
  });
  const openAll = () =>
    Promise.all(
      tokens.map((token) =>
        database.transaction(async (tx): Promise<StaffActor> => {
          const session = await openSession(tx, createHash('sha256').update(token).digest(), now);
          if (!session) throw new Error('no session');
          return staffActorOf(session);
        }),
      ),
    );
  const built = { agencyId, staffIds, clientIds, as };
  return { ...built, actors: await openAll(), openAgain: async () => ({ ...built, actors: await openAll() }) };
};

/** Per actor and permission the clients a list would draw on, through the client and through a record of theirs. */
const listed = (built: Omit<Built, 'openAgain'>): Promise<Map<string, { clients: Set<Id>; records: Set<Id> }>> =>
  built.as(async (tx) => {
    const sets = new Map<string, { clients: Set<Id>; records: Set<Id> }>();
    await Promise.all(
      built.actors.flatMap((actor) =>
        different.map(async (permission) => {
          const [clients, records] = await Promise.all([
            tx.rows(
              sql<{
                id: Id;
              }>`select c.id from clients c where c.agency_id = (select app.agency()) and ${visible(actor, permission, 'c', today)}`,
            ),
            tx.rows(
              sql<{
                id: Id;
              }>`select r.client_id as id from alerts r where r.agency_id = (select app.agency()) and ${visible(actor, permission, 'r', today)}`,
            ),
          ]);
          sets.set(`${actor.id} ${permission}`, {
            clients: new Set(clients.map(({ id }) => id)),
            records: new Set(records.map(({ id }) => id)),
          });
        }),
      ),
    );
    return sets;
  });

/** Per actor and permission the clients that `may` allows, of the segments that are theirs to see. */
const allowed = (built: Built): Promise<Map<string, Set<Id>>> =>
  built.as(async (tx) => {
    const facts = await Promise.all(built.clientIds.map((id) => tx.first(clientFacts('clients', id, now, false))));
    return new Map(
      built.actors.flatMap((actor) =>
        different.map((permission): [string, Set<Id>] => [
          `${actor.id} ${permission}`,
          new Set(built.clientIds.filter((_, index) => may(actor, permission, facts[index] ?? null).allowed)),
        ]),
      ),
    );
  });

describe('one policy, two readings', { timeout: 60_000 }, () => {
  test('a list shows exactly the clients that could be opened one by one, whoever asks', async () => {
    await fc.assert(
      fc.asyncProperty(aWorld, async (world) => {
        const built = await build(world);
        const [lists, opens] = await Promise.all([listed(built), allowed(built)]);
        for (const [key, { clients, records }] of lists) {
          expect({ key, ids: clients }).toEqual({ key, ids: opens.get(key) });
          expect({ key, ids: records }).toEqual({ key, ids: opens.get(key) });
        }
      }),
      { numRuns: 40 },
    );
  });

  test('an assignment opens the chart from its first day, not before', async () => {
    const base = { positions: [], lines: [], blocks: [], part2: [], own: null, openings: [], glass: [], shifts: [] };
    const world = (begins: -200 | 0 | 1): World => ({
      ...base,
      staff: Array.from({ length: staffCount }, (): Role[] => ['case-manager']),
      clients: Array.from({ length: clientCount }, () => ({ unclaimed: false, segment: 'general' as const })),
      assignments: [{ client: 0, to: { staff: 0 }, begins, ended: null }],
    });
    for (const [begins, seen] of [
      [-200, 1],
      [0, 1],
      [1, 0],
    ] as const) {
      const built = await build(world(begins));
      const key = `${built.staffIds[0]} ${different.find((each) => JSON.stringify(policy[each]) === JSON.stringify(policy['read-contacts']))}`;
      expect((await listed(built)).get(key)?.clients.size, `begins ${begins}`).toBe(seen);
      expect((await allowed(built)).get(key)?.size, `begins ${begins}`).toBe(seen);
    }
  });

  test('a block takes a client from one person’s sight and widens nobody’s', async () => {
    await fc.assert(
      fc.asyncProperty(aWorld, anyClient, anyStaff, async (world, client, staff) => {
        const built = await build(world);
        const before = await listed(built);
        const [clientId = '', staffId = ''] = [built.clientIds[client], built.staffIds[staff]];
        await built.as((tx) =>
          tx.run(
            db.insertInto('staff_blocks').values({
              agency_id: built.agencyId,
              id: newId(),
              client_id: clientId,
              staff_id: staffId,
              reason: 'R',
              recorded_at: now,
              recorded_by: staffId,
            }),
          ),
        );
        for (const [key, { clients, records }] of await listed(await built.openAgain())) {
          const isBlocked = key.startsWith(staffId);
          const expected = [...(before.get(key)?.clients ?? [])].filter((id) => !(isBlocked && id === clientId));
          expect([...clients].sort()).toEqual(expected.sort());
          expect(records).toEqual(clients);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('every permission that concerns a client is compared', () => {
    const compared = new Set(different.map((name) => JSON.stringify(policy[name])));
    expect(permissions.every((name) => compared.has(JSON.stringify(policy[name])))).toBe(true);
    expect(permissions.length).toBeGreaterThan(40);
  });
});
