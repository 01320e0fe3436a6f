// An action is one thing someone does. It says what it takes, which client it concerns, and what it does; the pipeline
// (perform.ts) is the only caller of `run`.
import type { z } from 'zod';
import type { Actor } from '#domain/access/actor.ts';
import type { ClientFacts, Permission } from '#domain/access/policy.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant, ZoneName } from '#domain/basics/instant.ts';
import type { ClientTable } from '#store/access/client-facts.ts';
import type { DueFactsRow } from '#store/due-facts.ts';
import type { Tx } from '#store/postgres/transaction.ts';

export type Agency = {
  readonly id: Id;
  readonly name: string;
  readonly timeZone: ZoneName;
  readonly language: string;
  readonly isDemo: boolean;
};

export type Context<Input> = {
  readonly tx: Tx;
  readonly input: Input;
  readonly actor: Actor;
  readonly agency: Agency;
  /** The moment this action happens; nothing else reads a clock. */
  readonly now: Instant;
  /** Today in the agency's time zone, or the `as-of` day that was asked for. */
  readonly today: Day;
  /** The client this action concerns; present when the action has a subject. */
  readonly client: ClientFacts | null;
  /** The segments of the client's record that the actor sees. */
  readonly segments: readonly string[];
  /** The hash of the caller's session token; null for the system. */
  readonly sessionTokenHash: Buffer | null;
  newId(): Id;
  /** Names further clients whose due items and summary must be worked out anew. */
  touch(clientId: Id): void;
  /** Gives the client's facts as they will be once what was sent is written: that spares reading them again behind it. */
  foresee(facts: DueFactsRow): void;
  /** Names the clients a list showed, for the audit. */
  show(clientIds: readonly Id[]): void;
  /** Adds to the audit entry: ids and codes only, never clinical text. */
  note(details: Readonly<Record<string, string | number | boolean | null>>): void;
  /** Refuses with 412 and both sides unless the caller's If-Match names `version`. */
  requireVersion(version: Instant, current: unknown): void;
  /** Whether the actor may also do `permission` to this client; for what a view shows or offers. */
  may(permission: Permission): boolean;
};

// biome-ignore lint/suspicious/noExplicitAny: what an action reads early concerns nobody but its own `run`
export type Action<Input = unknown, Output = unknown, Early = any> = {
  readonly name: Permission;
  readonly effect: 'read' | 'write';
  /** Done only for somebody who showed within the last five minutes who they are: others are asked to, and the request is repeated. */
  readonly stepUp?: true;
  /** What it takes or gives is secret: no copy is kept for a repeat, which does the same anew. */
  readonly isSecret?: true;
  readonly input: z.ZodType<Input>;
  readonly output?: z.ZodType<Output>;
  /** The row whose client is locked and asked about before anything else; none where the act concerns no one client. */
  readonly subject?: (input: Input) => { readonly table: ClientTable; readonly id: Id };
  /**
   * Locks the clients an act concerns beside its subject, or instead of one; sent before the subject's own lock. Always in the order
   * of their ids (`lockClients`): two acts over the same two people then wait for one another, not both for ever.
   */
  readonly hold?: (tx: Tx, input: Input) => Promise<unknown>;
  /**
   * Reads sent together with the question who asks, which saves a round trip: those that need nothing but what was asked. What they
   * bring reaches `run`, and so anybody, only once it is allowed.
   */
  readonly early?: (tx: Tx, input: Input, now: Instant) => Promise<Early>;
  readonly run: (context: Context<Input>, early: Early) => Promise<Output>;
};

export const defineAction = <Input, Output, Early = undefined>(
  action: Action<Input, Output, Early>,
): Action<Input, Output> => action;
