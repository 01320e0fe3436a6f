// What asking for segments adds to a list: a page of fifty due items, with the names beside them, by the whole policy, beside
// the same page by care team and staff blocks alone. Every fifth client's items are Part 2, and a consent opens every other of those to the worker.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { systemClock } from '#api/http/server.ts';
import type { StaffActor } from '#domain/access/actor.ts';
import { assignmentOpens } from '#store/access/client-facts.ts';
import { visible } from '#store/access/visible.ts';
import { databaseUrls } from '#store/postgres/roles.ts';
import { openDatabase, type Tx } from '#store/postgres/transaction.ts';
import { openAsSystem, openSession, staffActorOf } from '#store/sessions.ts';
import { compareThroughput, type Row, type Sample } from './measure.ts';
import type { World } from './world.ts';

export const segmentsRow = async (world: World, lanes: number): Promise<Row> => {
  const { agencyId, today, workers } = world;
  const database = openDatabase(databaseUrls(world.ownerUrl).app, { connections: lanes });
  const within = <T>(work: (tx: Tx) => Promise<T>) =>
    database.transaction(
      async (tx) => {
        openAsSystem(tx, agencyId).catch(() => undefined);
        return work(tx);
      },
      { durable: false },
    );
  await within(async (tx) => {
    await tx.run(sql`
      update due_items set segment = 'part2' where agency_id = ${agencyId}::uuid and get_byte(uuid_send(client_id), 15) % 5 = 0`);
    await tx.run(sql`
      insert into segment_openings (agency_id, client_id, source_id, ordinal, effect, segment, staff_id, care_team, from_day)
      select distinct on (a.client_id) a.agency_id, a.client_id, a.client_id, 0, 'opens', 'part2', a.staff_id, false, ${today}::date from assignments a
      where a.agency_id = ${agencyId}::uuid and a.staff_id is not null and get_byte(uuid_send(a.client_id), 15) % 10 = 0`);
  });
  const actors = await Promise.all(
    workers.map(({ token }) =>
      within(async (tx) => {
        const session = await openSession(tx, createHash('sha256').update(token).digest(), systemClock());
        if (!session) throw new Error('nobody is signed in');
        return staffActorOf(session);
      }),
    ),
  );
  const page = (name: string, seen: (actor: StaffActor) => ReturnType<typeof visible>): Sample => ({
    name,
    run: (round) => {
      const actor = actors[round % actors.length];
      if (!actor) throw new Error('nobody works here');
      return within((tx) =>
        tx.rows(sql`
          with d as materialized (
            select d.* from due_items d where d.agency_id = (select app.agency()) and ${seen(actor)} order by d.due_by, d.id limit 50)
          select d.*, c.*, p.name as programme, s.name as owner from d
          cross join lateral (
            select c.given_name, c.family_name from clients c where c.agency_id = d.agency_id and c.id = d.client_id offset 0) c
          left join lateral (
            select p.name from enrolments e join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
            where e.agency_id = d.agency_id and e.id = d.enrolment_id offset 0) p on true
          left join lateral (
            select s.family_name as name from staff s where s.agency_id = d.agency_id and s.id = d.staff_id offset 0) s on true
          order by d.due_by, d.id limit 50`),
      );
    },
  });
  const withoutSegments = (actor: StaffActor) => sql<boolean>`(d.client_id = any (array(
      select a.client_id from assignments a where a.agency_id = (select app.agency()) and ${assignmentOpens('a', today)}
        and (a.staff_id = any (${actor.reachStaff}::uuid[]) or a.team_id = any (${actor.reachTeams}::uuid[])))) and not exists (
    select from staff_blocks b where b.agency_id = d.agency_id and b.client_id = d.client_id and b.staff_id = ${actor.id}::uuid and b.superseded_at is null))`;
  try {
    return await compareThroughput(
      'segments',
      world.clients,
      page('50 rows by segment', (actor) => visible(actor, 'list-caseload', 'd', today)),
      page('50 rows', withoutSegments),
      // A quarter more time is four fifths of the requests.
      { on: 'ratio', atLeast: 0.8 },
    );
  } finally {
    await database.close();
  }
};
