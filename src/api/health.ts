// Whether the server can work: no sign-in, no counts, no names.
import { sql } from 'kysely';
import { isCurrent } from '#store/postgres/migrate.ts';
import type { PlainRoute } from './http/route.ts';
import type { Services } from './http/server.ts';

export const healthRoutes = (services: Services, version: string): PlainRoute[] => [
  {
    method: 'GET',
    path: '/api/health',
    operationId: 'health',
    summary: 'Whether the server and its database are ready.',
    open: true,
    handle: async (_, reply) => {
      const state = await services.database
        .transaction(
          async (tx) => ({
            demo: (await tx.first(sql<{ demo: boolean }>`select app.holds_demo() as demo`))?.demo ?? false,
            current: await isCurrent(async (text) => ({
              rows: await tx.rows(sql<{ name: string }>`${sql.raw(text)}`),
            })),
          }),
          { durable: false },
        )
        .catch(() => null);
      const ok = state?.current === true;
      return reply.code(ok ? 200 : 503).send({
        status: ok ? 'ok' : 'unavailable',
        version,
        mode: state?.demo ? 'demo' : 'production',
        database: state ? 'ok' : 'unreachable',
        migrations: state ? (state.current ? 'current' : 'behind') : 'unknown',
      });
    },
  },
];
