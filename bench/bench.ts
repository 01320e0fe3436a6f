// `npm run bench`: the product beside a bare server, in turns in one process. See bench/README.md for what is measured and why.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { startServer } from '#main/server.ts';
import { databaseUrls } from '#store/postgres/roles.ts';
import { auditRows } from './audit.ts';
import { bareServer } from './bare.ts';
import { filterRow } from './browser-filter.ts';
import { type Bar, compareThroughput, median, pace, type Row, type Sample } from './measure.ts';
import { segmentsRow } from './segments.ts';
import { benchServer, copied, type World, worldOf } from './world.ts';

const { values: flags } = parseArgs({
  options: {
    ...{ only: { type: 'string' }, sizes: { type: 'string' }, out: { type: 'string' } },
    entries: { type: 'string', default: '1000000' },
  },
});

const lanes = 16;
const agent = new Agent({ keepAlive: true, maxSockets: lanes });

const call = (
  port: number,
  method: string,
  path: string,
  more: { cookie?: string; body?: unknown; key?: string } = {},
): Promise<{ status: number; bytes: number }> =>
  new Promise((resolve, reject) => {
    const body = more.body === undefined ? undefined : JSON.stringify(more.body);
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        agent,
        headers: {
          ...(more.cookie && { cookie: `__Host-footbridge=${more.cookie}` }),
          ...(more.key && { 'idempotency-key': more.key }),
          ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
      },
      (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes }));
        response.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });

const expecting = async (status: number, answer: Promise<{ status: number }>): Promise<void> => {
  const { status: got } = await answer;
  if (got !== status) throw new Error(`answered ${got}, not ${status}`);
};

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** A slip of the hand: two letters exchanged. */
const misspelt = (name: string) => (name.length < 5 ? name : name.slice(0, 2) + name[3] + name[2] + name.slice(4));

type Case = { readonly name: string; readonly bar: Bar; readonly ours: Sample; readonly bare: Sample };

const reads: Bar = { on: 'ratio', atLeast: 0.5 };

const casesOf = (world: World, port: number, barePort: number): Case[] => {
  const { workers, names, agencyId: agency, today } = world;
  const own = (index: number) => {
    const { staffId, teams } = at(workers, index);
    return new URLSearchParams({ agency, staff: staffId, teams: teams.join(','), today }).toString();
  };
  const get = (path: string, index: number) =>
    expecting(200, call(port, 'GET', path, { cookie: at(workers, index).token }));
  const bare = (path: string) => expecting(200, call(barePort, 'GET', path));
  // Workers of one team share their clients: each begins elsewhere, or all would wait for one client's row.
  // What the bare server writes is written to other clients: it would grow what the product has to read.
  const someoneOf = (rest: 0 | 1, index: number) => {
    const worker = index % workers.length;
    const clients = at(workers, index).clients.filter((_, place) => place % 2 === rest);
    return at(clients, Math.floor(index / workers.length) + worker * 7);
  };
  const someone = (index: number) => someoneOf(0, index);
  const note = 'A short note of the call.';
  const logContact: Sample = {
    name: 'POST /api/clients/{id}/contacts',
    run: (index) => {
      const body = {
        start: new Date().toISOString(),
        minutes: 30,
        outcome: 'reached',
        mode: 'phone',
        place: 'office',
        note,
      };
      const cookie = at(workers, index).token;
      return expecting(201, call(port, 'POST', `/api/clients/${someone(index)}/contacts`, { cookie, body }));
    },
  };
  // All the rows that the act leaves, or only what it was asked to keep: contact, note and audit row.
  const bareInsert = (rows: 'all' | 'three'): Sample => ({
    name: rows === 'all' ? 'bare insert' : 'bare three rows',
    run: (index) => {
      const body = { agency, staff: at(workers, index).staffId, client: someoneOf(1, index), note, rows };
      return expecting(201, call(barePort, 'POST', '/contact', { body }));
    },
  });
  return [
    {
      name: 'today',
      bar: reads,
      ours: { name: 'GET /api/today', run: (index) => get('/api/today', index) },
      bare: { name: 'bare today', run: (index) => bare(`/today?${own(index)}`) },
    },
    {
      name: 'caseload',
      bar: reads,
      ours: {
        name: 'GET /api/caseload',
        run: (index) => get('/api/caseload?state=enrolled&due=open&sort=name&limit=50', index),
      },
      bare: { name: 'bare caseload', run: (index) => bare(`/caseload?${own(index)}`) },
    },
    {
      name: 'chart',
      bar: reads,
      ours: { name: 'GET /api/clients/{id}/chart', run: (index) => get(`/api/clients/${someone(index)}/chart`, index) },
      bare: { name: 'bare chart', run: (index) => bare(`/chart?${own(index)}&client=${someone(index)}`) },
    },
    {
      name: 'search',
      bar: reads,
      ours: {
        name: 'GET /api/clients?q=',
        run: (index) => {
          const name = at(names, index);
          return get(`/api/clients?limit=20&q=${encodeURIComponent(index % 5 === 0 ? misspelt(name) : name)}`, index);
        },
      },
      bare: {
        name: 'bare search',
        run: (index) => {
          const name = at(names, index).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
          return bare(
            `/search?${own(index)}&from=${encodeURIComponent(`n:${name}`)}&to=${encodeURIComponent(`n:${name}\u{10ffff}`)}`,
          );
        },
      },
    },
    { name: 'log-contact', bar: { on: 'ratio', atLeast: 0.4 }, ours: logContact, bare: bareInsert('all') },
    { name: 'log-contact-three-rows', bar: null, ours: logContact, bare: bareInsert('three') },
  ];
};

