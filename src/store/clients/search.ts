// Finding clients by keys. Under row-level security an index serves only equality and ranges on plain text, so everything that
// makes search forgiving was worked out into keys before (domain/people/search-keys.ts).
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import type { Permission } from '#domain/access/policy.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { KeyRange, QueryTerm } from '#domain/people/search-keys.ts';
import { seesSegment, visible } from '../access/visible.ts';
import { agency } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';
import { type ClientRecord, clientColumns, identifiersOf } from './records.ts';

/** More candidates than this are not compared: who types two letters of a common name types a third. */
const mostCandidates = 300;

// One look-up for each hit: how many there will be cannot be told beforehand, and a planner that guesses many reads all clients.
const clientOf = sql`select * from clients known where known.agency_id = ${agency} and known.id = hit.client_id limit 1`;

type Keys = { readonly exact: readonly string[]; readonly ranges: readonly KeyRange[] };

// Each range stands in the statement by itself: joined from a list, the planner cannot tell how narrow it is and reads every key.
const hitsUnder = ({ exact, ranges }: Keys, seen: RawBuilder<boolean> = sql<boolean>`true`): RawBuilder<unknown> => {
  const from = (where: RawBuilder<unknown>) =>
    sql`select k.client_id, k.weight from client_keys k where k.agency_id = ${agency} and ${where} and ${seen}`;
  return sql.join(
    [
      ...(exact.length > 0 || ranges.length === 0 ? [from(sql`k.key = any (${exact}::text[])`)] : []),
      ...ranges.map((range) => from(sql`k.key >= ${range.from} and k.key < ${range.to}`)),
    ],
    sql` union all `,
  );
};

/** What is compared with the text and shown of a hit. */
export type FoundClient = Pick<
  ClientRecord,
  | 'id'
  | 'number'
  | 'givenName'
  | 'familyName'
  | 'middleName'
  | 'chosenName'
  | 'formerNames'
  | 'pronouns'
  | 'birthDate'
  | 'birthPrecision'
  | 'identifiers'
>;

// Identifiers are looked up only for text that may be one.
const foundColumns = (mayBeNumber: boolean) => sql`
  c.id, c.number, c.given_name as "givenName", c.family_name as "familyName", c.middle_name as "middleName", c.chosen_name as "chosenName",
  c.former_names as "formerNames", c.pronouns, c.birth_date as "birthDate", c.birth_precision as "birthPrecision",
  ${mayBeNumber ? identifiersOf('c') : sql`'[]'::jsonb`} as identifiers`;

export type Looking = {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly permission: Permission;
  readonly today: Day;
  readonly mayBeNumber: boolean;
};

/** Clients the actor may do `permission` to and that stand under any of the keys, the most telling first. */
export const clientsUnder = (
  { tx, actor, permission, today, mayBeNumber }: Looking,
  keys: Keys,
): Promise<FoundClient[]> =>
  tx.rows(sql<FoundClient>`
    with hit as materialized (
      select h.client_id, max(h.weight) as weight, count(*) as hits from (${hitsUnder(keys, seesSegment(actor, 'k', today))}) h group by h.client_id
    ), best as materialized (
      select c.*, hit.weight, hit.hits
      from hit cross join lateral (${clientOf}) c
      where ${visible(actor, permission, 'c', today)}
      order by hit.weight desc, hit.hits desc, c.id limit ${mostCandidates}
    )
    select ${foundColumns(mayBeNumber)} from best c order by c.weight desc, c.hits desc, c.id`);

/** The same for text that may be misspelt: those that stand under every term, or, of three and more, under all but one. */
export const clientsNear = (
  { tx, actor, permission, today, mayBeNumber }: Looking,
  terms: readonly QueryTerm[],
): Promise<FoundClient[]> => {
  const seen = seesSegment(actor, 'k', today);
  const perTerm = terms.map(
    (term) => sql`select h.client_id, max(h.weight) as weight from (${hitsUnder(term, seen)}) h group by h.client_id`,
  );
  return tx.rows(sql<FoundClient>`
    with hit as materialized (
      select t.client_id, sum(t.weight) as weight, count(*) as terms from (${sql.join(perTerm, sql` union all `)}) t group by t.client_id
        having count(*) >= ${Math.max(1, terms.length - (terms.length >= 3 ? 1 : 0))}
    ), best as materialized (
      select c.*, hit.weight, hit.terms
      from hit cross join lateral (${clientOf}) c
      where ${visible(actor, permission, 'c', today)}
      order by hit.terms desc, hit.weight desc, c.id limit ${mostCandidates}
    )
    select ${foundColumns(mayBeNumber)} from best c order by c.terms desc, c.weight desc, c.id`);
};

