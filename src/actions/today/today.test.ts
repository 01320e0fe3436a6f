import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DueView } from '#contract/today.ts';
import { addDays, type Day, day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type Instant, instantAt } from '#domain/basics/instant.ts';
import { dueState } from '#domain/due/item.ts';
import type { Owner } from '#domain/people/owner.ts';
import { type DueItemRow, dueItemFrom } from '#store/due-items.ts';
import { listCaseload } from '../caseload/list-caseload.ts';
import { logContact } from '../contacts/log-contact.ts';
import { advanceDay } from '../jobs/advance-day.ts';
import { workOutFor } from '../pipeline/refresh.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { listDue } from './list-due.ts';
import { readToday } from './read-today.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let lena: Staff;
let programmeId: Id;
let teamProgrammeId: Id;
let teamId: Id;
const rosas: Id[] = [];
const teams: Id[] = [];

const zone = 'America/New_York';
// The clocks went forward on 8 March 2026; 60 days around it.
const firstDay = day('2026-02-10');
const at = (on: Day, time = '09:00'): Instant => instantAt(zone, on, time);

/** Midnights pass: sessions of yesterday are over. */
const moveTo = async (moment: Instant) => {
  agency.now = moment;
  [rosa, tom, lena] = await Promise.all(
    [rosa, tom, lena].map((who) => agency.signInAgain(who)) as [Promise<Staff>, Promise<Staff>, Promise<Staff>],
  );
};

const kept = () =>
  agency.write(async (tx) => ({
    items: await tx.rows(sql`select * from due_items order by id`),
    summaries: await tx.rows<{ client_id: Id }>(
      sql`select ${sql.raw('client_id, id, name, sort_name, state, staff_id, team_id, cycle_id, stage, last_contact_on, last_reached_on, first_due_by, first_due_kind, review_due_by, stay_setting, alerts, unsigned_notes, next_change_on')} from client_summaries order by id`,
    ),
  }));

const aContact = (clientId: Id, start: Instant, more: object = {}) => ({
  clientId,
  start,
  minutes: 30,
  outcome: 'reached',
  mode: 'face-to-face',
  place: 'community',
  ...more,
});

beforeAll(async () => {
  agency = await anAgency(undefined, { now: at(firstDay), timeZone: zone });
  await agency.publishModels();
  programmeId = await agency.aProgramme({ model: 'icm', name: 'Intensive' });
  teamProgrammeId = await agency.aProgramme({ model: 'act', name: 'Assertive' });
  teamId = await agency.aTeam(teamProgrammeId, { sharesCaseload: true, name: 'North' });
  rosa = await agency.aStaffMember(['case-manager'], { teamId });
  tom = await agency.aStaffMember(['case-manager']);
  lena = await agency.aStaffMember(['team-lead'], { teamId, position: 'leader' });
  for (let index = 0; index < 12; index++) {
    const clientId = await agency.aClient({ given: `Ana${index}`, family: `Álvarez${index}` });
    const forTeam = index % 3 === 2;
    const owner: Owner = forTeam ? { kind: 'team', id: teamId } : { kind: 'staff', id: rosa.id };
    const on = addDays(firstDay, -20 - index * 9);
    await agency.anEnrolment({
      clientId,
      programmeId: forTeam ? teamProgrammeId : programmeId,
      owner,
      referredOn: on,
      enrolledOn: index > 1 ? addDays(on, 3) : null,
      planned: index % 2 === 0,
    });
    (forTeam ? teams : rosas).push(clientId);
  }
  await agency.aStay(rosas[3] as Id, addDays(firstDay, -4), null);
  await agency.aStay(rosas[4] as Id, addDays(firstDay, -30), addDays(firstDay, -6));
});
afterAll(() => agency.database.close());

const setOf = async (who: Staff) => {
  const today = await agency.as(who, readToday, {});
  const listed = await agency.as(who, listDue, { limit: '1000' });
  const everybodys = await agency.as(who, listDue, { scope: 'all', limit: '1000' });
  const caseload = await agency.as(who, listCaseload, { due: 'open', limit: '1000' });
  return { today, listed, everybodys, caseload };
};

type Shown = Pick<DueView, 'id' | 'dueFrom' | 'dueBy' | 'needed' | 'done'>;
const lines = (rows: readonly Shown[]) =>
  rows.map(({ id, dueFrom, dueBy, needed, done }) => `${id} ${dueFrom} ${dueBy} ${done}/${needed}`).sort();
const keptLines = (rows: readonly DueItemRow[]) =>
  lines(rows.map((row) => ({ ...dueItemFrom(row), id: row.id })) as Shown[]);
const brief = ({ kind, rule, dueFrom, dueBy, state }: Pick<DueView, 'kind' | 'rule' | 'dueFrom' | 'dueBy' | 'state'>) =>
  [kind, rule, dueFrom, dueBy, state].join(' ');
const sum = (counts: readonly number[]) => counts.reduce((all, each) => all + each, 0);

describe('what is due is the same everywhere', () => {
  test('Today, the listing, the caseload and a fresh count from the facts agree on sixty days, across the change of the clocks', async () => {
    let seen = 0;
    for (let step = 0; step < 60; step++) {
      const on = addDays(firstDay, step);
      await moveTo(at(on, step % 2 === 0 ? '00:30' : '23:30'));
      await advanceDay(agency.database, agency.agencyId, agency.now);
      expect(agency.today()).toBe(on);
      // Somebody is seen now and then, an hour before: on odd days shortly before midnight.
      if (step % 5 === 0)
        await agency.as(rosa, logContact, aContact(rosas[step % rosas.length] as Id, at(on, '00:10')));
      if (step % 7 === 3)
        await agency.as(rosa, logContact, aContact(teams[step % teams.length] as Id, at(on, '00:05')));
      const { today, listed, everybodys, caseload } = await setOf(rosa);
      const fresh = await agency.write(async (tx) =>
        (await workOutFor(tx, [...rosas, ...teams], on))
          .flatMap(({ items }) => items)
          .filter((row) => ['due', 'overdue'].includes(dueState(dueItemFrom(row), on))),
      );
      const own = fresh.filter((row) => row.staff_id === rosa.id || row.team_id === teamId);
      expect(lines(today.due)).toEqual(keptLines(own));
      expect(lines(listed.items)).toEqual(keptLines(own));
      expect(listed.total).toBe(today.counts.due);
      // A caseload row shows what anybody has to do for the client, the lead's tasks too.
      expect(lines(everybodys.items)).toEqual(keptLines(fresh));
      const inCaseload = caseload.items.flatMap(({ due }) => due.filter(({ state }) => state !== 'not-yet'));
      expect(inCaseload.map(brief).sort()).toEqual(everybodys.items.map(brief).sort());
      expect(sum(caseload.items.map(({ overdue }) => overdue))).toBe(
        everybodys.items.filter(({ state }) => state === 'overdue').length,
      );
      seen += fresh.length;
    }
    expect(seen).toBeGreaterThan(200);
  }, 120_000);

  test('asked about another day, lists answer for that day without anything being written', async () => {
    const before = await kept();
    const next = addDays(agency.today(), 3);
    const asOf = await agency.as(rosa, readToday, {}, { asOf: next });
    await expect(kept()).resolves.toEqual(before);
    await moveTo(at(next));
    await advanceDay(agency.database, agency.agencyId, agency.now);
    const now = await agency.as(rosa, readToday, {});
    expect(asOf.due).toEqual(now.due);
    expect(asOf.counts).toEqual(now.counts);
  });
});
