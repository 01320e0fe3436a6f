// What of the record the person was given, or read here, stands in the log of disclosures as their own.
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { recordKinds } from '#domain/consent/consent.ts';
import { type Disclosed, type Disclosing, disclose } from '../pipeline/disclose.ts';

export const discloseToPerson = (
  context: Disclosing,
  given: {
    readonly clientId: Id;
    readonly recipient: string;
    readonly isRepresentative: boolean;
    readonly on: Day;
    readonly way: 'package' | 'in-person';
    readonly segments: readonly string[];
  },
): Promise<Disclosed> =>
  disclose(context, {
    ...{ day: given.on, basis: 'own-request', purpose: 'at-request', purposeText: null, grounds: null, whyAll: null },
    ...{ recipientKind: given.isRepresentative ? 'representative' : 'client', recipient: given.recipient },
    ...{ address: null, via: null, way: given.way, from: null, to: null },
    kinds: recordKinds.filter((kind) => kind !== 'documents'),
    ...{ clientIds: [given.clientId], segments: given.segments, leavesOut: true },
  });
