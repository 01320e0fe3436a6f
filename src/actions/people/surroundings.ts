// The kinds of entry around a client, with the rules of each.
import { z } from 'zod';
import { id } from '#contract/fields.ts';
import * as contract from '#contract/people.ts';
import { addDays } from '#domain/basics/day.ts';
import { overlaps } from '#domain/basics/period.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { whyNotAlert } from '#domain/people/alerts.ts';
import * as store from '#store/clients/surroundings.ts';
import { entryActions } from './entries.ts';
import * as showing from './showing.ts';

const requests = <Fields extends z.ZodRawShape>(fields: Fields) => ({
  addRequest: z.strictObject({ clientId: id, ...fields }) as unknown as z.ZodType<never>,
  editRequest: z.strictObject({ entryId: id, ...fields }) as unknown as z.ZodType<never>,
});

export const contactDetail = entryActions<store.ContactDetailFields, contract.ContactDetailView>({
  add: 'add-contact-detail',
  edit: 'edit-contact-detail',
  entries: store.contactDetails,
  ...requests(contract.ContactDetailFields),
  view: contract.ContactDetailView,
  show: showing.shownContactDetail,
  // A voicemail that others may hear is never left where it is not safe, whatever was ticked before.
  whyNot: (detail) =>
    detail.mayLeaveVoicemail && (detail.isSafe === false || detail.permission === 'no')
      ? [refusal('voicemail-not-safe', {}, '/mayLeaveVoicemail')]
      : [],
});

const whyNotSupporter = (supporter: store.SupporterFields): Refusal[] => {
  const { authority, authorityFrom: from, authorityTo: to } = supporter;
  if (authority === null)
    return supporter.scopes.length > 0 || from !== null || to !== null
      ? [refusal('scope-without-authority', {}, '/authority')]
      : [];
  return [
    ...(from === null ? [refusal('authority-without-dates', { authority }, '/authorityFrom')] : []),
    ...(from !== null && to !== null && to < from ? [refusal('period-ends-before-it-begins', {}, '/authorityTo')] : []),
    ...(supporter.authorityBasis === null
      ? [refusal('authority-without-paper', { authority }, '/authorityBasis')]
      : []),
    ...(supporter.scopes.length === 0 ? [refusal('authority-without-scope', { authority }, '/scopes')] : []),
  ];
};

export const supporter = entryActions<store.SupporterFields, contract.SupporterView>({
  add: 'add-supporter',
  edit: 'edit-supporter',
  entries: store.supporters,
  ...requests(contract.SupporterFields),
  view: contract.SupporterView,
  show: showing.shownSupporter,
  whyNot: whyNotSupporter,
});

export const socialTie = entryActions<store.SocialTieFields, contract.SocialTieView>({
  add: 'add-social-tie',
  edit: 'edit-social-tie',
  entries: store.socialTies,
  ...requests(contract.SocialTieFields),
  view: contract.SocialTieView,
  show: showing.shownSocialTie,
  // A tie may lead to a supporter of this client; another client's would be told by it.
  whyNot: async ({ supporterId }, { clientId }, { tx, segments }) => {
    if (supporterId === null) return [];
    const to = await store.supporters.readOne(tx, supporterId, segments);
    return to?.clientId === clientId ? [] : [refusal('supporter-not-of-this-client', {}, '/supporterId')];
  },
});

export const coverage = entryActions<store.CoverageFields, contract.CoverageView>({
  add: 'add-coverage',
  edit: 'edit-coverage',
  entries: store.coverages,
  ...requests(contract.CoverageFields),
  view: contract.CoverageView,
  show: showing.shownCoverage,
  whyNot: ({ from, to }) => (to !== null && to < from ? [refusal('period-ends-before-it-begins', {}, '/to')] : []),
});

export const alert = entryActions<store.AlertFields & Partial<store.AlertOrigin>, contract.AlertView>({
  add: 'add-alert',
  edit: 'edit-alert',
  entries: store.alerts,
  ...requests(contract.AlertFields),
  view: contract.AlertView,
  show: showing.shownAlert,
  whyNot: (alert, { before, today }) => {
    // An alert that is renewed is looked at today, and lasts at most as long from today; one that is let go needs no end to come.
    const isRenewed = before === null || before.expiresOn !== alert.expiresOn;
    const from = isRenewed && alert.endedOn === null ? today : (before?.from ?? today);
    return whyNotAlert({ ...alert, from });
  },
});

export const residence = entryActions<store.ResidenceFields, contract.ResidenceView>({
  add: 'add-residence',
  edit: 'edit-residence',
  entries: store.residences,
  ...requests(contract.ResidenceFields),
  view: contract.ResidenceView,
  show: showing.shownResidence,
  whyNot: async (place, { clientId, before, today }, { tx, actor, segments, agency, now }) => {
    if (place.from > today) return [refusal('in-the-future', { field: 'from', value: place.from }, '/from')];
    if (place.to !== null && place.to < place.from) return [refusal('period-ends-before-it-begins', {}, '/to')];
    const all = await store.residences.readAll(tx, clientId, segments);
    // Moving ends the place the person lived in so far, the day before.
    const left = before === null ? all.find((each) => each.to === null && each.from < place.from) : undefined;
    const other = all.find((each) => each !== left && each.id !== before?.id && overlaps(each, place));
    if (other) return [refusal('residence-overlaps', { from: other.from, to: other.to ?? 'open' })];
    if (left) {
      const stamp = { agencyId: agency.id, by: actor.id, at: now };
      const moved = { ...left, to: addDays(place.from, -1) };
      store.residences.change(tx, stamp, left.id, moved).catch(() => undefined);
    }
    return [];
  },
});
