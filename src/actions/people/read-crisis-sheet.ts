// The crisis sheet: what somebody needs who is called at night and does not know the person, and no more of the record than that.
import { CrisisSheetView, ReadCrisisSheetRequest } from '#contract/on-call.ts';
import { alertsInForce } from '#domain/people/alerts.ts';
import { knownBirthDate } from '#domain/people/client-identity.ts';
import { legalName, shownName } from '#domain/people/names.ts';
import { readCrisisLines } from '#store/agency.ts';
import { readCareTeam } from '#store/clients/chart.ts';
import { readClient } from '#store/clients/records.ts';
import { alerts, contactDetails, supporters } from '#store/clients/surroundings.ts';
import { defineAction } from '../pipeline/define.ts';
import { found } from '../pipeline/refused.ts';
import { shownAlert, shownContactDetail, shownSupporter } from './showing.ts';

const purposes = ['speak', 'leave-message', 'write', 'visit'] as const;

export const readCrisisSheet = defineAction({
  name: 'read-crisis-sheet',
  effect: 'read',
  input: ReadCrisisSheetRequest,
  output: CrisisSheetView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input: { clientId }, segments: seen, today, may }): Promise<CrisisSheetView> => {
    // A shift opens the general record only; whoever works with the person sees here what they see there.
    const segments = may('read-contacts') ? seen : seen.filter((segment) => segment === 'general');
    const [client, warnings, ways, people, careTeam, crisisLines] = await Promise.all([
      readClient(tx, clientId, segments),
      alerts.readAll(tx, clientId, segments),
      contactDetails.readAll(tx, clientId, segments),
      supporters.readAll(tx, clientId, segments),
      readCareTeam(tx, clientId, today),
      readCrisisLines(tx),
    ]);
    const record = found(client);
    const birthDate = knownBirthDate({ date: record.birthDate, precision: record.birthPrecision });
    const isCurrent = ({ endedOn }: { readonly endedOn: string | null }) => endedOn === null || endedOn >= today;
    return {
      client: {
        ...{ id: record.id, number: record.number, name: shownName(record), birthDate, legalName: legalName(record) },
        ...{ pronouns: record.pronouns, language: record.language, needsInterpreter: record.needsInterpreter },
      },
      asOf: today,
      alerts: alertsInForce(
        warnings.map((each) => ({ ...shownAlert(each, today), from: each.from ?? today })),
        today,
      ).map(({ id, kind, text, expiresOn }) => ({ id, kind, text, expiresOn })),
      waysToReach: ways.filter(isCurrent).map((each) => {
        const { use } = shownContactDetail(each, today);
        const { id, channel, value, whoMayKnow, bestTimes, caution } = each;
        return {
          ...{ id, channel, value, whoMayKnow, bestTimes, caution },
          mayUseTo: purposes.filter((purpose) => use[purpose].allowed),
        };
      }),
      supporters: people
        .filter(isCurrent)
        .toSorted((a, b) => Number(b.isEmergencyContact) - Number(a.isEmergencyContact))
        .map((each) => {
          const { id, name, relationship, phone, isEmergencyContact, mayBeTold, authority } = each;
          const { mayDecide } = shownSupporter(each, today);
          return { ...{ id, name, relationship, phone, isEmergencyContact, mayBeTold, authority }, mayDecide };
        }),
      careTeam: careTeam.map(({ id, role, who, phone }) => ({ id, role, name: who.name, phone })),
      crisisLines,
    };
  },
});
