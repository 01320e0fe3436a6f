// What the policy must know of a client, read and locked in one statement.
import { type RawBuilder, sql } from 'kysely';
import type { ClientFacts } from '#domain/access/policy.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { agency, prepared, type Query } from '../postgres/query.ts';

/** Tables whose rows belong to one client and may be named in a request by their own id. */
export const clientTables = [
  'clients',
  'enrolments',
  'cycles',
  'contacts',
  'notes',
  'assessments',
  'plans',
  'goals',
  'steps',
  'reviews',
  'referrals',
  'tasks',
  'stays',
  'key_events',
  'contact_details',
  'supporters',
  'social_ties',
  'coverages',
  'alerts',
  'residences',
  'client_identifiers',
  'closings',
  'needs',
  'strengths',
  'legal_holds',
  'merged_clients',
  'glass_breaks',
  'consents',
  'restrictions',
  'sittings',
  'safety_episodes',
  'sheets',
  'scan_pages',
] as const;
export type ClientTable = (typeof clientTables)[number];

/**
 * The client that row `id` of `table` belongs to. With `lock` the client's row is held until the transaction ends: without it
 * two concurrent contacts left a derived count at 1.
 */
export const clientFacts = (table: ClientTable, id: Id, moment: string, lock: boolean): Query<ClientFacts> => {
  const kind = `${table}${lock ? ' locked' : ''}`;
  let facts = factsBy.get(kind);
  if (!facts) {
    facts = prepared((of: Id, at: string) => factsOf(table, of, at, lock));
    factsBy.set(kind, facts);
  }
  return facts(id, moment);
};

const factsBy = new Map<string, (id: Id, moment: string) => Query<ClientFacts>>();

// Their author always sees these, whatever their segment.
const authored: Partial<Record<ClientTable, string>> = {
  notes: 'staff_id',
  contacts: 'staff_id',
  consents: 'recorded_by',
  restrictions: 'recorded_by',
};

const factsOf = (table: ClientTable, id: Id, moment: string, lock: boolean): Query<ClientFacts> => {
  if (table === 'clients') return clientFactsOf(sql`${id}::uuid`, moment, lock);
  const of = (column: string) =>
    sql<string>`(select r.${sql.ref(column)} from ${sql.table(table)} r where r.agency_id = ${agency} and r.id = ${id}::uuid)`;
  const author = authored[table];
  return clientFactsOf(of('client_id'), moment, lock, {
    segment: of('segment'),
    authorId: author ? of(author) : sql`null`,
  });
};

/** The same of the client whose id `clientId` gives. */
export const clientFactsOf = (
  clientId: RawBuilder<unknown>,
  moment: string,
  lock: boolean,
  row: { readonly segment: RawBuilder<unknown>; readonly authorId: RawBuilder<unknown> } = {
    segment: sql`c.segment`,
    authorId: sql`null`,
  },
): Query<ClientFacts> => {
  const today = sql`(${moment}::timestamptz at time zone (select time_zone from agencies where agency_id = ${agency}))::date`;
  const current = opensOn('a', today);
  return sql<ClientFacts>`
    select c.id as "clientId", c.unclaimed,
      array(select a.staff_id from assignments a where a.agency_id = c.agency_id and a.client_id = c.id and a.staff_id is not null and ${current}) as "careStaff",
      array(select a.team_id from assignments a where a.agency_id = c.agency_id and a.client_id = c.id and a.team_id is not null and ${current}) as "careTeams",
      array(select b.staff_id from staff_blocks b where b.agency_id = c.agency_id and b.client_id = c.id and b.superseded_at is null) as "blockedStaff",
      array(select e.programme_id from enrolments e where e.agency_id = c.agency_id and e.client_id = c.id and e.state <> 'ended') as programmes,
      ${segmentFacts(today)} as segments, ${row.segment} as segment, ${row.authorId}::uuid as "authorId"
    from clients c where c.agency_id = ${agency} and c.id = ${clientId} ${lock ? sql`for no key update of c` : sql``}`;
};

const segmentFacts = (today: RawBuilder<unknown>) => sql`
  json_build_object(
    'own', (select coalesce(json_agg(json_build_array(o.value->>'code', o.value->>'openTo')), '[]')
      from agencies g cross join jsonb_array_elements(g.settings->'segments') o where g.agency_id = c.agency_id),
    'part2Teams', (select coalesce(json_agg(t.id), '[]') from enrolments e
      join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id and p.is_part2
      join teams t on t.agency_id = p.agency_id and t.programme_id = p.id
      where e.agency_id = c.agency_id and e.client_id = c.id),
    'openings', (select coalesce(json_agg(json_build_object('effect', o.effect, 'segment', o.segment, 'staffId', o.staff_id, 'careTeam', o.care_team,
        'teams', (select coalesce(json_agg(t.id), '[]') from teams t where t.agency_id = o.agency_id and t.programme_id = o.programme_id))), '[]')
      from segment_openings o where o.agency_id = c.agency_id and o.client_id = c.id and ${holdsOn('o', today)}))`;

const holdsOn = (alias: string, today: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${alias}.from_day`)} <= ${today} and (${sql.ref(`${alias}.until_day`)} is null or ${sql.ref(`${alias}.until_day`)} >= ${today}))`;

/** An assignment opens the chart from its first day; one that has ended still does until the day after-care ends. */
const opensOn = (alias: string, today: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${alias}.from_day`)} <= ${today} and (${sql.ref(`${alias}.to_day`)} is null or ${sql.ref(`${alias}.visible_until`)} >= ${today}))`;

export const assignmentOpens = (alias: string, today: Day): RawBuilder<boolean> => opensOn(alias, sql`${today}::date`);
