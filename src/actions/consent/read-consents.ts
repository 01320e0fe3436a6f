// What a person agreed to and asked for, as far as whoever looks sees the segments it speaks of; and whom a new form can name.
import { ConsentsView, ReadConsentsRequest } from '#contract/consent.ts';
import { builtInSegments } from '#domain/consent/segments.ts';
import { readOwnSegments } from '#store/agency.ts';
import {
  type KeptConsent,
  type KeptRestriction,
  readConsents as readAll,
  readConsentOptions,
  readRestrictions,
} from '#store/consents.ts';
import { defineAction } from '../pipeline/define.ts';
import { found } from '../pipeline/refused.ts';
import { consentView, isKnownTo, restrictionView } from './consent-view.ts';

export const readConsents = defineAction({
  name: 'read-consents',
  effect: 'read',
  input: ReadConsentsRequest,
  output: ConsentsView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input: { clientId }, actor, segments, agency, today }): Promise<ConsentsView> => {
    const [consents, restrictions, own, options] = await Promise.all([
      readAll(tx, clientId),
      readRestrictions(tx, clientId),
      readOwnSegments(tx),
      readConsentOptions(tx, clientId),
    ]);
    const { clientName, programmes, staff, supporters } = found(options);
    const isShown = (row: KeptConsent | KeptRestriction) => isKnownTo({ actor, segments }, row);
    return {
      agencyName: agency.name,
      clientName,
      consents: consents.filter(isShown).map((each) => consentView(each, consents, today)),
      restrictions: restrictions.filter(isShown).map(restrictionView),
      segments: [
        ...builtInSegments.map((code) => ({ code, labels: null })),
        ...own.map(({ code, labels }) => ({ code, labels })),
      ],
      seen: [...segments],
      programmes: [...programmes],
      staff: [...staff],
      supporters: [...supporters],
    };
  },
});