const rows: Row[] = [];
const number = (value: number | null) => (value === null ? '' : value.toFixed(2));
const show = (row: Row) => {
  rows.push(row);
  console.log(
    [
      row.name.padEnd(26),
      String(row.size).padStart(8),
      `${number(row.median)} ${row.unit}`.padStart(12),
      `p95 ${number(row.p95)}`.padStart(12),
      row.reference ? `${row.reference.name}: ${number(row.reference.median)}`.padStart(26) : ''.padStart(26),
      row.ratio === null ? '' : `ratio ${number(row.ratio)}`,
      row.ratioInterval ? `(${number(row.ratioInterval[0])} to ${number(row.ratioInterval[1])})` : '',
      row.bar
        ? `${row.bar.atLeast !== undefined ? `at least ${row.bar.atLeast}` : `at most ${row.bar.atMost}`}: ${row.met ? 'met' : 'MISSED'}`
        : '',
    ].join('  '),
  );
};

const wanted = (name: string) => flags.only === undefined || flags.only.split(',').includes(name);
const sizes = (flags.sizes ?? '1000,10000,100000').split(',').map(Number);

const measureSize = async (serverUrl: string, size: number) => {
  console.log(`${size} clients`);
  const world = await worldOf(serverUrl, size, console.log);
  const server = await startServer({ ownerUrl: world.ownerUrl, port: 0, connections: lanes, background: false });
  const { app: bare, pool } = await bareServer(databaseUrls(world.ownerUrl).app, lanes);
  const barePort = (bare.server.address() as { port: number }).port;
  try {
    for (const { name, bar, ours, bare: reference } of casesOf(world, server.port, barePort))
      if (wanted(name))
        show(await compareThroughput(name, world.clients, ours, reference, size === Math.max(...sizes) ? bar : null));
    if (wanted('select-1')) {
      const one: Sample = { name: 'select 1', run: () => expecting(200, call(barePort, 'GET', '/select-1')) };
      const health: Sample = {
        name: 'GET /api/health',
        run: () => expecting(200, call(server.port, 'GET', '/api/health')),
      };
      show(await compareThroughput('select-1', world.clients, health, one, null));
    }
  } finally {
    await server.stop();
    await bare.close();
    await pool.end();
  }
};

