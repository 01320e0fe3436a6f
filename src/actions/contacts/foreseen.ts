// What the facts of a client will be once a contact is written. Logging one is what case managers do most: with this it reads
// everything in the trip that asks who they are, and writes everything in the next.
import { laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { ContactFact, NoteFact } from '#domain/due/facts.ts';
import type { DueFactsRow, EnrolmentRow } from '#store/due-facts.ts';

type Last = Pick<EnrolmentRow, 'lastContactOn' | 'lastReachedOn'>;

const lastWith = ({ lastContactOn, lastReachedOn }: Last, { day, outcome, withWhom }: ContactFact): Last => ({
  lastContactOn: lastContactOn === null ? day : laterOf(lastContactOn, day),
  lastReachedOn:
    outcome === 'reached' && withWhom === 'client'
      ? lastReachedOn === null
        ? day
        : laterOf(lastReachedOn, day)
      : lastReachedOn,
});

/** The same facts with one contact more, and its unsigned note; null where a contact so long ago may show others that were not read. */
export const withContact = (
  facts: DueFactsRow,
  enrolmentId: Id | null,
  contact: ContactFact,
  draft: NoteFact | null,
): DueFactsRow | null => {
  if (contact.day < facts.contactsFrom) return null;
  const last = facts.enrolments.length === 0 ? lastWith(facts, contact) : {};
  return {
    ...facts,
    ...last,
    notes: draft ? [...facts.notes, draft] : facts.notes,
    enrolments: facts.enrolments.map((enrolment) =>
      enrolment.id === enrolmentId
        ? {
            ...enrolment,
            ...lastWith(enrolment, contact),
            contacts: enrolment.state === 'ended' ? [] : [...enrolment.contacts, contact],
          }
        : enrolment,
    ),
  };
};
