// Safety episodes: one open for a person and a segment at a time, and every step that was taken in it, in the order of entry. What the
// row says beside that is worked out from the steps (domain/safety) and kept, so that lists and the job find what is open.
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Severity } from '#domain/instruments/definition.ts';
import type { Credential } from '#domain/safety/clinician.ts';
import type { Audience } from '#domain/safety/episode.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

type Written = Stamp & { readonly agencyId: Id };

export type RecordedStep = {
  readonly id: Id;
  readonly step: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly note: string | null;
  readonly at: Instant;
  readonly by: Id | null;
  readonly byName: string | null;
};

export type RecordedEpisode = {
  readonly id: Id;
  readonly clientId: Id;
  readonly severity: Severity;
  readonly state: 'open' | 'closed';
  readonly raisedAt: Instant;
  readonly staffId: Id;
  readonly staffName: string;
  readonly segment: string;
  readonly recordedAt: Instant;
  /** The first is the flag that opened it. */
  readonly steps: readonly RecordedStep[];
};

const columns = sql`
  e.id, e.client_id as "clientId", e.severity, e.state, e.raised_at as "raisedAt", e.staff_id as "staffId", e.segment, e.recorded_at as "recordedAt",
  (select s.given_name || ' ' || s.family_name from staff s where s.agency_id = e.agency_id and s.id = e.staff_id) as "staffName",
  (select json_agg(json_build_object('id', t.id, 'step', t.step, 'params', t.params, 'note', t.note,
      'at', to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', s.id,
      'byName', s.given_name || ' ' || s.family_name) order by t.entry)
    from safety_steps t left join staff s on s.agency_id = t.agency_id and s.id = t.recorded_by
    where t.agency_id = e.agency_id and t.episode_id = e.id) as steps`;

/** The episodes of a client, the open ones first, then the latest. `seen` speaks of `e`. */
export const readEpisodes = (
  tx: Tx,
  clientId: Id,
  seen: RawBuilder<boolean> = sql<boolean>`true`,
): Promise<RecordedEpisode[]> =>
  tx.rows(sql<RecordedEpisode>`
    select ${columns} from safety_episodes e where e.agency_id = ${agency} and e.client_id = ${clientId}::uuid and ${seen}
    order by (e.state = 'closed'), e.raised_at desc, e.id desc`);

export type OpenEpisodeRow = RecordedEpisode & { readonly clientName: string; readonly opensChart: boolean };

/** Every open one that somebody may see, the gravest and oldest first. */
export const listOpenEpisodes = (
  tx: Tx,
  seen: RawBuilder<boolean>,
  opensChart: RawBuilder<boolean>,
  most: number,
): Promise<OpenEpisodeRow[]> =>
  tx.rows(sql<OpenEpisodeRow>`
    select ${columns}, coalesce(c.chosen_name, c.given_name) || ' ' || c.family_name as "clientName", ${opensChart} as "opensChart"
    from safety_episodes e join clients c on c.agency_id = e.agency_id and c.id = e.client_id
    where e.agency_id = ${agency} and e.state = 'open' and ${seen}
    order by e.severity, e.raised_at, e.id limit ${most}`);

/** Open ones whose next telling has come, of the agency of this transaction; each is held until the transaction ends. */
export const lockEpisodesWaiting = (tx: Tx, now: Instant): Promise<{ id: Id; clientId: Id }[]> =>
  tx.rows(sql<{ id: Id; clientId: Id }>`
    select e.id, e.client_id as "clientId" from safety_episodes e
    where e.agency_id = ${agency} and e.state = 'open' and e.tell_at <= ${now}::timestamptz
    order by e.tell_at, e.id limit 100 for no key update skip locked`);

export type EpisodeState = {
  readonly severity: Severity;
  readonly tellAt: Instant | null;
  readonly closed: { readonly at: Instant; readonly by: Id | null } | null;
};

const stateColumns = ({ severity, tellAt, closed }: EpisodeState) => ({
  severity,
  tell_at: tellAt,
  ...(closed && { state: 'closed', closed_at: closed.at, closed_by: closed.by }),
});