/** Growing from the smallest to the largest size must hardly be felt: the same requests to both, in turns. */
const measureGrowth = async (serverUrl: string) => {
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)];
  if (small === large) return;
  const ends = [];
  for (const size of [small, large]) {
    const world = await worldOf(serverUrl, size, console.log);
    ends.push({
      world,
      served: await startServer({ ownerUrl: world.ownerUrl, port: 0, connections: lanes, background: false }),
    });
  }
  try {
    const [ofSmall = [], ofLarge = []] = ends.map(({ world, served }) => casesOf(world, served.port, 0));
    for (const [at, { name, ours }] of ofSmall.entries()) {
      const large = ofLarge[at]?.ours;
      if (large && wanted(name))
        show(
          await compareThroughput(
            `${name}, growth`,
            small,
            ours,
            { ...large, name: `at ${Math.max(...sizes)}` },
            {
              on: 'ratio',
              atMost: 1.3,
            },
          ),
        );
    }
  } finally {
    for (const { served } of ends) await served.stop();
  }
};

const mostMegabytes = 300;

/** What the server alone holds after some thousand requests of every kind; whether that is little enough. */
const measureMemory = async (serverUrl: string): Promise<boolean> => {
  const world = await worldOf(serverUrl, Math.max(...sizes), console.log);
  const child = fork(new URL('./served.ts', import.meta.url), [world.ownerUrl, String(lanes)], {
    // As bin/footbridge.mjs starts it.
    execArgv: ['--max-old-space-size=512', '--max-semi-space-size=16'],
  });
  const answer = async () => (await once(child, 'message'))[0] as { port: number; megabytes: number };
  try {
    const { port } = await answer();
    let count = 0;
    for (const { ours } of casesOf(world, port, 0)) await pace(ours, lanes, 5_000, () => count++);
    child.send('memory');
    const { megabytes } = await answer();
    console.log(
      `memory of the server after ${count} requests: ${Math.round(megabytes)} MB, at most ${mostMegabytes}: ${megabytes <= mostMegabytes ? 'met' : 'MISSED'}`,
    );
    return megabytes <= mostMegabytes;
  } finally {
    child.send('stop');
    await once(child, 'exit');
  }
};

/** What asks the product and the bare server; the other rows need no large agency. */
const askRows = ['today', 'caseload', 'chart', 'search', 'log-contact', 'log-contact-three-rows', 'select-1'];

/** Sealing and verifying the audit, beside people who log contacts in a small agency. */
const measureAudit = async (serverUrl: string) => {
  const world = await worldOf(serverUrl, 1_000, console.log);
  await copied(serverUrl, world, 'bench_audit', async (copy) => {
    const served = await startServer({ ownerUrl: copy.ownerUrl, port: 0, connections: lanes, background: false });
    try {
      const writer = casesOf(copy, served.port, 0).find(({ name }) => name === 'log-contact');
      if (!writer) throw new Error('nobody logs contacts');
      for (const row of await auditRows(copy.ownerUrl, Number(flags.entries), lanes, writer.ours, console.log))
        show(row);
    } finally {
      await served.stop();
    }
  });
};

const server = await benchServer();
let missed = false;
try {
  if (askRows.some(wanted)) {
    for (const size of sizes) await measureSize(server.url, size);
    await measureGrowth(server.url);
  }
  if (wanted('audit-seal') || wanted('audit-verify')) await measureAudit(server.url);
  if (wanted('segments')) {
    const world = await worldOf(server.url, Math.min(...sizes), console.log);
    await copied(server.url, world, 'bench_segments', async (copy) => show(await segmentsRow(copy, lanes)));
  }
  if (wanted('caseload-filter')) show(filterRow());
  const isSmall = wanted('memory') ? await measureMemory(server.url) : true;
  missed = !isSmall || rows.some(({ met }) => met === false);
  const machine = { cores: cpus().length, node: process.version, postgres: '18' };
  if (flags.out) await writeFile(flags.out, `${JSON.stringify({ machine, rows }, null, 2)}\n`);
  const ratios = rows.flatMap(({ ratio }) => ratio ?? []);
  if (ratios.length > 0) console.log(`median ratio ${number(median(ratios))}`);
} finally {
  await server.stop();
}
process.exit(missed ? 1 : 0);
