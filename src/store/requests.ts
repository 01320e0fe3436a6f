// What people ask of their own record, and how it was answered; the clock of each stands in the task of the same id.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { SupporterAuthority } from '#domain/people/authority.ts';
import type { Owner } from '#domain/people/owner.ts';
import type { AnswerDecision, Denial } from '#domain/work/rights.ts';
import { agency, db } from './postgres/query.ts';
import { ownerFrom, type Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

export type RecordedPackage = {
  readonly id: Id;
  readonly madeAt: string;
  readonly by: string | null;
  readonly language: string;
  readonly largePrint: boolean;
  readonly entries: number;
  readonly leftOut: number;
  readonly pages: number;
};

export type Beside = {
  readonly id: Id;
  readonly kind: 'addendum' | 'disagreement' | 'rebuttal';
  readonly text: string;
  readonly at: string;
};

type RequestRow = {
  readonly id: Id;
  readonly client_id: Id;
  readonly client_name: string;
  readonly kind: 'access' | 'amendment';
  readonly state: 'open' | 'done' | 'cancelled';
  readonly title: string;
  readonly note: string | null;
  readonly requested_on: Day;
  readonly due_by: Day;
  readonly extended_on: Day | null;
  readonly extension_reason: string | null;
  readonly done_on: Day | null;
  readonly outcome: string | null;
  readonly staff_id: Id | null;
  readonly team_id: Id | null;
  readonly owner_name: string | null;
  readonly supporter_name: string | null;
  readonly asked_under: string | null;
  readonly how: 'in-person' | 'phone' | 'letter' | 'e-mail' | 'other';
  readonly form: 'read' | 'paper' | 'pdf' | 'data' | null;
  readonly language: string | null;
  readonly large_print: boolean;
  readonly entry_kind: EntryKind | null;
  readonly entry_id: Id | null;
  readonly decision: AnswerDecision | null;
  readonly decided_on: Day | null;
  readonly decided_by: Id | null;
  readonly decided_by_name: string | null;
  readonly answer: string | null;
  readonly grounds: readonly string[];
  readonly determined_by: string | null;
  readonly package_id: Id | null;
  readonly told: readonly string[];
  readonly review_asked_on: Day | null;
  readonly review_outcome: 'upheld' | 'overturned' | null;
  readonly reviewed_on: Day | null;
  readonly reviewed_by_name: string | null;
  readonly review_reason: string | null;
  readonly packages: readonly RecordedPackage[];
  readonly beside: readonly Beside[];
  readonly making: { readonly id: Id; readonly by: Id } | null;
};

export type RecordedRequest = Omit<RequestRow, 'staff_id' | 'team_id' | 'extended_on' | 'extension_reason'> & {
  readonly owner: Owner;
  readonly extension: { readonly on: Day; readonly reason: string } | null;
};

const requestFrom = ({ staff_id, team_id, extended_on, extension_reason, ...row }: RequestRow): RecordedRequest => ({
  ...row,
  owner: ownerFrom({ staff_id, team_id }),
  extension: extended_on && { on: extended_on, reason: extension_reason ?? '' },
});

/** What the rules ask about a denial. */
export const denialOf = (request: RecordedRequest): Denial => ({
  kind: request.kind,
  decision: request.decision,
  decidedOn: request.decided_on,
  grounds: request.grounds,
  reviewAskedOn: request.review_asked_on,
  reviewed: request.review_outcome !== null,
});

const columns = sql`
  q.id, q.client_id, coalesce(c.chosen_name, c.given_name) || ' ' || c.family_name as client_name, q.kind, k.state, k.title, k.note,
  coalesce(k.requested_on, q.decided_on, (q.recorded_at at time zone 'UTC')::date) as requested_on,
  coalesce(k.due_by, k.requested_on, q.decided_on, (q.recorded_at at time zone 'UTC')::date) as due_by,
  k.extended_on, k.extension_reason, k.done_on, k.outcome, k.staff_id, k.team_id,
  coalesce(s.given_name || ' ' || s.family_name, t.name) as owner_name,
  p.name as supporter_name, q.asked_under, q.how, q.form, q.language, q.large_print, q.entry_kind, q.entry_id,
  q.decision, q.decided_on, q.decided_by, d.given_name || ' ' || d.family_name as decided_by_name, q.answer, q.grounds, q.determined_by,
  q.package_id, q.told, q.review_asked_on, q.review_outcome, q.reviewed_on, r.given_name || ' ' || r.family_name as reviewed_by_name,
  q.review_reason,
  coalesce((select json_agg(json_build_object('id', g.id, 'madeAt', g.recorded_at, 'by', m.given_name || ' ' || m.family_name,
      'language', g.language, 'largePrint', g.large_print, 'entries', g.entries, 'leftOut', g.left_out, 'pages', g.pages) order by g.id desc)
    from record_packages g left join staff m on m.agency_id = g.agency_id and m.id = g.recorded_by
    where g.agency_id = q.agency_id and g.request_id = q.id and g.superseded_at is null), '[]') as packages,
  coalesce((select json_agg(json_build_object('id', a.id, 'kind', a.kind, 'text', a.text, 'at', a.recorded_at) order by a.recorded_at, a.id)
    from addenda a where a.agency_id = q.agency_id and a.request_id = q.id and a.superseded_at is null), '[]') as beside,
  (select json_build_object('id', j.id, 'by', j.requested_by) from job_runs j
    where j.agency_id = q.agency_id and j.kind = 'make-package' and j.state in ('queued', 'running') and j.params ->> 'requestId' = q.id::text
    order by j.id desc limit 1) as making`;

const joined = sql`
  from requests q
  join tasks k on k.agency_id = q.agency_id and k.id = q.id
  join clients c on c.agency_id = q.agency_id and c.id = q.client_id
  left join supporters p on p.agency_id = q.agency_id and p.id = q.supporter_id
  left join staff s on s.agency_id = k.agency_id and s.id = k.staff_id
  left join teams t on t.agency_id = k.agency_id and t.id = k.team_id
  left join staff d on d.agency_id = q.agency_id and d.id = q.decided_by
  left join staff r on r.agency_id = q.agency_id and r.id = q.reviewed_by`;

/** One client's requests, the open ones first. `seen` speaks of `q`. */
export const readRequests = async (tx: Tx, clientId: Id, seen: RawBuilder<boolean>): Promise<RecordedRequest[]> =>
  (
    await tx.rows(sql<RequestRow>`
      select ${columns} ${joined} where q.agency_id = ${agency} and q.client_id = ${clientId}::uuid and ${seen}
      order by k.state <> 'open', requested_on desc, q.id desc`)
  ).map(requestFrom);

export const readRequest = async (
  tx: Tx,
  clientId: Id,
  id: Id,
  kind: 'access' | 'amendment',
  seen: RawBuilder<boolean>,
): Promise<RecordedRequest | undefined> => {
  const row = await tx.first(sql<RequestRow>`
    select ${columns} ${joined}
    where q.agency_id = ${agency} and q.id = ${id}::uuid and q.client_id = ${clientId}::uuid and q.kind = ${kind} and ${seen}`);
  return row && requestFrom(row);
};

const states = {
  open: sql`k.state = 'open'`,
  review: sql`q.review_asked_on is not null and q.review_outcome is null`,
  done: sql`k.state <> 'open'`,
} as const;
export type RequestState = keyof typeof states;

export const listRequests = async (
  tx: Tx,
  asked: { readonly kind: 'access' | 'amendment' | 'all'; readonly state: RequestState },
  seen: RawBuilder<boolean>,
  limit: number,
  offset: number,
): Promise<{ rows: RecordedRequest[]; total: number }> => {
  const where = sql`
    where q.agency_id = ${agency} and (${asked.kind} = 'all' or q.kind = ${asked.kind}) and ${states[asked.state]} and ${seen}`;
  const order = asked.state === 'done' ? sql`k.done_on desc nulls last, q.id desc` : sql`k.due_by, q.id`;
  const [rows, counted] = await Promise.all([
    tx.rows(sql<RequestRow>`select ${columns} ${joined} ${where} order by ${order} limit ${limit} offset ${offset}`),
    tx.first(sql<{ total: number }>`
      select count(*) as total from requests q join tasks k on k.agency_id = q.agency_id and k.id = q.id ${where}`),
  ]);
  return { rows: rows.map(requestFrom), total: counted?.total ?? 0 };
};

export const insertRequest = (
  tx: Tx,
  agencyId: Id,
  request: {
    readonly id: Id;
    readonly clientId: Id;
    readonly kind: 'access' | 'amendment';
    readonly supporterId: Id | null;
    readonly askedUnder: string | null;
    readonly how: string;
    readonly form: string | null;
    readonly language: string | null;
    readonly largePrint: boolean;
    readonly entry: { readonly kind: string; readonly id: Id } | null;
  },
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db.insertInto('requests').values({
      agency_id: agencyId,
      id: request.id,
      client_id: request.clientId,
      kind: request.kind,
      supporter_id: request.supporterId,
      asked_under: request.askedUnder,
      how: request.how,
      form: request.form,
      language: request.language,
      large_print: request.largePrint,
      entry_kind: request.entry?.kind ?? null,
      entry_id: request.entry && request.entry.kind !== 'client' ? request.entry.id : null,
      recorded_at: at,
      recorded_by: by,
    }),
  );

export const answerRequest = (
  tx: Tx,
  id: Id,
  answer: {
    readonly decision: AnswerDecision;
    readonly on: Day;
    readonly text: string;
    readonly grounds: readonly string[];
    readonly determinedBy: string | null;
    readonly packageId: Id | null;
    readonly told: readonly string[];
  },
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db
      .updateTable('requests')
      .set({
        decision: answer.decision,
        decided_on: answer.on,
        decided_by: by,
        answer: answer.text,
        grounds: [...answer.grounds],
        determined_by: answer.determinedBy,
        package_id: answer.packageId,
        told: [...answer.told],
        recorded_at: at,
        recorded_by: by,
      })
      .where('agency_id', '=', agency)
      .where('id', '=', id),
  );

export const askReview = (tx: Tx, id: Id, on: Day, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('requests')
      .set({ review_asked_on: on, recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where('id', '=', id),
  );

export const decideReview = (
  tx: Tx,
  id: Id,
  review: { readonly outcome: 'upheld' | 'overturned'; readonly on: Day; readonly reason: string },
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db
      .updateTable('requests')
      .set({
        review_outcome: review.outcome,
        reviewed_on: review.on,
        reviewed_by: by,
        review_reason: review.reason,
        recorded_at: at,
        recorded_by: by,
      })
      .where('agency_id', '=', agency)
      .where('id', '=', id),
  );

/** What the answer to a request puts beside the entry it is about. */
export const insertBeside = (
  tx: Tx,
  agencyId: Id,
  request: Pick<RecordedRequest, 'id' | 'client_id' | 'entry_kind' | 'entry_id'>,
  beside: { readonly id: Id; readonly kind: Beside['kind']; readonly text: string },
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db.insertInto('addenda').values({
      agency_id: agencyId,
      id: beside.id,
      client_id: request.client_id,
      entry_kind: request.entry_kind ?? 'client',
      entry_id: request.entry_id ?? request.id,
      kind: beside.kind,
      text: beside.text,
      request_id: request.id,
      recorded_at: at,
      recorded_by: by,
    }),
  );

export const readAuthority = (
  tx: Tx,
  clientId: Id,
  supporterId: Id,
): Promise<(SupporterAuthority & { readonly name: string }) | undefined> =>
  tx.first(sql<SupporterAuthority & { readonly name: string }>`
    select ${authority} from supporters p
    where p.agency_id = ${agency} and p.client_id = ${clientId}::uuid and p.id = ${supporterId}::uuid`);

/** Everyone who supports the person with an authority of some kind. */
export const readAuthorities = (
  tx: Tx,
  clientId: Id,
): Promise<(SupporterAuthority & { readonly id: Id; readonly name: string })[]> =>
  tx.rows(sql<SupporterAuthority & { readonly id: Id; readonly name: string }>`
    select p.id, ${authority} from supporters p
    where p.agency_id = ${agency} and p.client_id = ${clientId}::uuid and p.authority is not null order by p.name`);

const authority = sql`
  p.name, p.authority, p.scopes, p.authority_basis as "authorityBasis", p.ended_on as "endedOn",
  case when p.authority_during is null then null else
    json_build_object('from', lower(p.authority_during), 'to', upper(p.authority_during) - 1) end as "authorityDuring"`;

export type EntryKind =
  | 'client'
  | 'contact'
  | 'note'
  | 'assessment'
  | 'plan'
  | 'review'
  | 'stay'
  | 'key-event'
  | 'closing'
  | 'alert'
  | 'sitting';
export type Entry = { readonly kind: EntryKind; readonly id: Id; readonly day: Day; readonly text: string | null };

// Which rows of each kind are entries, the day that tells them apart, and a word of them where they have one.
const entries: Readonly<Record<Exclude<EntryKind, 'client'>, RawBuilder<unknown>>> = {
  contact: sql`select e.id, e.day, null as text, e.segment from contacts e where e.superseded_at is null`,
  note: sql`select e.id, e.day, left(e.text, 80), e.segment from notes e where e.state = 'signed'`,
  assessment: sql`select e.id, e.day, null, e.segment from assessments e where e.state = 'signed'`,
  plan: sql`select e.id, e.day, null, e.segment from plans e where e.state in ('signed', 'replaced')`,
  review: sql`select e.id, e.day, null, e.segment from reviews e where e.state = 'signed'`,
  stay: sql`select e.id, e.from_day, e.place, e.segment from stays e where e.superseded_at is null`,
  'key-event': sql`select e.id, e.day, e.text, e.segment from key_events e where e.superseded_at is null`,
  closing: sql`select e.id, e.day, null, e.segment from closings e where true`,
  sitting: sql`select e.id, e.day, e.instrument, e.segment from sittings e where e.state = 'signed'`,
  alert: sql`select e.id, (e.recorded_at at time zone 'UTC')::date, e.text, e.segment from alerts e where true`,
};
const mostEntries = 400;

/** The entries of a client's record that can be amended, the latest first. */
export const readEntries = (tx: Tx, clientId: Id, segments: readonly string[]): Promise<Entry[]> =>
  tx.rows(sql<Entry>`
    select * from (${sql.join(
      Object.entries(entries).map(
        ([kind, rows]) =>
          sql`select ${sql.lit(kind)} as kind, r.* from (${rows} and e.agency_id = ${agency} and e.client_id = ${clientId}::uuid and e.segment = any (${segments}::text[])) r`,
      ),
      sql` union all `,
    )}) as all_entries order by day desc, id desc limit ${mostEntries}`);
