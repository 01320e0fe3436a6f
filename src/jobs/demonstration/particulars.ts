// What stands beside the cycle of a few clients: families, a record entered twice, people nobody has taken on yet, a block between a
// relative and a chart, requests of clients with legal deadlines, statements beside entries, and entries in error.
import { addDays, type Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { deadlinesOf } from '#domain/work/legal-clocks.ts';
import type { Episode } from './episode.ts';
import { type House, programmeOf, stamped, type Worker } from './house.ts';
import type { RowOf } from './ledger.ts';
import { addKeys, type Person, registerPerson } from './person.ts';
import type { Random } from './random.ts';
import { surround } from './surroundings.ts';

const relate = (
  house: House,
  random: Random,
  one: Person,
  other: Person,
  kind: 'family' | 'household' | 'same-person',
  relationship: string,
  on: Day,
): void => {
  house.ledger.add('client_links', {
    ...stamped(house, house.at(on, 800), house.deskId, random),
    client_id: one.id,
    other_client_id: other.id,
    kind,
    relationship,
  });
};

const families = (house: House, random: Random, people: readonly Person[]): void => {
  const relations = ['Sisters', 'Mother and son', 'Partners', 'Cousins', 'Brothers'];
  const spare = random.some(people, relations.length * 2);
  for (const [index, relationship] of relations.entries()) {
    const [one, other] = [spare[index * 2], spare[index * 2 + 1]];
    if (one && other)
      relate(
        house,
        random,
        one,
        other,
        index === 2 ? 'household' : 'family',
        relationship,
        addDays(house.today, -20 - index),
      );
  }
};

/** Registered twice at the front desk: found, linked, and left for a person to look at. */
const enteredTwice = (house: House, random: Random, known: Person): Person => {
  const on = addDays(house.today, -3);
  const again = registerPerson(house, random, on, house.deskId);
  const { given_name, birth_date, birth_precision, pronouns, language, needs_interpreter, other_languages } = known.row;
  Object.assign(again.row, {
    given_name,
    family_name: known.row.family_name.slice(0, -1),
    middle_name: null,
    chosen_name: null,
    former_names: [],
    birth_date,
    birth_precision,
    pronouns,
    language,
    needs_interpreter,
    other_languages,
  });
  rekey(house, again);
  relate(house, random, known, again, 'same-person', 'Entered twice', on);
  house.ledger.add(
    'tasks',
    task(house, random, again.id, on, house.deskId, {
      kind: 'duplicate-check',
      title: 'Look whether these two records are one person',
      due_by: addDays(house.today, 4),
      subject_kind: 'clients',
      subject_id: known.id,
    }),
  );
  return again;
};

/** What the privacy officer has begun: the record that was entered twice waits for a second person, another is kept for a court. */
const keptRecords = (
  house: House,
  random: Random,
  [known, again]: readonly [Person, Person],
  heldFor: Person | undefined,
  privacy: Worker,
): void => {
  const on = addDays(house.today, -2);
  house.ledger.add('approvals', {
    ...stamped(house, house.at(on, 640), privacy.id, random),
    kind: 'merge-clients',
    client_id: known.id,
    other_client_id: again.id,
    reason: 'Same birth date and the same mother; the front desk remembers entering both.',
    asked_by: privacy.id,
    asked_on: on,
  });
  if (!heldFor) return;
  const since = addDays(house.today, -40);
  house.ledger.add('legal_holds', {
    ...stamped(house, house.at(since, 640), privacy.id, random),
    client_id: heldFor.id,
    reason: 'The housing court asked that the record be kept until it has decided.',
    from_day: since,
    placed_by: privacy.id,
  });
};

/** The name changed after the keys were made. */
const rekey = (house: House, person: Person): void => {
  const rows = house.ledger.tables.get('client_keys') as RowOf<'client_keys'>[] | undefined;
  if (!rows) return;
  for (let at = rows.length - 1; at >= 0; at--) if (rows[at]?.client_id === person.id) rows.splice(at, 1);
  const identifiers = house.ledger
    .rowsOf('client_identifiers')
    .filter(({ client_id }) => client_id === person.id)
    .map(({ system, value }) => ({ system, value }));
  addKeys(house, person.row, identifiers);
};

const task = (
  house: House,
  random: Random,
  clientId: Id | null,
  on: Day,
  staffId: Id,
  more: Partial<RowOf<'tasks'>> & Pick<RowOf<'tasks'>, 'kind' | 'title'>,
): RowOf<'tasks'> => ({
  ...stamped(house, house.at(on, random.between(560, 1000)), staffId, random),
  client_id: clientId,
  note: null,
  due_by: null,
  requested_on: null,
  extended_on: null,
  extension_reason: null,
  subject_kind: null,
  subject_id: null,
  staff_id: staffId,
  team_id: null,
  state: 'open',
  done_on: null,
  outcome: null,
  ...more,
});

const ownerIdOf = (episode: Episode): Id | null => {
  const owner = episode.enrolment?.cycles.at(-1)?.owner;
  return owner?.kind === 'staff' ? owner.id : null;
};

/** Requests to see and to amend the record, with the clock the law gives them. */
const requests = (house: House, random: Random, episodes: readonly Episode[], privacy: Worker | null): void => {
  const [seen, amended, answered, complaint, restriction] = episodes;
  const legal = (
    episode: Episode | undefined,
    kind: 'access-request' | 'amendment-request',
    daysAgo: number,
    title: string,
    done: string | null,
  ) => {
    if (!episode) return;
    const requestedOn = addDays(house.today, -daysAgo);
    const staffId = ownerIdOf(episode) ?? house.deskId;
    const { dueBy } = deadlinesOf({ kind, requestedOn, extension: null });
    const answeredOn = addDays(requestedOn, 12);
    const row = house.ledger.add(
      'tasks',
      task(house, random, episode.person.id, requestedOn, staffId, {
        kind,
        title: kind === 'access-request' ? 'Request to see the record' : 'Request to correct the record',
        note: title,
        requested_on: requestedOn,
        due_by: dueBy,
        ...(done && { state: 'done', done_on: answeredOn, outcome: done }),
      }),
    );
    const isAccess = kind === 'access-request';
    house.ledger.add('requests', {
      agency_id: row.agency_id,
      id: row.id,
      recorded_at: row.recorded_at,
      recorded_by: row.recorded_by,
      client_id: episode.person.id,
      kind: isAccess ? 'access' : 'amendment',
      how: isAccess ? 'letter' : 'in-person',
      form: isAccess ? 'paper' : null,
      large_print: false,
      entry_kind: isAccess ? null : 'client',
      decision: done ? 'granted' : null,
      decided_on: done ? answeredOn : null,
      decided_by: done ? staffId : null,
      answer: done,
      grounds: [],
      told: [],
    });
  };
  legal(seen, 'access-request', 26, 'Copy of the record, plan and notes of this year', null);
  legal(amended, 'amendment-request', 41, 'Asks to correct the account of the move in spring', null);
  legal(answered, 'access-request', 60, 'Copy of the plan', 'Copy handed over at the office');
  if (complaint)
    house.ledger.add(
      'tasks',
      task(house, random, complaint.person.id, addDays(house.today, -6), house.deskId, {
        kind: 'grievance',
        title: 'Visits were moved twice without asking',
        requested_on: addDays(house.today, -6),
        due_by: addDays(house.today, 8),
      }),
    );
  if (restriction)
    house.ledger.add(
      'tasks',
      task(house, random, restriction.person.id, addDays(house.today, -9), privacy?.id ?? house.deskId, {
        kind: 'restriction-request',
        title: 'Asks that the uncle is told nothing',
        requested_on: addDays(house.today, -9),
        due_by: addDays(house.today, 5),
      }),
    );
};

const statements = (house: House, random: Random, episodes: readonly Episode[]): void => {
  for (const [index, episode] of random.some(episodes, 14).entries()) {
    const note = house.ledger
      .rowsOf('notes')
      .findLast(({ client_id, state }) => client_id === episode.person.id && state === 'signed');
    const assessment = house.ledger
      .rowsOf('assessments')
      .find(({ client_id, state }) => client_id === episode.person.id && state === 'signed');
    const entry = index % 3 === 0 ? assessment : note;
    if (!entry) continue;
    const own = index % 2 === 0;
    const on = addDays(house.today, -random.between(1, 15));
    house.ledger.add('addenda', {
      ...stamped(house, house.at(on, 700), entry.staff_id, random),
      client_id: episode.person.id,
      entry_kind: entry === assessment ? 'assessment' : 'note',
      entry_id: entry.id,
      kind: own ? 'client-statement' : 'addendum',
      text: own
        ? 'It was not like that. I left because I was tired, not because I was angry. I came back the same evening.'
        : 'The appointment named here took place a day later than written.',
    });
  }
};

const inError = (house: House, random: Random): void => {
  const contacts = house.ledger.rowsOf('contacts').filter(({ day }) => day > addDays(house.today, -40));
  for (const contact of random.some(contacts, 3)) {
    const at = house.at(addDays(contact.day, 1) < house.today ? addDays(contact.day, 1) : house.until, 1100);
    // What the cycle stands on is not taken out here.
    if (
      house.ledger
        .rowsOf('cycle_acts')
        .some(({ day, client_id }) => day === contact.day && client_id === contact.client_id)
    )
      continue;
    Object.assign(contact, {
      superseded_at: at,
      superseded_by: contact.staff_id,
      error_reason: 'Entered for the wrong person',
    });
    for (const note of house.ledger.rowsOf('notes'))
      if (note.contact_id === contact.id)
        Object.assign(note, { state: 'in-error', error_reason: 'Entered for the wrong person', recorded_at: at });
  }
};

const blocks = (house: House, random: Random, episodes: readonly Episode[]): void => {
  const staff = [...house.staff.values()].filter(({ to, plan }) => to === null && plan.position === 'case-manager');
  for (const episode of random.some(episodes, 2)) {
    const owner = ownerIdOf(episode);
    const blocked = random.pick(staff.filter(({ id }) => id !== owner));
    house.ledger.add('staff_blocks', {
      ...stamped(house, house.at(addDays(house.today, -30), 800), house.deskId, random),
      client_id: episode.person.id,
      staff_id: blocked.id,
      reason: 'Relative of the client',
    });
  }
};

/** Known to the front desk, taken on by nobody yet. */
const walkIns = (house: House, random: Random): void => {
  for (let index = 0; index < 3; index++) {
    const own = random.fork(`walk-in-${index}`);
    const on = addDays(house.today, -1 - index * 2);
    surround(house, registerPerson(house, own, on, house.deskId), on, house.deskId);
  }
};

const supervision = (house: House, random: Random): void => {
  for (const key of house.programmes.keys())
    for (const worker of programmeOf(house, key).workers) {
      if (worker.to !== null || !random.chance(0.5)) continue;
      const on = addDays(house.today, -random.between(2, 10));
      house.ledger.add(
        'tasks',
        task(house, random, null, on, worker.id, {
          kind: 'supervision',
          title: 'Prepare two situations for supervision',
          due_by: addDays(on, random.between(7, 14)),
        }),
      );
    }
};

/** Case notes that go with no contact. */
const caseNotes = (house: House, random: Random, episodes: readonly Episode[]): void => {
  for (const episode of random.some(episodes, 40)) {
    const on = addDays(house.today, -random.between(1, 60));
    const staffId = ownerIdOf(episode) ?? episode.programme.workers[0]?.id ?? house.deskId;
    if (on <= episode.story.referredOn) continue;
    const at = house.at(on, 1000);
    house.ledger.add('notes', {
      ...stamped(house, at, staffId, random),
      client_id: episode.person.id,
      contact_id: null,
      staff_id: staffId,
      kind: random.chance(0.3) ? 'supervision' : 'case',
      day: on,
      text: random.pick(episode.person.words.withProvider).replaceAll('{n}', episode.person.called),
      state: 'signed',
      signed_at: at,
      signed_by: staffId,
      error_reason: null,
    });
  }
};

/** `privacy` answers for requests about disclosure. */
export const addParticulars = (
  house: House,
  random: Random,
  episodes: readonly Episode[],
  privacy: Worker | null,
): void => {
  const open = episodes.filter(({ enrolment }) => enrolment?.state === 'enrolled');
  const own = random.some(
    open.filter((episode) => ownerIdOf(episode) !== null),
    5,
  );
  families(
    house,
    random,
    open.map(({ person }) => person),
  );
  if (open[3]) {
    const known = open[3].person;
    const again = enteredTwice(house, random.fork('entered-twice'), known);
    if (privacy) keptRecords(house, random.fork('kept-records'), [known, again], own[0]?.person, privacy);
  }
  requests(house, random, own, privacy);
  statements(house, random, open);
  inError(house, random);
  blocks(house, random, open);
  walkIns(house, random);
  supervision(house, random);
  caseNotes(house, random, open);
};
