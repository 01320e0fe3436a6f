// The HTTP server: routes from tables, problem documents for every refusal, headers that leave a browser no room.
import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { admit, perform } from '#actions/pipeline/perform.ts';
import { Refused, refusedByDatabase } from '#actions/pipeline/refused.ts';
import { tokenHashOf } from '#actions/session/sign-in.ts';
import { isNear } from '#contract/fields.ts';
import { day, isDay } from '#domain/basics/day.ts';
import { type Instant, instantFromMillis } from '#domain/basics/instant.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import type { Database } from '#store/postgres/transaction.ts';
import { type Language, languageFrom } from '#words/catalogue.ts';
import { problemOf } from './problem.ts';
import { type PlainRoute, type Route, usualBodyLimit } from './route.ts';
import { headersFor, safeHeaders } from './safe-headers.ts';

export type Services = {
  readonly database: Database;
  readonly clock: () => Instant;
  /** Told of every failure that is ours; carries no clinical text. */
  readonly log: (line: Record<string, unknown>) => void;
};

export const systemClock = (): Instant => instantFromMillis(Date.now());

const cookieName = '__Host-footbridge';
const longestKey = 200;

export const sessionCookie = (token: string, maxAgeSeconds: number): string =>
  `${cookieName}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`;

export const tokenFrom = (request: FastifyRequest): string | null => {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === cookieName && value) return value;
  }
  return null;
};

export const languageOf = (request: FastifyRequest): Language => languageFrom(request.headers['accept-language']);

export const sendProblem = (
  reply: FastifyReply,
  status: number,
  refusals: readonly Refusal[],
  extra: Readonly<Record<string, unknown>> = {},
): FastifyReply => {
  const { retryAfter, ...beside } = extra;
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(status, refusals, languageOf(reply.request), reply.request.id, beside)));
};

const sendUnknownRoute = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  sendProblem(reply, 404, [
    refusal('unknown-route', { method: request.method, path: request.url.split('?')[0]?.slice(0, 200) ?? '' }),
  ]);

/** To a caller who speaks no HTTP there is no request to answer, only a line to write before hanging up. */
const noHttp = [
  'HTTP/1.1 400 Bad Request',
  ...Object.entries(safeHeaders).map(([name, value]) => `${name}: ${value}`),
  'content-type: application/problem+json',
  'connection: close',
  '',
  JSON.stringify({ type: 'urn:footbridge:problem/400', title: 'Bad Request', status: 400 }),
].join('\r\n');

/** The address as Fastify's router writes it: `{id}` becomes `:id`. */
const routerPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

const unsafe = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method);

/** A person's keys in a body must never reach a prototype. */
const reviver = (key: string, value: unknown) => {
  if (key === '__proto__' || key === 'constructor' || key === 'prototype')
    throw new SyntaxError(`the name ${key} is not allowed`);
  return value;
};

const deepest = 40;
const mostEntries = 20_000;

/** How deep a JSON text goes and how many entries it holds, said before anything is made of it. */
const extentOf = (text: string): { readonly depth: number; readonly entries: number } => {
  let [depth, reached, entries] = [0, 0, 1];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 34) {
      // Skip a string, so that brackets in prose are not counted.
      for (index++; index < text.length && text.charCodeAt(index) !== 34; index++)
        if (text.charCodeAt(index) === 92) index++;
    } else if (code === 123 || code === 91) reached = Math.max(reached, ++depth);
    else if (code === 125 || code === 93) depth--;
    else if (code === 44) entries++;
  }
  return { depth: reached, entries };
};

