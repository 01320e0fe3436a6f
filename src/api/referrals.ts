// Referrals over HTTP.
import { makeReferral, moveReferral } from '#actions/linking/follow-referral.ts';
import { listReferrals, readReferrals } from '#actions/linking/read-referrals.ts';
import { route } from './http/route.ts';

export const referralRoutes = [
  route('GET', '/api/referrals', listReferrals),
  route('GET', '/api/clients/{clientId}/referrals', readReferrals),
  route('POST', '/api/clients/{clientId}/referrals', makeReferral, { status: 201 }),
  route('POST', '/api/referrals/{referralId}/move', moveReferral),
];
