// The pipeline: parse → session and subject (one trip) → policy → run → due items and summary → audit → commit.
// At most five round trips; statements that need no answer in between share one.
import { createHash, randomBytes } from 'node:crypto';
import type { ZodError } from 'zod';
import type { Actor } from '#domain/access/actor.ts';
import { type ClientFacts, may, mayList } from '#domain/access/policy.ts';
import { segmentsSeen } from '#domain/access/segments.ts';
import type { Day } from '#domain/basics/day.ts';
import { type Id, idFrom } from '#domain/basics/id.ts';
import { addMinutes, dayIn, type Instant, millisOf } from '#domain/basics/instant.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { type ClientTable, clientFacts } from '#store/access/client-facts.ts';
import { writeAuditEntry } from '#store/audit.ts';
import type { DueFactsRow } from '#store/due-facts.ts';
import { findAnswer, keepAnswer, lockKey } from '#store/idempotency-keys.ts';
import type { Database, Tx } from '#store/postgres/transaction.ts';
import {
  type OpenAgency,
  openAsSystem,
  openSession,
  proofOf,
  type SessionProof,
  staffActorOf,
  stepUpMinutes,
} from '#store/sessions.ts';
import type { Action, Agency, Context } from './define.ts';
import { refreshClient, refreshMany } from './refresh.ts';
import { notFound, Refused, refusedByDatabase } from './refused.ts';

/** Who asks: a person with a session, or the system within one agency (import, day change, demonstration). */
export type Caller =
  | { readonly kind: 'session'; readonly tokenHash: Buffer }
  | { readonly kind: 'system'; readonly agencyId: Id };

export type Request = {
  readonly caller: Caller;
  readonly input: unknown;
  readonly now: Instant;
  readonly requestId?: string;
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
  readonly asOf?: Day;
};

export type Answer<Output> = { readonly value: Output; readonly repeated: boolean };

let random = Buffer.alloc(0);
let last = { millis: 0, counter: 0 };

/** Ids made one after the other sort in that order, also within a millisecond (RFC 9562, 6.2, method 1: twelve bits count). */
export const newId = (now: Instant): Id => {
  if (random.length < 10) random = randomBytes(10 * 256);
  const bytes = random.subarray(0, 10);
  random = random.subarray(10);
  const millis = millisOf(now);
  const counter = millis === last.millis ? (last.counter + 1) % 4096 : bytes.readUInt16BE(0) % 2048;
  last = { millis, counter };
  bytes.writeUInt16BE(counter, 0);
  return idFrom(millis, bytes);
};

type Issue = ZodError['issues'][number];

/** Where one of several shapes would do, what is wrong with the one that comes closest. */
const closest = (issue: Issue): readonly Issue[] => {
  if (issue.code !== 'invalid_union') return [issue];
  const [nearest] = issue.errors.toSorted((a, b) => a.length - b.length);
  return nearest?.flatMap((inner) => closest({ ...inner, path: [...issue.path, ...inner.path] } as Issue)) ?? [issue];
};

// Whoever sends ten thousand wrong fields is told of the first.
const mostNamed = 100;

