// While nobody has taken up what an answer said of somebody's safety, the next person is told: whoever is on call, then the team lead,
// then the supervisor, and then all of them again. It is looked at every half minute, and once at start: what fell due while the
// product did not run is told then.
import { asSystem, newId } from '#actions/pipeline/perform.ts';
import { tellWhoIsNext } from '#actions/pipeline/safety-episodes.ts';
import type { Id } from '#domain/basics/id.ts';
import { writeAuditEntry } from '#store/audit.ts';
import { agencyClocks, ownClock } from '#store/day-change.ts';
import { lockEpisodesWaiting, readEpisodes, readWhomToTell } from '#store/safety.ts';
import type { JobServices } from './worker/worker.ts';

const betweenLooksMillis = 30_000;

const tellIn = ({ database, clock }: Pick<JobServices, 'database' | 'clock'>, agencyId: Id): Promise<number> => {
  const now = clock();
  return asSystem(database, agencyId, now, async (tx) => {
    const waiting = await lockEpisodesWaiting(tx, now);
    if (waiting.length === 0) return 0;
    const house = await ownClock(tx);
    if (!house) return 0;
    const actor = { kind: 'system', id: house.actor_id, agencyId } as const;
    let told = 0;
    for (const { id, clientId } of waiting) {
      const [episodes, whom] = await Promise.all([readEpisodes(tx, clientId), readWhomToTell(tx, clientId, now)]);
      const row = episodes.find((each) => each.id === id);
      if (
        !row ||
        !(await tellWhoIsNext({ tx, actor, agency: { id: agencyId }, now, newId: () => newId(now) }, row, whom))
      )
        continue;
      told += 1;
      writeAuditEntry(tx, {
        ...{ id: newId(now), at: now, actor, action: 'tell-of-safety', effect: 'write', clientId, clientIds: null },
        ...{ subject: { table: 'safety_episodes', id }, decision: 'system', requestId: null, details: {} },
      }).catch(() => undefined);
    }
    return told;
  });
};

/** Tells everybody whose turn it is, in every agency; gives how many episodes somebody was told of. */
export const tellOfSafety = async (services: JobServices): Promise<number> => {
  let told = 0;
  for (const { agency_id } of await services.database.transaction(agencyClocks, { durable: false }))
    told += await tellIn(services, agency_id);
  return told;
};

/** Looks at once and then every half minute. */
export const keepWatch = (services: JobServices): { stop(): Promise<void> } => {
  const look = () =>
    tellOfSafety(services).catch((error: Error & { code?: string }) => {
      // The database may be away for a moment; the next look makes up for it.
      services.log({ level: 'error', job: 'safety-watch', error: error.code ?? error.name });
    });
  let running: Promise<unknown> = look();
  const timer = setInterval(() => {
    running = running.then(look);
  }, betweenLooksMillis);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
