import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '#actions/pipeline/perform.ts';
import { signIn, tokenHashOf } from '#actions/session/sign-in.ts';
import { whyNotPassword } from '#domain/access/password.ts';
import { day } from '#domain/basics/day.ts';
import type { Consent } from '#domain/consent/consent.ts';
import { whyDeficient } from '#domain/consent/deficiency.ts';
import { closingReasons } from '#domain/cycle/closing.ts';
import { stages } from '#domain/cycle/enrolment.ts';
import { replay } from '#domain/cycle/history.ts';
import { type Asked, askConsents, whyNotDisclose } from '#domain/disclosure/disclosing.ts';
import { changeOf } from '#domain/instruments/change.ts';
import { referralStates } from '#domain/linking/referrals.ts';
import { staySettings } from '#domain/models/definition.ts';
import type { Opening } from '#domain/safety/episode.ts';
import { nextTellingAt } from '#domain/safety/owed.ts';
import { episodeOf, type Step } from '#domain/safety/steps.ts';
import { readCourses } from '#store/enrolments.ts';
import { shippedInstruments } from '#store/instruments.ts';
import { db } from '#store/postgres/query.ts';
import { type TestDatabase, testDatabase } from '#store/postgres/test-database.ts';
import { shippedModels } from '#store/service-models.ts';
import { openSession } from '#store/sessions.ts';
import { demoNow, demoTemplate } from './demo-template-for-tests.ts';
import { demoSignIns, demoWorlds, ensureDemonstration } from './demonstration.ts';
import type { House } from './house.ts';

const today = day('2026-11-25');
const models = await shippedModels();
const ships = await shippedInstruments();

const hashOf = (houses: readonly House[]): string => {
  const hash = createHash('sha256');
  for (const { ledger } of houses)
    for (const [name, rows] of ledger.tables) hash.update(name).update(JSON.stringify(rows));
  return hash.digest('hex');
};

describe('the same day tells the same lives', () => {
  const houses = demoWorlds(models, () => today);
  test('to the last letter and id', () => expect(hashOf(demoWorlds(models, () => today))).toBe(hashOf(houses)));

  test.each(['2026-11-01', '2027-03-14', '2028-02-29', '2026-12-26'].map(day))(
    'and of any other day as much: %s',
    (on) => {
      const ledger = demoWorlds(models, () => on)[0]!.ledger;
      expect(new Set(ledger.rowsOf('referrals').map(({ state }) => state))).toEqual(new Set(referralStates));
      expect(new Set(ledger.rowsOf('closings').map(({ reason }) => reason))).toEqual(
        new Set(Object.keys(closingReasons)),
      );
      expect(new Set(ledger.rowsOf('cycles').map(({ stage }) => stage))).toEqual(new Set(stages));
      expect(new Set(ledger.rowsOf('stays').map(({ setting }) => setting))).toEqual(new Set(staySettings));
    },
  );

  test('nothing in it lies in the future, and nobody in it can be called or written to', () => {
    for (const { ledger, at } of houses) {
      const now = at(today, 0);
      for (const [name, rows] of ledger.tables)
        for (const row of rows as { recorded_at?: string }[])
          if (row.recorded_at) expect(row.recorded_at < now, `${name} ${row.recorded_at}`).toBe(true);
      // Definitions of instruments name their sources.
      const told = [...ledger.tables].filter(([name]) => name !== 'instrument_versions');
      const all = JSON.stringify(told);
      for (const [phone] of all.matchAll(/\b555-\d{4}\b/g)) expect(phone).toMatch(/^555-01\d\d$/);
      for (const [mail] of all.matchAll(/[\w.+-]+@[\w.-]+/g)) expect(mail).toMatch(/@example\.org$/);
      expect(all).not.toMatch(/https?:\/\/(?!hl7\.org)/);
    }
  });

  test('in no real town', () => {
    const towns = [
      'New York,',
      'Boston',
      'Chicago',
      'Miami',
      'Houston',
      'Minneapolis',
      'Los Angeles,',
      'Seattle',
      'Denver',
      'Portland',
    ];
    const told = JSON.stringify(houses.map(({ ledger }) => [...ledger.tables]));
    for (const town of towns) expect(told, town).not.toContain(town);
  });
});

