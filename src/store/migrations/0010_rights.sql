-- Two people for what cannot be taken back; two records of one person made one; how long a record is kept, and how it ends.

-- One asks, another agrees or declines; what was agreed to is then carried out once. Kinds are data (domain/access/approvals.ts).
create table approvals (
  agency_id uuid not null references agencies, id uuid not null,
  kind text not null, client_id uuid, other_client_id uuid,   -- the other may be a record that is no more
  reason text,                                -- null once the person's record is purged
  asked_by uuid not null, asked_on date not null,
  state text not null default 'open' check (state in ('open', 'approved', 'declined', 'withdrawn')),
  decided_by uuid, decided_on date, decision_note text,
  outcome jsonb,                              -- of what was carried out: { table: rows }
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  check ((state = 'open') = (decided_by is null) and (state = 'open') = (decided_on is null)),
  -- Nobody agrees with themselves, and what somebody takes back was theirs.
  check (state not in ('approved', 'declined') or decided_by <> asked_by),
  check (state <> 'withdrawn' or decided_by = asked_by),
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients,
  foreign key (agency_id, asked_by) references actors, foreign key (agency_id, decided_by) references actors
);
create index approvals_by_client on approvals (agency_id, client_id);
create index approvals_open on approvals (agency_id, asked_on) where state = 'open';
call app.things('approvals');

-- The second record of a person that was found to be in the house already: its old id leads to the one that stands. `identity` is the
-- row as it was.
create table merged_clients (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  number bigint not null, identity jsonb not null, approval_id uuid,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients
);
create index merged_clients_by_client on merged_clients (agency_id, client_id);
call app.facts('merged_clients');

-- As long as one holds, nothing of the person's record is purged, whatever the schedule says.
create table legal_holds (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  reason text not null, from_day date not null, to_day date check (to_day >= from_day), placed_by uuid not null, end_reason text,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, placed_by) references actors
);
create index legal_holds_by_client on legal_holds (agency_id, client_id);
call app.things('legal_holds');

-- ───────────────────────────── What merging and purging alone may do
-- Both reach rows that nobody else moves or removes. While one of them runs, its transaction stands here; only the owner's functions
-- below write it, so that a setting alone opens nothing.
create table app.moving (transaction_id xid8 primary key);

create function app.begin_moving() returns void language plpgsql set search_path = public, app, pg_temp as $$
begin
  insert into app.moving values (pg_current_xact_id());
  perform set_config('app.moving', 'on', true);
end $$;
create function app.end_moving() returns void language plpgsql set search_path = public, app, pg_temp as $$
begin
  delete from app.moving where transaction_id = pg_current_xact_id();
  perform set_config('app.moving', '', true);
end $$;

create or replace function app.refuse_rewriting() returns trigger language plpgsql as $$
declare
  kept text[] := array['superseded_at', 'superseded_by', 'error_reason'];
begin
  if current_setting('app.moving', true) = 'on' then
    if exists (select from app.moving where transaction_id = pg_current_xact_id()) then
      return coalesce(new, old);
    end if;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'facts in % are never deleted', tg_table_name using errcode = 'restrict_violation';
  end if;
  if old.superseded_at is not null or (to_jsonb(old) - kept) is distinct from (to_jsonb(new) - kept) then
    raise exception 'facts in % are never overwritten', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create or replace function app.keep_past() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if current_setting('app.moving', true) = 'on' then
    if exists (select from app.moving where transaction_id = pg_current_xact_id()) then
      return coalesce(new, old);
    end if;
  end if;
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

create or replace function app.keep_signed() returns trigger language plpgsql as $$
declare
  kept text[] := array['recorded_at', 'recorded_by', 'superseded_at', 'superseded_by', 'error_reason', 'state', 'cosigned_at', 'cosigned_by'];
begin
  if current_setting('app.moving', true) = 'on' then
    if exists (select from app.moving where transaction_id = pg_current_xact_id()) then
      return new;
    end if;
  end if;
  if old.signed_at is not null and (to_jsonb(old) - kept) is distinct from (to_jsonb(new) - kept) then
    raise exception 'a signed entry in % is never changed', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- The tables of the record and their columns of ids, as the catalogue has them, so that a table that comes later is not forgotten.
