// Sheets over HTTP: printed for clients, listed, voided.
import { listSheets, voidSheet } from '#actions/sheets/keep-sheets.ts';
import { printSheets } from '#actions/sheets/print-sheets.ts';
import { sheetsAsPdf } from '#paper/sheet-pdf.ts';
import { route } from './http/route.ts';

export const sheetRoutes = [
  route('POST', '/api/sheets', printSheets, {
    file: async ({ layout, sheets, key }) => ({
      mediaType: 'application/pdf',
      name: 'sheets.pdf',
      bytes: await sheetsAsPdf(layout, sheets, key),
    }),
  }),
  route('GET', '/api/clients/{clientId}/sheets', listSheets),
  route('POST', '/api/sheets/{sheetId}/void', voidSheet),
];
