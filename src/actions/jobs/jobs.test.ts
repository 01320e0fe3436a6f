import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type Instant, instantAt } from '#domain/basics/instant.ts';
import { createJobRun, finishJobRun, reportProgress } from '#store/job-runs.ts';
import { db } from '#store/postgres/query.ts';
import { logContact } from '../contacts/log-contact.ts';
import { refreshMany } from '../pipeline/refresh.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { readToday } from '../today/read-today.ts';
import { advanceDay } from './advance-day.ts';
import { cancelJob } from './cancel-job.ts';
import { readJob } from './read-job.ts';

let agency: TestAgency;
let rosa: Staff;
let lena: Staff;
let adam: Staff;
let lost: Id;
let lostEnrolment: Id;
let referral: Id;

const zone = 'America/New_York';
const firstDay = day('2026-10-19');
const at = (on: Day, time = '00:05'): Instant => instantAt(zone, on, time);
const advance = (now = agency.now) => advanceDay(agency.database, agency.agencyId, now);

const everything = () =>
  agency.write(async (tx) =>
    Object.fromEntries(
      await Promise.all(
        (['due_items', 'client_summaries', 'tasks', 'tasks_past', 'job_runs', 'audit'] as const).map(async (table) => [
          table,
          (await tx.rows(db.selectFrom(table).selectAll())).map((row) => JSON.stringify(row)).sort(),
        ]),
      ),
    ),
  );
const escalations = () =>
  agency.write((tx) =>
    tx.rows(
      db
        .selectFrom('tasks')
        .select(['id', 'title', 'staff_id', 'subject_kind', 'subject_id', 'due_by', 'state'])
        .where('kind', '=', 'escalation')
        .orderBy('due_by'),
    ),
  );
const currentDay = async () =>
  (await agency.write((tx) => tx.rows(db.selectFrom('agencies').select('current_day'))))[0]?.current_day;

beforeAll(async () => {
  agency = await anAgency(undefined, { now: at(firstDay, '12:00'), timeZone: zone });
  await agency.publishModels();
  const programmeId = await agency.aProgramme({ model: 'icm' });
  const teamId = await agency.aTeam(programmeId);
  rosa = await agency.aStaffMember(['case-manager'], { teamId });
  lena = await agency.aStaffMember(['team-lead'], { teamId, position: 'leader' });
  adam = await agency.aStaffMember(['administrator']);
  lost = await agency.aClient({ given: 'Lou', family: 'Stone' });
  const owner = { kind: 'staff', id: rosa.id } as const;
  ({ enrolmentId: lostEnrolment } = await agency.anEnrolment({ clientId: lost, programmeId, owner }));
  const seen = await agency.aClient({ given: 'Sue', family: 'Seen' });
  const { cycleId } = await agency.anEnrolment({ clientId: seen, programmeId, owner });
  referral = agency.newId();
  await agency.write(async (tx, stamp) => {
    await tx.run(
      db.insertInto('referrals').values({
        ...stamp,
        id: referral,
        client_id: seen,
        cycle_id: cycleId,
        organization: 'Housing office',
        state: 'sent',
        staff_id: rosa.id,
        sent_on: firstDay,
      }),
    );
    await refreshMany(tx, [seen], agency.today(), agency.now);
  });
  await agency.as(rosa, logContact, {
    clientId: seen,
    start: at(firstDay, '11:00'),
    minutes: 30,
    outcome: 'reached',
    mode: 'face-to-face',
    place: 'community',
  });
});
afterAll(() => agency.database.close());

