// The databases that are measured: one generated agency each, kept between runs of one day in `.cache/postgres-bench`.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Day, day } from '#domain/basics/day.ts';
import { dayIn, instantFromMillis } from '#domain/basics/instant.ts';
import { generateAgency, generatedZone } from '#jobs/demonstration/generated-agency.ts';
import { startEmbedded } from '#store/embedded/embedded-server.ts';
import { migrate } from '#store/postgres/migrate.ts';

export type Worker = {
  readonly staffId: string;
  readonly teams: readonly string[];
  readonly token: string;
  /** Clients on this worker's caseload, or their team's. */
  readonly clients: readonly string[];
};

export type World = {
  readonly ownerUrl: string;
  readonly agencyId: string;
  readonly today: Day;
  readonly clients: number;
  readonly contacts: number;
  readonly workers: readonly Worker[];
  /** Family names as they stand in the record, for searching. */
  readonly names: readonly string[];
};

const dataFolder = fileURLToPath(new URL('../.cache/postgres-bench', import.meta.url));

export const benchServer = () => startEmbedded({ dataFolder });

const query = async <Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
};

const onDatabase = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
};

const migrations = new URL('../src/store/migrations/', import.meta.url);

/** A database is made anew for another day, because what is due depends on it, and for another schema. */
const versionOf = async (today: Day): Promise<string> => {
  const hash = createHash('sha256').update(today);
  for (const name of (await readdir(migrations)).sort()) hash.update(await readFile(new URL(name, migrations)));
  return hash.digest('hex').slice(0, 6);
};

/** An agency of `clients` with twenty contacts each, made where it is not there yet. */
export const worldOf = async (serverUrl: string, clients: number, say: (text: string) => void): Promise<World> => {
  const today = dayIn(generatedZone, instantFromMillis(Date.now()));
  const name = `bench_${clients}_${await versionOf(today)}`;
  const ownerUrl = onDatabase(serverUrl, name);
  const known = await query<{ comment: string | null }>(
    serverUrl,
    "select shobj_description(oid, 'pg_database') as comment from pg_database where datname = $1",
    [name],
  );
  if (known[0]?.comment !== 'whole') {
    await query(serverUrl, `drop database if exists ${name} with (force)`);
    await query(serverUrl, `create database ${name}`);
    await migrate(ownerUrl);
    const begun = performance.now();
    await generateAgency(
      ownerUrl,
      {
        clients,
        contacts: clients * 20,
        teams: Math.ceil(clients / 80),
        seed: 'bench',
        today,
        name: `Bench ${clients}`,
      },
      instantFromMillis(Date.now()),
      (step, done, total) => {
        if (done % 10_000 === 0 || done === total) say(`  ${step} ${done} / ${total}`);
      },
    );
    await query(ownerUrl, 'vacuum analyze');
    await query(serverUrl, `comment on database ${name} is 'whole'`);
    say(`  made in ${Math.round((performance.now() - begun) / 1000)} s`);
  }
  return readWorld(ownerUrl, today);
};

const readWorld = async (ownerUrl: string, today: Day): Promise<World> => {
  const [agency] = await query<{ agency_id: string; clients: string; contacts: string }>(
    ownerUrl,
    'select agency_id, (select count(*) from clients) as clients, (select count(*) from contacts) as contacts from agencies',
  );
  if (!agency) throw new Error('the generated database holds no agency');
  const staff = await query<{ id: string; teams: string[]; clients: string[] }>(
    ownerUrl,
    `select s.id, array(select distinct p.team_id::text from positions p where p.agency_id = s.agency_id and p.staff_id = s.id) as teams,
       array(select c.client_id::text from client_summaries c where c.agency_id = s.agency_id and c.state = 'enrolled'
               and (c.staff_id = s.id or c.team_id in (select p.team_id from positions p where p.agency_id = s.agency_id and p.staff_id = s.id)) limit 40) as clients
     from staff s where 'case-manager' = any (s.roles) order by s.id limit 400`,
  );
  const busy = staff.filter(({ clients }) => clients.length >= 10);
  const workers = busy.filter((_, index) => index % Math.max(1, Math.floor(busy.length / 48)) === 0).slice(0, 48);
  const now = new Date();
  const made: Worker[] = [];
  for (const [index, { id, teams, clients }] of workers.entries()) {
    const token = `bench-${index}-${id}`;
    const hash = createHash('sha256').update(token).digest();
    await query(
      ownerUrl,
      `with account as (
         insert into accounts (id, agency_id, staff_id, email, created_at) values (gen_random_uuid(), $1, $2, $3, $4)
         on conflict (agency_id, staff_id) do update set disabled_at = null returning id)
       insert into sessions (token_hash, id, account_id, agency_id, staff_id, created_at, last_seen_at, expires_at)
       select $5, gen_random_uuid(), account.id, $1, $2, $4, $4, $4::timestamptz + interval '12 hours' from account
       on conflict (token_hash) do update set last_seen_at = excluded.last_seen_at, expires_at = excluded.expires_at, ended_at = null`,
      [agency.agency_id, id, `bench-${id}@example.org`, now.toISOString(), hash],
    );
    made.push({ staffId: id, teams, token, clients });
  }
  const names = await query<{ family_name: string }>(
    ownerUrl,
    'select family_name from clients order by id desc limit 200',
  );
  return {
    ownerUrl,
    agencyId: agency.agency_id,
    today: day(today),
    clients: Number(agency.clients),
    contacts: Number(agency.contacts),
    workers: made,
    names: [...new Set(names.map(({ family_name }) => family_name))],
  };
};

/** Runs `work` with a copy of a world, which is thrown away after. */
export const copied = async (
  serverUrl: string,
  world: World,
  name: string,
  work: (copy: World) => Promise<void>,
): Promise<void> => {
  await query(serverUrl, `drop database if exists ${name} with (force)`);
  await query(serverUrl, `create database ${name} template ${new URL(world.ownerUrl).pathname.slice(1)}`);
  try {
    await work({ ...world, ownerUrl: onDatabase(serverUrl, name) });
  } finally {
    await query(serverUrl, `drop database if exists ${name} with (force)`);
  }
};