export const createServer = async (
  services: Services,
  routes: readonly Route[],
  plainRoutes: readonly PlainRoute[],
): Promise<FastifyInstance> => {
  const app = Fastify({
    logger: false,
    bodyLimit: usualBodyLimit,
    genReqId: () => randomUUID(),
    trustProxy: false,
    routerOptions: { maxParamLength: 200, caseSensitive: true },
    forceCloseConnections: true,
    // An address that is none never reaches the hooks below.
    frameworkErrors: (error, request, reply) => {
      reply.headers({ ...headersFor(request.raw), 'x-request-id': request.id });
      if (error.code === 'FST_ERR_MAX_PARAM_LENGTH') return sendUnknownRoute(request, reply);
      return sendProblem(reply, 400, [refusal('address-unreadable')]);
    },
    clientErrorHandler: (error, socket) => {
      if (error.code === 'ECONNRESET' || socket.destroyed) return;
      if (socket.writable) socket.write(noHttp);
      socket.destroy(error);
    },
  });

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => {
    const text = body as string;
    const { depth, entries } = extentOf(text);
    if (entries > mostEntries) return done(new Refused(413, [refusal('too-many-entries', { most: mostEntries })]));
    try {
      if (depth > deepest) throw new SyntaxError('nested too deeply');
      done(null, text === '' ? undefined : JSON.parse(text, reviver));
    } catch (error) {
      done(new Refused(400, [refusal('not-json', { reason: (error as Error).message.slice(0, 120) })]));
    }
  });

  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...headersFor(request.raw), 'x-request-id': request.id });
    const { origin } = request.headers;
    if (unsafe(request.method) && origin !== undefined) {
      // A page without an origin of its own says “null”, which is no address: it is foreign.
      const theirs = URL.parse(origin)?.host;
      if (theirs === undefined || theirs !== request.headers.host)
        throw new Refused(403, [refusal('foreign-origin', { origin: origin.slice(0, 100) })]);
    }
  });

  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (error instanceof Refused) return sendProblem(reply, error.status, error.refusals, error.extra);
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
      return sendProblem(reply, 413, [
        refusal('body-too-large', { limit: request.routeOptions.bodyLimit ?? usualBodyLimit }),
      ]);
    if (error.code?.startsWith('FST_ERR_CTP')) return sendProblem(reply, 415, [refusal('json-only')]);
    const refused = refusedByDatabase(error);
    if (refused) return sendProblem(reply, refused.status, refused.refusals);
    if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
      return sendProblem(reply, error.statusCode === 404 ? 404 : 400, [
        refusal('not-json', { reason: error.message.slice(0, 120) }),
      ]);
    if (isUnreachable(error)) return sendProblem(reply, 503, []);
    services.log({
      level: 'error',
      requestId: request.id,
      route: request.routeOptions.url,
      error: error.name,
      code: error.code,
      stack: framesOf(error),
    });
    return sendProblem(reply, 500, [refusal('internal', { requestId: request.id })]);
  });

  app.setNotFoundHandler(sendUnknownRoute);

  for (const plain of plainRoutes)
    app.route({ method: plain.method, url: routerPath(plain.path), handler: plain.handle });

  for (const { method, path, action, status = 200, etag, location, file, bodyLimit } of routes)
    app.route({
      method,
      url: routerPath(path),
      ...(bodyLimit !== undefined && {
        bodyLimit,
        preParsing: async (request: FastifyRequest) => {
          const token = tokenFrom(request);
          if (!token) throw new Refused(401, [refusal('not-signed-in')]);
          await admit(services.database, action, {
            caller: { kind: 'session', tokenHash: tokenHashOf(token) },
            now: services.clock(),
            requestId: request.id,
          });
        },
      }),
      handler: async (request, reply) => {
        const token = tokenFrom(request);
        if (!token) throw new Refused(401, [refusal('not-signed-in')]);
        const { 'as-of': asOf, ...query } = request.query as Record<string, string>;
        if (asOf !== undefined && !isDay(asOf))
          throw new Refused(422, [refusal('field.not-a-day', { field: 'as-of' }, '/as-of')]);
        if (asOf !== undefined && !isNear(asOf))
          throw new Refused(422, [refusal('field.day-too-far', { field: 'as-of' }, '/as-of')]);
        const body = request.body ?? {};
        if (typeof body !== 'object' || Array.isArray(body))
          throw new Refused(422, [refusal('field.invalid-type', { field: 'body', expected: 'object' }, '')]);
        const key = request.headers['idempotency-key'];
        if (typeof key === 'string' && key.length > longestKey)
          throw new Refused(422, [
            refusal('field.too-big', { field: 'Idempotency-Key', origin: 'string', maximum: longestKey }),
          ]);
        const match = request.headers['if-match'];
        const answer = await perform(services.database, action, {
          caller: { kind: 'session', tokenHash: tokenHashOf(token) },
          // What stands in the address wins over what stands in the body: an id in a body never redirects a change.
          input: { ...(method === 'GET' ? query : body), ...(request.params as object) },
          now: services.clock(),
          requestId: request.id,
          ...(typeof key === 'string' && action.effect === 'write' && { idempotencyKey: key }),
          ...(typeof match === 'string' && { ifMatch: match }),
          ...(asOf !== undefined && { asOf: day(asOf) }),
        });
        const value = answer.value as never;
        const version = etag?.(value);
        if (version) reply.header('etag', `"${version}"`);
        const place = location?.(value);
        if (place) reply.header('location', place);
        if (status === 204) return reply.code(204).send();
        if (file) {
          const { mediaType, name, bytes } = await file(value);
          reply.header('content-disposition', `attachment; filename="${name}"`);
          return reply.code(status).type(mediaType).send(Buffer.from(bytes));
        }
        return reply.code(status).type('application/json').send(JSON.stringify(value));
      },
    });
  return app;
};

// Where it failed, not what it said: an error's own words can hold a person's (`invalid input syntax for type date: "Anna"`).
const framesOf = (error: Error): string | undefined =>
  error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

const isUnreachable = (error: Error & { code?: string }): boolean =>
  ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '08006', '08001'].includes(error.code ?? '') ||
  /Connection terminated|timeout exceeded when trying to connect/.test(error.message);
