// What the running server answers to, asked of the server itself, and a request that each of its routes would take.
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { Action } from '#actions/pipeline/define.ts';
import type { Staff } from '#actions/pipeline/test-world.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { routes } from '../app.ts';
import type { Route } from '../http/route.ts';
import { type Fields, plausible, type Schema, schemaOf, type Wanted } from './test-plausible.ts';
import type { Subject, World } from './test-standings.ts';

export type Served = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  // biome-ignore lint/suspicious/noExplicitAny: a table of actions whose inputs differ
  readonly action: Action<any, any> | undefined;
};

export const named = ({ method, path }: Served): string => `${method} ${path}`;

/** The server prints its routes as a tree: each four columns of indent are one part further along the address. */
export const servedBy = (app: FastifyInstance, more: readonly Route[] = []): Served[] => {
  const served: Served[] = [];
  const parts: string[] = [];
  for (const text of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', part = '', methods] = /^([│ ]*)[└├]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(text) ?? [];
    parts.length = indent.length / 4;
    parts.push(part);
    const path = parts.join('').replace(/:(\w+)/g, '{$1}');
    for (const method of methods?.split(', ') ?? [])
      if (method !== 'HEAD')
        served.push({
          method: method as Served['method'],
          path,
          action: [...routes, ...more].find((route) => route.method === method && route.path === path)?.action,
        });
  }
  return served;
};

/** Fields that name one client's record. */
export const ofClient = (name: string): boolean =>
  /^(client|enrolment|contact|note|assessment|plan|goal|step|referral|review|task|stay|event|entry|act|link|block|identifier|approval|glass|sitting|episode|sheet|page)Id$/.test(
    name,
  );

export const parametersOf = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

/** Whether the route speaks of one client: by its address, or because the action says so. */
export const concernsClient = ({ path, action }: Served): boolean =>
  action?.subject !== undefined || parametersOf(path).some(ofClient);

export const propertiesOf = (action: Served['action']): Readonly<Record<string, Schema>> => {
  if (!action) return {};
  const schema = schemaOf(action.input);
  return schema.properties ?? (schema.anyOf ?? schema.oneOf ?? [])[0]?.properties ?? {};
};

/** What the rules between fields ask for, beyond what each field says. */
const beside: Readonly<Record<string, (ids: Readonly<Record<string, string>>) => Wanted>> = {
  'edit-agency': () => ({ timeZone: 'America/New_York' }),
  'edit-programme': () => ({ modelKey: 'icm' }),
  'edit-staff': () => ({ roles: ['case-manager'] }),
  'edit-position': ({ supervisorId = '' }) => ({ staffId: supervisorId, fte: 0.5 }),
  'edit-supervision-line': ({ staffId = '' }) => ({ staffId, teamId: undefined }),
  'register-client': () => ({ givenName: 'Plain', familyName: 'Words' }),
  'find-duplicates': () => ({ givenName: 'Plain', familyName: 'Words' }),
  'edit-client': () => ({ givenName: 'Plain', familyName: 'Words' }),
  'change-step': () => ({ state: 'done' }),
  'record-consent': () => ({ segments: ['general'], keepDeficient: true }),
  'record-restriction': () => ({ segments: ['general'], from: [{ kind: 'organization', name: 'Plain words' }] }),
  'record-disclosure': () => ({ kinds: ['plans'] }),
  'print-record': () => ({ kinds: ['plans'] }),
  'read-instrument': () => ({ key: 'gad7' }),
  'turn-instrument': () => ({ key: 'gad7' }),
  'begin-sitting': () => ({ instrument: 'gad7' }),
  'upload-scans': () => ({ content: 'AAAA' }),
  'print-sheets': ({ clientId = '' }) => ({ clientIds: [clientId], instrument: 'gad7' }),
  'take-safety-step': () => ({ step: 'acknowledge' }),
  'set-phase': () => ({ phase: 'service' }),
  'record-stay': () => ({ setting: 'jail' }),
  'close-enrolment': () => ({
    reason: 'transferred',
    leftovers: { tasks: 'cancel', referrals: 'cancel', drafts: 'discard' },
  }),
  'find-behind-glass': () => ({ number: 1 }),
  'add-shift': () => ({ to: '2026-11-26T15:00:00Z' }),
  'move-referral': () => ({ note: 'Called again', nextOn: '2026-12-01' }),
};

/** Somebody from outside has only other people's to ask for. */
const sessionFor = (world: World, who: Staff) =>
  world.house[`session of ${who.id}`] ?? world.house[`session of ${world.people.administrator.id}`] ?? '';

export const idsFor = (world: World, who: Staff, subject: Subject): Record<string, string> => ({
  ...world.house,
  ...subject.ids,
  clientId: subject.clientId,
  noticeId: world.house[`notice of ${who.id}`] ?? world.house[`notice of ${world.people.administrator.id}`] ?? '',
  sessionId: sessionFor(world, who),
  passkeyId: sessionFor(world, who),
  jobId: world.house[`job of ${who.id}`] ?? world.house[`job of ${world.people.administrator.id}`] ?? '',
});

export type Asked = { readonly url: string; readonly payload: Fields; readonly ids: Readonly<Record<string, string>> };

/** A request the route would take, about this client where it speaks of one. */
export const askedOf = (
  served: Served,
  world: World,
  who: Staff,
  subject: Subject,
  options: { readonly all?: boolean; readonly alternative?: number } = {},
): Asked => {
  const ids = idsFor(world, who, subject);
  // `/api/alerts/{entryId}` is an entry of the kind the address says.
  const kind = served.path.split('/')[2] ?? '';
  const idFor = (name: string): string => {
    const id =
      name === 'entryId' ? (ids[kind] ?? ids.contactId) : name === 'id' ? ids.jobId : (ids[name] ?? ids.staffId);
    return id ?? '';
  };
  const known = { today: world.agency.today(), earlier: addMinutes(world.agency.now, -60), idFor, text: 'Plain words' };
  const fields = served.action
    ? plausible(served.action.input, known, { ...options, beside: beside[served.action.name]?.(ids) ?? {} })
    : {};
  const inPath = parametersOf(served.path);
  const path = served.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(fields[name] ?? idFor(name))));
  const others = Object.fromEntries(Object.entries(fields).filter(([name]) => !inPath.includes(name)));
  if (served.method !== 'GET') return { url: path, payload: others, ids };
  // A list may be asked for one client's rows.
  if (!concernsClient(served) && 'clientId' in propertiesOf(served.action)) others.clientId = subject.clientId;
  const query = new URLSearchParams(Object.entries(others).map(([name, value]) => [name, String(value)])).toString();
  return { url: query ? `${path}?${query}` : path, payload: {}, ids };
};

export const cookieOf = (who: Staff): string => `__Host-footbridge=${who.token}`;

export const injectionOf = (
  served: Served,
  asked: Asked,
  who: Staff | null,
  headers: Record<string, string> = {},
): InjectOptions => ({
  method: served.method,
  url: asked.url,
  headers: { ...(who && { cookie: cookieOf(who) }), ...headers },
  ...(served.method !== 'GET' && served.method !== 'DELETE' && { payload: asked.payload }),
});
