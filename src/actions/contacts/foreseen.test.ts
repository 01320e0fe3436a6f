import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, type Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import type { Outcome } from '#domain/contacts/contact.ts';
import type { ContactMode, ContactPartner } from '#domain/models/definition.ts';
import { type DueFactsRow, readDueFacts } from '#store/due-facts.ts';
import { refreshMany } from '../pipeline/refresh.ts';
import { anEnrolledClient, type Way } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { withContact } from './foreseen.ts';
import { logContact } from './log-contact.ts';

let agency: TestAgency;
let rosa: Staff;
let way: Way;

beforeAll(async () => {
  agency = await anAgency();
  rosa = await agency.aStaffMember(['case-manager']);
  way = await anEnrolledClient(agency, rosa, await agency.aProgramme());
});
afterAll(() => agency.database.close());

const factsOf = async (clientId: Id): Promise<DueFactsRow> => {
  const [facts] = await agency.write((tx) => readDueFacts(tx, [clientId], null, agency.now));
  if (!facts) throw new Error('no facts');
  return facts;
};

/** What is kept differs, and the order of the facts never matters. */
const comparable = ({ keptItems: _, keptSummaries: __, enrolments, notes, ...facts }: DueFactsRow) => ({
  ...facts,
  notes: notes.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  enrolments: enrolments.map(({ contacts, ...enrolment }) => ({
    ...enrolment,
    contacts: contacts.map((contact) => JSON.stringify(Object.entries(contact).toSorted())).toSorted(),
  })),
});

const kinds: readonly (readonly [
  Outcome,
  ContactMode,
  ContactPartner,
  daysAgo: number,
  note: string | null,
  sign: boolean,
])[] = [
  ['attempted', 'phone', 'client', 0, null, false],
  ['reached', 'face-to-face', 'client', 0, 'At home.', false],
  ['reached', 'face-to-face', 'client', 0, 'At home again.', true],
  ['reached', 'phone', 'support', 3, null, false],
  ['reached', 'video', 'client', 40, 'Late entry.', false],
  ['attempted', 'text', 'support', 300, null, false],
];

test.each(kinds)('%s, %s, with the %s, %i days ago: foreseen as it is read afterwards', async (...kind) => {
  const [outcome, mode, withWhom, daysAgo, note, sign] = kind;
  const before = await factsOf(way.clientId);
  const start = addMinutes(agency.now, -daysAgo * 24 * 60 - 60);
  const { noteId, day: on } = await agency.as(rosa, logContact, {
    ...{ clientId: way.clientId, start, minutes: 20, outcome, mode, place: 'community', withWhom, sign },
    ...(note !== null && { note }),
  });
  const enrolmentId = way.enrolmentId;
  const draft =
    noteId === null || sign ? null : { id: noteId, day: on as Day, authorId: rosa.id, enrolmentId, segment: 'general' };
  const foreseen = withContact(
    before,
    enrolmentId,
    { day: on as Day, outcome, mode, place: 'community', withWhom },
    draft,
  );
  if (!foreseen) throw new Error('not foreseen');
  expect(comparable(foreseen)).toEqual(comparable(await factsOf(way.clientId)));
});

test('a contact before the days that were read is not foreseen', async () => {
  const facts = await factsOf(way.clientId);
  const contact = { outcome: 'reached', mode: 'phone', place: 'office', withWhom: 'client' } as const;
  const from = facts.contactsFrom;
  expect(withContact(facts, null, { ...contact, day: from }, null)).not.toBeNull();
  expect(withContact(facts, null, { ...contact, day: addDays(from, -1) }, null)).toBeNull();
});

test('what is kept after a foreseen contact is what is worked out from the record', async () => {
  const kept = async () => {
    const { keptItems, keptSummaries } = await factsOf(way.clientId);
    return { items: [...keptItems].toSorted(), summaries: [...keptSummaries].toSorted() };
  };
  const before = await kept();
  await agency.write((tx) => refreshMany(tx, [way.clientId], agency.today(), agency.now));
  expect(await kept()).toEqual(before);
});
