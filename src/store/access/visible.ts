// The policy's second reading: which clients a list, count, search or report may draw on. Every such query joins it.
import { type RawBuilder, sql } from 'kysely';
import { type Actor, openForNow, type StaffActor } from '#domain/access/actor.ts';
import { type Permission, type PolicyRow, policy } from '#domain/access/policy.ts';
import { rulesOpenTo } from '#domain/access/segments.ts';
import type { Day } from '#domain/basics/day.ts';
import { assignmentOpens, openingHolds } from './client-facts.ts';

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
  const names = sql`(o.staff_id = ${actor.id}::uuid
    or o.programme_id = any (array(select t.programme_id from teams t where t.agency_id = (select app.agency()) and t.id = any (${actor.memberTeams}::uuid[])))
    or (o.care_team and o.client_id = any (${caredFor(actor, today)})))`;
  const held = (effect: 'opens' | 'narrows' | 'denies') => sql`exists (
    select from segment_openings o where o.agency_id = (select app.agency()) and o.client_id = ${client} and o.segment = ${segment}
      and o.effect = ${effect} and ${openingHolds('o', today)} and ${names})`;
  // From whom the general record is kept, they see nothing of. Worked out first: few are.
  const shut = sql`array(select o.client_id from segment_openings o where o.agency_id = (select app.agency()) and o.effect = 'denies'
    and o.segment = 'general' and ${openingHolds('o', today)} and ${names})`;
  const ways = [
    sql`(${segment} = 'part2' and exists (select from enrolments s where s.agency_id = (select app.agency()) and s.client_id = ${client}
      and s.programme_id = any (array(select p.id from programmes p join teams t on t.agency_id = p.agency_id and t.programme_id = p.id
        where p.agency_id = (select app.agency()) and p.is_part2 and t.id = any (${actor.reachTeams}::uuid[])))))`,
    sql`(${segment} = 'part2' and ${client} = any (${emergencies}::uuid[]))`,
    sql`(${client} <> all (${glass}::uuid[]) and ${segment} = any (array(select o.value->>'code' from agencies g cross join jsonb_array_elements(g.settings->'segments') o
      where g.agency_id = (select app.agency()) and o.value->>'openTo' = any (${rulesOpenTo(actor)}::text[]))))`,
    sql`(${held('opens')} and not ${held('narrows')})`,
  ];
  const written = author ? sql`or ${sql.ref(`${alias}.${author}`)} = ${actor.id}::uuid` : sql``;
  // Nearly every row is general, and then nothing more is asked.
  return sql<boolean>`((${segment} = 'general' or ((${sql.join(ways, sql` or `)}) and not ${held('denies')}) ${written}) and ${client} <> all (${shut}))`;
};
