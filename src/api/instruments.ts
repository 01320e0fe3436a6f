// Instruments over HTTP: what is asked, and each time it is answered.
import { beginSitting, discardSitting, saveSitting, signSitting } from '#actions/instruments/answer.ts';
import {
  listInstruments,
  publishInstrument,
  readInstrument,
  turnInstrument,
} from '#actions/instruments/keep-instruments.ts';
import { lendDevice, takeDeviceBack } from '#actions/instruments/lend-device.ts';
import { readSitting, readSittings } from '#actions/instruments/read-sittings.ts';
import { route } from './http/route.ts';

const etag = ({ version }: { version: string }) => version;

export const instrumentRoutes = [
  route('GET', '/api/instruments', listInstruments),
  route('POST', '/api/instruments', publishInstrument, { status: 201 }),
  route('GET', '/api/instruments/{key}', readInstrument),
  route('PUT', '/api/instruments/{key}/offered', turnInstrument),
  route('GET', '/api/clients/{clientId}/sittings', readSittings),
  route('POST', '/api/clients/{clientId}/sittings', beginSitting, {
    status: 201,
    etag,
    location: ({ id }) => `/api/sittings/${id}`,
  }),
  route('GET', '/api/sittings/{sittingId}', readSitting, { etag }),
  route('PUT', '/api/sittings/{sittingId}', saveSitting, { etag }),
  route('POST', '/api/sittings/{sittingId}/sign', signSitting, { etag }),
  route('POST', '/api/sittings/{sittingId}/discard', discardSitting),
  route('POST', '/api/sittings/{sittingId}/lend', lendDevice),
  route('POST', '/api/sittings/{sittingId}/take-back', takeDeviceBack),
];
