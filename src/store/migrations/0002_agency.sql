-- The agency: sites, programmes under dated service-model versions, teams, staff and their positions.

create table sites (
  agency_id uuid not null references agencies, id uuid not null,
  name text not null, address text, phone text, closed_on date,
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), unique (agency_id, name)
);
call app.things('sites');

-- Immutable: a change is a new version with its own first day.
create table service_models (
  agency_id uuid not null references agencies, id uuid not null,
  key text not null, version integer not null check (version > 0),
  effective_from date not null,
  definition jsonb not null,
  reason text,
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), unique (agency_id, key, version)
);
call app.facts('service_models');

create table programmes (
  agency_id uuid not null references agencies, id uuid not null,
  site_id uuid, name text not null, model_key text not null,
  eligibility jsonb not null default '[]',   -- [{ code, label: { en, es }, required }]
  is_part2 boolean not null default false,
  opened_on date not null, closed_on date,
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), unique (agency_id, name),
  foreign key (agency_id, site_id) references sites
);
call app.things('programmes');

create table teams (
  agency_id uuid not null references agencies, id uuid not null,
  programme_id uuid not null, name text not null,
  shares_caseload boolean not null default false,
  opened_on date not null, closed_on date,
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), unique (agency_id, name),
  foreign key (agency_id, programme_id) references programmes
);
call app.things('teams');

create table staff (
  agency_id uuid not null references agencies, id uuid not null,
  given_name text not null, family_name text not null, pronouns text, phone text,
  email text not null,
  languages text[] not null default '{}',
  roles text[] not null check (roles <@ array['case-manager', 'team-lead', 'supervisor', 'evaluator', 'privacy-officer', 'administrator']),
  left_on date,
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), unique (agency_id, email)
);
call app.things('staff');

create table credentials (
  agency_id uuid not null references agencies, id uuid not null,
  staff_id uuid not null, kind text not null, number text, issued_by text,
  valid_from date, valid_to date,
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), foreign key (agency_id, staff_id) references staff
);
call app.facts('credentials');

-- Position history: who filled which role on which team, how much of full time, when.
create table positions (
  agency_id uuid not null references agencies, id uuid not null,
  staff_id uuid not null, team_id uuid not null,
  role text not null check (role in ('leader', 'psychiatrist', 'prescriber', 'nurse', 'substance-use', 'vocational', 'peer', 'case-manager', 'clinician', 'administrative')),
  fte numeric(4, 3) not null check (fte > 0 and fte <= 1),
  during daterange not null check (not isempty(during) and lower(during) is not null),
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id),
  unique (agency_id, staff_id, team_id, role, during without overlaps),
  foreign key (agency_id, staff_id) references staff, foreign key (agency_id, team_id) references teams
);
create index positions_by_team on positions (agency_id, team_id);
call app.things('positions');

-- The supervision line: a supervisor reaches the caseloads of these people and teams.
create table supervision_lines (
  agency_id uuid not null references agencies, id uuid not null,
  supervisor_id uuid not null, staff_id uuid, team_id uuid,
  during daterange not null check (not isempty(during)),
  recorded_at timestamptz not null, recorded_by uuid not null,
  check (num_nonnulls(staff_id, team_id) = 1),
  primary key (agency_id, id),
  foreign key (agency_id, supervisor_id) references staff,
  foreign key (agency_id, staff_id) references staff, foreign key (agency_id, team_id) references teams
);
create index supervision_by_supervisor on supervision_lines (agency_id, supervisor_id);
call app.things('supervision_lines');

