// The people and circumstances around a client over HTTP. What is changed is sent whole, with the version it was read in.
import { addIdentifier, editIdentifier } from '#actions/people/identifiers.ts';
import { correctKeyEvent, readKeyEvents, recordKeyEvent } from '#actions/people/key-events.ts';
import { linkClients, unlinkClients } from '#actions/people/links.ts';
import { addAddendum, enterInError } from '#actions/people/marks.ts';
import { readPeople } from '#actions/people/read-people.ts';
import { blockStaff, liftStaffBlock } from '#actions/people/staff-blocks.ts';
import { correctStay, recordStay } from '#actions/people/stays.ts';
import { alert, contactDetail, coverage, residence, socialTie, supporter } from '#actions/people/surroundings.ts';
import { whoLooked } from '#actions/people/who-looked.ts';
import { type Route, route } from './http/route.ts';

type Versioned = { readonly id: string; readonly version: string };

const entryRoutes = (name: string, { add, edit }: { add: Route['action']; edit: Route['action'] }): Route[] => [
  route('POST', `/api/clients/{clientId}/${name}`, add, {
    status: 201,
    etag: ({ version }: Versioned) => version,
    location: ({ id }: Versioned) => `/api/${name}/${id}`,
  }),
  route('PUT', `/api/${name}/{entryId}`, edit, { etag: ({ version }: Versioned) => version }),
];

export const peopleRoutes: readonly Route[] = [
  route('GET', '/api/clients/{clientId}/people', readPeople),
  ...entryRoutes('contact-details', contactDetail),
  ...entryRoutes('supporters', supporter),
  ...entryRoutes('social-ties', socialTie),
  ...entryRoutes('coverages', coverage),
  ...entryRoutes('alerts', alert),
  ...entryRoutes('residences', residence),
  route('POST', '/api/clients/{clientId}/identifiers', addIdentifier, { status: 201 }),
  route('PUT', '/api/clients/{clientId}/identifiers/{identifierId}', editIdentifier),
  route('POST', '/api/clients/{clientId}/links', linkClients, { status: 201 }),
  route('POST', '/api/clients/{clientId}/links/{linkId}/end', unlinkClients),
  route('POST', '/api/clients/{clientId}/staff-blocks', blockStaff, { status: 201 }),
  route('POST', '/api/clients/{clientId}/staff-blocks/{blockId}/lift', liftStaffBlock),

  route('GET', '/api/clients/{clientId}/key-events', readKeyEvents),
  route('POST', '/api/clients/{clientId}/key-events', recordKeyEvent, { status: 201 }),
  route('PUT', '/api/key-events/{eventId}', correctKeyEvent),
  route('POST', '/api/clients/{clientId}/stays', recordStay, { status: 201 }),
  route('PUT', '/api/stays/{stayId}', correctStay),
  route('POST', '/api/clients/{clientId}/entered-in-error', enterInError, { status: 201 }),
  route('POST', '/api/clients/{clientId}/addenda', addAddendum, { status: 201 }),
  route('GET', '/api/clients/{clientId}/who-looked', whoLooked),
];
