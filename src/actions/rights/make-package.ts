// A copy of the record for the person: it is made by the worker, and taken from here once it is whole. What the one who makes it may
// not see is not in it.
import { MakePackageRequest, PackageAsked, TakePackageRequest } from '#contract/rights.ts';
import { visible } from '#store/access/visible.ts';
import { createJobRun, enqueue } from '#store/job-runs.ts';
import { readPackage, readPackageFile } from '#store/package/files.ts';
import { readWhose } from '#store/package/rows.ts';
import { readRequest } from '#store/requests.ts';
import { languages } from '#words/catalogue.ts';
import { defineAction } from '../pipeline/define.ts';
import { conflict, found, notFound } from '../pipeline/refused.ts';
import { discloseToPerson } from './disclose-to-person.ts';

export const makePackage = defineAction({
  name: 'make-package',
  effect: 'write',
  stepUp: true,
  input: MakePackageRequest,
  output: PackageAsked,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, agency, segments, now, today, newId, note }) => {
    const { clientId, accessRequestId, leaveOut, withSupportersWords } = input;
    const [row, whose] = await Promise.all([
      readRequest(tx, clientId, accessRequestId, 'access', visible(actor, 'read-requests', 'q', today)),
      readWhose(tx, clientId),
    ]);
    const request = found(row);
    if (request.state !== 'open') throw conflict(`request-${request.state}-already`, { on: request.done_on ?? '' });
    const spoken = input.language ?? request.language ?? whose?.language ?? agency.language;
    const id = newId();
    const params = {
      ...{ clientId, requestId: request.id, by: actor.id, leaveOut, withSupportersWords },
      // Who asked, and what they saw then: what they still see is asked once more when it is made.
      ...{ segments, maker: actor, agency: agency.name, timeZone: agency.timeZone },
      language: languages.find((each) => each === spoken.slice(0, 2)) ?? 'en',
      largePrint: input.largePrint ?? (request.large_print || (whose?.largePrint ?? false)),
    };
    note({ request: request.id, job: id, leftOut: leaveOut.length, withSupportersWords });
    await Promise.all([
      createJobRun(tx, { agencyId: agency.id, id, kind: 'make-package', params, by: actor.id, at: now }),
      enqueue(tx, 'make-package', { agencyId: agency.id, id }, `make-package:${id}`),
    ]);
    return { id };
  },
});

export type TakenFile = { readonly part: 'pdf' | 'data'; readonly bytes: Uint8Array };

/** Taken to be handed over, which the log of disclosures says. The file is kept nowhere else, so no answer is kept under a key. */
export const takePackage = defineAction({
  name: 'take-package',
  effect: 'read',
  stepUp: true,
  input: TakePackageRequest,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context): Promise<TakenFile> => {
    const { tx, input, segments: open, today, note } = context;
    const { clientId, packageId, part } = input;
    const [held, bytes] = await Promise.all([
      readPackage(tx, clientId, packageId),
      readPackageFile(tx, packageId, part),
    ]);
    const { id, requestId, segments, recipient, isRepresentative } = found(held);
    if (!segments.every((segment) => open.includes(segment))) throw notFound();
    await discloseToPerson(context, { clientId, recipient, isRepresentative, on: today, way: 'package', segments });
    note({ package: id, request: requestId, part });
    return { part, bytes };
  },
});
