// How long records are kept, over HTTP.
import { editRetention, endLegalHold, placeLegalHold } from '#actions/retention/change-retention.ts';
import { findRecord, listRecordsToPurge, readRetention } from '#actions/retention/read-retention.ts';
import { route } from './http/route.ts';

export const retentionRoutes = [
  route('GET', '/api/agency/retention', readRetention),
  route('PUT', '/api/agency/retention', editRetention),
  route('GET', '/api/agency/retention/records', listRecordsToPurge),
  // Asked in the body: no address holds a person's number.
  route('POST', '/api/agency/records', findRecord),
  route('POST', '/api/clients/{clientId}/legal-holds', placeLegalHold, { status: 201 }),
  route('POST', '/api/legal-holds/{holdId}/end', endLegalHold),
];
