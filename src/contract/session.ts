// Signing in and out.
import { z } from 'zod';
import { roles } from '#domain/access/actor.ts';
import { base64url, id } from './fields.ts';

export const SignInRequest = z.strictObject({
  email: z.string().max(320),
  password: z.string().max(1000),
  /** Of the authenticator app, or one of the recovery codes. */
  code: z.string().max(60).optional(),
});
export type SignInRequest = z.infer<typeof SignInRequest>;

/** What a browser gives of a passkey that has signed (WebAuthn Level 3, AuthenticationResponseJSON). */
export const PasskeyAnswer = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish(),
  }),
});
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;

export const PasskeySignInRequest = z.strictObject({ passkey: PasskeyAnswer });

/** Who is there, shown anew: by one of what the account has. */
export const StepUpRequest = z
  .strictObject({
    password: z.string().min(1, 'field.blank').max(1000).optional(),
    code: z.string().max(20).optional(),
    passkey: PasskeyAnswer.optional(),
  })
  .refine((proof) => Object.values(proof).filter((each) => each !== undefined).length === 1, 'step-up-by-one');
export type StepUpRequest = z.infer<typeof StepUpRequest>;

export const SessionView = z.object({
  staff: z.object({
    id,
    name: z.string(),
    roles: z.array(z.enum(roles)),
    agency: z.object({ id, name: z.string(), timeZone: z.string(), language: z.string(), isDemo: z.boolean() }),
    teams: z.array(id),
  }),
  /** Today where the agency is. */
  today: z.string(),
  /** When the session ends whatever one does, and how many minutes of quiet end it sooner. */
  expiresAt: z.string(),
  idleMinutes: z.number(),
  /** Locks what this person leaves unsaved on a device (AES-256, base64); held in memory only, never stored beside it. */
  draftKey: z.string(),
  /** The sitting that a client answers on this device: until its owner shows anew who they are, it opens nothing else. */
  lentTo: id.nullable(),
});
export type SessionView = z.infer<typeof SessionView>;