describe('the change of the day', () => {
  test('done twice it changes nothing', async () => {
    agency.now = at(addDays(firstDay, 1));
    await advance();
    expect(await currentDay()).toBe('2026-10-20');
    const before = await everything();
    expect(await advance()).toBeNull();
    expect(await everything()).toEqual(before);
  });

  test('before midnight where the agency is, there is no new day, whatever the day elsewhere', async () => {
    expect(await advance(at(addDays(firstDay, 1), '23:59'))).toBeNull();
    expect(await currentDay()).toBe('2026-10-20');
  });

  test('after three weeks without a server every day is caught up with, and the lead hears of each thing on its day', async () => {
    agency.now = at(addDays(firstDay, 30));
    const change = await advance();
    expect(change).toMatchObject({ from: '2026-10-20', to: '2026-11-18' });
    expect(await currentDay()).toBe('2026-11-18');
    const raised = await escalations();
    expect(raised).toHaveLength(2);
    expect(raised.find(({ title }) => title === 'escalation.lost-from-contact')).toMatchObject({
      subject_kind: 'enrolment',
      subject_id: lostEnrolment,
      staff_id: lena.id,
      state: 'open',
    });
    const unanswered = raised.find(({ title }) => title === 'escalation.referral-unanswered');
    expect(unanswered).toMatchObject({ subject_kind: 'referral', subject_id: referral, staff_id: lena.id });
    expect(unanswered?.due_by).toBe(addDays(firstDay, 14));
    lena = await agency.signInAgain(lena);
    const { due } = await agency.as(lena, readToday, {});
    expect(due.map(({ about }) => about).sort()).toEqual([
      'escalation.lost-from-contact',
      'escalation.referral-unanswered',
    ]);
  });

  test('caught up day by day or refreshed today, lists show the same', async () => {
    const shown = () =>
      agency.write(async (tx) => ({
        items: await tx.rows(db.selectFrom('due_items').selectAll().orderBy('id')),
        summaries: (await tx.rows(db.selectFrom('client_summaries').selectAll().orderBy('id'))).map(
          ({ refreshed_at: _, ...row }) => row,
        ),
      }));
    const before = await shown();
    await agency.write(async (tx) =>
      refreshMany(
        tx,
        (await tx.rows(db.selectFrom('clients').select('id'))).map(({ id }) => id),
        agency.today(),
        agency.now,
      ),
    );
    expect(await shown()).toEqual(before);
  });

  test('an escalation is raised once, and again only when the lead’s decision has run its days too', async () => {
    agency.now = at(addDays(firstDay, 33));
    await advance();
    expect(await escalations()).toHaveLength(2);
    const [task] = (await escalations()).filter(({ subject_id }) => subject_id === lostEnrolment);
    await agency.write(async (tx, { recorded_at, recorded_by }) => {
      await tx.run(
        db
          .updateTable('tasks')
          .set({ state: 'done', done_on: agency.today(), outcome: 'Go on looking.', recorded_at, recorded_by })
          .where('id', '=', task?.id ?? ''),
      );
      await refreshMany(tx, [lost], agency.today(), agency.now);
    });
    agency.now = at(addDays(firstDay, 34));
    await advance();
    expect(await escalations()).toHaveLength(2);
    agency.now = at(addDays(firstDay, 150));
    await advance();
    const again = (await escalations()).filter(({ subject_id }) => subject_id === lostEnrolment);
    expect(again).toHaveLength(2);
    expect(again.map(({ state }) => state)).toEqual(['done', 'open']);
  }, 60_000);

  test('each escalation is on record as the system’s doing, with the day change as a run that is done', async () => {
    const entries = await agency.write((tx) =>
      tx.rows(db.selectFrom('audit').select(['actor_kind', 'client_id']).where('action', '=', 'raise-escalation')),
    );
    expect(entries).toHaveLength((await escalations()).length);
    expect(entries.every(({ actor_kind }) => actor_kind === 'system')).toBe(true);
    const runs = await agency.write((tx) => tx.rows(db.selectFrom('job_runs').select(['kind', 'state'])));
    expect(new Set(runs.map(({ kind, state }) => `${kind} ${state}`))).toEqual(new Set(['advance-day done']));
  });

  test('answers kept for repeats and drafts nobody went on with are thrown away in the end, newer ones stay', async () => {
    const draft = (key: string, on: Day) =>
      agency.write((tx, { agency_id }) =>
        tx.run(db.insertInto('drafts').values({ agency_id, staff_id: rosa.id, key, body: '{}', updated_at: at(on) })),
      );
    await draft('old', firstDay);
    await draft('new', addDays(firstDay, 190));
    agency.now = at(addDays(firstDay, 200));
    await advance();
    const left = await agency.write((tx) => tx.rows(db.selectFrom('drafts').select('key')));
    expect(left).toEqual([{ key: 'new' }]);
  }, 60_000);
});

describe('long work', () => {
  const aRun = async (kind: string, by: Id) => {
    const id = agency.newId();
    await agency.write((tx) =>
      createJobRun(tx, { agencyId: agency.agencyId, id, kind, total: 10, by, at: agency.now }),
    );
    return id;
  };

  test('whoever asked for it sees how far it is, an administrator too, and nobody else', async () => {
    [rosa, lena, adam] = (await Promise.all([rosa, lena, adam].map((who) => agency.signInAgain(who)))) as [
      Staff,
      Staff,
      Staff,
    ];
    const id = await aRun('import', rosa.id);
    await agency.write((tx) => reportProgress(tx, id, 4, null));
    const seen = { id, kind: 'import', state: 'running', done: 4, total: 10, result: null, problem: null };
    expect(await agency.as(rosa, readJob, { id })).toEqual(seen);
    expect(await agency.as(adam, readJob, { id })).toEqual(seen);
    expect(await agency.refusalOf(lena, readJob, { id })).toEqual({ status: 404, codes: ['not-found'] });
    expect(await agency.refusalOf(lena, cancelJob, { id })).toEqual({ status: 404, codes: ['not-found'] });
  });

  test('what waits is called off at once, what runs at its next step, what is over not at all', async () => {
    const waiting = await aRun('export', rosa.id);
    expect(await agency.as(rosa, cancelJob, { id: waiting })).toMatchObject({ state: 'cancelled' });
    const running = await aRun('export', rosa.id);
    await agency.write((tx) => reportProgress(tx, running, 1, null));
    expect(await agency.as(rosa, cancelJob, { id: running })).toMatchObject({ state: 'running' });
    expect(await agency.write((tx) => reportProgress(tx, running, 2, null))).toBe(false);
    await agency.write((tx) => finishJobRun(tx, running, { state: 'cancelled' }, agency.now));
    expect(await agency.refusalOf(rosa, cancelJob, { id: running })).toEqual({
      status: 409,
      codes: ['job-over-already'],
    });
  });

  test('the day change cannot be called off', async () => {
    const id = await aRun('advance-day', adam.id);
    expect(await agency.refusalOf(adam, cancelJob, { id })).toEqual({ status: 409, codes: ['job-not-cancellable'] });
  });
});
