// What a session keeps of who somebody is may never outlive what it was worked out from. Random acts of administrators follow one
// another, each seen by the very next request; and a request between an act and its commit keeps nothing of the time before.
import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, type Day, day } from '#domain/basics/day.ts';
import { type Id, idFrom } from '#domain/basics/id.ts';
import { addMinutes, instant, millisOf } from '#domain/basics/instant.ts';
import { foundAgency } from './agencies.ts';
import { type TestDatabase, testDatabase } from './postgres/test-database.ts';
import type { Tx } from './postgres/transaction.ts';
import { type OpenSession, openAsSystem, openSession } from './sessions.ts';

const now = instant('2026-11-25T15:00:00Z');
const today = day('2026-11-25');
const newId = () => idFrom(millisOf(now), randomBytes(10));

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.close();
});

type House = { agencyId: Id; staffIds: Id[]; teamIds: Id[]; clientId: Id; hashes: Buffer[] };

/** Two teams, one of a programme that may become Part 2; three people, each signed in. */
const build = async (): Promise<House> => {
  const [agencyId, systemActorId, programmeId, clientId] = [newId(), newId(), newId(), newId()];
  const [staffIds, teamIds] = [
    [newId(), newId(), newId()],
    [newId(), newId()],
  ];
  const hashes = staffIds.map(() => createHash('sha256').update(randomBytes(32)).digest());
  await foundAgency(
    database.ownerUrl,
    { id: agencyId, systemActorId, name: agencyId, timeZone: 'America/New_York', language: 'en', isDemo: false },
    now,
  );
  await within(agencyId, async (tx) => {
    await tx.run(sql`insert into programmes (agency_id, id, name, model_key, opened_on, recorded_at, recorded_by)
      values (${agencyId}, ${programmeId}, 'P', 'icm', ${today}, ${now}, ${systemActorId})`);
    await tx.run(sql`insert into clients (agency_id, id, number, given_name, family_name, recorded_at, recorded_by)
      values (${agencyId}, ${clientId}, 1, 'C', 'D', ${now}, ${systemActorId})`);
    for (const id of teamIds)
      await tx.run(sql`insert into teams (agency_id, id, programme_id, name, opened_on, recorded_at, recorded_by)
        values (${agencyId}, ${id}, ${programmeId}, ${id}, ${today}, ${now}, ${systemActorId})`);
    for (const [index, id] of staffIds.entries()) {
      await tx.run(sql`insert into staff (agency_id, id, given_name, family_name, email, roles, recorded_at, recorded_by)
        values (${agencyId}, ${id}, 'S', ${String(index)}, ${`${id}@example.org`}, '{case-manager}', ${now}, ${systemActorId})`);
      await tx.run(
        sql`insert into actors (agency_id, id, kind, person_id) values (${agencyId}, ${id}, 'staff', ${id})`,
      );
      await tx.rows(
        sql`select app.create_account(${id}::uuid, ${id}::uuid, ${`${id}@example.org`}, null, null, ${now}::timestamptz)`,
      );
      await tx.rows(
        sql`select app.start_session(${id}::uuid, ${hashes[index]}::bytea, ${newId()}::uuid, ${now}::timestamptz, '80 hours', null, 't', '::1')`,
      );
    }
  });
  return { agencyId, staffIds, teamIds, clientId, hashes };
};

const within = <T>(agencyId: Id, work: (tx: Tx) => Promise<T>) =>
  database.transaction(async (tx) => {
    await openAsSystem(tx, agencyId);
    return work(tx);
  });

const anyPerson = fc.nat(2);
const anyTeam = fc.nat(1);
const anyRoles = fc.subarray(['case-manager', 'team-lead', 'supervisor'], { minLength: 1 });
const acts = fc.oneof(
  fc.record({ act: fc.constant('roles' as const), who: anyPerson, roles: anyRoles }),
  fc.record({ act: fc.constant('name' as const), who: anyPerson, name: fc.constantFrom('Ann', 'Bea', 'Cy') }),
  fc.record({ act: fc.constant('leave' as const), who: anyPerson, back: fc.boolean() }),
  fc.record({
    act: fc.constant('join' as const),
    who: anyPerson,
    team: anyTeam,
    as: fc.constantFrom('leader', 'nurse'),
  }),
  fc.record({ act: fc.constant('part' as const), who: anyPerson, team: anyTeam }),
  fc.record({ act: fc.constant('supervise' as const), who: anyPerson, team: anyTeam, days: fc.constantFrom(null, 0) }),
  fc.record({ act: fc.constant('part2' as const), is: fc.boolean() }),
  fc.record({ act: fc.constant('block' as const), who: anyPerson, lifted: fc.boolean() }),
  fc.record({ act: fc.constant('sleep' as const) }),
);
type Act = typeof acts extends fc.Arbitrary<infer A> ? A : never;

