// Logging a contact: the act a case manager does most often, on a doorstep, on a phone.
import { ContactLogged, LogContactRequest } from '#contract/contact.ts';
import { dayIn } from '#domain/basics/instant.ts';
import { whyNotContact } from '#domain/contacts/contact.ts';
import { contactAct } from '#domain/cycle/contact-act.ts';
import { cycleOn, openCycleOf } from '#domain/cycle/enrolment.ts';
import { insertContact } from '#store/contacts.ts';
import { type EnrolmentRow, readDueFacts } from '#store/due-facts.ts';
import { defineAction } from '../pipeline/define.ts';
import { enrolmentOf, enterAct } from '../pipeline/enter-act.ts';
import { found, invalid, Refused } from '../pipeline/refused.ts';
import { segmentFor } from '../pipeline/segment-for.ts';
import { contactRow } from './contact-row.ts';
import { withContact } from './foreseen.ts';

/** The enrolment a contact counts to: the one named, or the only one that is open. */
const enrolmentFor = (enrolments: readonly EnrolmentRow[], named: string | undefined): EnrolmentRow | null => {
  if (named !== undefined) return found(enrolments.find(({ id }) => id === named));
  const open = enrolments.filter(({ state }) => state !== 'ended');
  if (open.length > 1) throw invalid('say-which-enrolment', {}, '/enrolmentId');
  return open[0] ?? null;
};

export const logContact = defineAction({
  name: 'log-contact',
  effect: 'write',
  input: LogContactRequest,
  output: ContactLogged,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  early: (tx, { clientId }, now) => readDueFacts(tx, [clientId], null, now),
  run: async (context, [read]) => {
    const { tx, input, actor, agency, now, newId } = context;
    const facts = found(read);
    const wrong = whyNotContact(input, now);
    if (wrong.length > 0) throw new Refused(422, wrong);
    const enrolment = enrolmentFor(facts.enrolments, input.enrolmentId);
    const id = newId();
    const day = dayIn(agency.timeZone, input.start);
    const cycleId = enrolment ? (cycleOn(enrolment, day)?.id ?? openCycleOf(enrolment)?.id ?? null) : null;
    const segment = segmentFor(context, input.segment, enrolment?.segment ?? 'general');
    const own = {
      agency_id: agency.id,
      client_id: input.clientId,
      staff_id: actor.id,
      recorded_at: now,
      recorded_by: actor.id,
      segment,
    };
    const text = input.note?.trim() ?? '';
    const noteId = text === '' ? null : newId();
    insertContact(
      tx,
      {
        ...own,
        id,
        enrolment_id: enrolment?.id ?? null,
        cycle_id: cycleId,
        ...contactRow(input, actor.id, day, agency.timeZone),
      },
      noteId === null
        ? null
        : {
            ...own,
            id: noteId,
            contact_id: id,
            kind: 'contact',
            day,
            text,
            state: input.sign ? 'signed' : 'draft',
            signed_at: input.sign ? now : null,
            signed_by: input.sign ? actor.id : null,
          },
    ).catch(() => undefined);
    const act = enrolment && contactAct(enrolment, input, day);
    if (act) await enterAct(context, await enrolmentOf(context, enrolment.id), act, day, { contactId: id });
    else {
      const { outcome, mode, place, withWhom } = input;
      const enrolmentId = enrolment?.id ?? null;
      const draft =
        noteId === null || input.sign ? null : { id: noteId, day, authorId: actor.id, enrolmentId, segment };
      const foreseen = withContact(facts, enrolmentId, { day, outcome, mode, place, withWhom }, draft);
      if (foreseen) context.foresee(foreseen);
    }
    return { id, noteId, day, enrolmentId: enrolment?.id ?? null, cycleId };
  },
});