-- ───────────────────────────── Sign-in: the only tables outside row-level security, reached through definer functions
create table accounts (
  id uuid primary key, agency_id uuid not null references agencies, staff_id uuid not null,
  email text not null unique check (email = lower(email)),
  password_hash text, totp_secret text, totp_last_step bigint,
  disabled_at timestamptz, created_at timestamptz not null,
  -- locks what this person has begun to write on a device; given to their own sessions only
  draft_key bytea not null default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
  unique (agency_id, staff_id), foreign key (agency_id, staff_id) references staff
);
create table sessions (
  token_hash bytea primary key,
  id uuid not null unique, account_id uuid not null references accounts,
  agency_id uuid not null, staff_id uuid not null,
  created_at timestamptz not null, last_seen_at timestamptz not null, expires_at timestamptz not null,
  ended_at timestamptz, user_agent text, address text
);
create index sessions_by_staff on sessions (agency_id, staff_id) where ended_at is null;
create table link_tokens (
  token_hash bytea primary key, kind text not null check (kind in ('set-up', 'invitation', 'password-reset')),
  agency_id uuid references agencies, account_id uuid references accounts,
  created_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz
);
create table sign_in_failures (
  key text not null, at timestamptz not null
);
create index sign_in_failures_by_key on sign_in_failures (key, at);

-- The account to check a password against. No row for an unknown address: the caller spends the same time either way.
create function app.account_for_sign_in(address text)
  returns table (id uuid, agency_id uuid, staff_id uuid, password_hash text, totp_secret text, totp_last_step bigint)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select a.id, a.agency_id, a.staff_id, a.password_hash, a.totp_secret, a.totp_last_step
  from accounts a where a.email = lower(address) and a.disabled_at is null
$$;

create function app.count_sign_in_failures(failure_keys text[], since timestamptz)
  returns table (key text, failures bigint, latest timestamptz)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select f.key, count(*), max(f.at) from sign_in_failures f where f.key = any (failure_keys) and f.at > since group by f.key
$$;

create function app.record_sign_in_failure(failure_keys text[], moment timestamptz)
  returns void language sql security definer set search_path = public, app, pg_temp as $$
  delete from sign_in_failures where at < moment - interval '1 day';
  insert into sign_in_failures (key, at) select unnest(failure_keys), moment
$$;

-- Starts a session; a one-time code may be used once only, so its step must be later than the last one used.
create function app.start_session(account uuid, hash bytea, session uuid, moment timestamptz, lasts interval, code_step bigint, agent text, from_address text)
  returns boolean language plpgsql security definer set search_path = public, app, pg_temp as $$
declare who accounts%rowtype;
begin
  select * into who from accounts where id = account and disabled_at is null for update;
  if not found or (code_step is not null and who.totp_last_step is not null and code_step <= who.totp_last_step) then
    return false;
  end if;
  if code_step is not null then
    update accounts set totp_last_step = code_step where id = account;
  end if;
  insert into sessions (token_hash, id, account_id, agency_id, staff_id, created_at, last_seen_at, expires_at, user_agent, address)
  values (hash, session, account, who.agency_id, who.staff_id, moment, moment, moment + lasts, left(agent, 300), from_address);
  return true;
end $$;

-- Opens a session for one transaction: who it is, what they reach, and row-level security set to their agency.
-- Idle for `idle` or past its end: no row, and nothing is set. The last use is written at most every 30 seconds.
create function app.open_session(hash bytea, moment timestamptz, idle interval, touch boolean)
  returns table (session_id uuid, agency_id uuid, agency_name text, time_zone text, language text, staff_id uuid, given_name text, family_name text,
                 roles text[], reach_staff uuid[], reach_teams uuid[], member_teams uuid[], last_seen_at timestamptz, expires_at timestamptz, today date, is_demo boolean)
  language plpgsql security definer set search_path = public, app, pg_temp as $$
#variable_conflict use_column
declare
  led uuid[];
  people uuid[];
  was text;
