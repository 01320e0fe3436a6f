import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAssessment, readAssessments } from '#actions/assessment/read-assessments.ts';
import { listCaseload } from '#actions/caseload/list-caseload.ts';
import { logContact } from '#actions/contacts/log-contact.ts';
import { signNote, writeNote } from '#actions/contacts/notes.ts';
import { agreeContactPlan } from '#actions/cycle/agreements.ts';
import { assignCareTeam, handOver } from '#actions/cycle/care-team.ts';
import { closeEnrolment, closeReferral, reopenEnrolment } from '#actions/cycle/close-enrolment.ts';
import { listProspects } from '#actions/cycle/list-prospects.ts';
import { checkEligibility, enrolClient, setPriority, waitlistClient } from '#actions/cycle/outreach.ts';
import { referClient } from '#actions/cycle/refer-client.ts';
import { withdrawAct } from '#actions/cycle/withdraw-act.ts';
import { advanceDay } from '#actions/jobs/advance-day.ts';
import { makeReferral, moveReferral } from '#actions/linking/follow-referral.ts';
import { listReferrals } from '#actions/linking/read-referrals.ts';
import { readChart } from '#actions/people/read-chart.ts';
import { correctStay, recordStay } from '#actions/people/stays.ts';
import { aVisit, signAnAssessment, signAPlan, type Way } from '#actions/pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { signReview } from '#actions/review/sign-review.ts';
import { saveReview, startReview } from '#actions/review/write-review.ts';
import { listDue } from '#actions/today/list-due.ts';
import { readToday } from '#actions/today/read-today.ts';
import { changeTask } from '#actions/work/change-task.ts';
import { listTasks } from '#actions/work/list-tasks.ts';
import { makeTask } from '#actions/work/make-task.ts';
import type { AssessmentView } from '#contract/assessment.ts';
import { addDays, type Day, day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { instantAt } from '#domain/basics/instant.ts';
import { readHistory } from '#store/enrolments.ts';
import { type ExportKind, exportKinds, exportLines } from './export.ts';

const zone = 'America/New_York';
// The clocks went forward on 8 March 2026.
const firstDay = day('2026-02-16');
const states = ['prospect', 'waitlisted', 'enrolled', 'ended', 'none'];

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let lena: Staff;
let programmeId: Id;
let lighterId: Id;
let teamId: Id;

beforeAll(async () => {
  agency = await anAgency(undefined, { now: instantAt(zone, firstDay, '09:00'), timeZone: zone });
  await agency.publishModels();
  programmeId = await agency.aProgramme({ model: 'act', name: 'Assertive' });
  lighterId = await agency.aProgramme({ model: 'icm', name: 'Intensive' });
  teamId = await agency.aTeam(programmeId, { sharesCaseload: true, name: 'North' });
  rosa = await agency.aStaffMember(['case-manager', 'team-lead'], { teamId, position: 'leader' });
  tom = await agency.aStaffMember(['case-manager'], { teamId });
  lena = await agency.aStaffMember(['team-lead'], { teamId, position: 'leader' });
});
afterAll(() => agency.database.close());

/** Sessions end when nobody does anything for a while. */
const moveTo = async (on: Day, time: string) => {
  agency.now = instantAt(zone, on, time);
  for (const who of [rosa, tom, lena]) Object.assign(who, await agency.signInAgain(who));
};
const as: TestAgency['as'] = (...asked) => agency.as(...asked);
const rosas = () => ({ kind: 'staff', id: rosa.id });
const toms = () => ({ kind: 'staff', id: tom.id });

/** A stay that is corrected is known by another row from then on, also on the days before. */
const stayIds = new Set<Id>();

/** Everything that answers for a day, byte for byte. */
const answersOf = async (clients: readonly Id[], asOf?: Day) => {
  const asked = asOf === undefined ? {} : { asOf };
  const lists = {
    today: await as('system', readToday, { scope: 'team' }, asked),
    open: await as('system', listDue, { scope: 'all', limit: '500' }, asked),
    later: await as('system', listDue, { scope: 'all', state: 'not-yet', limit: '500' }, asked),
    caseload: await as('system', listCaseload, { scope: 'all', state: states.join(','), limit: '500' }, asked),
    tasks: await as('system', listTasks, { state: 'all', whose: 'all', limit: '200' }, asked),
    referrals: await as('system', listReferrals, { state: 'open', whose: 'all', limit: '200' }, asked),
    prospects: await as('system', listProspects, { whose: 'all', limit: '200' }, asked),
    lenas: await as(lena, readToday, { scope: 'team' }, asked),
  };
  const charts = [];
  for (const clientId of clients) charts.push(await as('system', readChart, { clientId }, asked));
  const lines: Partial<Record<ExportKind, unknown[]>> = {};
  for (const kind of exportKinds.filter((each) => each !== 'audit')) {
    const rows: unknown[] = [];
    const run = { database: agency.database, agencyId: agency.agencyId, now: agency.now, ...asked };
    await exportLines(run, kind, async (row) => void rows.push(row));
    lines[kind] = rows;
  }
  return JSON.stringify({ ...lists, charts, ...lines }, (_, value) => (stayIds.has(value) ? 'the stay' : value), 1);
};

/** The assessment that the cycle before left begun. */
const draftOf = async ({ clientId }: Way) => {
  const { items } = await as(rosa, readAssessments, { clientId });
  return as(rosa, readAssessment, { assessmentId: items.find(({ state }) => state === 'draft')?.id });
};

const decide = async (way: Way, decision: string, more: object = {}) => {
  const begun = await as(rosa, startReview, { enrolmentId: way.enrolmentId });
  const written = {
    reviewId: begun.id,
    progress: begun.progress.map(({ goal }) => ({ goal, level: 0 })),
    newNeeds: [{ domain: 'housing', label: 'A deposit', priority: 1 }],
    satisfaction: 4,
    independence: 4,
    decision,
  };
  const { version } = await as(rosa, saveReview, written, { ifMatch: begun.version });
  const leftovers = { tasks: 'cancel', referrals: 'cancel', drafts: 'discard' };
  return as(rosa, signReview, { reviewId: begun.id, leftovers, ...more }, { ifMatch: version });
};

describe('a past day', () => {
  test('is answered as it was answered on that day, whatever came after', { timeout: 240_000 }, async () => {
    const way: Way = { clientId: await agency.aClient(), enrolmentId: '' };
    const there: Way = { clientId: way.clientId, enrolmentId: '' };
    const other: Way = { clientId: '', enrolmentId: '' };
    let stayId: Id = '';
    let assessment: AssessmentView | undefined;
    const made: Record<string, { readonly id: Id; readonly version: string }> = {};
    const idOf = (what: string): Id => made[what]?.id ?? '';
    const refer = async (to: Way, where: Id) => {
      const asked = { clientId: to.clientId, programmeId: where, owner: rosas() };
      Object.assign(to, { enrolmentId: (await as(rosa, referClient, asked)).enrolmentId });
    };
    const see = (to: Way) => as(rosa, logContact, { ...aVisit(agency, to.clientId), enrolmentId: to.enrolmentId });
    const stayed = { clientId: way.clientId, setting: 'psychiatric', source: 'ward', from: addDays(firstDay, 15) };
    const course: Readonly<Record<number, () => Promise<unknown>>> = {
      0: () => refer(way, programmeId),
      2: () => see(way),
      3: () => as(rosa, checkEligibility, { enrolmentId: way.enrolmentId, findings: [] }),
      4: () => as(rosa, enrolClient, { enrolmentId: way.enrolmentId }),
      5: async () => {
        const task = { clientId: way.clientId, title: 'Call the landlord', dueBy: addDays(firstDay, 9) };
        made.task = await as(rosa, makeTask, { ...task, owner: rosas() });
        Object.assign(other, { clientId: await agency.aClient({ given: 'Amina' }) });
        await refer(other, lighterId);
      },
      6: async () => {
        assessment = await signAnAssessment(agency, rosa, way);
        made.note = await as(rosa, writeNote, { clientId: way.clientId, text: 'Talked long' });
      },
      8: () => as(rosa, changeTask, { taskId: idOf('task'), change: 'hand', owner: toms() }),
      9: () => signAPlan(agency, rosa, way, assessment as AssessmentView),
      10: async () => {
        const sent = { sentOn: agency.today(), nextOn: addDays(agency.today(), 6), owner: rosas() };
        made.referral = await as(rosa, makeReferral, { ...way, organization: 'Clinic', ...sent });
        await as(rosa, waitlistClient, { enrolmentId: other.enrolmentId, priority: 'high' });
      },
      11: () => as(rosa, signNote, { noteId: idOf('note') }, { ifMatch: made.note?.version ?? '' }),
      12: () => as(rosa, changeTask, { taskId: idOf('task'), change: 'done' }),
      13: () => see(way),
      14: () =>
        as(rosa, moveReferral, { referralId: idOf('referral'), to: 'accepted', nextOn: addDays(agency.today(), 5) }),
      15: async () => {
        stayId = (await as(rosa, recordStay, stayed)).id;
        stayIds.add(stayId);
      },
      17: () => as(rosa, agreeContactPlan, { enrolmentId: way.enrolmentId, plan: { count: 3, window: 'week' } }),
      20: async () => {
        const { clientId: _, ...known } = stayed;
        stayIds.add((await as(rosa, correctStay, { ...known, stayId, to: agency.today() })).id);
      },
      22: () => as(rosa, handOver, { enrolmentId: way.enrolmentId, owner: toms() }),
      23: () => as(rosa, assignCareTeam, { enrolmentId: way.enrolmentId, owner: rosas(), role: 'backup' }),
      24: () => decide(way, 'continue'),
      27: () => decide(way, 'next-cycle'),
      29: async () => {
        assessment = await signAnAssessment(agency, rosa, way, await draftOf(way));
      },
      31: () => as(rosa, handOver, { enrolmentId: way.enrolmentId, owner: { kind: 'team', id: teamId } }),
      33: () => signAPlan(agency, rosa, way, assessment as AssessmentView),
      36: async () => {
        const down = await decide(way, 'step-down', { stepDown: { toProgrammeId: lighterId, owner: rosas() } });
        Object.assign(there, { enrolmentId: down.toEnrolmentId });
      },
      39: () => see(there),
      42: () =>
        as(rosa, closeEnrolment, {
          enrolmentId: there.enrolmentId,
          reason: 'transferred',
          leftovers: { tasks: 'cancel', referrals: 'cancel', drafts: 'discard' },
        }),
      46: () => as(rosa, reopenEnrolment, { enrolmentId: there.enrolmentId, owner: toms(), reason: 'Came back' }),
      49: () => see(there),
    };

    const then: { on: Day; clients: readonly Id[]; answers: string }[] = [];
    for (let step = 0; step <= 52; step++) {
      const on = addDays(firstDay, step);
      await moveTo(on, '00:30');
      await advanceDay(agency.database, agency.agencyId, agency.now);
      // Now in the morning, now so late that the day is over in UTC.
      await moveTo(on, step % 2 === 0 ? '09:00' : '23:40');
      await course[step]?.();
      await moveTo(on, '23:58');
      const clients = [way.clientId, other.clientId].filter((id) => id !== '');
      if (course[step] || step % 5 === 0) then.push({ on, clients, answers: await answersOf(clients) });
    }
    await moveTo(addDays(firstDay, 60), '10:00');
    for (const { on, clients, answers } of then) expect(await answersOf(clients, on), on).toBe(answers);
  });

  test('shows nobody who may not be seen today', async () => {
    const alone = await anAgency(agency.database, { now: instantAt(zone, firstDay, '09:00'), timeZone: zone });
    const programme = await alone.aProgramme();
    const mine = await alone.aStaffMember(['case-manager']);
    const clientId = await alone.aClient();
    const owner = { kind: 'staff', id: mine.id };
    const { enrolmentId } = await alone.as(mine, referClient, { clientId, programmeId: programme, owner });
    await alone.as(mine, makeTask, { clientId, title: 'Call', owner });
    const then = alone.today();
    await alone.as(mine, closeReferral, { enrolmentId, reason: 'lost', leftovers: { tasks: 'cancel' } });
    const seen = async (asOf: Day) => [
      (await alone.as(mine, listTasks, { whose: 'all', state: 'all' }, { asOf })).total,
      (await alone.as(mine, listCaseload, { state: 'ended' }, { asOf })).total,
    ];
    alone.now = instantAt(zone, addDays(firstDay, 90), '09:00');
    Object.assign(mine, await alone.signInAgain(mine));
    expect(await seen(then)).toEqual([1, 1]);
    alone.now = instantAt(zone, addDays(firstDay, 91), '09:00');
    Object.assign(mine, await alone.signInAgain(mine));
    expect(await seen(then)).toEqual([0, 0]);
  });

  test('counts what was entered late on its day, and never what was entered in error', async () => {
    const alone = await anAgency(agency.database, { now: instantAt(zone, firstDay, '09:00'), timeZone: zone });
    await alone.publishModels();
    const programme = await alone.aProgramme();
    const mine = await alone.aStaffMember(['case-manager', 'team-lead']);
    const clientId = await alone.aClient();
    const owner = { kind: 'staff', id: mine.id };
    const began = addDays(firstDay, -20);
    const { enrolmentId } = await alone.as(mine, referClient, { clientId, programmeId: programme, owner, on: began });
    await alone.as(mine, setPriority, { enrolmentId, priority: 'urgent', on: addDays(firstDay, -10) });
    const priorities = async () => {
      const rows = [];
      for (const days of [-21, -15, -5]) {
        const { items } = await alone.as('system', listCaseload, {}, { asOf: addDays(firstDay, days) });
        rows.push(items.map(({ priority }) => priority));
      }
      return rows;
    };
    expect(await priorities()).toEqual([[], [null], ['urgent']]);
    const history = await alone.write((tx) => readHistory(tx, enrolmentId));
    const actId = history.find(({ act }) => act.name === 'set-priority')?.act.id;
    await alone.as(mine, withdrawAct, { enrolmentId, actId, reason: 'Mixed up' });
    expect(await priorities()).toEqual([[], [null], [null]]);
  });
});
