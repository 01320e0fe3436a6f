// What two people must agree to: asked, decided once, kept with both names.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import type { ApprovalKind, ApprovalState } from '#domain/access/approvals.ts';
import type { ClientFacts } from '#domain/access/policy.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Part2ExportKind } from '#domain/disclosure/bulk.ts';
import { clientFactsOf } from './access/client-facts.ts';
import { type NamedRecord, namedRecord } from './access/named-record.ts';
import { visible } from './access/visible.ts';
import { agency, db } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type ApprovalRow = {
  readonly id: Id;
  readonly kind: ApprovalKind;
  readonly clientId: Id | null;
  readonly otherClientId: Id | null;
  readonly askedBy: Id;
  readonly askedOn: Day;
  readonly state: ApprovalState;
  readonly decidedOn: Day | null;
};

export const insertApproval = (
  tx: Tx,
  stamp: { readonly agencyId: Id; readonly by: Id; readonly at: Instant; readonly today: Day },
  asked: {
    readonly id: Id;
    readonly kind: ApprovalKind;
    readonly clientId: Id | null;
    readonly otherClientId: Id | null;
    readonly reason: string;
  },
): Promise<number> =>
  tx.run(
    db.insertInto('approvals').values({
      agency_id: stamp.agencyId,
      id: asked.id,
      kind: asked.kind,
      client_id: asked.clientId,
      other_client_id: asked.otherClientId,
      reason: asked.reason,
      asked_by: stamp.by,
      asked_on: stamp.today,
      recorded_at: stamp.at,
      recorded_by: stamp.by,
    }),
  );

/** What is asked about any of these clients and not decided; whether it has lapsed since is for the rule to say. */
export const openApprovalsAbout = (tx: Tx, clientIds: readonly Id[]) =>
  tx.rows(sql<Pick<ApprovalRow, 'id' | 'clientId' | 'state' | 'askedOn'>>`
    select a.id, a.client_id as "clientId", a.state, a.asked_on as "askedOn" from approvals a
    where a.agency_id = ${agency} and a.state = 'open'
      and (a.client_id = any (${clientIds}::uuid[]) or a.other_client_id = any (${clientIds}::uuid[]))`);

const theOne = (id: Id) => sql`a.agency_id = ${agency} and a.id = ${id}::uuid`;

/** The client it concerns, for a statement that leaves before the approval is read. */
export const clientOfApproval = (id: Id, which: 'client_id' | 'other_client_id'): RawBuilder<Id | null> =>
  sql<Id | null>`(select ${sql.ref(`a.${which}`)} from approvals a where ${theOne(id)})`;

/** Locks the clients it concerns, in the order of their ids as `lockClients` does. */
export const lockClientsOfApproval = (tx: Tx, id: Id): Promise<unknown> =>
  tx.rows(sql`
    select c.id from approvals a join clients c on c.agency_id = a.agency_id and c.id in (a.client_id, a.other_client_id)
    where ${theOne(id)} order by c.id for no key update of c`);

/** Locked, so that two who decide at once decide one after the other. */
export const lockApproval = (tx: Tx, id: Id): Promise<ApprovalRow | undefined> =>
  tx.first(sql<ApprovalRow>`
    select a.id, a.kind, a.client_id as "clientId", a.other_client_id as "otherClientId", a.asked_by as "askedBy", a.asked_on as "askedOn",
      a.state, a.decided_on as "decidedOn"
    from approvals a where ${theOne(id)} for update of a`);

/** What the policy must know of each client it concerns. */
export const factsOfApproval = (tx: Tx, id: Id, now: Instant): Promise<ClientFacts[]> =>
  Promise.all(
    (['client_id', 'other_client_id'] as const).map((which) =>
      tx.first(clientFactsOf(clientOfApproval(id, which), now, false)),
    ),
  ).then((facts) => facts.filter((each) => each !== undefined));

export const recordDecision = (
  tx: Tx,
  stamp: { readonly by: Id; readonly at: Instant; readonly today: Day },
  id: Id,
  state: Exclude<ApprovalState, 'open'>,
  note: string | null,
): Promise<number> =>
  tx.run(sql`
    update approvals a set state = ${state}, decided_by = ${stamp.by}::uuid, decided_on = ${stamp.today}::date, decision_note = ${note},
      recorded_at = ${stamp.at}::timestamptz, recorded_by = ${stamp.by}::uuid
    where ${theOne(id)} and a.state = 'open'`);

type Person = { readonly id: Id; readonly name: string };
export type ListedApproval = ApprovalRow & {
  readonly reason: string | null;
  readonly note: string | null;
  readonly exports: Part2ExportKind | null;
  readonly asker: Person;
  readonly decider: Person | null;
  readonly client: NamedRecord | null;
  readonly other: NamedRecord | null;
  readonly outcome: Readonly<Record<string, number>> | null;
};

const person = (of: RawBuilder<unknown>) => sql`(
  select jsonb_build_object('id', s.id, 'name', s.given_name || ' ' || s.family_name) from staff s where s.agency_id = ${agency} and s.id = ${of})`;

/** What was asked, the undecided first; only about clients the actor may know of, of the kinds that are theirs to decide. */
export const readApprovals = (
  tx: Tx,
  actor: Actor,
  kinds: readonly ApprovalKind[],
  today: Day,
  page: { readonly limit: number; readonly offset: number },
): Promise<(ListedApproval & { readonly total: number })[]> =>
  tx.rows(sql<ListedApproval & { total: number }>`
    select a.id, a.kind, a.client_id as "clientId", a.other_client_id as "otherClientId", a.asked_by as "askedBy", a.asked_on as "askedOn",
      a.state, a.decided_on as "decidedOn", a.reason, a.decision_note as note, a.outcome,
      (select b.kind from bulk_exports b where b.agency_id = a.agency_id and b.id = a.id) as exports,
      coalesce(${person(sql`a.asked_by`)}, jsonb_build_object('id', a.asked_by, 'name', '')) as asker, ${person(sql`a.decided_by`)} as decider,
      case when c.id is not null then ${namedRecord('c')} end as client,
      case when o.id is not null then ${namedRecord('o')} when m.id is not null then ${namedRecord('i')} end as other,
      count(*) over () as total
    from approvals a
    left join clients c on c.agency_id = a.agency_id and c.id = a.client_id
    left join clients o on o.agency_id = a.agency_id and o.id = a.other_client_id
    left join merged_clients m on m.agency_id = a.agency_id and m.id = a.other_client_id and m.superseded_at is null
    left join lateral jsonb_populate_record(null::clients, m.identity) i on m.id is not null
    where a.agency_id = ${agency} and a.kind = any (${kinds}::text[])
      and (c.id is null or ${visible(actor, 'list-approvals', 'c', today)})
      and (o.id is null or exists (select from clients c where c.agency_id = o.agency_id and c.id = o.id and ${visible(actor, 'list-approvals', 'c', today)}))
    order by (a.state <> 'open'), a.asked_on desc, a.id desc
    limit ${page.limit} offset ${page.offset}`);
