// How what stands around a client is shown: with what it means today, so that no screen works that out for itself.
import type {
  AlertView,
  ContactDetailView,
  CoverageView,
  ResidenceView,
  SocialTieView,
  SupporterView,
} from '#contract/people.ts';
import type { Day } from '#domain/basics/day.ts';
import { includes } from '#domain/basics/period.ts';
import { isInForce } from '#domain/people/alerts.ts';
import { decisionScopes, mayActFor } from '#domain/people/authority.ts';
import { type ContactPurpose, mayContactBy } from '#domain/people/safe-contact.ts';
import type { Kept } from '#store/clients/entry.ts';
import type {
  AlertFields,
  AlertOrigin,
  ContactDetailFields,
  CoverageFields,
  ResidenceFields,
  SocialTieFields,
  SupporterFields,
} from '#store/clients/surroundings.ts';

const useFor = (detail: ContactDetailFields, purpose: ContactPurpose, today: Day) => {
  const answer = mayContactBy(detail, purpose, today);
  return answer.ok
    ? { allowed: true, askNow: answer.value.askNow, why: [] }
    : { allowed: false, askNow: false, why: answer.refusals.map((reason) => ({ ...reason })) };
};

export const shownContactDetail = (detail: ContactDetailFields & Kept, today: Day): ContactDetailView => ({
  ...detail,
  use: {
    speak: useFor(detail, 'speak', today),
    'leave-message': useFor(detail, 'leave-message', today),
    write: useFor(detail, 'write', today),
    visit: useFor(detail, 'visit', today),
  },
});

export const shownSupporter = (supporter: SupporterFields & Kept, today: Day): SupporterView => {
  const { authorityFrom, authorityTo } = supporter;
  const authority = {
    ...supporter,
    authorityDuring: authorityFrom === null ? null : { from: authorityFrom, to: authorityTo },
  };
  return {
    ...supporter,
    scopes: [...supporter.scopes],
    mayDecide: decisionScopes.filter((scope) => mayActFor(authority, scope, today).ok),
  };
};

export const shownSocialTie = (tie: SocialTieFields & Kept): SocialTieView => tie;

export const shownCoverage = (coverage: CoverageFields & Kept, today: Day): CoverageView => ({
  ...coverage,
  isInForce: includes(coverage, today),
});

export const shownAlert = (alert: AlertFields & Partial<AlertOrigin> & Kept, today: Day): AlertView => {
  const origin = { from: alert.from ?? today, setBy: alert.setBy ?? alert.recordedBy };
  return { ...alert, ...origin, isInForce: isInForce({ ...alert, ...origin }, today) };
};

export const shownResidence = (residence: ResidenceFields & Kept, today: Day): ResidenceView => ({
  ...residence,
  isCurrent: includes(residence, today),
});