const perform = async (tx: Tx, { agencyId, staffIds, teamIds, clientId }: House, each: Act, on: Day) => {
  const who = 'who' in each ? staffIds[each.who] : null;
  const team = 'team' in each ? teamIds[each.team] : null;
  switch (each.act) {
    case 'roles':
      return tx.run(sql`update staff set roles = ${each.roles}::text[] where id = ${who}`);
    case 'name':
      return tx.run(sql`update staff set given_name = ${each.name} where id = ${who}`);
    case 'leave':
      return tx.run(sql`update staff set left_on = ${each.back ? null : addDays(on, -1)}::date where id = ${who}`);
    case 'join':
      return tx.run(sql`insert into positions (agency_id, id, staff_id, team_id, role, fte, during, recorded_at, recorded_by)
        select ${agencyId}::uuid, ${newId()}::uuid, ${who}::uuid, ${team}::uuid, ${each.as}, 1, daterange(${on}::date, null), ${now}::timestamptz, ${who}::uuid
        where not exists (select from positions p where p.staff_id = ${who} and p.team_id = ${team} and p.role = ${each.as})`);
    case 'part':
      return tx.run(
        sql`update positions set during = daterange(lower(during), ${on}::date, '[]') where staff_id = ${who} and team_id = ${team}`,
      );
    case 'supervise':
      return tx.run(sql`insert into supervision_lines (agency_id, id, supervisor_id, team_id, during, recorded_at, recorded_by)
        values (${agencyId}, ${newId()}, ${who}, ${team}, daterange(${on}::date, ${each.days === null ? null : on}::date, '[]'), ${now}, ${who})`);
    case 'part2':
      return tx.run(sql`update programmes set is_part2 = ${each.is}`);
    case 'block':
      return each.lifted
        ? tx.run(sql`update staff_blocks set superseded_at = ${now} where staff_id = ${who} and superseded_at is null`)
        : tx.run(sql`insert into staff_blocks (agency_id, id, client_id, staff_id, reason, recorded_at, recorded_by)
            values (${agencyId}, ${newId()}, ${clientId}, ${who}, 'R', ${now}, ${who})`);
    default:
      return undefined;
  }
};

type Standing = Pick<
  OpenSession,
  | 'given_name'
  | 'family_name'
  | 'roles'
  | 'reach_staff'
  | 'reach_teams'
  | 'member_teams'
  | 'part2_programmes'
  | 'blocked_clients'
>;

const sorted = (row: Standing | undefined) =>
  row && {
    ...{ given: row.given_name, family: row.family_name, roles: row.roles, blocked: [...row.blocked_clients].sort() },
    ...{ staff: [...row.reach_staff].sort(), teams: [...row.reach_teams].sort() },
    ...{ member: [...row.member_teams].sort(), part2: [...row.part2_programmes].sort() },
  };

/** What the rows say now, worked out anew by the owner, beside what each session answers. */
const compare = async ({ agencyId, staffIds, hashes }: House, at: typeof now, on: Day) => {
  for (const [index, id] of staffIds.entries()) {
    const hash = hashes[index] ?? Buffer.alloc(0);
    const { rows } = await owner.query<Standing>(
      `select given_name, family_name, roles, reach_staff::text[], reach_teams::text[], member_teams::text[], part2_programmes::text[], blocked_clients::text[]
       from app.standing_of($1, $2, $3)`,
      [agencyId, id, on],
    );
    const opened = await database.transaction((tx) => openSession(tx, hash, at));
    expect(sorted(opened)).toEqual(sorted(rows[0]));
  }
};

test('whatever changes who somebody is, their very next request knows', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 1, maxLength: 8 }), async (course) => {
      const house = await build();
      let [at, on] = [now, today];
      await compare(house, at, on);
      for (const each of course) {
        // A night passes; nobody is idle for long enough to be signed out.
        if (each.act === 'sleep' && on < addDays(today, 2)) {
          at = addMinutes(at, 24 * 60);
          await owner.query('update sessions set last_seen_at = $1 where agency_id = $2', [at, house.agencyId]);
          on = addDays(on, 1);
        } else await within(house.agencyId, (tx) => perform(tx, house, each, on) ?? Promise.resolve());
        await compare(house, at, on);
      }
    }),
    { numRuns: 25 },
  );
});

test('a request that falls between an act and its commit keeps nothing that the act makes untrue', async () => {
  const house = await build();
  const [hash = Buffer.alloc(0)] = house.hashes;
  const open = () => database.transaction((tx) => openSession(tx, hash, now));
  await within(house.agencyId, async (tx) => {
    await tx.run(sql`update staff set roles = '{supervisor}' where id = ${house.staffIds[0]}`);
    // Not committed: it is nobody's yet, and the session writes down what it still sees.
    expect((await open())?.roles).toEqual(['case-manager']);
  });
  expect((await open())?.roles).toEqual(['supervisor']);
});

test('a segment that a consent opens or a restriction denies is asked about from then on, and only in that agency', async () => {
  const [house, other] = await Promise.all([build(), build()]);
  const has = async ({ hashes: [hash = Buffer.alloc(0)] }: House) => {
    const open = await database.transaction((tx) => openSession(tx, hash, now));
    return [open?.has_openings, open?.has_denials];
  };
  const enter = (effect: string, ordinal: number) =>
    within(house.agencyId, (tx) =>
      tx.run(sql`insert into segment_openings (agency_id, client_id, source_id, ordinal, effect, segment, care_team, from_day)
        values (${house.agencyId}, ${house.clientId}, ${house.clientId}, ${ordinal}, ${effect}, 'part2', true, ${today})`),
    );
  expect(await has(house)).toEqual([false, false]);
  await enter('opens', 0);
  expect(await has(house)).toEqual([true, false]);
  await enter('denies', 1);
  expect(await has(house)).toEqual([true, true]);
  expect(await has(other)).toEqual([false, false]);
});
