// The cycle over HTTP.
import { referClient } from '#actions/cycle/refer-client.ts';
import { route } from './http/route.ts';

export const cycleRoutes = [route('POST', '/api/clients/{clientId}/enrolments', referClient, { status: 201 })];