-- `names_client`: a foreign key leads to clients, or the column is called so. The audit is no part of this: it is never touched.
create function app.id_columns() returns table (table_name text, column_name text, names_client boolean, is_past boolean)
  language sql stable set search_path = public, app, pg_temp as $$
  select c.relname::text, a.attname::text,
    a.attname = 'client_id' or exists (
      select from pg_constraint f where f.contype = 'f' and f.confrelid = 'clients'::regclass
        and f.conrelid = coalesce(to_regclass('public.' || regexp_replace(c.relname, '_past$', '')), c.oid)
        and exists (select from unnest(f.conkey) k join pg_attribute n on n.attrelid = f.conrelid and n.attnum = k
          where n.attname = a.attname and n.attname <> 'agency_id')),
    c.relname like '%\_past'
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and a.attname <> 'agency_id' and c.relname not like 'audit%'
    and exists (select from pg_attribute g where g.attrelid = c.oid and g.attname = 'agency_id' and not g.attisdropped)
  order by 1, a.attnum
$$;

-- Everything of the second record goes to the one that stays, as it is and when it was written; the second row is kept in
-- merged_clients. Gives how many rows moved, by table.
create function app.merge_clients(approval uuid, moment timestamptz, today date) returns jsonb
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  agency uuid := app.agency();
  asked approvals%rowtype;
  gone clients%rowtype;
  kept uuid;
  place record;
  moved jsonb := '{}';
  count bigint;
begin
  select * into asked from approvals a where a.agency_id = agency and a.id = approval and a.kind = 'merge-clients'
    and a.state = 'approved' and a.decided_by <> a.asked_by and a.outcome is null;
  if not found then
    raise exception 'two people have not agreed to this' using errcode = 'insufficient_privilege';
  end if;
  kept := asked.client_id;
  select * into strict gone from clients c where c.agency_id = agency and c.id = asked.other_client_id for update;

  -- Whether the two are one person is settled.
  update tasks t set state = 'done', done_on = today, recorded_at = moment, recorded_by = app.actor()
  where t.agency_id = agency and t.kind = 'duplicate-check' and t.state = 'open' and t.subject_kind = 'clients'
    and (t.client_id, t.subject_id) in ((kept, gone.id), (gone.id, kept));
  -- What both records say stands once.
  update client_identifiers d set superseded_at = moment, superseded_by = app.actor()
  where d.agency_id = agency and d.client_id = gone.id and d.superseded_at is null and exists (
    select from client_identifiers s where s.agency_id = agency and s.client_id = kept and s.superseded_at is null
      and s.system = d.system and s.value = d.value);
  update client_links l set superseded_at = moment, superseded_by = app.actor()
  where l.agency_id = agency and l.superseded_at is null and gone.id in (l.client_id, l.other_client_id) and exists (
    select from client_links s where s.agency_id = agency and s.superseded_at is null and s.kind = l.kind and kept in (s.client_id, s.other_client_id)
      and case when s.client_id = kept then s.other_client_id else s.client_id end
        = case when l.client_id = gone.id then l.other_client_id else l.client_id end);
  -- What is worked out is worked out anew.
  delete from client_keys where agency_id = agency and client_id = gone.id;
  delete from due_items where agency_id = agency and client_id = gone.id;
  delete from client_summaries where agency_id = agency and client_id = gone.id;

  perform app.begin_moving();
  delete from client_links l where l.agency_id = agency and (l.client_id, l.other_client_id) in ((kept, gone.id), (gone.id, kept));
  insert into merged_clients (agency_id, id, client_id, number, identity, approval_id, segment, recorded_at, recorded_by)
  values (agency, gone.id, kept, gone.number, to_jsonb(gone), approval, gone.segment, moment, app.actor());
  update drafts d set key = replace(d.key, gone.id::text, kept::text)
  where d.agency_id = agency and d.key like '%' || gone.id || '%' and not exists (
    select from drafts o where o.agency_id = agency and o.staff_id = d.staff_id and o.key = replace(d.key, gone.id::text, kept::text));
  for place in select table_name, column_name, is_past from app.id_columns()
    where names_client or (table_name, column_name) in (('tasks', 'subject_id'), ('tasks_past', 'subject_id'), ('external_ids', 'id'))
  loop
    execute format('update %I set %I = $1 where agency_id = $2 and %2$I = $3', place.table_name, place.column_name) using kept, agency, gone.id;
    get diagnostics count = row_count;
    if count > 0 and not place.is_past then
      moved := moved || jsonb_build_object(place.table_name, coalesce((moved ->> place.table_name)::bigint, 0) + count);
    end if;
  end loop;
  -- The act of referral names whom it referred, and the course is worked out from it.
  update cycle_acts set params = jsonb_set(params, '{clientId}', to_jsonb(kept))
  where cycle_acts.agency_id = agency and client_id = kept and params ->> 'clientId' = gone.id::text;
  delete from clients where agency_id = agency and id = gone.id;
  -- Somebody has taken the person on, under whichever record.
  update clients set unclaimed = false where agency_id = agency and id = kept and not gone.unclaimed;
  update approvals set outcome = moved where agency_id = agency and id = approval;
  perform app.end_moving();
  return moved;
