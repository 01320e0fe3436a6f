// Consents and restrictions, over HTTP.
import { readConsentScan } from '#actions/consent/read-consent-scan.ts';
import { readConsents } from '#actions/consent/read-consents.ts';
import { answerRestriction, endRestriction, recordRestriction } from '#actions/consent/restrictions.ts';
import {
  endConsent,
  markConsentFalse,
  recordConsent,
  revokeConsent,
  signConsent,
} from '#actions/consent/write-consent.ts';
import { route } from './http/route.ts';

export const consentRoutes = [
  route('GET', '/api/clients/{clientId}/consents', readConsents),
  route('POST', '/api/clients/{clientId}/consents', recordConsent, { status: 201 }),
  route('POST', '/api/consents/{consentId}/signature', signConsent),
  route('GET', '/api/consents/{consentId}/scan', readConsentScan),
  route('POST', '/api/consents/{consentId}/revocation', revokeConsent),
  route('POST', '/api/consents/{consentId}/end', endConsent),
  route('POST', '/api/consents/{consentId}/known-false', markConsentFalse),
  route('POST', '/api/clients/{clientId}/restrictions', recordRestriction, { status: 201 }),
  route('POST', '/api/restrictions/{restrictionId}/answer', answerRestriction),
  route('POST', '/api/restrictions/{restrictionId}/end', endRestriction),
];
