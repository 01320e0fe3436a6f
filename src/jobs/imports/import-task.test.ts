import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importClients } from '#actions/imports/import-clients.ts';
import { cancelJob } from '#actions/jobs/cancel-job.ts';
import { readJob } from '#actions/jobs/read-job.ts';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { readJobRun } from '#store/job-runs.ts';
import { db } from '#store/postgres/query.ts';
import { databaseUrls } from '#store/postgres/roles.ts';
import type { JobServices } from '../worker/worker.ts';
import { startWorker } from '../worker/worker.ts';
import { importFileTask } from './import-task.ts';

let agency: TestAgency;
let admin: Staff;

const services = (): JobServices => ({ database: agency.database, clock: () => agency.now, log: () => undefined });
const file = (...rows: string[]) => ({
  kind: 'clients',
  name: 'clients.csv',
  content: Buffer.from(`external_id,given_name,family_name\n${rows.join('\n')}\n`).toString('base64'),
});
const handIn = (input: object) => agency.as(admin, importClients, input);
const carryOut = (id: string) => importFileTask({ agencyId: agency.agencyId, id }, services());
const people = () => agency.write((tx) => tx.rows(db.selectFrom('clients').selectAll()));

beforeAll(async () => {
  agency = await anAgency();
  admin = await agency.aStaffMember(['administrator']);
});
afterAll(() => agency.database.close());

describe('a file that an administrator hands in', () => {
  test('is taken by the worker, which says what came of it and lets go of the bytes', async () => {
    const worker = await startWorker(databaseUrls(agency.database.ownerUrl).jobs, services(), {
      'import-file': importFileTask,
    });
    const { id } = await handIn(file('C-1,Ana,Ruiz', 'C-2,Tuan,Nguyen'));
    for (let tries = 0; tries < 200 && (await agency.as(admin, readJob, { id })).state !== 'done'; tries++)
      await new Promise((wake) => setTimeout(wake, 25));
    await worker.stop();
    expect(await agency.as(admin, readJob, { id })).toMatchObject({
      state: 'done',
      done: 2,
      total: 2,
      result: { kind: 'clients', dryRun: false, files: [{ status: 'imported', created: { clients: 2 } }] },
    });
    expect(await people()).toHaveLength(2);
    expect((await agency.write((tx) => readJobRun(tx, id)))?.params).not.toHaveProperty('content');
  });

  test('with a fault is refused by row, and a dry run takes nothing', async () => {
    const faulty = await handIn(file('C-3,Ana,Ruiz', ',Nobody,Knows'));
    const dry = await handIn({ ...file('C-4,Ana,Ruiz'), dryRun: true });
    await carryOut(faulty.id);
    await carryOut(dry.id);
    expect(await agency.as(admin, readJob, { id: faulty.id })).toMatchObject({
      state: 'done',
      result: { files: [{ status: 'refused', errors: [{ row: 3, rule: 'required' }] }] },
    });
    expect(await agency.as(admin, readJob, { id: dry.id })).toMatchObject({ result: { dryRun: true } });
    expect(await people()).toHaveLength(2);
  });

  test('called off before it began, it takes nothing', async () => {
    const { id } = await handIn(file('C-5,Ana,Ruiz'));
    await agency.as(admin, cancelJob, { id });
    await carryOut(id);
    expect(await agency.as(admin, readJob, { id })).toMatchObject({ state: 'cancelled', result: null });
    expect(await people()).toHaveLength(2);
  });

  test('is for administrators only', async () => {
    const worker = await agency.aStaffMember(['case-manager']);
    expect(await agency.refusalOf(worker, importClients, file('C-6,Ana,Ruiz'))).toMatchObject({ status: 403 });
    expect(await agency.refusalOf(admin, importClients, { ...file(), content: 'not base64!' })).toMatchObject({
      status: 422,
    });
  });
});