end $$;

-- The end of a record. Every row that names the person goes, in every table the catalogue knows: found by the person's id in any
-- column, then by the foreign keys that lead to those rows, then by mention in what is kept as text. What stays is the approval,
-- emptied, and the audit. Gives how many rows went, by table, and whose due items have lost one.
create function app.purge_client(approval uuid, today date) returns jsonb
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  agency uuid := app.agency();
  people uuid[];
  doomed uuid[] := '{}';
  more uuid[];
  others uuid[] := '{}';
  hashes bytea[];
  place record;
  waiting text[];
  postponed text[];
  emptied text[] := array['approvals', 'approvals_past', 'actors'];
  removed jsonb := '{}';
  count bigint;
  before integer;
begin
  select array[a.client_id] into people from approvals a where a.agency_id = agency and a.id = approval and a.kind = 'purge-client'
    and a.state = 'approved' and a.decided_by <> a.asked_by and a.outcome is null and a.client_id is not null;
  if not found then
    raise exception 'two people have not agreed to this' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from legal_holds h where h.agency_id = agency and h.client_id = people[1] and (h.to_day is null or h.to_day >= today)) then
    raise exception 'a legal hold stands against this' using errcode = 'insufficient_privilege';
  end if;
  people := people || array(select m.id from merged_clients m where m.agency_id = agency and m.client_id = people[1]);

  create temporary table leaving on commit drop as
  select table_name, is_past, bool_or(column_name = 'id') as has_id,
    string_agg(format('%I = any ($2)', column_name), ' or ') || case when bool_or(column_name = 'id') then ' or id = any ($3)' else '' end as names_them
  from app.id_columns() where table_name <> all (emptied) group by table_name, is_past;

  for place in select * from leaving where has_id and not is_past loop
    execute format('select coalesce(array_agg(id), ''{}'') from %I where agency_id = $1 and (%s)', place.table_name, place.names_them)
      into more using agency, people, '{}'::uuid[];
    doomed := doomed || more;
  end loop;
  loop
    before := cardinality(doomed);
    for place in
      select distinct c.relname, a.attname from pg_constraint f
      join pg_class c on c.oid = f.conrelid and c.relnamespace = 'public'::regnamespace
      join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any (f.conkey) and a.attname <> 'agency_id' and a.atttypid = 'uuid'::regtype
      join leaving l on l.table_name = c.relname and l.has_id
      where f.contype = 'f' and f.confrelid <> all (array['staff', 'teams', 'programmes', 'sites', 'agencies', 'actors']::regclass[])
    loop
      execute format('select coalesce(array_agg(id), ''{}'') from %I where agency_id = $1 and %I = any ($2) and id <> all ($2)', place.relname, place.attname)
        into more using agency, doomed;
      doomed := doomed || more;
    end loop;
    exit when cardinality(doomed) = before;
  end loop;
  -- A file goes with the rows that lead to it, unless others lead to it too.
  for place in
    select c.relname, a.attname from pg_constraint f
    join pg_class c on c.oid = f.conrelid and c.relnamespace = 'public'::regnamespace
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any (f.conkey) and a.attname <> 'agency_id'
    where f.contype = 'f' and f.confrelid = 'blobs'::regclass
  loop
    execute format('select coalesce(array_agg(%2$I), ''{}'') from %1$I where agency_id = $1 and id = any ($2) and %2$I is not null', place.relname, place.attname)
      into more using agency, doomed;
    doomed := doomed || more;
    execute format('select coalesce(array_agg(id), ''{}'') from unnest($2) id where not exists (
        select from %1$I t where t.agency_id = $1 and t.%2$I = id and t.id <> all ($2))', place.relname, place.attname)
      into doomed using agency, doomed;
  end loop;
  hashes := array(select b.sha256 from blobs b where b.agency_id = agency and b.id = any (doomed));
  select coalesce(array_agg(distinct t.client_id), '{}') into others from tasks t
  where t.agency_id = agency and t.id = any (doomed) and t.client_id <> all (people);

  perform app.begin_moving();
  update approvals set client_id = null, other_client_id = null, reason = null, decision_note = null
  where agency_id = agency and (client_id = any (people) or other_client_id = any (people));
  delete from approvals_past where agency_id = agency and (client_id = any (people) or other_client_id = any (people));
  update actors set person_id = null where agency_id = agency and person_id = any (people || doomed);

  -- A table whose rows others still lead to waits for its turn.
  waiting := array(select table_name from leaving order by is_past desc, table_name desc);
  loop
    postponed := '{}';
    for place in select l.* from unnest(waiting) with ordinality w (name, turn) join leaving l on l.table_name = w.name order by w.turn loop
      begin
        execute format('delete from %I where agency_id = $1 and (%s)', place.table_name, place.names_them) using agency, people, doomed;
        get diagnostics count = row_count;
        if count > 0 and not place.is_past then
          removed := removed || jsonb_build_object(place.table_name, count);
        end if;
      exception when foreign_key_violation then
        postponed := postponed || place.table_name;
      end;
    end loop;
    exit when cardinality(postponed) = 0;
    if cardinality(postponed) = cardinality(waiting) then
      raise exception 'rows of % lead to one another', postponed;
    end if;
    waiting := postponed;
  end loop;

  delete from blob_chunks c where c.agency_id = agency and c.sha256 = any (hashes)
    and not exists (select from blobs b where b.agency_id = agency and b.sha256 = c.sha256);
  delete from drafts d where d.agency_id = agency and exists (select from unnest(people) p where d.key like '%' || p || '%' or d.body::text like '%' || p || '%');
  delete from idempotency_keys k where k.agency_id = agency and app.mentions(k.body, people || doomed);
  delete from outbox o where o.agency_id = agency and app.mentions(o.params, people || doomed);
  delete from job_runs j where j.agency_id = agency and j.state not in ('queued', 'running')
    and (app.mentions(j.params, people || doomed) or app.mentions(j.result, people || doomed) or app.mentions(j.problem, people || doomed));

  update approvals set outcome = removed where agency_id = agency and id = approval;
  perform app.end_moving();
  return jsonb_build_object('rows', removed, 'others', others);
end $$;

-- Whether a document names any of these ids.
create function app.mentions(document jsonb, ids uuid[]) returns boolean language sql immutable as $$
  select exists (
    select from regexp_matches(document::text, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') found
    where found[1]::uuid = any (ids))
$$;

revoke execute on function app.begin_moving, app.end_moving, app.id_columns, app.merge_clients, app.purge_client, app.mentions from public;
grant execute on function app.merge_clients, app.purge_client to footbridge_app;
