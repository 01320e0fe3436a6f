// What left the agency about a person, over HTTP; the accounting as a paper to hand over.
import { makeAccounting, readDisclosures } from '#actions/disclosures/read-disclosures.ts';
import { printRecord, recordDisclosure } from '#actions/disclosures/record-disclosure.ts';
import { accountingPaper } from '#paper/accounting.ts';
import { sentence } from '#words/catalogue.ts';
import { route } from './http/route.ts';

export const disclosureRoutes = [
  route('GET', '/api/clients/{clientId}/disclosures', readDisclosures),
  route('POST', '/api/clients/{clientId}/disclosures', recordDisclosure, { status: 201 }),
  route('POST', '/api/clients/{clientId}/prints', printRecord, { status: 201 }),
  route('POST', '/api/clients/{clientId}/accounting', makeAccounting, {
    file: async (accounting) => ({
      mediaType: 'application/pdf',
      name: `accounting-${accounting.madeOn}.pdf`,
      bytes: await accountingPaper(accounting, (key, params) => sentence(accounting.language, key, params)),
    }),
  }),
];
