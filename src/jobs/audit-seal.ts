// The audit is sealed once a minute, in small pieces with pauses between them, so that whoever writes meanwhile hardly feels it. A
// backlog, such as an import leaves, is worked off in the same way.
import { setTimeout as pause } from 'node:timers/promises';
import { asSystem } from '#actions/pipeline/perform.ts';
import type { Id } from '#domain/basics/id.ts';
import type { AuditKey } from '#store/audit-seal/audit-key.ts';
import { HeadFault, sealNext } from '#store/audit-seal/seal.ts';
import { agencyClocks } from '#store/day-change.ts';
import type { JobServices } from './worker/worker.ts';

// Few trips to the database, for in a busy process each waits its turn; and a million entries in less than a minute.
const entriesAtOnce = 10_000;
const paceMillis = 500;
const leastRestMillis = 50;
const betweenRoundsMillis = 60_000;
/** Whoever stops the product does not wait for a long backlog; the next start goes on with it. */
const lastRoundMillis = 2_000;

/** In the background pieces are followed by a rest, and whether they have reached the disk is left to the server. */
export type Sealing = { readonly inBackground: boolean; readonly signal?: AbortSignal };

/** Seals all that is certainly written of every agency, and returns how many entries that were. */
export const sealAudit = async (
  { database, clock, log }: JobServices,
  key: AuditKey,
  { inBackground, signal }: Sealing,
): Promise<number> => {
  let sealed = 0;
  const sealAgency = async (agencyId: Id) => {
    while (!signal?.aborted) {
      const begun = performance.now();
      const count = await asSystem(database, agencyId, clock(), (tx) => {
        if (inBackground) tx.plain('set local synchronous_commit = off').catch(() => undefined);
        return sealNext(tx, agencyId, key, clock(), entriesAtOnce);
      });
      sealed += count;
      // What is written meanwhile waits for the next round: a head for every few entries would only be more to verify.
      if (count < entriesAtOnce) return;
      if (inBackground)
        await pause(Math.max(leastRestMillis, paceMillis - (performance.now() - begun)), undefined, { ref: false });
    }
  };
  for (const { agency_id } of await database.transaction(agencyClocks, { durable: false })) {
    try {
      await sealAgency(agency_id);
    } catch (error) {
      // What does not hold is not built upon; the other agencies are sealed all the same. `footbridge audit verify` says what it is.
      if (!(error instanceof HeadFault)) throw error;
      log({ level: 'error', job: 'audit-seal', agency: agency_id, error: 'head-not-ours' });
    }
  }
  return sealed;
};

/** Seals at start and then once a minute; `stop` seals what is left. */
export const keepSealing = (services: JobServices, key: AuditKey): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  const seal = (sealing: Sealing) =>
    sealAudit(services, key, sealing).catch((error: Error) => {
      // The database may be away for a moment; the next round seals what this one could not.
      services.log({ level: 'error', job: 'audit-seal', error: error.name });
    });
  const rounds = async () => {
    while (!stopping.signal.aborted) {
      await seal({ inBackground: true, signal: stopping.signal });
      await pause(betweenRoundsMillis, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = rounds();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      await seal({ inBackground: false, signal: AbortSignal.timeout(lastRoundMillis) });
    },
  };
};
