-- What the product works out and keeps at hand, and what runs without a person waiting.

-- Dates and window counts, never a status: domain/due says what is due today.
-- Worked out from rows that have their foreign keys, and anew at any time: they need none of their own.
create table due_items (
  agency_id uuid not null, id uuid not null, client_id uuid not null, enrolment_id uuid, cycle_id uuid, subject_id uuid,
  kind text not null, rule text not null, due_from date not null, due_by date not null, needed smallint not null, done smallint not null,
  staff_id uuid, team_id uuid, segment text not null default 'general',
  fingerprint text not null,                  -- of everything else in the row: what is the same is not written again
  primary key (agency_id, id)
);
create index due_items_by_client on due_items (agency_id, client_id);
create index due_items_by_staff on due_items (agency_id, staff_id, due_by);
create index due_items_by_team on due_items (agency_id, team_id, due_by);
call app.derived('due_items');

-- One row per enrolment (or per client without one): what lists show without opening a chart.
create table client_summaries (
  agency_id uuid not null, id uuid not null, client_id uuid not null, enrolment_id uuid,
  name text not null, sort_name text collate "C" not null, pronouns text, birth_date date, birth_precision text not null default 'day',
  programme_id uuid, model_key text, state text not null, staff_id uuid, team_id uuid,
  cycle_id uuid, cycle_number integer, stage text, priority text, referred_on date, enrolled_on date, ended_on date,
  last_contact_on date, last_reached_on date, first_due_by date, first_due_kind text, review_due_by date,
  stay_setting text, stay_from date, last_discharge_on date, alerts smallint not null default 0, unsigned_notes smallint not null default 0,
  next_change_on date,                        -- the next day on which due items change without a write
  segment text not null default 'general', fingerprint text not null, refreshed_at timestamptz not null,
  primary key (agency_id, id)
);
create index client_summaries_by_client on client_summaries (agency_id, client_id);
create index client_summaries_by_staff on client_summaries (agency_id, staff_id, sort_name);
create index client_summaries_by_team on client_summaries (agency_id, team_id, sort_name);
create index client_summaries_by_programme on client_summaries (agency_id, programme_id, sort_name);
create index client_summaries_by_change on client_summaries (agency_id, next_change_on);
create index client_summaries_by_name on client_summaries (agency_id, sort_name);
call app.derived('client_summaries');

create table drafts (
  agency_id uuid not null references agencies, staff_id uuid not null, key text not null, client_id uuid, body jsonb not null, updated_at timestamptz not null,
  segment text not null default 'general',
  primary key (agency_id, staff_id, key), foreign key (agency_id, staff_id) references staff
);
call app.derived('drafts');

-- One answer for one key, however often it is sent.
create table idempotency_keys (
  agency_id uuid not null references agencies, actor_id uuid not null, key text not null, request_hash bytea not null,
  status smallint not null, body jsonb, recorded_at timestamptz not null,
  primary key (agency_id, actor_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (agency_id, recorded_at);
call app.derived('idempotency_keys');

create table outbox (
  agency_id uuid not null references agencies, id uuid not null, channel text not null check (channel in ('e-mail', 'text', 'webhook', 'notice')),
  recipient text not null, template text not null, params jsonb not null default '{}', client_id uuid, segment text not null default 'general',
  send_after timestamptz not null, sent_at timestamptz, attempts smallint not null default 0, last_error text,
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id)
);
create index outbox_waiting on outbox (agency_id, send_after) where sent_at is null;
call app.derived('outbox');

-- Files by content, in chunks: same transaction, same walls, same backup as the record.
create table blobs (
  agency_id uuid not null references agencies, id uuid not null, sha256 bytea not null, bytes bigint not null, media_type text not null, name text,
  client_id uuid, segment text not null default 'general', recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id)
);
call app.facts('blobs');
create table blob_chunks (
  agency_id uuid not null references agencies, sha256 bytea not null, ordinal integer not null, content bytea not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, sha256, ordinal)
);
call app.facts('blob_chunks');

create table job_runs (
  agency_id uuid not null references agencies, id uuid not null, kind text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0, total bigint, params jsonb not null default '{}', result jsonb, problem jsonb,
  cancel_asked boolean not null default false, requested_by uuid not null, created_at timestamptz not null, finished_at timestamptz,
  primary key (agency_id, id)
);
call app.derived('job_runs');

-- What came from elsewhere under which name, so that the same file read again changes nothing.
create table external_ids (
  agency_id uuid not null references agencies, source text not null, kind text not null, external_id text not null, id uuid not null, content_hash bytea,
  client_id uuid, recorded_at timestamptz not null,
  primary key (agency_id, source, kind, external_id)
);
create index external_ids_by_id on external_ids (agency_id, id);
call app.derived('external_ids');

create table imports (
  agency_id uuid not null references agencies, id uuid not null, kind text not null, file_name text not null, sha256 bytea not null, report jsonb not null,
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id)
);
call app.facts('imports');

-- Enqueueing is a definer function: under row-level security a worker that shared the caller's role ran none of its jobs.
create function app.enqueue(task text, payload json, unique_key text)
  returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform graphile_worker.add_job(task, payload, job_key := unique_key);
end $$;
revoke execute on function app.enqueue from public;
grant execute on function app.enqueue to footbridge_app;
