// The policy's second reading: which clients a list, count, search or report may draw on. Every such query joins it.
import { type RawBuilder, sql } from 'kysely';
import { type Actor, openForNow, type StaffActor } from '#domain/access/actor.ts';
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
    if (relations.has('glass')) ways.push(sql<boolean>`${client} = any (${openForNow(actor).glass}::uuid[])`);
    if (relations.has('on-call'))
      ways.push(sql<boolean>`${client} = any (array(select o.client_id from enrolments o where o.agency_id = (select app.agency())
        and o.state <> 'ended' and o.programme_id = any (${openForNow(actor).onCall}::uuid[])))`);
  }
  if (ways.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${seesSegment(actor, alias, today, author)} and (${sql.join(ways, sql` or `)}) and not exists (
    select from staff_blocks b where b.agency_id = ${agencyOf} and b.client_id = ${client} and b.staff_id = ${actor.id}::uuid and b.superseded_at is null))`;
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
  // Each is worked out once, before the rows, and what is opened only once a closed row is met: nearly every row is general.
  const who = sql`${actor.id}::uuid, ${actor.reachStaff}::uuid[], ${actor.reachTeams}::uuid[], ${actor.memberTeams}::uuid[], ${today}::date`;
  const opened = sql`(select app.opened_segments(${who}))`;
  const kept = sql`(select app.kept_segments(${who}))`;
  const key = sql`${client} || ' ' || ${segment}`;
  const ways = [
    sql`${segment} = 'general'`,
    // Looked up row by row (`offset 0`), and only by those who work in such a programme: the planner would read all enrolments.
    sql`(${segment} = 'part2' and (${client} = any (${emergencies}::uuid[])
      or (select app.part2_programmes(${actor.reachTeams}::uuid[])) <> '{}' and exists (
        select from enrolments s where s.agency_id = (select app.agency()) and s.client_id = ${client}
          and s.programme_id = any ((select app.part2_programmes(${actor.reachTeams}::uuid[]))::uuid[]) offset 0)))`,
    sql`(${segment} = any ((select app.own_segments(${rulesOpenTo(actor)}::text[]))::text[]) and ${client} <> all (${glass}::uuid[]))`,
    sql`${key} = any (${opened}::text[])`,
  ];
  const written = author ? sql`${sql.ref(`${alias}.${author}`)} = ${actor.id}::uuid` : null;
  return written
    ? sql<boolean>`((${sql.join(ways, sql` or `)}) and ${key} <> all (${kept}::text[]) or ${written}) and ${client}::text <> all (${kept}::text[])`
    : sql<boolean>`((${sql.join(ways, sql` or `)}) and not (array[${client}::text, ${key}] && ${kept}))`;
};
