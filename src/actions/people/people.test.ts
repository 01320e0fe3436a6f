import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { db } from '#store/postgres/query.ts';
import { referClient } from '../cycle/refer-client.ts';
import type { Action } from '../pipeline/define.ts';
import { Refused } from '../pipeline/refused.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { editClient } from './edit-client.ts';
import { addIdentifier, editIdentifier } from './identifiers.ts';
import { linkClients, unlinkClients } from './links.ts';
import { readClient } from './read-client.ts';
import { readPeople } from './read-people.ts';
import { searchClients } from './search-clients.ts';
import { blockStaff, liftStaffBlock } from './staff-blocks.ts';
import { alert, contactDetail, coverage, residence, socialTie, supporter } from './surroundings.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let lead: Staff;
let clientId: string;
let otherId: string;
let tomsId: string;

const refused = async (who: Staff, action: unknown, input: unknown, more: { ifMatch?: string } = {}) => {
  const error = await agency.as(who, action as Action, input, more).catch((thrown: unknown) => thrown);
  if (!(error instanceof Refused)) throw new Error(`allowed: ${JSON.stringify(error)}`);
  return error;
};
const codesOf = async (...args: Parameters<typeof refused>) => {
  const { status, refusals } = await refused(...args);
  return [status, ...refusals.map(({ code }) => code)];
};
const people = (who = rosa) => agency.as(who, readPeople, { clientId });
const onCaseload = async (who: Staff, person: object, programmeId: string) => {
  const id = await agency.aClient(person);
  await agency.as(who, referClient, { clientId: id, programmeId, owner: { kind: 'staff', id: who.id } });
  return id;
};

beforeAll(async () => {
  agency = await anAgency();
  const programmeId = await agency.aProgramme();
  const teamId = await agency.aTeam(programmeId);
  rosa = await agency.aStaffMember(['case-manager'], { teamId });
  tom = await agency.aStaffMember(['case-manager'], { teamId });
  lead = await agency.aStaffMember(['team-lead'], { teamId, position: 'leader' });
  clientId = await onCaseload(rosa, { given: 'Kwame', family: 'Wilson' }, programmeId);
  otherId = await onCaseload(rosa, { given: 'Ama', family: 'Wilson', birthDate: '2012-02-02' }, programmeId);
  tomsId = await onCaseload(tom, { given: 'Kwame', family: 'Willson' }, programmeId);
});
afterAll(() => agency.database.close());

describe('reaching a person safely', () => {
  test('what was never asked may be used to speak and for nothing that others could hear', async () => {
    const phone = await agency.as(rosa, contactDetail.add, { clientId, channel: 'phone', value: '555 0100' });
    expect(phone.use.speak).toEqual({ allowed: true, askNow: true, why: [] });
    expect(phone.use['leave-message']).toMatchObject({ allowed: false, why: [{ code: 'voicemail-not-agreed' }] });
    expect(phone.use.write.why).toEqual([{ code: 'contact-channel-unfit', params: { purpose: 'write' } }]);
  });

  test('a voicemail is not ticked where the way is not safe', async () => {
    const unsafe = { clientId, channel: 'phone', value: '555 0101', isSafe: false, mayLeaveVoicemail: true };
    expect(await codesOf(rosa, contactDetail.add, unsafe)).toEqual([422, 'voicemail-not-safe']);
  });
});

