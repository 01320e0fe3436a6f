// One's own account: password, second factor, sessions, drafts; and the links that set one up.
import { z } from 'zod';
import { base64url, id, keptJson, line } from './fields.ts';

const password = z.string().min(1, 'field.blank').max(1000);
const token = z.string().min(20).max(200);

export const SetUpRequest = z.strictObject({
  token,
  agencyName: line(200),
  timeZone: line(60),
  language: z.enum(['en', 'es']),
  givenName: line(100),
  familyName: line(100),
  email: z
    .string()
    .trim()
    .max(320)
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'field.not-an-email'),
  password,
});
export type SetUpRequest = z.infer<typeof SetUpRequest>;

export const AcceptInvitationRequest = z.strictObject({ token, password });
export type AcceptInvitationRequest = z.infer<typeof AcceptInvitationRequest>;

export const ChangeOwnPasswordRequest = z.strictObject({ current: password, password });
export type ChangeOwnPasswordRequest = z.infer<typeof ChangeOwnPasswordRequest>;

/** With `secret` and `code` the factor is set; with neither a new secret is offered; `remove` takes it away. */
export const SetOwnSecondFactorRequest = z.strictObject({
  secret: z
    .string()
    .regex(/^[A-Z2-7]{32,128}$/, 'field.invalid-format')
    .optional(),
  code: z.string().max(20).optional(),
  remove: z.boolean().default(false),
});
export const SecondFactorView = z.object({
  state: z.enum(['offered', 'set', 'removed']),
  secret: z.string().nullable(),
  address: z.string().nullable(),
});
export type SecondFactorView = z.infer<typeof SecondFactorView>;

export const OwnSessions = z.object({
  items: z.array(
    z.object({
      id,
      createdAt: z.string(),
      lastSeenAt: z.string(),
      expiresAt: z.string(),
      userAgent: z.string().nullable(),
      address: z.string().nullable(),
      /** What its own person calls the device. */
      deviceName: z.string().nullable(),
      isCurrent: z.boolean(),
    }),
  ),
  hasSecondFactor: z.boolean(),
  recoveryCodesLeft: z.number(),
  passkeys: z.array(
    z.object({
      id,
      name: z.string(),
      createdAt: z.string(),
      lastUsedAt: z.string().nullable(),
      /** Kept by a password manager or a vendor's cloud: it outlives the device. */
      isBackedUp: z.boolean(),
    }),
  ),
});
export type OwnSessions = z.infer<typeof OwnSessions>;

export const NameSessionRequest = z.strictObject({ sessionId: id, name: line(60).nullable() });

export const RecoveryCodes = z.object({ codes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

/** What a browser gives of a passkey that was made (RegistrationResponseJSON). */
export const NewPasskeyAnswer = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});
export type NewPasskeyAnswer = z.infer<typeof NewPasskeyAnswer>;

/** Where the browser is, as its address bar has it: a passkey works there and nowhere else. */
const host = z
  .string()
  .max(300)
  .regex(/^[a-z0-9.-]+(:\d{1,5})?$/, 'field.invalid-format');
export const OfferPasskeyRequest = z.strictObject({ host });
export const AddPasskeyRequest = z.strictObject({ host, name: line(60), passkey: NewPasskeyAnswer });
export const NamePasskeyRequest = z.strictObject({ passkeyId: id, name: line(60) });

export const Invitation = z.object({ id, link: z.string().nullable() });

export const SaveDraftRequest = z.strictObject({
  key: z.string().regex(/^[a-z0-9][a-z0-9:._-]{0,199}$/i, 'field.invalid-format'),
  clientId: id.nullish(),
  /** null removes the draft. */
  body: keptJson.nullable(),
});
export type SaveDraftRequest = z.infer<typeof SaveDraftRequest>;

export const Drafts = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      clientId: id.nullable(),
      body: z.record(z.string(), z.unknown()),
      updatedAt: z.string(),
    }),
  ),
});
export type Drafts = z.infer<typeof Drafts>;