test('what people agreed to lacks nothing, and what went out had its ground that day', () => {
  const { ledger } = demoWorlds(models, () => today)[0]!;
  const agreed = ledger.rowsOf('consents').map((row) => ({
    ...{ id: row.id, clientName: row.client_name, recordsFrom: null, recordsTo: null, purposeText: null },
    ...{ knownFalse: null, kind: row.kind, segments: row.segments, records: row.records, purposes: row.purposes },
    ...{ description: row.description, from: row.from_day, told: row.told, clientId: row.client_id },
    disclosers: JSON.parse(row.disclosers),
    recipients: JSON.parse(row.recipients),
    expiry: JSON.parse(row.expiry ?? 'null'),
    signer: JSON.parse(row.signer),
    signature: JSON.parse(row.signature ?? 'null'),
    revocation: JSON.parse(row.revocation ?? 'null'),
  })) as (Consent & { clientId: string })[];
  expect(agreed.map(({ revocation }) => revocation !== null)).toEqual([false, true, false]);
  for (const consent of agreed) expect(whyDeficient(consent, today)).toEqual([]);
  const sent = ledger.rowsOf('disclosures');
  expect(sent.length).toBeGreaterThanOrEqual(9);
  for (const row of sent) {
    const asked = {
      ...{ day: row.day, basis: row.basis, recipientKind: row.recipient_kind, recipient: row.recipient, via: null },
      ...{ purpose: row.purpose, purposeText: row.purpose_text ?? null, way: row.way, kinds: row.kinds },
      ...{ from: row.from_day, to: row.to_day, whyAll: null, grounds: row.grounds ?? null },
    } as Asked;
    expect(whyNotDisclose(asked, today)).toEqual([]);
    if (row.basis !== 'consent') continue;
    const consents = agreed.filter(({ clientId }) => clientId === row.client_id);
    const disclosers = consents[0]?.disclosers ?? [];
    expect(askConsents(asked, row.segments[0] ?? '', { consents, restrictions: [], disclosers }, today)).toEqual({
      ...{ allowed: true, consentIds: row.consents },
    });
  }
});

test('many people answered scales again and again, some with a change that is one, and what was dangerous has its steps', () => {
  const { ledger } = demoWorlds(models, () => today)[0]!;
  const totals = ledger.rowsOf('scores').filter(({ score }) => score === 'total');
  const definition = ships.get('phq9')!;
  const courses = Map.groupBy(
    totals.filter(({ instrument }) => instrument === 'phq9'),
    ({ client_id }) => client_id,
  );
  const verdicts = [...courses.values()]
    .map((rows) => rows.toSorted((a, b) => (a.day < b.day ? -1 : 1)))
    .filter((rows) => rows.length > 1)
    .map((rows) => changeOf(definition, 'total', Number(rows[0]?.value), Number(rows.at(-1)?.value)).verdict);
  expect(verdicts.length).toBeGreaterThan(40);
  expect(new Set(verdicts)).toEqual(new Set(['better', 'worse', 'no-reliable-change']));
  expect(new Set(totals.map(({ instrument }) => instrument))).toEqual(new Set(['phq9', 'gad7', 'k6']));
  const steps = ledger.rowsOf('safety_steps');
  const episodes = ledger.rowsOf('safety_episodes').map((row) => {
    const [first, ...later] = steps
      .filter(({ episode_id }) => episode_id === row.id)
      .map(({ step, at, recorded_by: by, params }) => ({ name: step, at, by, params: JSON.parse(String(params)) }));
    const episode = episodeOf({ id: row.id, at: row.raised_at, flag: first?.params.flag } as Opening, later as Step[]);
    return [row.state ?? 'open', episode.closed !== null, nextTellingAt(episode)];
  });
  expect(episodes).toEqual([
    ['closed', true, null],
    ['open', false, null],
  ]);
});

