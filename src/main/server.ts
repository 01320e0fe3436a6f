// The running product: database pool, HTTP server, the built web app.
import { readFileSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import { createApp } from '#api/app.ts';
import { systemClock } from '#api/http/server.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { AuditKey } from '#store/audit-seal/audit-key.ts';
import { databaseUrls, isPrivileged } from '#store/postgres/roles.ts';
import { openDatabase } from '#store/postgres/transaction.ts';
import { startBackground } from './background.ts';

export const version: string = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;

export type RunningServer = { readonly port: number; readonly url: string; stop(): Promise<void> };

export type ServerOptions = {
  /** The owner's URL; the server itself connects as footbridge_app. */
  readonly ownerUrl: string;
  readonly port: number;
  readonly host?: string;
  /** The built web app; without it only the API is served. */
  readonly webFolder?: string;
  readonly clock?: () => Instant;
  readonly connections?: number;
  /** False: only answers requests, another process runs the day change and long work. */
  readonly background?: boolean;
  /** Seals the audit in the background; without it nothing is sealed. */
  readonly auditKey?: AuditKey | null;
  readonly log?: (line: Record<string, unknown>) => void;
};

/** Starts serving; refuses to run as a role that would pass row-level security. */
export const startServer = async (options: ServerOptions): Promise<RunningServer> => {
  const { app: appUrl } = databaseUrls(options.ownerUrl);
  if (await isPrivileged(appUrl)) throw new Error('the server would connect as a role that passes row-level security');
  const database = openDatabase(appUrl, { connections: options.connections ?? 16 });
  const log = options.log ?? ((line) => process.stderr.write(`${JSON.stringify(line)}\n`));
  const services = { database, clock: options.clock ?? systemClock, log };
  const app = await createApp(services, version);
  if (options.webFolder) {
    await app.register(fastifyStatic, {
      root: options.webFolder,
      prefix: '/',
      wildcard: false,
      setHeaders: (response, path) => {
        response.header(
          'cache-control',
          /-[\w-]{8,}\.\w+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
    // Addresses inside the app are the app's own; only the API and files with an ending may be missing.
    app.get('/*', (request, reply) => {
      const path = request.url.split('?')[0] ?? '/';
      if (path.startsWith('/api/') || /\.\w+$/.test(path)) return reply.callNotFound();
      return reply.header('cache-control', 'no-cache').sendFile('index.html');
    });
  }
  const startAll = async () => {
    await app.listen({ port: options.port, host: options.host ?? '127.0.0.1' });
    return options.background === false ? null : startBackground(options.ownerUrl, services, options.auditKey ?? null);
  };
  // The database may go away while this starts: then nothing stays half open, and the process can end and say why.
  const background = await startAll().catch(async (error: unknown) => {
    await app.close();
    await database.close();
    throw error;
  });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    port,
    url: `http://localhost:${port}`,
    stop: async () => {
      await app.close();
      await background?.stop();
      await database.close();
    },
  };
};
