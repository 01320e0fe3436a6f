// The caseload over HTTP.
import { listCaseload } from '#actions/caseload/list-caseload.ts';
import { route } from './http/route.ts';

export const caseloadRoutes = [route('GET', '/api/caseload', listCaseload)];