/** Zod's findings as refusals: a code, and a pointer to the field. */
export const refusalsFrom = (error: ZodError): Refusal[] =>
  error.issues
    .slice(0, mostNamed)
    .flatMap(closest)
    .map((issue) => {
      const pointer = issue.path.map((part) => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
      const field = issue.path.map(String).join('.') || 'body';
      // Our own rules give their code as the message; zod's are sentences.
      const own = /^[a-z]+([.-][a-z]+)+$/.test(issue.message);
      if (own)
        return refusal(issue.message, { field, ...(issue.code === 'custom' && (issue.params as object)) }, pointer);
      const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
      const params: Record<string, string | number> = { field };
      if ('expected' in issue) params.expected = String(issue.expected);
      if ('maximum' in issue) params.maximum = Number(issue.maximum);
      if ('minimum' in issue) params.minimum = Number(issue.minimum);
      if ('values' in issue) params.values = (issue.values as unknown[]).join(', ');
      if ('keys' in issue) params.keys = (issue.keys as string[]).slice(0, mostNamed).join(', ').slice(0, 500);
      if ('origin' in issue) params.origin = String(issue.origin);
      return refusal(missing ? 'field.missing' : `field.${issue.code.replaceAll('_', '-')}`, params, pointer);
    });

const agencyOf = (open: OpenAgency): Agency => ({
  id: open.agency_id,
  name: open.agency_name,
  timeZone: open.time_zone,
  language: open.language,
  isDemo: open.is_demo,
});

type Entered = {
  readonly actor: Actor;
  readonly agency: Agency;
  /** The sitting for which the device is in a client's hands. */
  readonly lentTo: Id | null;
};

const enter = async (tx: Tx, caller: Caller, now: Instant): Promise<Entered | null> => {
  if (caller.kind === 'session') {
    const session = await openSession(tx, caller.tokenHash, now);
    return session ? { actor: staffActorOf(session), agency: agencyOf(session), lentTo: session.lent_to } : null;
  }
  const open = await openAsSystem(tx, caller.agencyId);
  if (!open) return null;
  return {
    actor: { kind: 'system', id: open.actor_id, agencyId: open.agency_id },
    agency: agencyOf(open),
    lentTo: null,
  };
};

/** What shows who somebody is, as far as their account has it: the app offers these when it asks. */
const waysOf = ({ has_password, has_code, has_passkey }: SessionProof): readonly string[] => [
  ...(has_password ? ['password'] : []),
  ...(has_code ? ['code'] : []),
  ...(has_passkey ? ['passkey'] : []),
];

const requireRecentProof = (proof: SessionProof, now: Instant): void => {
  if (proof.proved_at > addMinutes(now, -stepUpMinutes)) return;
  throw new Refused(403, [refusal('step-up-needed')], { type: 'step-up', ways: waysOf(proof) });
};

/** What the person in whose hands the device is may do with it: answer, and nothing else. */
const whileLent: readonly string[] = ['read-sitting', 'save-sitting'];

/** Everything else waits until whoever is signed in has shown, after lending it, that they hold the device again. */
const requireOwnHands = async (
  tx: Tx,
  caller: Caller,
  name: string,
  subject: { readonly id: Id } | undefined,
  lentTo: Id | null,
): Promise<void> => {
  if (lentTo === null || caller.kind !== 'session' || (whileLent.includes(name) && subject?.id === lentTo)) return;
  const proof = await tx.first(proofOf(caller.tokenHash));
  throw new Refused(403, [refusal('device-lent')], { type: 'step-up', ways: proof ? waysOf(proof) : [] });
};

const hashOf = (name: string, input: unknown): Buffer =>
  createHash('sha256')
    .update(name)
    .update(JSON.stringify(input) ?? '')
    .digest();

/** Performs `action` for whoever asks, or throws `Refused`. */
export const perform = async <Input, Output>(
  database: Database,
  action: Action<Input, Output>,
  request: Request,
): Promise<Answer<Output>> => {
  const parsed = action.input.safeParse(request.input);
  const { caller, now } = request;
  const idempotencyKey = action.isSecret ? undefined : request.idempotencyKey;
  const isWrite = action.effect === 'write';
  const shown = new Set<Id>();

  const attempt = () =>
    database.transaction(
      async (tx) => {
        const subject = parsed.success ? action.subject?.(parsed.data) : undefined;
        const hash = idempotencyKey ? hashOf(action.name, request.input) : undefined;
        // One trip: who asks, whether this was asked before, and the client it concerns, locked.
        const entering = enter(tx, caller, now);
        const locked = idempotencyKey ? tx.rows(lockKey(idempotencyKey)) : undefined;
        if (parsed.success && isWrite) action.hold?.(tx, parsed.data).catch(() => undefined);
        const facts = subject ? tx.first(clientFacts(subject.table, subject.id, now, isWrite)) : undefined;
        const earlier = idempotencyKey ? tx.first(findAnswer(idempotencyKey)) : undefined;
        const proof = action.stepUp && caller.kind === 'session' ? tx.first(proofOf(caller.tokenHash)) : undefined;
        proof?.catch(() => undefined);
        const early = parsed.success ? action.early?.(tx, parsed.data, now) : undefined;
        early?.catch(() => undefined);
        const entered = await entering;
        if (!entered) throw new Refused(401, [refusal('not-signed-in')]);
        const { actor, agency, lentTo } = entered;
        await requireOwnHands(tx, caller, action.name, subject, lentTo);
        await locked;
        const answer = await earlier;
        if (answer && hash && !answer.request_hash.equals(hash))
          throw new Refused(422, [refusal('idempotency-key-reused')]);
        if (!parsed.success) throw new Refused(422, refusalsFrom(parsed.error));
        const client: ClientFacts | null = (await facts) ?? null;
        if (subject && !client) throw notFound();
        // A read without a subject is a list: the role decides here, `visible` decides row by row.
        const decision = subject || isWrite ? may(actor, action.name, client) : mayList(actor, action.name);
        if (!decision.allowed) throw new Refused(decision.hidden ? 404 : 403, [decision.refusal]);

        const proved = await proof;
        if (proved) requireRecentProof(proved, now);
        // What was seen behind broken glass is in the audit before it is seen, whatever happens to the machine.
        if (decision.basis === 'glass') tx.plain('set local synchronous_commit = on').catch(() => undefined);

        // A kept answer speaks of the client as the act did: whoever may no longer know of them gets no copy of it.
        if (answer) return { value: answer.body as Output, repeated: true };

        // Another day may be asked about, never acted on.
        const realDay = dayIn(agency.timeZone, now);
        const today = isWrite ? realDay : (request.asOf ?? realDay);
        const touched = new Set<Id>(isWrite && client ? [client.clientId] : []);
        let foreseen: DueFactsRow | undefined;
        let details: Record<string, string | number | boolean | null> = {};
        const context: Context<Input> = {
          tx,
          input: parsed.data,
          actor,
          agency,
          now,
          today,
          client,
          segments: client ? segmentsSeen(actor, client) : [],
          sessionTokenHash: caller.kind === 'session' ? caller.tokenHash : null,
          newId: () => newId(now),
          touch: (clientId) => touched.add(clientId),
          foresee: (row) => {
            if (row.today === realDay) foreseen = row;
          },
          show: (clientIds) => {
            for (const id of clientIds) shown.add(id);
          },
          note: (more) => {
            details = { ...details, ...more };
          },
          requireVersion: (version, current) => {
            const given = request.ifMatch?.replace(/^W\//, '').replaceAll('"', '');
            if (given === undefined && caller.kind === 'system') return;
            if (given !== version)
              throw new Refused(412, [refusal(given === undefined ? 'version-missing' : 'version-stale')], {
                current,
                yours: request.input,
                version,
              });
          },
          may: (permission) => may(actor, permission, client).allowed,
        };
        const value = await action.run(context, await early);
        const [only] = touched;
        if (only !== undefined && touched.size === 1 && only === client?.clientId)
          await refreshClient(tx, only, realDay, now, foreseen);
        else await refreshMany(tx, [...touched], realDay, now);
        // Sent together with the commit: one trip. A statement that fails makes the commit fail, which is where it is heard of.
        writeAuditEntry(tx, {
          id: newId(now),
          at: now,
          actor,
          action: action.name,
          effect: action.effect,
          clientId: client?.clientId ?? (touched.size === 1 ? ([...touched][0] ?? null) : null),
          clientIds: shown.size > 0 ? [...shown] : touched.size > 1 ? [...touched] : null,
          subject: subject ?? null,
          decision: decision.basis,
          requestId: request.requestId ?? null,
          details,
        }).catch(() => undefined);
        if (idempotencyKey && hash) keepAnswer(tx, idempotencyKey, hash, value, now).catch(() => undefined);
        return { value, repeated: false };
      },
      // What asks who is there is a fact as soon as it is answered, also where it only reads.
      { durable: isWrite || action.stepUp === true },
    );

  try {
    return await attempt();
  } catch (failure) {
    const error = refusedByDatabase(failure as Error) ?? failure;
    const subject = parsed.success ? (action.subject?.(parsed.data) ?? null) : null;
    // To be asked who one is says nothing about a person; it is no refusal for the privacy officer to read.
    const isAsked = error instanceof Refused && error.extra.type === 'step-up';
    if (error instanceof Refused && !isAsked && (error.status === 403 || error.status === 404 || shown.size > 0))
      await recordRefusal(database, action.name, subject, [...shown], request, error);
    throw error;
  }
};

/** Refuses whoever may not do `action` at all, before a large body is read for them. */
export const admit = async <Input, Output>(
  database: Database,
  action: Action<Input, Output>,
  request: Omit<Request, 'input'>,
): Promise<void> => {
  const refused = await database.transaction(async (tx) => {
    const entered = await enter(tx, request.caller, request.now);
    if (!entered) return new Refused(401, [refusal('not-signed-in')]);
    const { caller, now } = request;
    if (caller.kind === 'session') await requireOwnHands(tx, caller, action.name, undefined, entered.lentTo);
    const decision = may(entered.actor, action.name, null);
    if (!decision.allowed) return new Refused(decision.hidden ? 404 : 403, [decision.refusal]);
    const proved = action.stepUp && caller.kind === 'session' ? await tx.first(proofOf(caller.tokenHash)) : undefined;
    if (proved) requireRecentProof(proved, now);
    return null;
  });
  if (!refused) return;
  if (refused.status !== 401)
    await recordRefusal(database, action.name, null, [], { ...request, input: undefined }, refused);
  throw refused;
};

// A refused look or act is itself a fact for the privacy officer, and so is a refusal that showed clients (possible duplicates);
// it is written in a transaction of its own.
const recordRefusal = async (
  database: Database,
  name: string,
  subject: { readonly table: ClientTable; readonly id: Id } | null,
  shown: readonly Id[],
  request: Request,
  error: Refused,
) => {
  await database.transaction(async (tx) => {
    const entered = await enter(tx, request.caller, request.now);
    if (!entered) return;
    const facts = subject && (await tx.first(clientFacts(subject.table, subject.id, request.now, false)));
    writeAuditEntry(tx, {
      id: newId(request.now),
      at: request.now,
      actor: entered.actor,
      action: name,
      effect: 'refused',
      clientId: facts?.clientId ?? null,
      clientIds: shown.length > 0 ? shown : null,
      subject,
      decision: error.refusals[0]?.code ?? 'refused',
      requestId: request.requestId ?? null,
      details: {},
    }).catch(() => undefined);
  });
};

/** The system's own transaction within one agency, for work that is no single action (imports, generated data). */
export const asSystem = async <T>(
  database: Database,
  agencyId: Id,
  now: Instant,
  work: (tx: Tx) => Promise<T>,
): Promise<T> =>
  database.transaction(async (tx) => {
    const entered = await enter(tx, { kind: 'system', agencyId }, now);
    if (!entered) throw new Error('no such agency');
    return work(tx);
  });
