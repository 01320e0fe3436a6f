// How a person may be reached without putting them at risk. A voicemail heard by the wrong person can cost someone a home or a
// life, so every channel has its own permission, and silence is not a yes: what was never asked may be used to speak with the
// person, and for nothing that others could hear or read. Confidential channels on request: 45 CFR 164.522(b).
import type { Day } from '#domain/basics/day.ts';
import { done, type Refusal, type Result, refusal, refused } from '#domain/basics/result.ts';

export const contactChannels = ['phone', 'text', 'e-mail', 'post', 'visit', 'other'] as const;
export type ContactChannel = (typeof contactChannels)[number];

export type ContactDetail = {
  readonly channel: ContactChannel;
  readonly permission: 'yes' | 'ask' | 'no';
  readonly mayLeaveVoicemail: boolean;
  /** Null: nobody has asked yet whether it is safe. */
  readonly isSafe: boolean | null;
  /** Who else may learn that the agency calls or writes. */
  readonly whoMayKnow: string | null;
  readonly bestTimes: string | null;
  readonly caution: string | null;
  readonly endedOn: Day | null;
};

/** `speak`: with the person themself; `leave-message`: on a machine or with someone; `write`: text, e-mail, letter; `visit`. */
export type ContactPurpose = 'speak' | 'leave-message' | 'write' | 'visit';

const usableFor: Readonly<Record<ContactPurpose, readonly ContactChannel[]>> = {
  speak: ['phone', 'other'],
  'leave-message': ['phone', 'other'],
  write: ['text', 'e-mail', 'post', 'other'],
  visit: ['visit', 'post', 'other'],
};

/** What to keep in mind even where the answer is yes, in the words it was recorded in. */
export type ContactAdvice = {
  readonly whoMayKnow: string | null;
  readonly bestTimes: string | null;
  readonly caution: string | null;
  /** The person must be asked during this contact whether the channel is fine and safe. */
  readonly askNow: boolean;
};

const whyNotContact = (detail: ContactDetail, purpose: ContactPurpose, on: Day): readonly Refusal[] => {
  if (detail.endedOn !== null && detail.endedOn < on) return [refusal('contact-detail-ended', { on: detail.endedOn })];
  if (!usableFor[purpose].includes(detail.channel)) return [refusal('contact-channel-unfit', { purpose })];
  if (detail.isSafe === false) return [refusal('contact-not-safe')];
  if (detail.permission === 'no') return [refusal('contact-not-wanted')];
  if (purpose === 'leave-message' && !detail.mayLeaveVoicemail) return [refusal('voicemail-not-agreed')];
  if (purpose === 'speak') return [];
  if (detail.isSafe === null) return [refusal('contact-safety-not-asked')];
  return detail.permission === 'ask' ? [refusal('contact-ask-first')] : [];
};

/** Whether a contact detail may be used for a purpose on a day, with the advice that goes with it. */
export const mayContactBy = (detail: ContactDetail, purpose: ContactPurpose, on: Day): Result<ContactAdvice> => {
  const reasons = whyNotContact(detail, purpose, on);
  if (reasons.length > 0) return refused(...reasons);
  const { whoMayKnow, bestTimes, caution } = detail;
  return done({ whoMayKnow, bestTimes, caution, askNow: detail.isSafe === null || detail.permission === 'ask' });
};
