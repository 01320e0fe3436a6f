// Links between two clients: a family served as one, or two records of one person. A link is found from either side.
import { sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { clientLinkKinds } from '#domain/people/surroundings.ts';
import { visible } from '../access/visible.ts';
import { agency, db, json } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';
import type { Stamp } from './records.ts';

export type LinkKind = (typeof clientLinkKinds)[number];

export type NewLink = {
  readonly id: Id;
  readonly clientId: Id;
  readonly otherId: Id;
  readonly kind: LinkKind;
  readonly relationship: string | null;
};

/** Sends the links that do not stand yet, in whichever direction. */
export const insertClientLinks = (tx: Tx, stamp: Stamp, links: readonly NewLink[]): Promise<number> =>
  links.length === 0
    ? Promise.resolve(0)
    : tx.run(sql`
    insert into client_links (agency_id, id, client_id, other_client_id, kind, relationship, recorded_at, recorded_by)
    select ${agency}, n.id, n."clientId", n."otherId", n.kind, n.relationship, ${stamp.at}::timestamptz, ${stamp.by}::uuid
    from jsonb_to_recordset(${json(links)}::jsonb) as n (id uuid, "clientId" uuid, "otherId" uuid, kind text, relationship text)
    where not exists (
      select from client_links l where l.agency_id = ${agency} and l.superseded_at is null and l.kind = n.kind
        and (l.client_id, l.other_client_id) in ((n."clientId", n."otherId"), (n."otherId", n."clientId")))`);

/** Locks both clients of a link of this client's, in the order of their ids as `lockClients` does; of another's none. */
export const lockLinkedClients = (tx: Tx, clientId: Id, linkId: Id): Promise<unknown> =>
  tx.rows(sql`
    select c.id from client_links l join clients c on c.agency_id = l.agency_id and c.id in (l.client_id, l.other_client_id)
    where l.agency_id = ${agency} and l.id = ${linkId}::uuid and ${clientId}::uuid in (l.client_id, l.other_client_id)
    order by c.id for no key update of c`);

export type LinkView = {
  readonly id: Id;
  readonly kind: LinkKind;
  readonly relationship: string | null;
  readonly recordedAt: Instant;
  readonly other: {
    readonly id: Id;
    readonly number: number;
    readonly givenName: string;
    readonly familyName: string;
    readonly chosenName: string | null;
  };
};

/** The links of a client; those to people the actor may not open are left out. */
export const readClientLinks = (tx: Tx, actor: Actor, clientId: Id, today: Day): Promise<LinkView[]> =>
  tx.rows(sql<LinkView>`
    select l.id, l.kind, l.relationship, l.recorded_at as "recordedAt",
      jsonb_build_object('id', c.id, 'number', c.number, 'givenName', c.given_name, 'familyName', c.family_name, 'chosenName', c.chosen_name) as other
    from (
      select id, kind, relationship, recorded_at, other_client_id as other_id from client_links
      where agency_id = ${agency} and client_id = ${clientId}::uuid and superseded_at is null
      union all
      select id, kind, relationship, recorded_at, client_id from client_links
      where agency_id = ${agency} and other_client_id = ${clientId}::uuid and superseded_at is null
    ) l
    join clients c on c.agency_id = ${agency} and c.id = l.other_id and ${visible(actor, 'read-client', 'c', today)}
    order by l.recorded_at, l.id`);

/** Marks a link of this client as no longer so; gives the other client, or undefined where there is no such link. */
export const endClientLink = (
  tx: Tx,
  stamp: Stamp,
  clientId: Id,
  linkId: Id,
  reason: string,
): Promise<{ otherId: Id } | undefined> =>
  tx.first(sql<{ otherId: Id }>`
    update client_links set superseded_at = ${stamp.at}::timestamptz, superseded_by = ${stamp.by}::uuid, error_reason = ${reason}
    where agency_id = ${agency} and id = ${linkId}::uuid and superseded_at is null and ${clientId}::uuid in (client_id, other_client_id)
    returning case when client_id = ${clientId}::uuid then other_client_id else client_id end as "otherId"`);

/**
 * Who shall look whether `newcomer` and `known` are one person: a team lead or supervisor who sees both charts, else one who sees
 * one of them, else any; without such a person whoever answers for the known client. Never somebody blocked from either.
 */
export const whoSeesBoth = (
  tx: Tx,
  actorId: Id,
  known: readonly Id[],
  today: Day,
): Promise<{ clientId: Id; staffId: Id | null; teamId: Id | null }[]> =>
  tx.rows(sql<{ clientId: Id; staffId: Id | null; teamId: Id | null }>`
    select k.client_id as "clientId", lead.id as "staffId",
      case when lead.id is null then (
        select a.team_id from assignments a where a.agency_id = ${agency} and a.client_id = k.client_id and a.team_id is not null and a.to_day is null limit 1) end as "teamId"
    from unnest(${known}::uuid[]) as k (client_id)
    left join lateral (
      select s.id from staff s
      cross join lateral (select array(
        select l.team_id from supervision_lines l where l.agency_id = s.agency_id and l.supervisor_id = s.id and l.team_id is not null and l.during @> ${today}::date
        union select p.team_id from positions p where p.agency_id = s.agency_id and p.staff_id = s.id and p.role = 'leader' and p.during @> ${today}::date) as ids) teams
      cross join lateral (select array(
        select l.staff_id from supervision_lines l where l.agency_id = s.agency_id and l.supervisor_id = s.id and l.staff_id is not null and l.during @> ${today}::date
        union select p.staff_id from positions p where p.agency_id = s.agency_id and p.team_id = any (teams.ids) and p.during @> ${today}::date
        union select s.id) as ids) people
      where s.agency_id = ${agency} and s.roles && array['team-lead', 'supervisor'] and (s.left_on is null or s.left_on >= ${today}::date)
        and not exists (select from staff_blocks b where b.agency_id = s.agency_id and b.client_id = k.client_id and b.staff_id = s.id and b.superseded_at is null)
      order by
        exists (select from assignments a where a.agency_id = s.agency_id and a.client_id = k.client_id and a.to_day is null
          and (a.staff_id = any (people.ids) or a.team_id = any (teams.ids))) desc,
        ${actorId}::uuid = any (people.ids) desc, s.id
      limit 1) lead on true`);

export const insertDuplicateChecks = (
  tx: Tx,
  stamp: Stamp,
  tasks: readonly {
    readonly id: Id;
    readonly clientId: Id;
    readonly otherId: Id;
    readonly title: string;
    readonly staffId: Id | null;
    readonly teamId: Id | null;
    readonly dueBy: Day;
  }[],
): Promise<unknown> =>
  tx.run(
    db.insertInto('tasks').values(
      tasks.map((task) => ({
        agency_id: stamp.agencyId,
        id: task.id,
        client_id: task.clientId,
        kind: 'duplicate-check',
        title: task.title,
        subject_kind: 'clients',
        subject_id: task.otherId,
        due_by: task.dueBy,
        staff_id: task.staffId,
        team_id: task.teamId,
        recorded_at: stamp.at,
        recorded_by: stamp.by,
      })),
    ),
  );