describe('changing what stands around a person', () => {
  const kinds = [
    ['a contact detail', contactDetail, { channel: 'e-mail', value: 'kwame@example.org' }, { permission: 'yes' }],
    ['a supporter', supporter, { name: 'Efua Wilson', relationship: 'Mother' }, { isEmergencyContact: true }],
    [
      'a tie on the map',
      socialTie,
      { name: 'Choir', kind: 'faith', closeness: 2, quality: 'strong' },
      { closeness: 3 },
    ],
    ['a coverage', coverage, { payer: 'State', plan: 'medicaid', from: '2026-01-01' }, { memberNumber: 'A1' }],
    [
      'an alert',
      alert,
      { kind: 'safety', text: 'Dog', basis: 'Seen on visit', expiresOn: '2027-01-31' },
      { text: 'Big dog' },
    ],
    ['a place', residence, { setting: 'rented', address: 'Elm 4', from: '2026-02-01' }, { household: 'Alone' }],
  ] as const;

  test.each(kinds)(
    '%s is added, changed by its version, and the version before is kept',
    async (_, kind, fields, change) => {
      const { id, version } = await agency.as(
        rosa,
        kind.add as unknown as Action<never, { id: string; version: string }>,
        {
          clientId,
          ...fields,
        },
      );
      const edit = kind.edit as unknown as Action<never, { version: string }>;
      const changed = await agency.as(rosa, edit, { entryId: id, ...fields, ...change }, { ifMatch: `"${version}"` });
      expect(changed).toMatchObject({ id, clientId, ...fields, ...change });
      expect(changed.version > version).toBe(true);
      const stale = await refused(rosa, edit, { entryId: id, ...fields }, { ifMatch: `"${version}"` });
      expect(stale).toMatchObject({
        status: 412,
        extra: { current: expect.objectContaining(change), yours: { entryId: id, ...fields } },
      });
      expect(await codesOf(rosa, edit, { entryId: id, ...fields })).toEqual([412, 'version-missing']);
      expect(await codesOf(tom, edit, { entryId: id, ...fields }, { ifMatch: version })).toEqual([404, 'not-found']);
      expect(await codesOf(tom, kind.add, { clientId, ...fields })).toEqual([404, 'not-found']);
    },
  );

  test.each([
    [
      'a guardian without dates, paper or scope',
      supporter.add,
      { name: 'G', relationship: 'Guardian', authority: 'guardian' },
      ['authority-without-dates', 'authority-without-paper', 'authority-without-scope'],
    ],
    [
      'matters to decide without an authority',
      supporter.add,
      { name: 'G', relationship: 'Aunt', scopes: ['money'] },
      ['scope-without-authority'],
    ],
    [
      'a tie to another client’s supporter',
      socialTie.add,
      { name: 'X', kind: 'friend', closeness: 1, quality: 'thin', supporterId: '01900000-0000-7000-8000-000000000000' },
      ['supporter-not-of-this-client'],
    ],
    [
      'a coverage that ends before it begins',
      coverage.add,
      { payer: 'P', plan: 'ppo', from: '2026-05-02', to: '2026-05-01' },
      ['period-ends-before-it-begins'],
    ],
    [
      'an alert for ever',
      alert.add,
      { kind: 'legal', text: 'T', basis: 'B', expiresOn: '2028-01-01' },
      ['alert-too-long'],
    ],
    [
      'an alert without a basis',
      alert.add,
      { kind: 'legal', text: 'T', basis: ' ', expiresOn: '2027-01-01' },
      ['field.blank'],
    ],
    ['a move to come', residence.add, { setting: 'street', from: '2026-12-01' }, ['in-the-future']],
    ['a name longer than any', supporter.add, { name: 'x'.repeat(201), relationship: 'Friend' }, ['field.too-big']],
    [
      'an author of one’s own choosing',
      alert.add,
      { kind: 'legal', text: 'T', basis: 'B', expiresOn: '2027-01-01', recordedBy: 'x' },
      ['field.unrecognized-keys'],
    ],
  ])('%s is refused by field and rule', async (_, action, fields, codes) => {
    expect(await codesOf(rosa, action, { clientId, ...fields })).toEqual([422, ...codes]);
  });

  test('a guardian decides in the matters of the paper, while it holds', async () => {
    const guardian = await agency.as(rosa, supporter.add, {
      clientId,
      name: 'Kofi Wilson',
      relationship: 'Brother',
      authority: 'health-care-proxy',
      scopes: ['health-care', 'money'],
      authorityFrom: '2026-01-01',
      authorityBasis: 'Proxy form of 3 January',
    });
    expect(guardian.mayDecide).toEqual(['health-care']);
  });

  test('moving ends the place before, the day before, and two places never overlap', async () => {
    const moved = await agency.as(rosa, residence.add, { clientId, setting: 'shelter', from: '2026-10-01' });
    const { residences } = await people();
    expect(residences.map(({ setting, from, to }) => [setting, from, to])).toEqual([
      ['shelter', '2026-10-01', null],
      ['rented', '2026-02-01', '2026-09-30'],
    ]);
    const back = { entryId: moved.id, setting: 'shelter', from: '2026-09-15' };
    expect(await codesOf(rosa, residence.edit, back, { ifMatch: moved.version })).toEqual([409, 'residence-overlaps']);
    expect(
      await codesOf(rosa, residence.add, { clientId, setting: 'hotel', from: '2026-03-01', to: '2026-03-02' }),
    ).toEqual([409, 'residence-overlaps']);
  });

  test('hostile text is kept exactly as it was typed', async () => {
    const text = `<script>alert('x')</script> '; delete from alerts; -- 🧷`;
    const kept = await agency.as(rosa, alert.add, {
      clientId,
      kind: 'other',
      text,
      basis: text,
      expiresOn: '2027-01-01',
    });
    expect(kept).toMatchObject({ text, basis: text, setBy: { id: rosa.id } });
  });

  test('an alert that turns what stands after it is refused by field', async () => {
    const alike = { clientId, kind: 'other', text: 'Ring \u202eeciwt', basis: 'Client', expiresOn: '2027-01-01' };
    const { status, refusals } = await refused(rosa, alert.add, alike);
    expect(status).toBe(422);
    expect(refusals).toMatchObject([{ code: 'field.hidden-characters', pointer: '/text' }]);
  });

  test('an alert keeps who set it when another renews it', async () => {
    const set = await agency.as(rosa, alert.add, {
      clientId,
      kind: 'access',
      text: 'Ring twice',
      basis: 'Client',
      expiresOn: '2027-01-01',
    });
    const renewed = await agency.as(
      lead,
      alert.edit,
      { entryId: set.id, kind: 'access', text: 'Ring twice', basis: 'Client', expiresOn: '2027-06-01' },
      { ifMatch: set.version },
    );
    expect(renewed).toMatchObject({ setBy: { id: rosa.id }, recordedBy: { id: lead.id }, from: '2026-11-25' });
  });
});

