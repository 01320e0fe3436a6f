// Signing in and out. No action of the pipeline: there is no session yet, or no longer.
import type { FastifyRequest } from 'fastify';
import { refusalsFrom } from '#actions/pipeline/perform.ts';
import { Refused } from '#actions/pipeline/refused.ts';
import { askForPasskey } from '#actions/session/passkeys.ts';
import { type Entered, readSession, signIn, signInByPasskey, signOut, tokenHashOf } from '#actions/session/sign-in.ts';
import { stepUp } from '#actions/session/step-up.ts';
import { PasskeySignInRequest, type SessionView, SignInRequest, StepUpRequest } from '#contract/session.ts';
import type { Role } from '#domain/access/actor.ts';
import { refusal } from '#domain/basics/result.ts';
import { idleMinutes, sessionHours } from '#store/sessions.ts';
import type { PlainRoute } from './http/route.ts';
import { type Services, sessionCookie, tokenFrom } from './http/server.ts';

const sessionView = (session: Entered): SessionView => ({
  staff: {
    id: session.actor_id,
    name: `${session.given_name} ${session.family_name}`,
    roles: session.roles as Role[],
    agency: {
      id: session.agency_id,
      name: session.agency_name,
      timeZone: session.time_zone,
      language: session.language,
      isDemo: session.is_demo,
    },
    teams: session.member_teams,
  },
  today: session.today,
  expiresAt: session.expires_at,
  idleMinutes,
  draftKey: session.draftKey,
  lentTo: session.lent_to,
});

/** As the browser named it: a passkey signs for that name, and for no other. */
const hostOf = (request: FastifyRequest): string => request.headers.host ?? '';

export const sessionRoutes = (services: Services): PlainRoute[] => [
  {
    method: 'POST',
    path: '/api/session',
    operationId: 'sign-in',
    summary: 'Signs in and sets the session cookie.',
    open: true,
    handle: async (request, reply) => {
      const parsed = SignInRequest.safeParse(request.body ?? {});
      if (!parsed.success) throw new Refused(422, refusalsFrom(parsed.error));
      const { token, session } = await signIn(
        services.database,
        { ...parsed.data, userAgent: request.headers['user-agent'] ?? null, address: request.ip },
        services.clock(),
      );
      reply.header('set-cookie', sessionCookie(token, sessionHours * 3600));
      return reply.code(201).send(sessionView(session));
    },
  },
  {
    method: 'GET',
    path: '/api/session',
    operationId: 'read-session',
    summary: 'Who is signed in.',
    open: true,
    handle: async (request) => {
      const token = tokenFrom(request);
      const session = token ? await readSession(services.database, tokenHashOf(token), services.clock()) : undefined;
      if (!session) throw new Refused(401, [refusal('not-signed-in')]);
      return sessionView(session);
    },
  },
  {
    method: 'POST',
    path: '/api/session/passkey/question',
    operationId: 'ask-for-passkey',
    summary: 'What a passkey is to sign (WebAuthn PublicKeyCredentialRequestOptionsJSON); the same for everybody.',
    open: true,
    handle: (request) => askForPasskey(services.database, { host: hostOf(request) }, services.clock()),
  },
  {
    method: 'POST',
    path: '/api/session/passkey',
    operationId: 'sign-in-by-passkey',
    summary: 'Signs in with a passkey alone and sets the session cookie.',
    open: true,
    handle: async (request, reply) => {
      const parsed = PasskeySignInRequest.safeParse(request.body ?? {});
      if (!parsed.success) throw new Refused(422, refusalsFrom(parsed.error));
      const { token, session } = await signInByPasskey(
        services.database,
        {
          passkey: parsed.data.passkey,
          host: hostOf(request),
          userAgent: request.headers['user-agent'] ?? null,
          address: request.ip,
        },
        services.clock(),
      );
      reply.header('set-cookie', sessionCookie(token, sessionHours * 3600));
      return reply.code(201).send(sessionView(session));
    },
  },
  {
    method: 'POST',
    path: '/api/session/step-up',
    operationId: 'step-up',
    summary: 'Shows anew who is signed in, for acts that ask for it; the session goes on under a new cookie.',
    open: false,
    handle: async (request, reply) => {
      const token = tokenFrom(request);
      if (!token) throw new Refused(401, [refusal('not-signed-in')]);
      const parsed = StepUpRequest.safeParse(request.body ?? {});
      if (!parsed.success) throw new Refused(422, refusalsFrom(parsed.error));
      const fresh = await stepUp(
        services.database,
        { ...parsed.data, tokenHash: tokenHashOf(token), address: request.ip, host: hostOf(request) },
        services.clock(),
      );
      reply.header('set-cookie', sessionCookie(fresh, sessionHours * 3600));
      return reply.code(204).send();
    },
  },
  {
    method: 'DELETE',
    path: '/api/session',
    operationId: 'sign-out',
    summary: 'Ends the session.',
    open: true,
    handle: async (request, reply) => {
      const token = tokenFrom(request);
      if (token) await signOut(services.database, tokenHashOf(token), services.clock());
      reply.header('set-cookie', sessionCookie('', 0));
      return reply.code(204).send();
    },
  },
];
