// The log of what left the agency: one row for each person and each time.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Basis, RecipientKind, Way } from '#domain/disclosure/bases.ts';
import type { DisclosedKind } from '#domain/disclosure/disclosing.ts';
import { agency } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type DisclosureFields = {
  readonly day: Day;
  readonly basis: Basis;
  readonly recipientKind: RecipientKind;
  readonly recipient: string;
  readonly address: string | null;
  readonly via: string | null;
  readonly purpose: string;
  readonly purposeText: string | null;
  readonly way: Way;
  readonly kinds: readonly DisclosedKind[];
  readonly from: Day | null;
  readonly to: Day | null;
  readonly whyAll: string | null;
  readonly grounds: string | null;
};

export type DisclosureRow = DisclosureFields & {
  readonly id: Id;
  readonly segments: readonly string[];
  readonly consents: readonly Id[];
  readonly recordedAt: Instant;
  readonly recordedBy: { readonly id: Id; readonly name: string | null };
};

/** One row for each of `clients`; its own segment is the closest of those that went out, so that who must not know of one sees no trace. */
export const insertDisclosures = (
  tx: Tx,
  stamp: { readonly agencyId: Id; readonly by: Id; readonly at: Instant },
  clients: readonly { readonly id: Id; readonly clientId: Id }[],
  said: DisclosureFields & { readonly segments: readonly string[]; readonly consents: readonly Id[] },
): Promise<number> =>
  tx.run(sql`
    insert into disclosures (agency_id, id, client_id, day, basis, recipient_kind, recipient, address, via, purpose, purpose_text, way, kinds,
      segments, from_day, to_day, why_all, grounds, consents, segment, recorded_at, recorded_by)
    select ${stamp.agencyId}, n.id, n.client_id, ${said.day}, ${said.basis}, ${said.recipientKind}, ${said.recipient}, ${said.address}, ${said.via},
      ${said.purpose}, ${said.purposeText}, ${said.way}, ${said.kinds}, ${said.segments}, ${said.from}::date, ${said.to}::date, ${said.whyAll},
      ${said.grounds}, ${said.consents}::uuid[], ${closestOf(said.segments)}, ${stamp.at}, ${stamp.by}
    from unnest(${clients.map(({ id }) => id)}::uuid[], ${clients.map(({ clientId }) => clientId)}::uuid[]) n(id, client_id)`);

const closestOf = (segments: readonly string[]): string => {
  const closed = segments.filter((segment) => segment !== 'general');
  return closed.includes('part2') ? 'part2' : (closed[0] ?? 'general');
};

const columns = sql`
  d.id, d.day, d.basis, d.recipient_kind as "recipientKind", d.recipient, d.address, d.via, d.purpose, d.purpose_text as "purposeText", d.way, d.kinds,
  d.segments, d.from_day as "from", d.to_day as "to", d.why_all as "whyAll", d.grounds, d.consents, d.recorded_at as "recordedAt",
  jsonb_build_object('id', d.recorded_by, 'name', (select s.given_name || ' ' || s.family_name from staff s
    where s.agency_id = d.agency_id and s.id = d.recorded_by)) as "recordedBy"`;

export type DisclosureCursor = { readonly day: Day; readonly id: Id };
export type DisclosureFilter = {
  readonly clientId: Id;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly basis: Basis | null;
  /** What may be seen of it: a predicate on `d`. */
  readonly seen: RawBuilder<boolean>;
};

const filtered = ({ clientId, from, to, basis, seen }: DisclosureFilter) => sql`
  d.agency_id = ${agency} and d.client_id = ${clientId}::uuid and ${seen}
  and ${from === null ? sql`true` : sql`d.day >= ${from}::date`} and ${to === null ? sql`true` : sql`d.day <= ${to}::date`}
  and ${basis === null ? sql`true` : sql`d.basis = ${basis}`}`;

