-- The ground every table stands on: roles, the two walls around an agency, facts that are never overwritten, the audit.
-- Run by the owner. The roles footbridge_app and footbridge_jobs are made by roles.ts before the first migration.

create extension if not exists btree_gist;
create schema app;
grant usage on schema app, public to footbridge_app, footbridge_jobs;
revoke create on schema public from public;

-- set_config(…, true) leaves '' behind after the transaction, so '' must mean "none".
create function app.agency() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.agency_id', true), '')::uuid;
create function app.actor() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.actor_id', true), '')::uuid;

-- Facts are never overwritten: a correction is a new row, and the old one is marked superseded or entered in error.
create function app.refuse_rewriting() returns trigger language plpgsql as $$
declare
  kept text[] := array['superseded_at', 'superseded_by', 'error_reason'];
begin
  if tg_op = 'DELETE' then
    raise exception 'facts in % are never deleted', tg_table_name using errcode = 'restrict_violation';
  end if;
  if old.superseded_at is not null or (to_jsonb(old) - kept) is distinct from (to_jsonb(new) - kept) then
    raise exception 'facts in % are never overwritten', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- Things that change keep their past: each update writes the row as it was into the twin table <name>_past.
create function app.keep_past() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'rows of % are never deleted', tg_table_name using errcode = 'restrict_violation';
  end if;
  if new is not distinct from old then
    return new;
  end if;
  -- Versions follow one another strictly, so that the moment of the last change can serve as the version.
  new.recorded_at := greatest(new.recorded_at, old.recorded_at + interval '1 millisecond');
  execute format('insert into %I select ($1).*, $2, $3', tg_table_name || '_past') using old, new.recorded_at, new.recorded_by;
  return new;
end $$;

-- What is signed stays as it was signed; addenda and new versions carry what comes after.
create function app.keep_signed() returns trigger language plpgsql as $$
declare
  kept text[] := array['recorded_at', 'recorded_by', 'superseded_at', 'superseded_by', 'error_reason', 'state', 'cosigned_at', 'cosigned_by'];
begin
  if old.signed_at is not null and (to_jsonb(old) - kept) is distinct from (to_jsonb(new) - kept) then
    raise exception 'a signed entry in % is never changed', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- Walls around an agency: row-level security, forced for everyone but the owner.
create procedure app.wall(name regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('create policy agency_only on %s using (agency_id = (select app.agency())) with check (agency_id = (select app.agency()))', name);
  execute format('grant select, insert on %s to footbridge_app', name);
end $$;

-- A table of facts: insert, and mark superseded.
create procedure app.facts(name regclass) language plpgsql as $$
begin
  call app.wall(name);
  execute format('grant update (superseded_at, superseded_by, error_reason) on %s to footbridge_app', name);
  execute format('create trigger facts_stay before update or delete on %s for each row execute function app.refuse_rewriting()', name);
end $$;

-- A table of things: insert and update; the past is kept in the twin.
create procedure app.things(name regclass) language plpgsql as $$
declare past text := name::text || '_past';
begin
  call app.wall(name);
  execute format('grant update on %s to footbridge_app', name);
  execute format('create table %I (like %s, superseded_at timestamptz not null, superseded_by uuid not null)', past, name);
  execute format('create index on %I (agency_id, id, superseded_at)', past);
  call app.wall(past::regclass);
  execute format('revoke insert on %I from footbridge_app', past);
  execute format('create trigger past_stays before update or delete on %s for each row execute function app.keep_past()', name);
end $$;

-- A table of what can be worked out again from the facts: rows may go.
create procedure app.derived(name regclass) language plpgsql as $$
begin
  call app.wall(name);
  execute format('grant update, delete on %s to footbridge_app', name);
end $$;

-- ───────────────────────────── Agencies and actors
create table agencies (
  agency_id uuid primary key,
  name text not null unique,
  time_zone text not null,
  language text not null default 'en',
  is_demo boolean not null default false,
  settings jsonb not null default '{}',
  current_day date not null,          -- the local day advance-day has reached
  created_at timestamptz not null
);
call app.wall('agencies');
revoke insert on agencies from footbridge_app;
grant update (name, time_zone, language, settings, current_day) on agencies to footbridge_app;

-- Who did it: staff, client, supporter, partner or the system, perhaps on behalf of another. A member of staff's actor has their id.
create table actors (
  agency_id uuid not null references agencies,
  id uuid not null,
  kind text not null check (kind in ('staff', 'client', 'supporter', 'partner', 'system')),
  person_id uuid,
  on_behalf_of uuid,
  primary key (agency_id, id),
  foreign key (agency_id, on_behalf_of) references actors
);
call app.wall('actors');

-- ───────────────────────────── Audit: one entry for each write and each read of a client's record
create table audit (
  agency_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  actor_id uuid not null,
  actor_kind text not null,
  on_behalf_of uuid,
  action text not null,
  effect text not null check (effect in ('read', 'write', 'refused')),
  client_id uuid,
  client_ids uuid[],
  subject_kind text,
  subject_id uuid,
  purpose text not null default 'treatment',
  decision text not null,
  request_id text,
  details jsonb not null default '{}',
  transaction_id xid8 not null default pg_current_xact_id(),
  primary key (agency_id, at, id)
) partition by range (at);
create index audit_by_client on audit (agency_id, client_id, at desc);
create index audit_by_actor on audit (agency_id, actor_id, at desc);
create index audit_by_transaction on audit (agency_id, transaction_id);
create table audit_other partition of audit default;
call app.wall('audit');

create function app.refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only' using errcode = 'restrict_violation';
end $$;
create trigger audit_stays before update or delete or truncate on audit for each statement execute function app.refuse_audit_change();
-- A statement's trigger is not asked where a month's own table is named, so each has its own.
create trigger audit_stays before update or delete or truncate on audit_other for each statement execute function app.refuse_audit_change();

-- Makes the partition of the month that holds `day`, and of the next; harmless when they exist.
create function app.ensure_audit_months(day date) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  month date := date_trunc('month', day)::date;
  name text;
begin
  for step in 0..1 loop
    name := 'audit_' || to_char(month, 'YYYYMM');
    if to_regclass(name) is null then
      begin
        execute format('create table %I partition of audit for values from (%L) to (%L)', name,
          month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create trigger audit_stays before update or delete or truncate on %I for each statement execute function app.refuse_audit_change()', name);
      exception when others then
        -- Entries for that month already stand in the default partition, or another process was first: both are sound.
        null;
      end;
    end if;
    month := (month + interval '1 month')::date;
  end loop;
end $$;

-- Lists name the clients they showed; the containment search is no index read under row-level security, so it is done here,
-- for one agency and one client, for callers who may see that client's audit.
-- Acts that concern more clients than one (a link between two) count for each of them.
create function app.list_reads_of(client uuid, since timestamptz, before timestamptz, most integer)
  returns setof audit language sql stable security definer set search_path = public, app, pg_temp as $$
  select * from audit
  where agency_id = app.agency() and at >= since and at <= before and client_id is distinct from client and client_ids @> array[client]
  order by at desc, id desc limit most
$$;
revoke execute on all routines in schema app from public;
grant execute on all functions in schema app to footbridge_app, footbridge_jobs;
