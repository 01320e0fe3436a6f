import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logContact } from '#actions/contacts/log-contact.ts';
import { referClient } from '#actions/cycle/refer-client.ts';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { type BackupReport, backup } from '#store/backup/backup.ts';
import { restore, sumsOf } from '#store/backup/restore.ts';
import { db } from '#store/postgres/query.ts';
import { databaseUrls } from '#store/postgres/roles.ts';
import { emptyDatabase } from '#store/postgres/test-database.ts';
import { openDatabase } from '#store/postgres/transaction.ts';

let agency: TestAgency;
let rosa: Staff;
let clientId: string;
let folder: string;
let file: string;
let report: BackupReport;
const secret = randomBytes(32);
const targets: { url: string; drop(): Promise<void> }[] = [];

const target = async () => {
  const made = await emptyDatabase();
  targets.push(made);
  return made.url;
};

const contact = (note: string) => ({
  clientId,
  start: '2026-11-25T09:30:00-05:00',
  minutes: 40,
  outcome: 'reached',
  mode: 'phone',
  place: 'office',
  note,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footbridge-backup-'));
  file = join(folder, 'night.fbk');
  agency = await anAgency();
  rosa = await agency.aStaffMember(['case-manager']);
  clientId = await agency.aClient({ given: 'Ángela', family: 'Guzmán' });
  const programmeId = await agency.aProgramme();
  await agency.as(rosa, referClient, { clientId, programmeId, owner: { kind: 'staff', id: rosa.id } });
  await agency.as(
    rosa,
    logContact,
    contact('Tabs\there, a backslash \\ and a line\nbreak, and \\. alone:\n\\.\nthe end.'),
  );
  const writing = Array.from({ length: 20 }, (_, index) =>
    agency.as(rosa, logContact, contact(`while it runs ${index}`)),
  );
  [report] = await Promise.all([backup(agency.database.ownerUrl, file, secret), ...writing]);
});
afterAll(async () => {
  await agency.database.close();
  for (const { drop } of targets) await drop();
});

describe('a backup', () => {
  test('holds one moment of everything, taken while people work', () => {
    expect(report.tables.clients?.rows).toBe(1);
    expect(report.tables.contacts?.rows).toBeGreaterThan(0);
    expect(report.tables.notes?.rows).toBe(report.tables.contacts?.rows);
    expect(report.tables).not.toHaveProperty('sessions');
  });

  test('shows nothing of its content without the key', async () => {
    const bytes = await readFile(file);
    for (const word of ['Guzm', 'while it runs', 'clients']) expect(bytes.includes(word)).toBe(false);
  });

  test('of the same data adds up to the same sums', async () => {
    const again = await backup(agency.database.ownerUrl, join(folder, 'again.fbk'), secret);
    const third = await backup(agency.database.ownerUrl, join(folder, 'third.fbk'), secret);
    expect(third.tables).toEqual(again.tables);
  });

  test('that fails leaves no file behind', async () => {
    const before = await readdir(folder);
    await expect(backup(agency.database.ownerUrl, join(folder, 'no', 'such', 'folder.fbk'), secret)).rejects.toThrow();
    expect(await readdir(folder)).toEqual(before);
  });
});

describe('restoring', () => {
  test('gives back every table as it was, and work goes on there', async () => {
    const url = await target();
    const manifest = await restore(url, file, secret);
    expect(manifest.tables).toEqual(report.tables);
    expect(await sumsOf(url)).toEqual(report.tables);
    // The app's role works there, behind the same wall.
    const restored = openDatabase(databaseUrls(url).app, { connections: 2 });
    expect(await restored.transaction((tx) => tx.rows(db.selectFrom('clients').select('id')))).toEqual([]);
    await restored.close();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query("select text from notes where text like 'Tabs%'");
    expect(rows[0].text).toBe('Tabs\there, a backslash \\ and a line\nbreak, and \\. alone:\n\\.\nthe end.');
    await expect(client.query('delete from contacts')).rejects.toThrow(/never deleted/);
    const { rows: counted } = await client.query(
      'select n.last, max(c.number) as given from client_numbers n join clients c using (agency_id) where agency_id = $1 group by n.last',
      [agency.agencyId],
    );
    expect(counted[0].last).toBe(counted[0].given);
    await client.end();
  });

  test('with another key touches nothing', async () => {
    const url = await target();
    await expect(restore(url, file, randomBytes(32))).rejects.toMatchObject({ code: 'wrong-key' });
    expect(await isUntouched(url)).toBe(true);
  });

  test.each([0.1, 0.5, 0.9, 0.999])('of a file cut at %s of its length touches nothing', async (share) => {
    const url = await target();
    const cut = join(folder, `cut-${share}.fbk`);
    await writeFile(cut, await readFile(file));
    await truncate(cut, Math.floor(report.bytes * share));
    await expect(restore(url, cut, secret)).rejects.toThrow();
    expect(await isUntouched(url)).toBe(true);
  });

  test('of a file with one byte changed anywhere touches nothing', async () => {
    const url = await target();
    const bytes = await readFile(file);
    for (const at of [0, 22, 40, 60, bytes.length >> 1, bytes.length - 17, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const path = join(folder, 'changed.fbk');
      await writeFile(path, changed);
      await expect(restore(url, path, secret), `byte ${at}`).rejects.toThrow();
    }
    expect(await isUntouched(url)).toBe(true);
  });

  test('into a database that holds something is refused', async () => {
    const held = await sumsOf(agency.database.ownerUrl);
    await expect(restore(agency.database.ownerUrl, file, secret)).rejects.toMatchObject({ code: 'database-not-empty' });
    expect(await sumsOf(agency.database.ownerUrl)).toEqual(held);
  });
});

const isUntouched = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    "select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace",
  );
  await client.end();
  return rows[0].n === 0;
};
