// No acknowledged contact is ever lost. The product with its own PostgreSQL, as it runs in an agency (fsync on), is killed together
// with its database at random moments while sixteen people log contacts; and while it migrates and is backed up.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '#actions/pipeline/perform.ts';
import { refreshMany } from '#actions/pipeline/refresh.ts';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import type { Id } from '#domain/basics/id.ts';
import { dayIn, instantFromMillis } from '#domain/basics/instant.ts';
import { restore } from '#store/backup/restore.ts';
import { leaveEmbedded } from '#store/embedded/embedded-server.ts';
import { fateOf } from '#store/embedded/processes.ts';
import { migrate } from '#store/postgres/migrate.ts';
import { databaseUrls } from '#store/postgres/roles.ts';
import { emptyDatabase, type TestDatabase } from '#store/postgres/test-database.ts';
import { openDatabase } from '#store/postgres/transaction.ts';

const long = Boolean(process.env.FOOTBRIDGE_LONG);
const kills = long ? 12 : 3;
const between = long ? 1_000 : 180;
const people = 16;

let dataFolder: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'footbridge-durability-'));
});
afterAll(async () => {
  await leaveEmbedded(dataFolder);
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 20 });
});

const from = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);

const running = (program: string) =>
  spawn(process.execPath, ['--input-type=module-typescript', '-e', program], { stdio: ['ignore', 'pipe', 'pipe'] });

const serving = (): string => `
  import { startEmbedded } from ${from('../store/embedded/embedded-server.ts')};
  import { migrate } from ${from('../store/postgres/migrate.ts')};
  import { startServer } from ${from('./server.ts')};
  const { url: ownerUrl, pid } = await startEmbedded({ dataFolder: ${JSON.stringify(dataFolder)} });
  await migrate(ownerUrl);
  const { port } = await startServer({ ownerUrl, port: 0 });
  console.log(JSON.stringify({ ownerUrl, postgres: pid, port }));`;

type Product = {
  readonly app: ChildProcess;
  readonly postgres: number;
  readonly ownerUrl: string;
  readonly address: string;
};

const start = async (): Promise<Product> => {
  const app = running(serving());
  let words = '';
  app.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const ready = await Promise.race([
    once(app.stdout, 'data').then(([chunk]) => JSON.parse((chunk as Buffer).toString())),
    once(app, 'exit').then(() => Promise.reject(new Error(`it did not start: ${words}`))),
  ]);
  return { app, postgres: ready.postgres, ownerUrl: ready.ownerUrl, address: `http://127.0.0.1:${ready.port}` };
};

const killBoth = async ({ app, postgres }: Product): Promise<void> => {
  const ended = once(app, 'exit');
  process.kill(postgres, 'SIGKILL');
  app.kill('SIGKILL');
  await ended;
  while (fateOf(postgres) === 'alive') await pause(10);
};

const connected = (ownerUrl: string): TestDatabase => {
  const { app: appUrl } = databaseUrls(ownerUrl);
  return { ...openDatabase(appUrl, { connections: 4 }), ownerUrl, appUrl };
};

type Kept = { readonly id: Id; readonly note: string };

/** What one person does all day: a contact with a note, sent again with the same key until it is answered. */
const logContacts = (who: Staff, clientId: Id, where: () => Product | null, kept: Kept[], stopped: () => boolean) =>
  (async () => {
    for (let count = 0; !stopped(); count++) {
      const note = `${who.id} ${count}`;
      // What is sent again is the same to the letter, or the key would be refused.
      const start = instantFromMillis(Date.now() - 3_600_000);
      for (let answered = false; !answered && !stopped(); ) {
        const product = where();
        const answer =
          product &&
          (await fetch(`${product.address}/api/clients/${clientId}/contacts`, {
            method: 'POST',
            headers: {
              cookie: `__Host-footbridge=${who.token}`,
              'content-type': 'application/json',
              'idempotency-key': note,
            },
            body: JSON.stringify({
              start,
              minutes: 20,
              outcome: 'reached',
              mode: 'face-to-face',
              place: 'community',
              note,
            }),
          }).catch(() => null));
        const body = (await answer?.json().catch(() => null)) as { id: Id } | null | undefined;
        if (answer?.status === 201 && body) {
          kept.push({ id: body.id, note });
          answered = true;
        } else if (answer && answer.status < 500) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
        else await pause(20);
      }
    }
  })();

