// The policy's second reading: which clients a list, count, search or report may draw on. Every such query joins it.
import { type RawBuilder, sql } from 'kysely';
import { type Actor, openForNow, type StaffActor, sightOf } from '#domain/access/actor.ts';
import { type Permission, type PolicyRow, policy } from '#domain/access/policy.ts';
import { rulesOpenTo } from '#domain/access/segments.ts';
import type { Day } from '#domain/basics/day.ts';
import { assignmentOpens } from './client-facts.ts';

const clientOf = (alias: string) =>
  sql.ref(alias === 'clients' || alias === 'c' ? `${alias}.id` : `${alias}.client_id`);

/**
 * A predicate on the client that a row of `alias` belongs to (`<alias>.client_id`; `<alias>.id` where the alias is `c` or
 * `clients`): true where `actor` may do `permission` to that client, and the row's segment is one they see; `author` as below.
 */
export const visible = (
  actor: Actor,
  permission: Permission,
  alias: string,
  today: Day,
  author?: 'staff_id',
): RawBuilder<boolean> => {
  if (actor.kind === 'system') return sql<boolean>`true`;
  const relations = new Set(
    (policy[permission] as PolicyRow)
      .filter(({ roles }) => roles.some((role) => actor.roles.includes(role)))
      .map(({ relation }) => relation),
  );
  const client = clientOf(alias);
  const agencyOf = sql.ref(`${alias}.agency_id`);
  const { glass, onCall } = openForNow(actor);
  const { blocked } = sightOf(actor);
  const ways: RawBuilder<boolean>[] = [];
  if (relations.has('agency')) ways.push(sql<boolean>`true`);
  else {
    if (relations.has('care'))
      // As an array it is worked out first, and the rows are looked up by it: few of many clients are anyone's.
      ways.push(sql<boolean>`${client} = any (${caredFor(actor, today)})`);
    if (relations.has('unclaimed'))
      ways.push(
        alias === 'c' || alias === 'clients'
          ? sql<boolean>`${sql.ref(`${alias}.unclaimed`)}`
          : sql<boolean>`exists (select from clients u where u.agency_id = ${agencyOf} and u.id = ${client} and u.unclaimed)`,
      );
    if (relations.has('former'))
      ways.push(sql<boolean>`(not exists (select from clients u where u.agency_id = ${agencyOf} and u.id = ${client} and u.unclaimed)
        and not exists (select from assignments o where o.agency_id = ${agencyOf} and o.client_id = ${client} and ${assignmentOpens('o', today)}))`);
    if (relations.has('glass') && glass.length > 0) ways.push(sql<boolean>`${client} = any (${glass}::uuid[])`);
    if (relations.has('on-call') && onCall.length > 0)
      ways.push(sql<boolean>`${client} = any (array(select o.client_id from enrolments o where o.agency_id = (select app.agency())
        and o.state <> 'ended' and o.programme_id = any (${onCall}::uuid[])))`);
  }
  if (ways.length === 0) return sql<boolean>`false`;
  const isBlocked = blocked.length > 0 ? sql`${client} = any (${blocked}::uuid[])` : sql`false`;
  return sql<boolean>`(${seesSegment(actor, alias, today, author)} and (${sql.join(ways, sql` or `)}) and not ${isBlocked})`;
};

const caredFor = (actor: StaffActor, today: Day) => sql`array(
  select a.client_id from assignments a
  where a.agency_id = (select app.agency()) and ${assignmentOpens('a', today)}
    and (a.staff_id = any (${actor.reachStaff}::uuid[]) or a.team_id = any (${actor.reachTeams}::uuid[])))`;

/**
 * A predicate on the segment of a row of `alias`: true where `actor` sees it, by the rule of domain/access/segments.ts. `author`: the
 * column that names who wrote the row and always sees it. Whoever else sees the client at all is for `visible` to say.
 */
export const seesSegment = (actor: Actor, alias: string, today: Day, author?: 'staff_id'): RawBuilder<boolean> => {
  if (actor.kind === 'system') return sql<boolean>`true`;
  const segment = sql.ref(`${alias}.segment`);
  const client = clientOf(alias);
  const { glass, emergencies } = openForNow(actor);
  const { part2Programmes, ownSegments, hasOpenings, hasDenials } = sightOf(actor);
  const rules = rulesOpenTo(actor);
  const own = ownSegments.filter(({ openTo }) => rules.includes(openTo)).map(({ code }) => code);
  // Each is worked out once, before the rows, and what is opened only once a closed row is met: nearly every row is general.
  const who = sql`${actor.id}::uuid, ${actor.reachStaff}::uuid[], ${actor.reachTeams}::uuid[], ${actor.memberTeams}::uuid[], ${today}::date`;
  const key = sql`${client} || ' ' || ${segment}`;
  const ways = [sql`${segment} = 'general'`];
  if (emergencies.length > 0) ways.push(sql`(${segment} = 'part2' and ${client} = any (${emergencies}::uuid[]))`);
  // Looked up row by row (`offset 0`): the planner would read all enrolments.
  if (part2Programmes.length > 0)
    ways.push(sql`(${segment} = 'part2' and exists (
      select from enrolments s where s.agency_id = (select app.agency()) and s.client_id = ${client}
        and s.programme_id = any (${part2Programmes}::uuid[]) offset 0))`);
  if (own.length > 0) ways.push(sql`(${segment} = any (${own}::text[]) and ${client} <> all (${glass}::uuid[]))`);
  if (hasOpenings) ways.push(sql`${key} = any ((select app.opened_segments(${who}))::text[])`);
  const written = author ? [sql`${sql.ref(`${alias}.${author}`)} = ${actor.id}::uuid`] : [];
  if (!hasDenials) return sql<boolean>`(${sql.join([...ways, ...written], sql` or `)})`;
  const kept = sql`(select app.kept_segments(${who}))::text[]`;
  const isOpen = sql`((${sql.join(ways, sql` or `)}) and ${key} <> all (${kept}))`;
  return sql<boolean>`((${sql.join([isOpen, ...written], sql` or `)}) and ${client}::text <> all (${kept}))`;
};
