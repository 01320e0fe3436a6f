// Files that administrators bring.
import { importClients } from '#actions/imports/import-clients.ts';
import { largestImportBody } from '#contract/import-size.ts';
import { route } from './http/route.ts';

export const importRoutes = [
  route('POST', '/api/imports', importClients, {
    status: 202,
    location: ({ id }) => `/api/jobs/${id}`,
    bodyLimit: largestImportBody,
  }),
];
