// A client's request to see their record is acted on within 30 days of receipt (45 CFR 164.524(b)(2)), a request to amend it
// within 60 (45 CFR 164.526(b)(2)). Each may be extended once, by at most 30 days, when within the first term the client is told
// in writing why and by when.
import { addDays, type Day } from '#domain/basics/day.ts';
import { done, type Refusal, type Result, refusal, refused } from '#domain/basics/result.ts';

export const legalClocks = {
  'access-request': { days: 30, extensionDays: 30, source: '45 CFR 164.524(b)(2)' },
  'amendment-request': { days: 60, extensionDays: 30, source: '45 CFR 164.526(b)(2)' },
} as const;
export type LegalRequestKind = keyof typeof legalClocks;

export const isLegalRequest = (kind: string): kind is LegalRequestKind => Object.hasOwn(legalClocks, kind);

/** The written notice that the agency needs longer. */
export type Extension = { readonly on: Day; readonly reason: string };

export type LegalRequest = {
  readonly kind: LegalRequestKind;
  /** The day the agency received it. */
  readonly requestedOn: Day;
  readonly extension: Extension | null;
};

/** The last day to act without an extension, and the one in force. */
export const deadlinesOf = (request: LegalRequest): { readonly firstDueBy: Day; readonly dueBy: Day } => {
  const clock = legalClocks[request.kind];
  const firstDueBy = addDays(request.requestedOn, clock.days);
  return { firstDueBy, dueBy: request.extension ? addDays(firstDueBy, clock.extensionDays) : firstDueBy };
};

/** Why the request's term cannot be extended on a day, reason aside; empty when it can. */
export const whyNotExtend = (request: LegalRequest, on: Day): readonly Refusal[] => {
  const { firstDueBy } = deadlinesOf({ ...request, extension: null });
  if (request.extension) return [refusal('request-extended-already', { on: request.extension.on })];
  if (on < request.requestedOn) return [refusal('extension-before-request', { on: request.requestedOn }, '/on')];
  return on > firstDueBy ? [refusal('extension-too-late', { on: firstDueBy }, '/on')] : [];
};

export const extend = (request: LegalRequest, extension: Extension): Result<LegalRequest> => {
  const reasons = whyNotExtend(request, extension.on);
  if (reasons.length > 0) return refused(...reasons);
  if (!extension.reason.trim()) return refused(refusal('extension-without-reason', {}, '/reason'));
  return done({ ...request, extension });
};
