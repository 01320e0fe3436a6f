// Registering a client: once. Possible duplicates stop it until the worker has said of each that it is another person, or that it
// is the same and shall be linked.
import { ClientRegistered, RegisterClientRequest } from '#contract/client.ts';
import { refusal } from '#domain/basics/result.ts';
import { shownName } from '#domain/people/names.ts';
import { insertClientLinks } from '#store/clients/links.ts';
import { insertClients } from '#store/clients/records.ts';
import { holdRegistrations } from '#store/clients/search.ts';
import { defineAction } from '../pipeline/define.ts';
import { enterAct } from '../pipeline/enter-act.ts';
import { Refused } from '../pipeline/refused.ts';
import { askSomeoneWhoSeesBoth } from './duplicate-check.ts';
import { findAmongClients } from './duplicates.ts';
import { identityFrom } from './identity.ts';

export const registerClient = defineAction({
  name: 'register-client',
  effect: 'write',
  input: RegisterClientRequest,
  output: ClientRegistered,
  run: async (context) => {
    const { tx, input, actor, agency, now, today, newId, note } = context;
    const fields = identityFrom(input, today);
    const [, found] = await Promise.all([
      holdRegistrations(tx),
      findAmongClients(context, fields, input.identifiers, today),
    ]);
    const answered = new Set([...input.notDuplicateOf, ...input.samePersonAs]);
    if (found.shown.some(({ id }) => !answered.has(id)))
      throw new Refused(409, [refusal('possible-duplicates', { count: found.total })], {
        duplicates: found.shown,
        total: found.total,
      });

    const id = newId();
    const stamp = { agencyId: agency.id, by: actor.id, at: now };
    const identifiers = input.identifiers.map((each) => ({ ...each, id: newId() }));
    context.touch(id);
    // Only those that were shown can be linked: an id in a request never reaches a client the worker was not told of.
    const same = found.shown.filter((match) => input.samePersonAs.includes(match.id));
    const links = same
      .filter(({ offer }) => offer === 'open')
      .map(
        (match) => ({ id: newId(), clientId: id, otherId: match.id, kind: 'same-person', relationship: null }) as const,
      );
    for (const { otherId } of links) context.touch(otherId);
    const toAsk = [...same.filter(({ offer }) => offer === 'link').map((match) => match.id), ...found.hiddenIds];
    if (input.notDuplicateOf.length > 0) note({ notDuplicateOf: input.notDuplicateOf.join(' ') });
    const { referral } = input;
    // Sent in this order without waiting: what comes later finds the client there.
    const [[registered], enrolment] = await Promise.all([
      insertClients(tx, stamp, [{ ...fields, id, identifiers }]),
      referral
        ? enterAct(
            context,
            null,
            'refer',
            referral.on ?? today,
            {
              enrolmentId: newId(),
              clientId: id,
              programmeId: referral.programmeId,
              cycleId: newId(),
              owner: referral.owner,
              referralId: null,
            },
            { source: referral.source ?? null, reason: referral.reason ?? null },
          )
        : null,
      insertClientLinks(tx, stamp, links),
      askSomeoneWhoSeesBoth(context, { id, name: shownName(fields) }, toAsk),
    ]);
    return { id, number: registered?.number ?? 0, enrolmentId: enrolment?.id ?? null };
  },
});