// Everyone the actor's own work or that of those they lead reaches, and everyone nobody has taken on: never fewer than are visible.
const reachOf = (actor: Actor & { readonly kind: 'staff' }): RawBuilder<unknown> => sql`
  select a.client_id from assignments a where a.agency_id = ${agency}
    and (a.staff_id = any (${actor.reachStaff}::uuid[]) or a.team_id = any (${actor.reachTeams}::uuid[]))
  union select u.id from clients u where u.agency_id = ${agency} and u.unclaimed limit ${mostCandidates + 1}`;

/**
 * Everyone the actor may do `permission` to, where so few are within their reach that all of them can be compared with what was typed;
 * null where there are more.
 */
export const clientsWithinReach = async ({
  tx,
  actor,
  permission,
  today,
  mayBeNumber,
}: Looking): Promise<FoundClient[] | null> => {
  if (actor.kind === 'system') return null;
  const rows = await tx.rows(sql<FoundClient & { readonly small: boolean }>`
    with hit as materialized (${reachOf(actor)})
    select n.small, c.* from (select count(*) <= ${mostCandidates} as small from hit) n
    left join (
      select ${foundColumns(mayBeNumber)} from hit cross join lateral (${clientOf}) c where ${visible(actor, permission, 'c', today)}
    ) c on n.small`);
  return rows[0]?.small ? rows.filter(({ id }) => id !== null) : null;
};

export type Candidate = ClientRecord & {
  readonly mayOpen: boolean;
  /** The actor must not learn that this person is known here: a staff block, or a segment that is not theirs to see. */
  readonly hidden: boolean;
};

/** Registrations of one agency follow one another, so that two people at two desks cannot enter one person at the same moment. */
export const holdRegistrations = (tx: Tx): Promise<unknown> =>
  tx.rows(sql`select pg_advisory_xact_lock(hashtextextended('register-client ' || ${agency}::text, 0))`);

/** Every client of the agency under the keys, with what the actor may know of each. */
export const possibleDuplicates = (tx: Tx, actor: Actor, today: Day, keys: Keys): Promise<Candidate[]> =>
  tx.rows(sql<Candidate>`
    with hit as materialized (
      select k.client_id, count(*) as hits from (${hitsUnder(keys)}) k group by k.client_id order by hits desc, k.client_id limit 1000
    )
    select ${clientColumns}, ${identifiersOf('c')} as identifiers, ${visible(actor, 'read-client', 'c', today)} as "mayOpen",
      not ${seesSegment(actor, 'c', today)} or exists (
        select from staff_blocks b where b.agency_id = c.agency_id and b.client_id = c.id and b.staff_id = ${actor.id}::uuid and b.superseded_at is null) as hidden
    from hit cross join lateral (${clientOf}) c order by c.id`);

/** One page of the actor's clients in order of family name, and how many there are. */
export const ownClients = (
  tx: Tx,
  actor: Actor,
  today: Day,
  page: { readonly limit: number; readonly offset: number },
): Promise<(ClientRecord & { readonly total: number })[]> =>
  tx.rows(sql<ClientRecord & { total: number }>`
    with mine as materialized (
      select c.*, count(*) over () as total from clients c
      where c.agency_id = ${agency} and ${visible(actor, 'list-caseload', 'c', today)}
      order by c.family_name collate "und-x-icu", coalesce(c.chosen_name, c.given_name) collate "und-x-icu", c.id
      limit ${page.limit} offset ${page.offset}
    )
    select ${clientColumns}, ${identifiersOf('c')} as identifiers, c.total from mine c
    order by c.family_name collate "und-x-icu", coalesce(c.chosen_name, c.given_name) collate "und-x-icu", c.id`);

export type EnrolmentLine = {
  readonly id: Id;
  readonly clientId: Id;
  readonly programme: string;
  readonly state: string;
  readonly stage: string | null;
  readonly owner: { readonly kind: 'staff' | 'team'; readonly id: Id; readonly name: string } | null;
};

/** The programmes each client is in and who answers for them, for the few clients a list shows. */
export const enrolmentLines = (tx: Tx, clientIds: readonly Id[], actor: Actor, today: Day): Promise<EnrolmentLine[]> =>
  tx.rows(sql<EnrolmentLine>`
    select e.id, e.client_id as "clientId", p.name as programme, e.state,
      (select y.stage from cycles y where y.agency_id = e.agency_id and y.enrolment_id = e.id and not y.withdrawn order by y.number desc limit 1) as stage,
      case when e.team_id is not null then (
        select jsonb_build_object('kind', 'team', 'id', t.id, 'name', t.name) from teams t where t.agency_id = e.agency_id and t.id = e.team_id)
      when e.staff_id is not null then (
        select jsonb_build_object('kind', 'staff', 'id', s.id, 'name', s.given_name || ' ' || s.family_name)
        from staff s where s.agency_id = e.agency_id and s.id = e.staff_id) end as owner
    from enrolments e
    join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
    where e.agency_id = ${agency} and e.client_id = any (${clientIds}::uuid[]) and ${seesSegment(actor, 'e', today)}
    order by (e.state = 'ended'), e.referred_on desc, e.id`);