describe('killed at any moment', { timeout: long ? 900_000 : 120_000 }, () => {
  test('the product has every contact it said it had, once, and what is due follows from them', async () => {
    let product: Product | null = await start();
    let database = connected(product.ownerUrl);
    const agency: TestAgency = await anAgency(database, { now: instantFromMillis(Date.now()) });
    await agency.publishModels();
    const programmeId = await agency.aProgramme();
    const workers = await Promise.all(
      Array.from({ length: people }, async () => {
        const who = await agency.aStaffMember(['case-manager']);
        const clientId = await agency.aClient();
        await agency.anEnrolment({ clientId, programmeId, owner: { kind: 'staff', id: who.id } });
        return { who, clientId };
      }),
    );
    await database.close();

    const kept: Kept[] = [];
    let isOver = false;
    const working = Promise.all(
      workers.map(({ who, clientId }) =>
        logContacts(
          who,
          clientId,
          () => product,
          kept,
          () => isOver,
        ),
      ),
    );
    // A worker that is told no ends the test, not the wait for the next kill.
    working.catch(() => undefined);
    const reach = async (count: number) => {
      while (kept.length < count) await Promise.race([pause(5), working]);
    };

    const check = async (ownerUrl: string, acknowledged: readonly Kept[]) => {
      database = connected(ownerUrl);
      const owner = new pg.Client({ connectionString: ownerUrl });
      await owner.connect();
      try {
        const { rows } = await owner.query<{ id: Id; text: string }>(
          "select c.id, n.text from contacts c join notes n on n.contact_id = c.id where c.superseded_at is null and n.state <> 'discarded'",
        );
        const found = new Map<string, Id[]>();
        for (const { id, text } of rows) found.set(text, [...(found.get(text) ?? []), id]);
        // Each once, those too that were written and never answered.
        expect([...found].filter(([, ids]) => ids.length > 1)).toEqual([]);
        expect(acknowledged.filter(({ id, note }) => found.get(note)?.[0] !== id)).toEqual([]);
        const { rows: audited } = await owner.query(
          "select count(*)::int as entries, (select count(*)::int from contacts) as contacts from audit where action = 'log-contact' and effect = 'write'",
        );
        expect(audited[0].entries).toBe(audited[0].contacts);
        await dueFollows(
          agency,
          database,
          workers.map(({ clientId }) => clientId),
        );
      } finally {
        await owner.end();
        await database.close();
      }
    };

    for (let kill = 1; kill <= kills; kill++) {
      await reach(kill * between);
      await pause(Math.random() * 300);
      const dying: Product = product;
      product = null;
      await killBoth(dying);
      const acknowledged = [...kept];
      const fresh = await start();
      await check(fresh.ownerUrl, acknowledged);
      product = fresh;
    }
    await reach(kills * between + 50);
    isOver = true;
    await working;
    await check(product.ownerUrl, kept);
    expect(kept.length).toBeGreaterThan(500);
    await killBoth(product);
  });
});

/** What lists keep of the clients is what their facts say: worked out anew, nothing changes. */
const dueFollows = async (agency: TestAgency, database: TestDatabase, clientIds: readonly Id[]): Promise<void> => {
  const now = instantFromMillis(Date.now());
  const lists = sql<object>`
    select to_jsonb(d) as item from due_items d union all
    select to_jsonb(s) - 'refreshed_at' from client_summaries s order by item`;
  const { before, after } = await asSystem(database, agency.agencyId, now, async (tx) => {
    const kept = await tx.rows(lists);
    await refreshMany(tx, clientIds, dayIn('America/New_York', now), now);
    return { before: kept, after: await tx.rows(lists) };
  });
  expect(before.length).toBeGreaterThan(clientIds.length);
  expect(after).toEqual(before);
};

describe('killed in the middle', { timeout: 120_000 }, () => {
  test('a migration leaves a database that the next one completes', async () => {
    const whole = await emptyDatabase();
    const names = await migrate(whole.url);
    const shapeOf = async (client: pg.Client) =>
      (
        await client.query(
          "select table_name, column_name, data_type from information_schema.columns where table_schema in ('public', 'app') order by 1, 2",
        )
      ).rows;
    const connect = async (url: string) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    };
    const model = await connect(whole.url);
    const expected = await shapeOf(model);
    await model.end();
    await whole.drop();
    // Just begun, and with some of the migrations done.
    for (const tables of long ? [1, 2, 10, 20, 30, 40, 50, 60] : [1, 20]) {
      const { url, drop } = await emptyDatabase();
      const client = await connect(url);
      const done = async () =>
        Number(
          (
            await client.query(
              "select count(*) as done from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
            )
          ).rows[0].done,
        );
      const child = running(`
        import { migrate } from ${from('../store/postgres/migrate.ts')};
        await migrate(${JSON.stringify(url)});`);
      const ended = once(child, 'exit');
      while (child.exitCode === null && (await done()) < tables) await pause(1);
      child.kill('SIGKILL');
      await ended;
      const rest = await migrate(url);
      expect(rest.length).toBeGreaterThan(0);
      expect(rest).toEqual(names.slice(names.length - rest.length));
      expect(await shapeOf(client)).toEqual(expected);
      await client.end();
      await drop();
    }
  });

  test('a backup leaves no archive that passes for one, and the record as it was', async () => {
    const product = await start();
    const folder = await mkdtemp(join(tmpdir(), 'footbridge-killed-backup-'));
    const key = 'k'.repeat(44);
    const backingUp = (name: string) =>
      running(`
        import { backup } from ${from('../store/backup/backup.ts')};
        await backup(${JSON.stringify(product.ownerUrl)}, ${JSON.stringify(join(folder, name))}, Buffer.from(${JSON.stringify(key)}));`);
    const child = backingUp('killed.fbk');
    const ended = once(child, 'exit');
    while (child.exitCode === null && (await readdir(folder)).length === 0) await pause(1);
    child.kill('SIGKILL');
    await ended;
    expect(child.exitCode).toBe(null);
    expect(await readdir(folder)).not.toContain('killed.fbk');
    const target = await emptyDatabase();
    for (const left of await readdir(folder))
      await expect(restore(target.url, join(folder, left), Buffer.from(key)), left).rejects.toThrow();
    expect((await once(backingUp('whole.fbk'), 'exit'))[0]).toBe(0);
    await restore(target.url, join(folder, 'whole.fbk'), Buffer.from(key));
    await target.drop();
    await killBoth(product);
    await rm(folder, { recursive: true });
  });
});
