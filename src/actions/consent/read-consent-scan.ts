// The paper somebody signed, to be looked at beside what was recorded of it. It comes as images whatever it was: a PDF that a
// stranger made is opened by no browser here, and what is only shown is not handed out.
import { ConsentScanView, ReadConsentScanRequest } from '#contract/consent.ts';
import { pagesOfPdf } from '#paper/pages-of-pdf.ts';
import { readConsents, readScan } from '#store/consents.ts';
import { defineAction } from '../pipeline/define.ts';
import { conflict, found, notFound } from '../pipeline/refused.ts';
import { isKnownTo } from './consent-view.ts';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export const readConsentScan = defineAction({
  name: 'read-consent-scan',
  effect: 'read',
  input: ReadConsentScanRequest,
  output: ConsentScanView,
  subject: ({ consentId }) => ({ table: 'consents', id: consentId }),
  run: async (context): Promise<ConsentScanView> => {
    const { tx, input, note } = context;
    const { clientId } = found(context.client);
    const consent = found((await readConsents(tx, clientId)).find(({ id }) => id === input.consentId));
    if (!isKnownTo(context, consent)) throw notFound();
    note({ consentId: consent.id });
    const hash = consent.signature?.scan ?? null;
    const scan = hash === null ? undefined : await readScan(tx, clientId, hash);
    if (scan === undefined) throw conflict('consent-without-scan');
    const { mediaType, bytes } = scan;
    if (mediaType === 'image/png' || mediaType === 'image/jpeg')
      return { pages: [{ mediaType, base64: base64(bytes) }], count: 1 };
    const read = await pagesOfPdf(bytes);
    if (read === null) throw conflict('scan-not-readable');
    return {
      pages: read.pages.map((page) => ({ mediaType: 'image/jpeg', base64: base64(page) })),
      count: read.count,
    };
  },
});
