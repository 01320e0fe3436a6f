// Linking two clients: a family served as one, a household, or two records found to be one person. A link to somebody whose chart
// the worker may not open is never made by the worker: who sees both charts is asked, and only where the two are alike at all, so
// that an id tried at random tells nothing.
import { Changed, ClientsLinked, LinkClientsRequest, UnlinkClientsRequest } from '#contract/people.ts';
import { may } from '#domain/access/policy.ts';
import { matchesAmong } from '#domain/people/matching.ts';
import { shownName } from '#domain/people/names.ts';
import { whyNotLink } from '#domain/people/surroundings.ts';
import { clientFacts } from '#store/access/client-facts.ts';
import { endClientLink, insertClientLinks, lockLinkedClients } from '#store/clients/links.ts';
import { identityOf, readClient } from '#store/clients/records.ts';
import { lockClients } from '#store/due-facts.ts';
import { defineAction } from '../pipeline/define.ts';
import { allow, conflict, found, notFound } from '../pipeline/refused.ts';
import { askSomeoneWhoSeesBoth } from './duplicate-check.ts';

export const linkClients = defineAction({
  name: 'link-clients',
  effect: 'write',
  input: LinkClientsRequest,
  output: ClientsLinked,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  hold: (tx, { clientId, otherClientId }) => lockClients(tx, [clientId, otherClientId]),
  run: async (context) => {
    const { tx, input, actor, segments, agency, now, newId, touch } = context;
    const { clientId, otherClientId, kind } = input;
    // Whether they are linked already is asked of the database as the link is written.
    allow(whyNotLink(clientId, otherClientId, kind, []));
    const [facts, own, other] = await Promise.all([
      tx.first(clientFacts('clients', otherClientId, now, false)),
      readClient(tx, clientId, segments),
      readClient(tx, otherClientId, segments),
    ]);
    if (!facts || !other || !own || facts.blockedStaff.includes(actor.id)) throw notFound();
    if (!may(actor, 'link-clients', facts).allowed) {
      const isAlike = matchesAmong(identityOf(own), [identityOf(other)]).length > 0;
      if (kind !== 'same-person' || !isAlike) throw notFound();
      await askSomeoneWhoSeesBoth(context, { id: clientId, name: shownName(own) }, [otherClientId]);
      return { id: null, result: 'asked' as const };
    }
    const link = { id: newId(), clientId, otherId: otherClientId, kind, relationship: input.relationship };
    const made = await insertClientLinks(tx, { agencyId: agency.id, by: actor.id, at: now }, [link]);
    if (made === 0) throw conflict('linked-already');
    touch(otherClientId);
    return { id: link.id, result: 'linked' as const };
  },
});

export const unlinkClients = defineAction({
  name: 'unlink-clients',
  effect: 'write',
  input: UnlinkClientsRequest,
  output: Changed,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  hold: (tx, { clientId, linkId }) => lockLinkedClients(tx, clientId, linkId),
  run: async ({ tx, input, actor, agency, now, touch }) => {
    const stamp = { agencyId: agency.id, by: actor.id, at: now };
    const { otherId } = found(await endClientLink(tx, stamp, input.clientId, input.linkId, input.reason));
    touch(otherId);
    return { id: input.linkId };
  },
});
