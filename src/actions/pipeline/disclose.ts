// The one door through which anything about a person leaves the agency. It asks the basis, keeps back the segments that neither the
// basis nor a consent opens, writes the log, and says what must go along. Whoever sends something out asks here first and reads only
// the segments it answers with.
import type { Actor } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { type Asked, isOpenUnder, whyNotDisclose } from '#domain/disclosure/disclosing.ts';
import { insertDisclosures } from '#store/disclosures.ts';
import type { Tx } from '#store/postgres/transaction.ts';
import { allow, invalid } from './refused.ts';

export type Disclosing = {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly agency: { readonly id: Id; readonly name: string };
  readonly now: Instant;
  readonly today: Day;
  newId(): Id;
};

export type ToDisclose = Asked & {
  readonly clientIds: readonly Id[];
  readonly address: string | null;
  /** Of what would go out. */
  readonly segments: readonly string[];
  /** What is not open is left out; otherwise everything must be open, or nothing goes. */
  readonly leavesOut: boolean;
};

export type Disclosed = {
  /** One entry of the log for each client, in their order. */
  readonly ids: readonly Id[];
  /** What may go out: nothing else may be read for it. */
  readonly segments: readonly string[];
  /** Whether the statement of 42 CFR 2.32 must go along. */
  readonly isPart2: boolean;
  /** The consents it rests on, whose scope goes along (42 CFR 2.32). */
  readonly consents: readonly Id[];
};

/** Refuses, or writes the log and says what may go. To be asked in the transaction that sends, or before it. */
export const disclose = async (context: Disclosing, asked: ToDisclose): Promise<Disclosed> => {
  const { tx, actor, agency, now, today, newId } = context;
  allow(whyNotDisclose(asked, today));
  const closed = asked.segments.filter((segment) => !isOpenUnder(asked.basis, segment));
  const why: Refusal[] = closed.map((segment) =>
    asked.basis === 'consent'
      ? refusal('disclosure-without-consent', { segment }, '/basis')
      : refusal('disclosure-segment-closed', { segment }, '/basis'),
  );
  const segments = asked.segments.filter((segment) => !closed.includes(segment));
  if (why.length > 0 && (!asked.leavesOut || segments.length === 0)) allow(why);
  if (segments.length === 0) throw invalid('disclosure-kinds-missing', {}, '/kinds');
  const clients = asked.clientIds.map((clientId) => ({ id: newId(), clientId }));
  const stamp = { agencyId: agency.id, by: actor.id, at: now };
  if (clients.length > 0) await insertDisclosures(tx, stamp, clients, { ...asked, segments, consents: [] });
  return { ids: clients.map(({ id }) => id), segments, isPart2: segments.includes('part2'), consents: [] };
};
