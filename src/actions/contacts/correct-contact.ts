// A contact that was written down wrongly: a new entry stands in its place, and what it did to the cycle is put right with it.
import { ContactLogged, CorrectContactRequest } from '#contract/contact.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { dayIn } from '#domain/basics/instant.ts';
import { whyNotContact } from '#domain/contacts/contact.ts';
import { type ContactAct, contactAct } from '#domain/cycle/contact-act.ts';
import { cycleOn, openCycleOf } from '#domain/cycle/enrolment.ts';
import type { HistoryEntry } from '#domain/cycle/history.ts';
import { insertContact, readContact, supersedeContact } from '#store/contacts.ts';
import { type RecordedCourse, readCourses } from '#store/enrolments.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { carryOut, decide, replaceAct, withdrawAct } from '../pipeline/enter-act.ts';
import { found, Refused } from '../pipeline/refused.ts';
import { contactRow } from './contact-row.ts';

const actOf = (course: RecordedCourse, contactIds: readonly Id[]): HistoryEntry | undefined =>
  course.history.find(({ act, withdrawn }) => {
    const { contactId } = act.params as { contactId?: Id };
    return withdrawn === null && contactId !== undefined && contactIds.includes(contactId);
  });

/** What the corrected contact does to the cycle in place of what the old one did. */
const actInstead = (was: ContactAct, { outcome, withWhom }: CorrectContactRequest): ContactAct | null => {
  if (was === 'follow-up') return outcome === 'reached' ? 'follow-up' : null;
  if (withWhom !== 'client') return null;
  return outcome === 'reached' ? 'log-reach' : 'log-attempt';
};

const putRight = (
  context: Context<CorrectContactRequest>,
  course: RecordedCourse,
  earlier: readonly Id[],
  contactId: Id,
  on: Day,
): Promise<unknown> | null => {
  const { input } = context;
  const entry = actOf(course, earlier);
  if (!entry) {
    const act = contactAct(course.enrolment, input, on);
    return act && carryOut(context, decide(context, course, act, on, { contactId }));
  }
  const act = actInstead(entry.act.name as ContactAct, input);
  if (act === entry.act.name && on === entry.act.on) return null;
  if (act === null) return withdrawAct(context, course, entry.act.id, input.reason);
  return replaceAct(context, course, entry.act.id, input.reason, act, on, { contactId });
};

export const correctContact = defineAction({
  name: 'correct-contact',
  effect: 'write',
  input: CorrectContactRequest,
  output: ContactLogged,
  subject: ({ contactId }) => ({ table: 'contacts', id: contactId }),
  run: async (context) => {
    const { tx, input, actor, agency, now, newId } = context;
    const { clientId } = found(context.client);
    const wrong = whyNotContact(input, now);
    if (wrong.length > 0) throw new Refused(422, wrong);
    const [contact, courses] = await Promise.all([
      readContact(tx, input.contactId).then(found),
      readCourses(tx, clientId),
    ]);
    const course = courses.find(({ enrolment }) => enrolment.id === contact.enrolment_id);
    const [id, day] = [newId(), dayIn(agency.timeZone, input.start)];
    const cycle = course && (cycleOn(course.enrolment, day) ?? openCycleOf(course.enrolment));
    const righting = course ? putRight(context, course, [contact.id, ...contact.chain], id, day) : null;
    await Promise.all([
      righting,
      supersedeContact(tx, contact.id, input.reason, { by: actor.id, at: now }),
      insertContact(
        tx,
        {
          agency_id: agency.id,
          id,
          client_id: clientId,
          enrolment_id: contact.enrolment_id,
          cycle_id: cycle?.id ?? null,
          // Who was there stays; who corrects it is on record as its recorder.
          ...contactRow(input, contact.staff_id, day, agency.timeZone),
          replaces: contact.id,
          segment: contact.segment,
          recorded_at: now,
          recorded_by: actor.id,
        },
        null,
      ),
    ]);
    return { id, noteId: null, day, enrolmentId: contact.enrolment_id, cycleId: cycle?.id ?? null };
  },
});
