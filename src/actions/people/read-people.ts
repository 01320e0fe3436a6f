// Everyone and everything around a client, each with what it means today.
import { PeopleView, ReadPeopleRequest } from '#contract/people.ts';
import { shownName } from '#domain/people/names.ts';
import { readClientLinks } from '#store/clients/links.ts';
import { readClient } from '#store/clients/records.ts';
import { readStaffBlocks } from '#store/clients/staff-blocks.ts';
import * as store from '#store/clients/surroundings.ts';
import { defineAction } from '../pipeline/define.ts';
import { found } from '../pipeline/refused.ts';
import * as showing from './showing.ts';

export const readPeople = defineAction({
  name: 'read-people',
  effect: 'read',
  input: ReadPeopleRequest,
  output: PeopleView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input: { clientId }, actor, segments, today, may, show }) => {
    const [client, details, supporters, ties, coverages, alerts, residences, links, blocks] = await Promise.all([
      readClient(tx, clientId, segments),
      store.contactDetails.readAll(tx, clientId, segments),
      store.supporters.readAll(tx, clientId, segments),
      store.socialTies.readAll(tx, clientId, segments),
      store.coverages.readAll(tx, clientId, segments),
      store.alerts.readAll(tx, clientId, segments),
      store.residences.readAll(tx, clientId, segments),
      readClientLinks(tx, actor, clientId, today),
      may('block-staff') ? readStaffBlocks(tx, clientId) : null,
    ]);
    show(links.map(({ other }) => other.id));
    return {
      contactDetails: details.map((each) => showing.shownContactDetail(each, today)),
      supporters: supporters.map((each) => showing.shownSupporter(each, today)),
      socialTies: ties.map(showing.shownSocialTie),
      coverages: coverages.map((each) => showing.shownCoverage(each, today)),
      alerts: alerts.map((each) => showing.shownAlert(each, today)),
      residences: residences.map((each) => showing.shownResidence(each, today)),
      identifiers: [...found(client).identifiers],
      links: links.map(({ id, kind, relationship, other }) => ({
        id,
        kind,
        relationship,
        other: { id: other.id, number: other.number, name: shownName(other) },
      })),
      staffBlocks: blocks,
    };
  },
});
