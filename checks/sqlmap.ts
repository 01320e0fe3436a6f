// sqlmap against every list of the running demonstration that takes questions, and against a door that is left open on purpose: a
// tool that finds nothing there would prove nothing elsewhere. Loopback only; nothing else is asked.
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';
import { leaveTestServer, testServerUrl } from '#store/embedded/test-server.ts';

const missing =
  'sqlmap is missing: install it (Debian: apt-get install sqlmap) and run this again; nothing was tried without it.';

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly schema: Readonly<Record<string, unknown>>;
};
type Operation = { readonly parameters?: readonly Parameter[] };
type SignIn = {
  readonly role: string;
  readonly email: string;
  readonly password: string;
  readonly totpSecret: string | null;
};

/** What sqlmap says of the questions of one address: which it can put SQL into, and whether it tried any. */
const askSqlmap = (
  url: string,
  names: readonly string[],
  cookie: string,
  folder: string,
): Promise<{ found: boolean; tried: boolean }> =>
  new Promise((resolve, reject) => {
    const asked = ['-u', url, '-p', names.join(','), '--cookie', cookie, '--output-dir', folder];
    const bounds = [
      '--batch',
      '--level=1',
      '--risk=1',
      '--technique=BEU',
      '--dbms=PostgreSQL',
      '--flush-session',
      '--retries=1',
    ];
    const child = spawn('sqlmap', [...asked, ...bounds, '--disable-coloring'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes));
    child.once('error', reject);
    child.once('close', () =>
      resolve({
        found: /identified the following injection point/.test(said),
        tried: /do not appear to be injectable|identified the following injection point/.test(said),
      }),
    );
  });

/** Answers with whatever row bears the name, and lets the name say what a name is. */
const openDoor = async (database: string): Promise<Server> => {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').searchParams.get('name');
    client.query(`select n from (values ('one'), ('two')) as t (n) where n = '${name}'`).then(
      ({ rows }) => response.end(JSON.stringify(rows)),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  server.once('close', () => void client.end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

const started = async (child: ChildProcess): Promise<string> => {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const [, url] = /ready at (http:\/\/localhost:\d+)/.exec(line) ?? [];
    if (url) return url.replace('localhost', '127.0.0.1');
  }
  throw new Error('the demonstration did not start');
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** A value the question takes, so that what sqlmap puts behind it reaches what answers. */
const valueFor = ({ name, schema }: Parameter, ids: Readonly<Record<string, string>>): string => {
  const choices = [schema, ...((schema.anyOf as Parameter['schema'][] | undefined) ?? [])];
  const [usual] = choices
    .flatMap(({ default: given, enum: those }) => [given, ...((those as unknown[]) ?? [])])
    .filter((each) => each !== undefined);
  if (usual !== undefined) return String(usual);
  if (choices.some(({ pattern }) => String(pattern).includes('a-fA-F]{8}-'))) return ids[name] ?? ids.clientId ?? '';
  if (choices.some(({ type }) => type === 'integer' || type === 'number')) return '1';
  return /cursor/.test(name) ? '0' : /from|to|day|on$|before|after/i.test(name) ? '2026-01-01' : 'an';
};

/** Each list with questions that the product takes, as an address that answers 200 and the names of its questions. */
const lists = async (base: string, cookie: string): Promise<{ path: string; url: string; names: string[] }[]> => {
  const read = async (path: string) =>
    (await fetch(`${base}${path}`, { headers: { cookie } })).json() as Promise<never>;
  const { paths } = (await read('/api/openapi.json')) as { paths: Record<string, { get?: Operation }> };
  const { items } = (await read('/api/caseload')) as {
    items: { clientId: string; enrolmentId?: string; id?: string }[];
  };
  const ids: Record<string, string> = {
    clientId: items[0]?.clientId ?? '',
    enrolmentId: items[0]?.enrolmentId ?? items[0]?.id ?? '',
  };
  const found: { path: string; url: string; names: string[] }[] = [];
  for (const [path, { get }] of Object.entries(paths)) {
    const questions = get?.parameters?.filter((each) => each.in === 'query') ?? [];
    if (questions.length === 0) continue;
    const address = `${base}${path.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? 'unknown')}`;
    const taken = new URLSearchParams();
    for (const each of questions) {
      const tried = new URLSearchParams([...taken, [each.name, valueFor(each, ids)]]);
      const { status } = await fetch(`${address}?${tried}`, { headers: { cookie } });
      if (status === 200) taken.set(each.name, valueFor(each, ids));
    }
    if (taken.size > 0) found.push({ path, url: `${address}?${taken}`, names: [...taken.keys()] });
  }
  return found;
};

/** The cookie of somebody of the first agency who sees the most of it. */
const signIn = async (base: string, root: string, data: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'bin/footbridge.mjs'), 'demo', '--json'], {
    env: { ...process.env, FOOTBRIDGE_DATA: data },
  });
  const { agencies } = JSON.parse(stdout) as { agencies: { signIns: SignIn[] }[] };
  const who = agencies[0]?.signIns.find(({ role, totpSecret }) => role === 'team-lead' && totpSecret === null);
  if (!who) throw new Error('the demonstration has no team lead');
  const answer = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: who.email, password: who.password }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
};

/** The questions into which SQL can be put, or the reason why none could be tried. */
export const runSqlmap = async (root: string): Promise<string[]> => {
  if (spawnSync('sqlmap', ['--version'], { stdio: 'ignore' }).status !== 0) return [missing];
  const faults: string[] = [];
  const data = await mkdtemp(join(tmpdir(), 'footbridge-sqlmap-'));
  const door = await openDoor(await testServerUrl());
  const product = spawn(process.execPath, [join(root, 'bin/footbridge.mjs'), 'start'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, PORT: String(await freePort()), FOOTBRIDGE_DATA: join(data, 'data') },
  });
  try {
    const { port } = door.address() as AddressInfo;
    const open = await askSqlmap(`http://127.0.0.1:${port}/?name=one`, ['name'], 'none=1', join(data, 'open'));
    if (!open.found)
      faults.push('sqlmap does not find the door that is left open on purpose: what it says of others means nothing');
    const base = await started(product);
    const cookie = await signIn(base, root, join(data, 'data'));
    const all = await lists(base, cookie);
    if (all.length < 10) faults.push(`only ${all.length} lists with questions answer: too few to say anything`);
    for (const { path, url, names } of all) {
      const { found, tried } = await askSqlmap(url, names, cookie, join(data, 'lists'));
      console.log(`${found ? 'OPEN    ' : tried ? 'closed  ' : 'UNTRIED '} GET ${path} ${names.join(' ')}`);
      if (found) faults.push(`SQL can be put into a question of GET ${path}`);
      else if (!tried) faults.push(`sqlmap could not try GET ${path}`);
    }
  } finally {
    product.kill('SIGTERM');
    if (product.exitCode === null) await once(product, 'exit');
    door.close();
    door.closeAllConnections();
    await leaveTestServer();
    await rm(data, { recursive: true, force: true });
  }
  return faults;
};
