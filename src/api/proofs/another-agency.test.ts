// The second wall alone. The policy allows everything, and every statement's own filter points at the other agency, as if each had
// been written wrongly: what still hides the other agency's rows is row-level security, and nothing else.
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '#domain/access/actor.ts';
import { type PolicyRow, policy } from '#domain/access/policy.ts';
import { createApp, routes } from '../app.ts';
import { askedOf, injectionOf, named, servedBy } from './test-served.ts';
import { aWorldOfStandings, type Subject, standings, type World } from './test-standings.ts';
import { undoing } from './test-undone.ts';

let world: World;
let app: FastifyInstance;
let owner: pg.Client;
const logged: unknown[] = [];
const kept = { ...policy };

beforeAll(async () => {
  world = await aWorldOfStandings();
  app = await createApp(
    { database: undoing(world.agency.database), clock: () => world.agency.now, log: (line) => logged.push(line) },
    '0.0.0',
  );
  const allowAll: PolicyRow = [{ roles, relation: 'agency' }];
  for (const name of Object.keys(policy)) Object.assign(policy, { [name]: allowAll });
  owner = new pg.Client({ connectionString: world.agency.database.ownerUrl });
  await owner.connect();
  // The walls keep to the agency of the session; what the statements themselves filter by is the agency that is tried to be read.
  const session = "(select nullif(current_setting('app.agency_id', true), '')::uuid)";
  for (const { relname } of (await owner.query('select polrelid::regclass::text as relname from pg_policy')).rows)
    await owner.query(
      `alter policy agency_only on ${relname} using (agency_id = ${session}) with check (agency_id = ${session})`,
    );
  await owner.query(`create or replace function app.agency() returns uuid language sql stable parallel safe
    return case when current_user = 'footbridge_app' then '${world.agency.agencyId}'::uuid else ${session} end`);
});
afterAll(async () => {
  Object.assign(policy, kept);
  await owner.end();
  await app.close();
  await world.close();
});

/** The reads whose answers tell of the first agency, asked by somebody of the other with every role there. */
const tellingReads = async (): Promise<{ telling: string[]; asked: number }> => {
  const telling = new Set<string>();
  let asked = 0;
  for (const served of servedBy(app).filter(({ method, action }) => method === 'GET' && action))
    for (const standing of standings.filter((each) => each !== 'elsewhere')) {
      const subject: Subject = world.subjects[standing];
      const request = askedOf(served, world, world.outsider, subject, { all: served.path === '/api/clients' });
      const answer = await app.inject(injectionOf(served, request, world.outsider));
      asked++;
      const { mark } = subject;
      if (answer.payload.includes(mark) || answer.payload.includes('River programme')) telling.add(named(served));
    }
  return { telling: [...telling].toSorted(), asked };
};

describe('another agency', { timeout: 60_000 }, () => {
  test('shows no row to a stranger, even where policy and filters would', async () => {
    const { telling, asked } = await tellingReads();
    expect(telling).toEqual([]);
    expect(logged).toEqual([]);
    expect(asked).toBeGreaterThan(150);
  });

  test('is kept apart by that wall: without it the same reads tell', async () => {
    const { rows } = await owner.query(
      "select polrelid::regclass::text as relname from pg_policy where polrelid <> 'audit'::regclass",
    );
    for (const { relname } of rows) await owner.query(`alter table ${relname} disable row level security`);
    const { telling } = await tellingReads();
    for (const { relname } of rows) await owner.query(`alter table ${relname} enable row level security`);
    const ofClient = routes.filter(({ method, action }) => method === 'GET' && action.subject);
    expect(telling.length).toBeGreaterThan(ofClient.length * 0.8);
  });
});