export const insertEpisode = (
  tx: Tx,
  { agencyId, by, at }: Written,
  episode: EpisodeState & Pick<RecordedEpisode, 'id' | 'clientId' | 'raisedAt' | 'staffId' | 'segment'>,
): Promise<number> =>
  tx.run(
    db.insertInto('safety_episodes').values({
      ...{ agency_id: agencyId, id: episode.id, client_id: episode.clientId, raised_at: episode.raisedAt },
      ...{ staff_id: episode.staffId, segment: episode.segment, recorded_at: at, recorded_by: by },
      ...stateColumns(episode),
    }),
  );

export const updateEpisode = (tx: Tx, id: Id, state: EpisodeState, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('safety_episodes')
      .set({ ...stateColumns(state), recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where('id', '=', id),
  );

export const insertSteps = (
  tx: Tx,
  { agencyId, by, at }: Written,
  of: { readonly episodeId: Id; readonly clientId: Id; readonly segment: string },
  steps: readonly {
    readonly id: Id;
    readonly step: string;
    readonly params: object;
    readonly note: string | null;
    readonly sittingId: Id | null;
  }[],
): Promise<number> =>
  steps.length === 0
    ? Promise.resolve(0)
    : tx.run(
        db.insertInto('safety_steps').values(
          steps.map(({ id, step, params, note, sittingId }) => ({
            ...{ agency_id: agencyId, id, client_id: of.clientId, episode_id: of.episodeId, sitting_id: sittingId },
            ...{ step, params: json(params), note, at, segment: of.segment, recorded_at: at, recorded_by: by },
          })),
        ),
      );

export type ToTell = { readonly audience: Audience; readonly id: Id; readonly email: string; readonly name: string };

/**
 * Whom each audience is for this client: who is on call now for one of their programmes; who leads the teams that answer; who supervises
 * those who do. Nobody who is kept from the record.
 */
export const readWhomToTell = (tx: Tx, clientId: Id, now: Instant): Promise<ToTell[]> =>
  tx.rows(sql<ToTell>`
    with day as (select (${now}::timestamptz at time zone g.time_zone)::date as today from agencies g where g.agency_id = ${agency}),
    answering as (
      select a.staff_id, a.team_id from assignments a
      where a.agency_id = ${agency} and a.client_id = ${clientId}::uuid and a.to_day is null and a.role in ('primary', 'backup')
    ),
    teams_answering as (
      select f.team_id as id from answering f where f.team_id is not null
      union select p.team_id from positions p join answering f on f.staff_id = p.staff_id cross join day d where p.agency_id = ${agency} and p.during @> d.today
    ),
    told as (
      select 'on-call' as audience, o.staff_id from on_call_shifts o
      join enrolments e on e.agency_id = o.agency_id and e.programme_id = o.programme_id and e.client_id = ${clientId}::uuid and e.state <> 'ended'
      where o.agency_id = ${agency} and not o.is_cancelled and o.from_at <= ${now}::timestamptz and o.to_at > ${now}::timestamptz
      union
      select 'team-lead', p.staff_id from positions p join teams_answering t on t.id = p.team_id cross join day d
      where p.agency_id = ${agency} and p.role = 'leader' and p.during @> d.today
      union
      select 'supervisor', l.supervisor_id from supervision_lines l cross join day d
      where l.agency_id = ${agency} and l.during @> d.today
        and (l.staff_id in (select f.staff_id from answering f) or l.team_id in (select t.id from teams_answering t))
    )
    select t.audience, s.id, s.email, s.given_name || ' ' || s.family_name as name
    from told t join staff s on s.agency_id = ${agency} and s.id = t.staff_id cross join day d
    where (s.left_on is null or s.left_on >= d.today) and not exists (
      select from staff_blocks b where b.agency_id = ${agency} and b.client_id = ${clientId}::uuid and b.staff_id = s.id and b.superseded_at is null)
    order by t.audience, s.family_name, s.id`);

/** What somebody on the staff holds, of which a licence may qualify them to close an episode. */
export const readCredentials = (tx: Tx, staffId: Id): Promise<Credential[]> =>
  tx.rows(sql<Credential>`
    select c.kind, c.valid_from as "validFrom", c.valid_to as "validTo" from credentials c
    where c.agency_id = ${agency} and c.staff_id = ${staffId}::uuid and c.superseded_at is null`);
