// What the policy must know of a client, read and locked in one statement.
import { type RawBuilder, sql } from 'kysely';
import type { ClientFacts } from '#domain/access/policy.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { prepared, type Query } from '../postgres/query.ts';

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

const factsOf = (table: ClientTable, id: Id, moment: string, lock: boolean): Query<ClientFacts> =>
  clientFactsOf(
    table === 'clients'
      ? sql`${id}::uuid`
      : sql`(select client_id from ${sql.table(table)} where agency_id = (select app.agency()) and id = ${id}::uuid)`,
    moment,
    lock,
  );

/** The same of the client whose id `clientId` gives. */
export const clientFactsOf = (clientId: RawBuilder<unknown>, moment: string, lock: boolean): Query<ClientFacts> =>
  sql<ClientFacts>`
    select c.id as "clientId", c.unclaimed,
      array(select a.staff_id from assignments a where a.agency_id = c.agency_id and a.client_id = c.id and a.staff_id is not null and ${openOrLate(moment)}) as "careStaff",
      array(select a.team_id from assignments a where a.agency_id = c.agency_id and a.client_id = c.id and a.team_id is not null and ${openOrLate(moment)}) as "careTeams",
      array(select b.staff_id from staff_blocks b where b.agency_id = c.agency_id and b.client_id = c.id and b.superseded_at is null) as "blockedStaff"
    from clients c where c.agency_id = (select app.agency()) and c.id = ${clientId} ${lock ? sql`for no key update of c` : sql``}`;

/** An assignment opens the chart from its first day; one that has ended still does until the day after-care ends. */
const opensOn = (alias: string, today: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${alias}.from_day`)} <= ${today} and (${sql.ref(`${alias}.to_day`)} is null or ${sql.ref(`${alias}.visible_until`)} >= ${today}))`;

const openOrLate = (moment: string) =>
  opensOn(
    'a',
    sql`(${moment}::timestamptz at time zone (select time_zone from agencies where agency_id = (select app.agency())))::date`,
  );

export const assignmentOpens = (alias: string, today: Day): RawBuilder<boolean> => opensOn(alias, sql`${today}::date`);