describe('who the person is', () => {
  const identity = { givenName: 'Kwame', familyName: 'Wilson', birthDate: '1985-03-14' };

  test('a chosen name and pronouns are shown at once, and found', async () => {
    const { version } = await agency.as(rosa, readClient, { clientId });
    const changed = await agency.as(
      rosa,
      editClient,
      { clientId, ...identity, chosenName: 'Zuri', pronouns: 'she/her' },
      { ifMatch: version },
    );
    expect(changed).toMatchObject({ name: 'Zuri Wilson', legalName: 'Kwame Wilson', age: { from: 41, to: 41 } });
    const { items } = await agency.as(rosa, searchClients, { q: 'zuri' });
    expect(items.map(({ id }) => id)).toEqual([clientId]);
    expect(await refused(rosa, editClient, { clientId, ...identity }, { ifMatch: version })).toMatchObject({
      status: 412,
      extra: { current: expect.objectContaining({ chosenName: 'Zuri' }), yours: { clientId, ...identity } },
    });
  });

  test('two changes at the same moment from one version: one stands, the other sees both sides', async () => {
    const { version } = await agency.as(rosa, readClient, { clientId });
    const answers = await Promise.allSettled(
      ['a/b', 'c/d', 'e/f'].map((pronouns) =>
        agency.as(rosa, editClient, { clientId, ...identity, pronouns }, { ifMatch: version }),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('a death before the birth, or to come, is refused', async () => {
    const { version } = await agency.as(rosa, readClient, { clientId });
    for (const [diedOn, code] of [
      ['1985-03-13', 'died-before-birth'],
      ['2026-11-26', 'in-the-future'],
    ])
      expect(await codesOf(rosa, editClient, { clientId, ...identity, diedOn }, { ifMatch: version })).toEqual([
        422,
        code,
      ]);
  });

  test('a number is found from the moment it is added, and no longer once it is corrected', async () => {
    const added = await agency.as(rosa, addIdentifier, { clientId, system: 'County', value: 'C-90210' });
    const found = async (q: string) => (await agency.as(rosa, searchClients, { q })).items.map(({ id }) => id);
    expect(await found('C90210')).toEqual([clientId]);
    expect(await codesOf(rosa, addIdentifier, { clientId, system: 'County', value: 'C-90210' })).toEqual([
      409,
      'identifier-there-already',
    ]);
    await agency.as(rosa, editIdentifier, {
      clientId,
      identifierId: added.items[0]?.id,
      corrected: { system: 'County', value: 'C-90211' },
      reason: 'Misread',
    });
    expect([await found('C90210'), await found('C90211')]).toEqual([[], [clientId]]);
  });
});

describe('linked people', () => {
  test('a family served as one is linked from both sides, once, and unlinked with a reason', async () => {
    const link = await agency.as(rosa, linkClients, {
      clientId,
      otherClientId: otherId,
      kind: 'family',
      relationship: 'Daughter',
    });
    expect(link.result).toBe('linked');
    const back = { clientId: otherId, otherClientId: clientId, kind: 'family' };
    expect(await codesOf(rosa, linkClients, back)).toEqual([409, 'linked-already']);
    expect((await agency.as(rosa, readPeople, { clientId: otherId })).links).toMatchObject([
      { other: { id: clientId } },
    ]);
    await agency.as(rosa, unlinkClients, { clientId: otherId, linkId: link.id, reason: 'Cousins' });
    expect((await people()).links).toEqual([]);
  });

  test('linked from either side at the same moment, and unlinked so, nobody waits for ever and one link stands', async () => {
    const owner = new pg.Client(agency.database.ownerUrl);
    await owner.connect();
    onTestFinished(() => owner.end());
    /** Does both at once, having waited until both wait for the same client's row. */
    const together = async <T>(both: () => Promise<T>[]): Promise<PromiseSettledResult<T>[]> => {
      await owner.query('begin');
      await owner.query('select from clients where id = $1 for update', [clientId]);
      const done = Promise.allSettled(both());
      for (let waiting = 0; waiting < 2; )
        waiting = (
          await owner.query(
            "select from pg_stat_activity where datname = current_database() and usename = 'footbridge_app' and wait_event_type = 'Lock'",
          )
        ).rowCount as number;
      await owner.query('commit');
      return done;
    };
    const link = (from: string, to: string) =>
      agency.as(rosa, linkClients, { clientId: from, otherClientId: to, kind: 'household' });
    const made = await together(() => [link(clientId, otherId), link(otherId, clientId)]);
    expect(
      made.map((each) => (each.status === 'fulfilled' ? each.value.result : each.reason.refusals[0].code)).sort(),
    ).toEqual(['linked', 'linked-already']);
    const { links } = await people();
    expect(links).toHaveLength(1);
    const unlink = (from: string) =>
      agency.as(rosa, unlinkClients, { clientId: from, linkId: links[0]!.id, reason: 'Moved out' });
    const ended = await together(() => [unlink(clientId), unlink(otherId)]);
    expect(ended.map((each) => (each.status === 'fulfilled' ? 'done' : each.reason.status)).sort()).toEqual([
      404,
      'done',
    ]);
  });

  test('whose chart one may not open is linked by who sees both, and only where the two are alike', async () => {
    expect(await codesOf(rosa, linkClients, { clientId, otherClientId: tomsId, kind: 'family' })).toEqual([
      404,
      'not-found',
    ]);
    expect(await codesOf(rosa, linkClients, { clientId: otherId, otherClientId: tomsId, kind: 'same-person' })).toEqual(
      [404, 'not-found'],
    );
    const asked = await agency.as(rosa, linkClients, { clientId, otherClientId: tomsId, kind: 'same-person' });
    expect(asked).toEqual({ id: null, result: 'asked' });
    const tasks = await agency.write((tx) => tx.rows(db.selectFrom('tasks').selectAll()));
    expect(tasks).toMatchObject([{ client_id: tomsId, subject_id: clientId, staff_id: lead.id }]);
  });
});

describe('a relative on the staff', () => {
  test('is kept away at once by a lead, whatever their role, until it is lifted', async () => {
    const nurse = await agency.aStaffMember(['supervisor']);
    await agency.write((tx, stamp) =>
      tx.run(
        db.insertInto('supervision_lines').values({
          ...stamp,
          id: agency.newId(),
          supervisor_id: nurse.id,
          staff_id: rosa.id,
          during: '[2026-01-01,)',
        }),
      ),
    );
    expect((await people(nurse)).supporters.length).toBeGreaterThan(0);
    const block = await agency.as(lead, blockStaff, { clientId, staffId: nurse.id, reason: 'Sister' });
    expect(await codesOf(nurse, readPeople, { clientId })).toEqual([404, 'not-found']);
    expect((await agency.as(nurse, searchClients, { q: 'Wilson' })).items.map(({ id }) => id)).toEqual([otherId]);
    expect((await people(lead)).staffBlocks).toMatchObject([{ staff: { id: nurse.id }, reason: 'Sister' }]);
    expect((await people(rosa)).staffBlocks).toBeNull();
    await agency.as(lead, liftStaffBlock, { clientId, blockId: block.id, reason: 'Not related after all' });
    expect((await people(nurse)).supporters.length).toBeGreaterThan(0);
  });

  test('who answers for the client hands over first, and a case manager blocks nobody', async () => {
    expect(await codesOf(lead, blockStaff, { clientId, staffId: rosa.id, reason: 'Aunt' })).toEqual([
      409,
      'hand-over-first',
    ]);
    expect(await codesOf(rosa, blockStaff, { clientId, staffId: tom.id, reason: 'Uncle' })).toEqual([
      403,
      'role-needed',
    ]);
  });
});

describe('finding a client', () => {
  const found = async (who: Staff, q?: string, more: object = {}) =>
    agency.as(who, searchClients, { ...(q !== undefined && { q }), ...more });

  test.each([
    ['the beginning of the family name', 'wils'],
    ['the name the wrong way round', 'wilson ama'],
    ['a slip of the finger', 'Amma Wilsn'],
    ['a birth date', '2012-02-02'],
  ])('by %s', async (_, q) => {
    const { items } = await found(rosa, q);
    expect(items.map(({ id }) => id)).toContain(otherId);
  });

  test('shows only one’s own people, with programme and owner, and the list read is on record', async () => {
    const { items, total } = await found(tom, 'Wilson');
    expect(items).toMatchObject([
      { id: tomsId, enrolments: [{ state: 'prospect', owner: { kind: 'staff', id: tom.id } }] },
    ]);
    expect(total).toBe(1);
    const looks = await agency.write((tx) =>
      tx.rows(
        db
          .selectFrom('audit')
          .select('client_ids')
          .where('action', '=', 'search-clients')
          .where('actor_id', '=', tom.id),
      ),
    );
    expect(looks).toContainEqual({ client_ids: [tomsId] });
  });

  test('without text gives the caseload by family name, page by page', async () => {
    const first = await found(rosa, undefined, { limit: 1 });
    expect(first).toMatchObject({ total: 2, items: [{ id: otherId }], next: '1' });
    expect(await found(rosa, '', { limit: 1, cursor: '1' })).toMatchObject({ items: [{ id: clientId }], next: null });
  });

  test.each([`'; drop table clients; --`, '%', '_', '\\', '🧷', '(((', 'a'.repeat(200), ' , , '])(
    'typing %s finds nobody and breaks nothing',
    async (q) => {
      expect((await found(tom, q)).items.map(({ id }) => id).filter((id) => id !== tomsId)).toEqual([]);
    },
  );

  test('a cursor of somebody’s making is refused, and so is an evaluator', async () => {
    expect(await codesOf(rosa, searchClients, { cursor: '1; select' })).toEqual([422, 'cursor-not-known']);
    const eva = await agency.aStaffMember(['evaluator']);
    expect(await codesOf(eva, searchClients, { q: 'Wilson' })).toEqual([403, 'role-needed']);
  });
});