/** The latest first; all of them without `most`. */
export const readDisclosures = (
  tx: Tx,
  filter: DisclosureFilter,
  page: { readonly after: DisclosureCursor | null; readonly most: number } | null,
): Promise<DisclosureRow[]> =>
  tx.rows(sql<DisclosureRow>`
    select ${columns} from disclosures d
    where ${filtered(filter)} and ${page?.after ? sql`(d.day, d.id) < (${page.after.day}::date, ${page.after.id}::uuid)` : sql`true`}
    order by d.day desc, d.id desc ${page === null ? sql`` : sql`limit ${page.most}`}`);

export const countDisclosures = async (tx: Tx, filter: DisclosureFilter): Promise<number> => {
  const row = await tx.first(
    sql<{ total: number }>`select count(*)::int as total from disclosures d where ${filtered(filter)}`,
  );
  return row?.total ?? 0;
};

// Where each part of a record lies.
const tablesOf: Readonly<Record<DisclosedKind, readonly string[]>> = {
  identity: ['clients', 'contact_details', 'supporters', 'social_ties', 'coverages', 'alerts', 'residences'],
  enrolments: ['enrolments', 'cycles'],
  contacts: ['contacts'],
  notes: ['notes'],
  assessments: ['assessments', 'strengths', 'sittings', 'scores', 'safety_episodes', 'safety_steps'],
  needs: ['needs'],
  plans: ['plans', 'goals', 'steps', 'goal_ratings'],
  reviews: ['reviews'],
  referrals: ['referrals'],
  tasks: ['tasks'],
  stays: ['stays'],
  'key-events': ['key_events'],
  documents: ['blobs'],
  'access-log': ['disclosures'],
};

/** The segments of what the record holds of these parts; `general` where it holds nothing. */
export const segmentsIn = async (tx: Tx, clientId: Id, kinds: readonly DisclosedKind[]): Promise<string[]> => {
  const parts = [...new Set(kinds)]
    .flatMap((kind) => tablesOf[kind])
    .map((table) =>
      table === 'clients'
        ? sql`select segment from clients where agency_id = ${agency} and id = ${clientId}::uuid`
        : sql`select segment from ${sql.table(table)} where agency_id = ${agency} and client_id = ${clientId}::uuid`,
    );
  if (parts.length === 0) return ['general'];
  const rows = await tx.rows(sql<{ segment: string }>`
    select distinct segment from (${sql.join(parts, sql` union all `)}) s order by 1`);
  return rows.length > 0 ? rows.map(({ segment }) => segment) : ['general'];
};

/** Which of these people's records hold something of `segment` in that part. */
export const clientsHolding = async (
  tx: Tx,
  clientIds: readonly Id[],
  kind: DisclosedKind,
  segment: string,
): Promise<Id[]> => {
  const parts = tablesOf[kind].map((table) => {
    const client = sql.ref(table === 'clients' ? 'id' : 'client_id');
    return sql`select ${client} as id from ${sql.table(table)}
      where agency_id = ${agency} and ${client} = any (${clientIds}::uuid[]) and segment = ${segment}`;
  });
  return (await tx.rows(sql<{ id: Id }>`${sql.join(parts, sql` union `)}`)).map(({ id }) => id);
};

/** The segment of one version of the person's plan; undefined where there is none. */
export const segmentOfPlan = async (tx: Tx, clientId: Id, planId: Id): Promise<string | undefined> =>
  (
    await tx.first(sql<{ segment: string }>`
      select segment from plans where agency_id = ${agency} and client_id = ${clientId}::uuid and id = ${planId}::uuid`)
  )?.segment;

/** The programmes that have written in the record: whose each segment is to disclose. */
export const readWriters = (
  tx: Tx,
  clientId: Id,
): Promise<{ readonly id: Id; readonly name: string; readonly isPart2: boolean }[]> =>
  tx.rows(sql<{ id: Id; name: string; isPart2: boolean }>`
    select p.id, p.name, p.is_part2 as "isPart2" from programmes p
    where p.agency_id = ${agency} and p.id in (select e.programme_id from enrolments e
      where e.agency_id = ${agency} and e.client_id = ${clientId}::uuid)
    order by p.id`);