describe('loaded', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  beforeAll(async () => {
    database = await testDatabase(await demoTemplate());
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
  }, 120_000);
  afterAll(async () => {
    await owner.end();
    await database.close();
  });

  const count = async (sql: string): Promise<number> => {
    const { rows } = await owner.query<{ n: string }>(
      `with a as (select agency_id, current_day as today from agencies where name like 'Riverbend%') select count(*) as n from a join ${sql}`,
    );
    return Number(rows[0]?.n);
  };
  const summaries = 'client_summaries s using (agency_id) where s.state';

  const contents: readonly (readonly [what: string, least: number, most: number, sql: string])[] = [
    ['clients', 310, 350, 'clients c using (agency_id)'],
    ['people served by the ACT team', 80, 84, `${summaries} = 'enrolled' and s.model_key = 'act'`],
    [
      'positions on the ACT team',
      11,
      11,
      `positions p using (agency_id) join teams t on t.agency_id = a.agency_id and t.id = p.team_id where t.shares_caseload`,
    ],
    ['programmes', 5, 5, 'programmes p using (agency_id)'],
    ['records of a Part 2 programme', 5, 5, "enrolments e using (agency_id) where e.segment = 'part2'"],
    ['its contacts, closed too', 50, 2000, "contacts k using (agency_id) where k.segment = 'part2'"],
    ['disclosures of them', 3, 3, "disclosures d using (agency_id) where d.segment = 'part2'"],
    ['service models', 6, 6, 'service_models m using (agency_id)'],
    ['contacts', 15_000, 40_000, 'contacts k using (agency_id)'],
    [
      'contacts written late, with the reason',
      20,
      2000,
      'contacts k using (agency_id) where k.late_reason is not null',
    ],
    ['contacts with a co-worker', 300, 5000, 'contacts k using (agency_id) where cardinality(k.with_staff) > 0'],
    ['attempts', 400, 8000, "contacts k using (agency_id) where k.outcome = 'attempted'"],
    ['entries in error', 1, 10, 'contacts k using (agency_id) where k.error_reason is not null'],
    ['people in hospital or jail today', 5, 25, `${summaries} = 'enrolled' and s.stay_setting is not null`],
    [
      'people discharged within a week',
      2,
      15,
      `${summaries} = 'enrolled' and s.stay_setting is null and s.last_discharge_on > a.today - 7`,
    ],
    ['people waiting, urgent ones first', 6, 12, `${summaries} = 'waitlisted' and s.priority is not null`],
    ['prospects nobody has reached', 5, 15, `${summaries} = 'prospect' and s.last_reached_on is null`],
    ['prospects', 8, 25, `${summaries} = 'prospect'`],
    ['people in their third cycle or later', 2, 30, `${summaries} = 'enrolled' and s.cycle_number >= 3`],
    ['people in their second cycle', 10, 80, `${summaries} = 'enrolled' and s.cycle_number = 2`],
    ['enrolments reopened', 3, 8, 'closings c using (agency_id) where c.reopened_on is not null'],
    ['drafts of assessments', 2, 20, "assessments x using (agency_id) where x.state = 'draft'"],
    ['drafts of plans', 2, 30, "plans x using (agency_id) where x.state = 'draft'"],
    ['plans replaced by a later version', 20, 300, "plans x using (agency_id) where x.state = 'replaced'"],
    ['steps dropped', 20, 1000, "steps x using (agency_id) where x.state = 'dropped'"],
    ['steps done', 300, 5000, "steps x using (agency_id) where x.state = 'done'"],
    ['goal ratings', 300, 5000, 'goal_ratings x using (agency_id)'],
    ['unsigned notes', 15, 90, "notes n using (agency_id) where n.state = 'draft'"],
    ['referrals overdue', 3, 30, "due_items d using (agency_id) where d.kind = 'referral' and d.due_by < a.today"],
    [
      'a request for access with days left',
      1,
      1,
      "tasks t using (agency_id) where t.kind = 'access-request' and t.state = 'open' and t.due_by between a.today and a.today + 7",
    ],
    [
      'a request for amendment',
      1,
      1,
      "tasks t using (agency_id) where t.kind = 'amendment-request' and t.state = 'open'",
    ],
    [
      'requests with their clocks',
      3,
      3,
      'requests q using (agency_id) where exists (select from tasks t where t.agency_id = q.agency_id and t.id = q.id)',
    ],
    ['a grievance', 1, 1, "tasks t using (agency_id) where t.kind = 'grievance'"],
    ['statements of clients', 1, 20, "addenda x using (agency_id) where x.kind = 'client-statement'"],
    ['addenda', 1, 20, "addenda x using (agency_id) where x.kind = 'addendum'"],
    ['blocks between staff and client', 2, 2, 'staff_blocks x using (agency_id)'],
    ['alerts run out', 5, 200, 'alerts x using (agency_id) where x.expires_on < a.today'],
    ['alerts in force', 20, 300, 'alerts x using (agency_id) where x.expires_on >= a.today and x.ended_on is null'],
    ['guardians, proxies and payees', 15, 200, 'supporters x using (agency_id) where x.authority is not null'],
    ['unsafe ways to reach a person', 5, 100, 'contact_details x using (agency_id) where x.is_safe = false'],
    ['nights without a home', 10, 150, "residences x using (agency_id) where x.setting in ('street', 'shelter')"],
    ['people who need an interpreter', 20, 200, 'clients c using (agency_id) where c.needs_interpreter'],
    ['approximate birth dates', 5, 60, "clients c using (agency_id) where c.birth_precision <> 'day'"],
    ['people called by a chosen name', 5, 80, 'clients c using (agency_id) where c.chosen_name is not null'],
    ['people nobody has taken on yet', 3, 8, 'clients c using (agency_id) where c.unclaimed'],
    ['families and households', 5, 5, "client_links x using (agency_id) where x.kind <> 'same-person'"],
    ['a record entered twice', 1, 1, "client_links x using (agency_id) where x.kind = 'same-person'"],
    [
      'people in two programmes',
      2,
      6,
      "(select agency_id, client_id from enrolments where state = 'enrolled' group by 1, 2 having count(*) > 1) e using (agency_id)",
    ],
    ['staff who left', 1, 1, 'staff x using (agency_id) where x.left_on is not null'],
    ['part-timers', 1, 3, 'positions x using (agency_id) where x.fte < 1'],
    ['hand-overs', 3, 20, "cycle_acts x using (agency_id) where x.act = 'hand-over'"],
    ['entries of who looked', 2000, 12_000, 'audit x using (agency_id)'],
    ['looks that were refused', 1, 50, "audit x using (agency_id) where x.effect = 'refused'"],
  ];
  test.each(contents)('%s', async (_, least, most, sql) => {
    const n = await count(sql);
    expect(n).toBeGreaterThanOrEqual(least);
    expect(n).toBeLessThanOrEqual(most);
  });

  test.each(Object.keys(closingReasons))('somebody is closed as %s', async (reason) =>
    expect(await count(`closings c using (agency_id) where c.reason = '${reason}'`)).toBeGreaterThan(0),
  );
  test.each(referralStates)('a referral is %s', async (state) =>
    expect(await count(`referrals r using (agency_id) where r.state = '${state}'`)).toBeGreaterThan(0),
  );
  test.each(['continue', 'revise-plan', 'next-cycle', 'step-down', 'close'])('a review decides %s', async (decision) =>
    expect(
      await count(`reviews r using (agency_id) where r.state = 'signed' and r.decision = '${decision}'`),
    ).toBeGreaterThan(2),
  );
  test.each(['psychiatric', 'medical', 'emergency', 'crisis', 'jail'])('a stay is %s', async (setting) =>
    expect(await count(`stays s using (agency_id) where s.setting = '${setting}'`)).toBeGreaterThan(2),
  );
  test.each(['outreach', 'assessment', 'planning', 'implementation', 'monitoring', 'review'])(
    'somebody is in %s',
    async (stage) => expect(await count(`cycles c using (agency_id) where c.stage = '${stage}'`)).toBeGreaterThan(0),
  );

  test('people who are overdue for something other than a signature are a minority', async () => {
    const overdue = await count(
      "(select distinct d.agency_id, d.enrolment_id from due_items d join agencies g using (agency_id) where d.due_by < g.current_day and d.kind <> 'unsigned-note') d using (agency_id)",
    );
    const open = await count(
      "client_summaries s using (agency_id) where s.state <> 'ended' and s.enrolment_id is not null",
    );
    expect(overdue / open).toBeGreaterThan(0.04);
    expect(overdue / open).toBeLessThan(0.2);
  });

  test('the first case manager finds something of everything on her first morning', async () => {
    const maya = "join staff m on m.agency_id = a.agency_id and m.email = 'maya.thornbury@example.org'";
    const due = (kind: string, when: string) =>
      count(`due_items d using (agency_id) ${maya} where d.staff_id = m.id and d.kind = '${kind}' and ${when}`);
    expect(
      await count(`client_summaries s using (agency_id) ${maya} where s.staff_id = m.id and s.state = 'enrolled'`),
    ).toBeLessThanOrEqual(20);
    expect(
      await count(
        `client_summaries s using (agency_id) ${maya} where s.staff_id = m.id and s.stay_setting is not null`,
      ),
    ).toBeGreaterThan(0);
    expect(await due('contact', 'd.due_by < a.today')).toBeGreaterThan(0);
    expect(await due('referral', 'd.due_by < a.today')).toBeGreaterThan(0);
    expect(await due('unsigned-note', 'true')).toBeGreaterThan(0);
  });

  test('every enrolment is what its acts add up to', async () => {
    const { rows: clients } = await owner.query<{ agency_id: string; id: string }>('select agency_id, id from clients');
    for (const agencyId of new Set(clients.map(({ agency_id }) => agency_id)))
      await asSystem(database, agencyId, demoNow, async (tx) => {
        for (const { agency_id, id } of clients)
          if (agency_id === agencyId)
            for (const { enrolment, history } of await readCourses(tx, id))
              expect(replay(history)).toEqual({ ok: true, value: enrolment });
      });
  }, 120_000);

  test('no caseload is over what its model allows', async () => {
    const over = await count(
      "(select s.agency_id from client_summaries s join service_models m on m.agency_id = s.agency_id and m.key = s.model_key where s.state = 'enrolled' and s.staff_id is not null group by s.agency_id, s.staff_id, m.definition having count(*) > (m.definition -> 'caseload' ->> 'cap')::int) o using (agency_id)",
    );
    expect(over).toBe(0);
  });

  test('every sign-in works, its password would be accepted, and it sees its own agency alone', async () => {
    for (const { name, signIns } of demoSignIns.agencies)
      for (const { email, password, totpSecret, name: person } of signIns) {
        expect(whyNotPassword(password, [email, person, name])).toEqual([]);
        const entering = signIn(database, { email, password, userAgent: null, address: null }, demoNow);
        if (totpSecret !== null) {
          await expect(entering).rejects.toMatchObject({ status: 401 });
          continue;
        }
        const { token } = await entering;
        const seen = await database.transaction(async (tx) => {
          const session = await openSession(tx, tokenHashOf(token), demoNow);
          const clients = await tx.rows(db.selectFrom('clients').select('agency_id').distinct());
          return { own: session?.agency_id, agencies: clients.map(({ agency_id }) => agency_id) };
        });
        expect(seen.agencies).toEqual([seen.own]);
      }
    const roles = demoSignIns.agencies[0]?.signIns.map(({ role }) => role) ?? [];
    expect(new Set(roles).size).toBe(6);
    expect(demoSignIns.agencies[1]?.signIns.map(({ role }) => role)).toEqual(['case-manager', 'administrator']);
  });

  test('asked for again it says the same and changes nothing', async () => {
    const rows = async () =>
      (
        await owner.query(
          'select (select count(*) from clients) c, (select count(*) from due_items) d, (select max(refreshed_at) from client_summaries) r',
        )
      ).rows;
    const before = await rows();
    expect(await ensureDemonstration(database.ownerUrl, demoNow)).toEqual(demoSignIns);
    expect(await rows()).toEqual(before);
  });

  test('a load that was interrupted is finished', async () => {
    await owner.query(
      "delete from client_summaries using agencies a where a.agency_id = client_summaries.agency_id and a.name like 'Lakeside%'",
    );
    await ensureDemonstration(database.ownerUrl, demoNow);
    const { rows } = await owner.query(
      "select count(*)::int as n from client_summaries join agencies a using (agency_id) where a.name like 'Lakeside%'",
    );
    expect(rows[0].n).toBeGreaterThanOrEqual(12);
  });
});

test('a database of real work is left alone', async () => {
  const database = await testDatabase();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    await owner.query(
      "insert into agencies (agency_id, name, time_zone, current_day, created_at) values ('0199aaaa-0000-7000-8000-000000000001', 'Real', 'UTC', $1, $2)",
      [today, demoNow],
    );
    expect(await ensureDemonstration(database.ownerUrl, demoNow)).toEqual({ agencies: [] });
    expect((await owner.query('select 1 from clients')).rowCount).toBe(0);
  } finally {
    await owner.end();
    await database.close();
  }
});