begin
  -- Asked before every answer, so in one statement.
  select s.id, s.agency_id, g.name, g.time_zone, g.language, g.is_demo, s.staff_id, f.given_name, f.family_name, f.roles, s.last_seen_at, s.expires_at,
    d.local_day, coalesce(p.teams, '{}'), p.led || l.teams, l.people
  into session_id, agency_id, agency_name, time_zone, language, is_demo, staff_id, given_name, family_name, roles, last_seen_at, expires_at,
    today, member_teams, led, people
  from sessions s
  join staff f on f.agency_id = s.agency_id and f.id = s.staff_id
  join agencies g on g.agency_id = s.agency_id
  cross join lateral (select (moment at time zone g.time_zone)::date as local_day) d
  cross join lateral (
    select array_agg(distinct p.team_id) as teams, array_agg(distinct p.team_id) filter (where p.role = 'leader' and 'team-lead' = any (f.roles)) as led
    from positions p where p.agency_id = s.agency_id and p.staff_id = s.staff_id and p.during @> d.local_day) p
  cross join lateral (
    select array_agg(l.team_id) filter (where l.team_id is not null) as teams, array_agg(l.staff_id) filter (where l.staff_id is not null) as people
    from supervision_lines l where l.agency_id = s.agency_id and l.supervisor_id = s.staff_id and l.during @> d.local_day) l
  where s.token_hash = hash and s.ended_at is null and s.expires_at > moment and s.last_seen_at + idle > moment
    and (f.left_on is null or f.left_on >= d.local_day);
  if not found then
    return;
  end if;
  if touch and last_seen_at < moment - interval '30 seconds' then
    update sessions set last_seen_at = moment where token_hash = hash;
  end if;
  was := set_config('app.agency_id', agency_id::text, true);
  was := set_config('app.actor_id', staff_id::text, true);
  reach_teams := member_teams;
  reach_staff := array[staff_id];
  -- A team lead reaches everyone on the teams they lead; a supervisor everyone on the teams they supervise.
  if led is not null then
    reach_teams := array(select unnest(member_teams) union select unnest(led));
    people := people || array(select p.staff_id from positions p
      where p.agency_id = open_session.agency_id and p.team_id = any (led) and p.during @> today);
  end if;
  if people is not null then
    reach_staff := array(select unnest(people) union select staff_id);
  end if;
  return next;
end $$;

create function app.end_session(hash bytea, moment timestamptz)
  returns table (agency_id uuid, staff_id uuid) language sql security definer set search_path = public, app, pg_temp as $$
  update sessions set ended_at = moment where token_hash = hash and ended_at is null returning sessions.agency_id, sessions.staff_id
$$;

-- Someone's live sessions end at once: when they leave, when their access changes, or at their own wish.
create function app.end_sessions_of(staff uuid, moment timestamptz)
  returns integer language sql security definer set search_path = public, app, pg_temp as $$
  with ended as (update sessions set ended_at = moment where agency_id = app.agency() and staff_id = staff and ended_at is null returning 1)
  select count(*)::int from ended
$$;

-- Accounts of the agency, without secrets, for administrators.
create function app.list_accounts()
  returns table (id uuid, staff_id uuid, email text, has_password boolean, has_second_factor boolean, disabled_at timestamptz)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select a.id, a.staff_id, a.email, a.password_hash is not null, a.totp_secret is not null, a.disabled_at
  from accounts a where a.agency_id = app.agency()
$$;

create function app.create_account(account uuid, staff uuid, address text, hash text, secret text, moment timestamptz)
  returns void language sql security definer set search_path = public, app, pg_temp as $$
  insert into accounts (id, agency_id, staff_id, email, password_hash, totp_secret, created_at)
  values (account, app.agency(), staff, lower(address), hash, secret, moment)
$$;

create function app.change_account(staff uuid, hash text, secret text, disabled timestamptz, change text)
  returns integer language plpgsql security definer set search_path = public, app, pg_temp as $$
declare changed integer;
begin
  update accounts set
    password_hash = case when change = 'password' then hash else password_hash end,
    totp_secret = case when change = 'second-factor' then secret else totp_secret end,
    totp_last_step = case when change = 'second-factor' then null else totp_last_step end,
    disabled_at = case when change = 'disabled' then disabled else disabled_at end
  where agency_id = app.agency() and staff_id = staff;
  get diagnostics changed = row_count;
  return changed;
end $$;

-- One-time links: 128 random bits, kept as a hash.
create function app.create_link(hash bytea, link_kind text, account uuid, moment timestamptz, lasts interval)
  returns void language sql security definer set search_path = public, app, pg_temp as $$
  insert into link_tokens (token_hash, kind, agency_id, account_id, created_at, expires_at)
  values (hash, link_kind, app.agency(), account, moment, moment + lasts)
