// Clients over HTTP: found, registered, read, changed.
import { editClient } from '#actions/people/edit-client.ts';
import { findDuplicates } from '#actions/people/find-duplicates.ts';
import { readChart } from '#actions/people/read-chart.ts';
import { readClient } from '#actions/people/read-client.ts';
import { registerClient } from '#actions/people/register-client.ts';
import { lookUpClients, searchClients } from '#actions/people/search-clients.ts';
import { route } from './http/route.ts';

export const clientRoutes = [
  route('GET', '/api/clients', searchClients),
  route('POST', '/api/clients', registerClient, { status: 201, location: ({ id }) => `/api/clients/${id}` }),
  route('POST', '/api/clients/search', lookUpClients),
  route('POST', '/api/clients/duplicates', findDuplicates),
  route('GET', '/api/clients/{clientId}', readClient, { etag: ({ version }) => version }),
  route('GET', '/api/clients/{clientId}/chart', readChart),
  route('PUT', '/api/clients/{clientId}', editClient, { etag: ({ version }) => version }),
];
