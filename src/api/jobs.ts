// Long work over HTTP.
import { cancelJob } from '#actions/jobs/cancel-job.ts';
import { readJob } from '#actions/jobs/read-job.ts';
import { route } from './http/route.ts';

export const jobRoutes = [route('GET', '/api/jobs/{id}', readJob), route('DELETE', '/api/jobs/{id}', cancelJob)];
