// Mail that waits to be handed over. It names nobody: what it is about is looked up by whoever signs in.
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { agency } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type WaitingMail = {
  readonly id: Id;
  readonly recipient: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly attempts: number;
  readonly agency: string;
  readonly language: string;
};

// What nobody could be told for so long is no news any more; it stands in the product.
const newsFor = '7 days';
const mostAttempts = 12;

/** The next one, held until this transaction ends; nobody in a demonstration has a mailbox. */
export const nextMail = (tx: Tx, now: Instant): Promise<WaitingMail | undefined> =>
  tx.first(sql<WaitingMail>`
    select o.id, o.recipient, o.template, o.params, o.attempts, g.name as agency, g.language
    from outbox o join agencies g on g.agency_id = o.agency_id and not g.is_demo
    where o.agency_id = ${agency} and o.channel = 'e-mail' and o.sent_at is null and o.send_after <= ${now}::timestamptz
      and o.recorded_at > ${now}::timestamptz - ${newsFor}::interval and o.attempts < ${mostAttempts}
    order by o.send_after, o.id limit 1 for update of o skip locked`);

export const markSent = (tx: Tx, id: Id, now: Instant): Promise<number> =>
  tx.run(sql`
    update outbox set sent_at = ${now}::timestamptz, attempts = attempts + 1, last_error = null
    where agency_id = ${agency} and id = ${id}::uuid`);

/** `why` is a code, never what the mail says. */
export const putOff = (tx: Tx, id: Id, until: Instant, why: string): Promise<number> =>
  tx.run(sql`
    update outbox set send_after = ${until}::timestamptz, attempts = attempts + 1, last_error = ${why}
    where agency_id = ${agency} and id = ${id}::uuid`);
