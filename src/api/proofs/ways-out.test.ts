// What leaves the agency's own people leaves through `disclose`. An answer leaves where it is a file, to be handed on, or where it is
// given to somebody who has not signed in. Which routes those are is asked of the running server, not of a list.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineAction } from '#actions/pipeline/define.ts';
import { id } from '#contract/fields.ts';
import { textOf } from '#paper/test-text.ts';
import { plainRoutes, routes } from '../app.ts';
import { type PlainRoute, type Route, route } from '../http/route.ts';
import { createServer } from '../http/server.ts';
import { askedOf, injectionOf, named, servedBy } from './test-served.ts';
import { aWorldOfStandings, standings, type World } from './test-standings.ts';
import { traced, undoing } from './test-undone.ts';

let world: World;
const apps: FastifyInstance[] = [];

const serve = async (more: { routes?: readonly Route[]; plain?: readonly PlainRoute[] } = {}) => {
  const services = {
    database: undoing(world.agency.database, ['disclosures']),
    clock: () => world.agency.now,
    log: () => undefined,
  };
  const app = await createServer(
    services,
    [...routes, ...(more.routes ?? [])],
    [...plainRoutes(services, '0.0.0'), ...(more.plain ?? [])],
  );
  await app.ready();
  apps.push(app);
  return app;
};

beforeAll(async () => {
  world = await aWorldOfStandings();
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await world.close();
});

/** Files that say nothing of a client, and so are no disclosure (a blank form: docs/adr/0022): they are read, and must name nobody. */
const aboutNobody = ['POST /api/privacy/audit-reports', 'POST /api/sheets'];

const namesSomebody = async (bytes: Buffer): Promise<boolean> => {
  const text = await textOf(bytes);
  return standings.some((each) => text.includes(world.subjects[each].mark));
};

/** The routes by which something leaves past the log, and how many let something out at all. */
const waysPast = async (
  app: FastifyInstance,
  more: readonly Route[] = [],
): Promise<{ past: string[]; out: string[] }> => {
  const { own } = world.subjects;
  const past: string[] = [];
  const out: string[] = [];
  for (const served of servedBy(app, more)) {
    for (const who of [world.people['case-manager'], world.people['privacy-officer'], world.people.administrator]) {
      const asked = askedOf(served, world, who, own);
      const { value: answer, written } = await traced(() => app.inject(injectionOf(served, asked, who)));
      const isFile = answer.payload !== '' && !String(answer.headers['content-type']).includes('json');
      if (answer.statusCode >= 300 || !isFile) continue;
      out.push(named(served));
      if (aboutNobody.includes(named(served))) {
        if (await namesSomebody(answer.rawPayload)) past.push(`${named(served)} names somebody`);
      } else if (!written.has('disclosures')) past.push(`${named(served)} answers with a file`);
    }
    const asked = askedOf(served, world, world.people['case-manager'], own);
    const { value: answer, written } = await traced(() => app.inject(injectionOf(served, asked, null)));
    const tells = standings.some((each) => answer.payload.includes(world.subjects[each].mark));
    if (tells && !written.has('disclosures')) past.push(`${named(served)} tells somebody who is not signed in`);
  }
  return { past: [...new Set(past)], out: [...new Set(out)] };
};

describe('what leaves the agency over HTTP', { timeout: 120_000 }, () => {
  test('passes the log, on every route the server has', async () => {
    const { past, out } = await waysPast(await serve());
    expect(past).toEqual([]);
    expect(out).toEqual(expect.arrayContaining(['POST /api/clients/{clientId}/accounting', ...aboutNobody]));
  });

  test('is named where it does not', async () => {
    const sideDoor = route(
      'GET',
      '/api/clients/{clientId}/card',
      defineAction({
        name: 'read-client',
        effect: 'read',
        input: z.strictObject({ clientId: id }),
        subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
        run: async ({ input }) => input.clientId,
      }),
      { file: async (text) => ({ mediaType: 'text/csv', name: 'card.csv', bytes: new TextEncoder().encode(text) }) },
    );
    const openDoor: PlainRoute = {
      method: 'GET',
      path: '/api/board',
      operationId: 'read-board',
      summary: 'Hangs in the hall.',
      open: true,
      handle: async () => ({ next: world.subjects.own.mark }),
    };
    const { past } = await waysPast(await serve({ routes: [sideDoor], plain: [openDoor] }), [sideDoor]);
    expect(past).toEqual([
      'GET /api/board tells somebody who is not signed in',
      'GET /api/clients/{clientId}/card answers with a file',
    ]);
  });
});
