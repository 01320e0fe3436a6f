// Scans over HTTP: a file handed in, the pages that wait for a person, what a person says of one.
import { decideScanPage, listScanPages, putScanPageAside, readScanPage } from '#actions/sheets/check-pages.ts';
import { uploadScans } from '#actions/sheets/upload-scans.ts';
import { largestScanBody } from '#contract/scan-size.ts';
import { route } from './http/route.ts';

export const scanRoutes = [
  route('POST', '/api/scans', uploadScans, {
    status: 202,
    location: ({ id }) => `/api/jobs/${id}`,
    bodyLimit: largestScanBody,
  }),
  route('GET', '/api/scan-pages', listScanPages),
  route('GET', '/api/scan-pages/{pageId}', readScanPage),
  route('POST', '/api/scan-pages/{pageId}/decide', decideScanPage),
  route('POST', '/api/scan-pages/{pageId}/put-aside', putScanPageAside),
];
