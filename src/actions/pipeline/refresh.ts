// What lists show of a client is kept in the writing transaction: due items and summary, worked out anew from the facts.
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Tx } from '#store/postgres/transaction.ts';

export const refreshClient = async (_tx: Tx, _clientId: Id, _today: Day, _now: Instant): Promise<void> => {};
