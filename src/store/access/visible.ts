// The policy's second reading: which clients a list, count, search or report may draw on. Every such query joins it.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import { type Permission, type PolicyRow, policy } from '#domain/access/policy.ts';
import type { Day } from '#domain/basics/day.ts';
import { assignmentOpens } from './client-facts.ts';

const clientOf = (alias: string) =>
  sql.ref(alias === 'clients' || alias === 'c' ? `${alias}.id` : `${alias}.client_id`);

/**
 * A predicate on the client that a row of `alias` belongs to (`<alias>.client_id`; `<alias>.id` where the alias is `c` or
 * `clients`): true where `actor` may do `permission` to that client, and the row's segment is one they may see.
 */
export const visible = (actor: Actor, permission: Permission, alias: string, today: Day): RawBuilder<boolean> => {
  const segment = sql<boolean>`${sql.ref(`${alias}.segment`)} = any (${segmentsOf(actor)}::text[])`;
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
      ways.push(sql<boolean>`${client} = any (array(
        select a.client_id from assignments a
        where a.agency_id = (select app.agency()) and ${assignmentOpens('a', today)}
          and (a.staff_id = any (${actor.reachStaff}::uuid[]) or a.team_id = any (${actor.reachTeams}::uuid[]))))`);
    if (relations.has('unclaimed'))
      ways.push(
        alias === 'c' || alias === 'clients'
          ? sql<boolean>`${sql.ref(`${alias}.unclaimed`)}`
          : sql<boolean>`exists (select from clients u where u.agency_id = ${agencyOf} and u.id = ${client} and u.unclaimed)`,
      );
    if (relations.has('former'))
      ways.push(sql<boolean>`(not exists (select from clients u where u.agency_id = ${agencyOf} and u.id = ${client} and u.unclaimed)
        and not exists (select from assignments o where o.agency_id = ${agencyOf} and o.client_id = ${client} and ${assignmentOpens('o', today)}))`);
  }
  if (ways.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${segment} and (${sql.join(ways, sql` or `)}) and not exists (
    select from staff_blocks b where b.agency_id = ${agencyOf} and b.client_id = ${client} and b.staff_id = ${actor.id}::uuid and b.superseded_at is null))`;
};

/** The segments of a record that a person on the staff may see without a consent that names them. */
export const segmentsOf = (_: Actor): readonly string[] => ['general'];