$$;
-- Whose password it is follows from the link alone: no caller can name an account. False when it is unknown, used or too old.
create function app.set_password_by_link(link bytea, link_kind text, moment timestamptz, password text)
  returns boolean language plpgsql security definer set search_path = public, app, pg_temp as $$
declare account uuid;
begin
  update link_tokens set used_at = moment
  where token_hash = link and kind = link_kind and account_id is not null and used_at is null and expires_at > moment
  returning account_id into account;
  if account is null then
    return false;
  end if;
  update accounts set password_hash = password where id = account;
  -- Whoever was in with the old password is out.
  update sessions set ended_at = moment where account_id = account and ended_at is null;
  return true;
end $$;
-- What start and health checks need to know without a session: no counts, no names.
create function app.holds_demo() returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (select from agencies where is_demo)
$$;
create function app.is_empty() returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select not exists (select from agencies)
$$;
create function app.agency_clocks() returns table (agency_id uuid, time_zone text, current_day date)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select a.agency_id, a.time_zone, a.current_day from agencies a
$$;
revoke execute on all routines in schema app from public;
grant execute on all functions in schema app to footbridge_app;
grant execute on function app.agency_clocks to footbridge_jobs;

-- First start in production: whoever holds the one-time set-up link founds the agency and becomes its first administrator.
create function app.set_up(hash bytea, moment timestamptz, new_agency uuid, system_actor uuid, new_staff uuid, account uuid,
    agency_name text, zone text, agency_language text, given text, family text, address text, password text)
  returns boolean language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update link_tokens set used_at = moment where token_hash = hash and kind = 'set-up' and used_at is null and expires_at > moment;
  if not found then
    return false;
  end if;
  insert into agencies (agency_id, name, time_zone, language, current_day, created_at)
  values (new_agency, agency_name, zone, agency_language, (moment at time zone zone)::date, moment);
  insert into actors (agency_id, id, kind) values (new_agency, system_actor, 'system');
  insert into actors (agency_id, id, kind, person_id) values (new_agency, new_staff, 'staff', new_staff);
  insert into staff (agency_id, id, given_name, family_name, email, roles, recorded_at, recorded_by)
  values (new_agency, new_staff, given, family, lower(address), array['administrator'], moment, new_staff);
  insert into accounts (id, agency_id, staff_id, email, password_hash, created_at)
  values (account, new_agency, new_staff, lower(address), password, moment);
  perform app.ensure_audit_months((moment at time zone zone)::date);
  perform set_config('app.agency_id', new_agency::text, true), set_config('app.actor_id', new_staff::text, true);
  return true;
end $$;

create function app.own_account() returns table (id uuid, email text, password_hash text, totp_secret text)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select a.id, a.email, a.password_hash, a.totp_secret from accounts a where a.agency_id = app.agency() and a.staff_id = app.actor()
$$;

create function app.own_draft_key() returns table (key text)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select encode(a.draft_key, 'base64') from accounts a where a.agency_id = app.agency() and a.staff_id = app.actor()
$$;

create function app.list_own_sessions(current_hash bytea)
  returns table (id uuid, created_at timestamptz, last_seen_at timestamptz, expires_at timestamptz, user_agent text, address text, is_current boolean)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select s.id, s.created_at, s.last_seen_at, s.expires_at, s.user_agent, s.address, s.token_hash = current_hash
  from sessions s where s.agency_id = app.agency() and s.staff_id = app.actor() and s.ended_at is null
  order by s.last_seen_at desc
$$;

create function app.end_own_session(session uuid, moment timestamptz)
  returns boolean language sql security definer set search_path = public, app, pg_temp as $$
  with ended as (update sessions set ended_at = moment
    where agency_id = app.agency() and staff_id = app.actor() and id = session and ended_at is null returning 1)
  select exists (select from ended)
$$;
revoke execute on all routines in schema app from public;
grant execute on all functions in schema app to footbridge_app;
