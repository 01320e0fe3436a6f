// Today and the due items over HTTP.
import { listDue } from '#actions/today/list-due.ts';
import { readToday } from '#actions/today/read-today.ts';
import { route } from './http/route.ts';

export const todayRoutes = [route('GET', '/api/today', readToday), route('GET', '/api/due', listDue)];
