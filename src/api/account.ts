// One's own account and drafts over HTTP, and what one-time links do.

import { readOwnDrafts, saveOwnDraft } from '#actions/drafts/drafts.ts';
import { refusalsFrom } from '#actions/pipeline/perform.ts';
import { Refused } from '#actions/pipeline/refused.ts';
import { acceptInvitation, setUpAgency } from '#actions/session/by-link.ts';
import {
  changeOwnPassword,
  endSession,
  listSessions,
  makeOwnRecoveryCodes,
  nameSession,
  setOwnSecondFactor,
} from '#actions/session/own-account.ts';
import { addPasskey, namePasskey, offerPasskey, removePasskey } from '#actions/session/own-passkeys.ts';
import { AcceptInvitationRequest, SetUpRequest } from '#contract/account.ts';
import { type PlainRoute, route } from './http/route.ts';
import type { Services } from './http/server.ts';

export const accountRoutes = [
  route('POST', '/api/account/password', changeOwnPassword),
  route('POST', '/api/account/second-factor', setOwnSecondFactor),
  route('GET', '/api/account/sessions', listSessions),
  route('PUT', '/api/account/sessions/{sessionId}', nameSession, { status: 204 }),
  route('POST', '/api/account/recovery-codes', makeOwnRecoveryCodes),
  route('POST', '/api/account/passkeys/offer', offerPasskey),
  route('POST', '/api/account/passkeys', addPasskey, { status: 201 }),
  route('PUT', '/api/account/passkeys/{passkeyId}', namePasskey, { status: 204 }),
  route('DELETE', '/api/account/passkeys/{passkeyId}', removePasskey, { status: 204 }),
  route('DELETE', '/api/account/sessions/{sessionId}', endSession, { status: 204 }),
  route('GET', '/api/drafts', readOwnDrafts),
  route('PUT', '/api/drafts/{key}', saveOwnDraft),
];

export const linkRoutes = (services: Services): PlainRoute[] => [
  {
    method: 'POST',
    path: '/api/set-up',
    operationId: 'set-up-agency',
    summary: 'Founds the agency with the one-time set-up link.',
    open: true,
    handle: async (request, reply) => {
      const parsed = SetUpRequest.safeParse(request.body ?? {});
      if (!parsed.success) throw new Refused(422, refusalsFrom(parsed.error));
      await setUpAgency(services.database, parsed.data, services.clock());
      return reply.code(204).send();
    },
  },
  {
    method: 'POST',
    path: '/api/invitation',
    operationId: 'accept-invitation',
    summary: 'Sets a password with a one-time invitation.',
    open: true,
    handle: async (request, reply) => {
      const parsed = AcceptInvitationRequest.safeParse(request.body ?? {});
      if (!parsed.success) throw new Refused(422, refusalsFrom(parsed.error));
      await acceptInvitation(services.database, parsed.data, services.clock());
      return reply.code(204).send();
    },
  },
];
