// Contacts over HTTP.
import { logContact } from '#actions/contacts/log-contact.ts';
import { route } from './http/route.ts';

export const contactRoutes = [
  route('POST', '/api/clients/{clientId}/contacts', logContact, {
    status: 201,
    location: ({ id }) => `/api/contacts/${id}`,
  }),
];
