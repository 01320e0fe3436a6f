-- Who somebody is (roles, reach, teams, whom they may not see) is asked before every answer and changes a few times a week. So it is
-- worked out once a day for each session and kept with it, under the agency's stamp: whatever changes it, changes the stamp in the
-- same transaction, and what was kept under another stamp, or on another day, counts for nothing.

alter table agencies add column access_stamp bigint not null default 0;
-- Whether any consent or restriction ever opened or denied a segment here: where none did, no list asks.
alter table agencies add column has_openings boolean not null default false, add column has_denials boolean not null default false;

alter table sessions
  add column access_stamp bigint, add column access_day date,
  add column given_name text, add column family_name text, add column roles text[],
  add column reach_staff uuid[], add column reach_teams uuid[], add column member_teams uuid[],
  add column part2_programmes uuid[], add column blocked_clients uuid[];

create function app.access_changes() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update agencies set access_stamp = access_stamp + 1 where agency_id = coalesce(new.agency_id, old.agency_id);
  return null;
end $$;
do $$
declare name text;
begin
  foreach name in array array['staff', 'positions', 'supervision_lines', 'teams', 'programmes', 'staff_blocks'] loop
    execute format('create trigger access_changes after insert or update or delete on %I for each row execute function app.access_changes()', name);
  end loop;
end $$;

create function app.segments_in_use() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update agencies a set has_openings = a.has_openings or new.effect <> 'denies', has_denials = a.has_denials or new.effect = 'denies'
  where a.agency_id = new.agency_id and not (case new.effect when 'denies' then a.has_denials else a.has_openings end);
  return null;
end $$;
create trigger segments_in_use after insert or update of effect on segment_openings for each row execute function app.segments_in_use();
update agencies a set
  has_openings = exists (select from segment_openings o where o.agency_id = a.agency_id and o.effect <> 'denies'),
  has_denials = exists (select from segment_openings o where o.agency_id = a.agency_id and o.effect = 'denies');

-- Opens a session for one transaction: who it is, what they reach, and row-level security set to their agency.
-- Idle for `idle` or past its end: no row, and nothing is set. The last use is written at most every 30 seconds.
drop function app.open_session(bytea, timestamptz, interval, boolean);
create function app.open_session(hash bytea, moment timestamptz, idle interval, touch boolean)
  returns table (session_id uuid, agency_id uuid, agency_name text, time_zone text, language text, staff_id uuid, given_name text, family_name text,
                 roles text[], reach_staff uuid[], reach_teams uuid[], member_teams uuid[], last_seen_at timestamptz, expires_at timestamptz, today date,
                 is_demo boolean, part2_programmes uuid[], blocked_clients uuid[], own_segments jsonb, has_openings boolean, has_denials boolean,
                 glass uuid[], emergencies uuid[], on_call uuid[], lent_to uuid)
  language plpgsql security definer set search_path = public, app, pg_temp as $$
#variable_conflict use_column
declare
  stamp bigint;
  is_known boolean;
  was text;
begin
  select s.id, s.agency_id, g.name, g.time_zone, g.language, g.is_demo, s.staff_id, s.last_seen_at, s.expires_at, g.settings->'segments',
    g.has_openings, g.has_denials, g.access_stamp, d.local_day, s.access_stamp = g.access_stamp and s.access_day = d.local_day,
    s.given_name, s.family_name, s.roles, s.reach_staff, s.reach_teams, s.member_teams, s.part2_programmes, s.blocked_clients,
    b.clients, b.emergencies, array(
      select c.programme_id from on_call_shifts c where c.agency_id = s.agency_id and c.staff_id = s.staff_id and not c.is_cancelled
        and c.from_at <= moment and c.to_at > moment),
    case when s.lent_at >= coalesce(s.proved_at, s.created_at) then s.lent_to end
  into session_id, agency_id, agency_name, time_zone, language, is_demo, staff_id, last_seen_at, expires_at, own_segments,
    has_openings, has_denials, stamp, today, is_known,
    given_name, family_name, roles, reach_staff, reach_teams, member_teams, part2_programmes, blocked_clients,
    glass, emergencies, on_call, lent_to
  from sessions s
  join agencies g on g.agency_id = s.agency_id
  cross join lateral (select (moment at time zone g.time_zone)::date as local_day) d
  cross join lateral (
    select coalesce(array_agg(b.client_id), '{}') as clients,
      coalesce(array_agg(b.client_id) filter (where b.emergency_nature is not null), '{}') as emergencies
    from glass_breaks b where b.agency_id = s.agency_id and b.staff_id = s.staff_id and b.superseded_at is null
      and b.broken_at <= moment and b.ends_at > moment) b
  where s.token_hash = hash and s.ended_at is null and s.expires_at > moment and s.last_seen_at + idle > moment;
  if not found then
    return;
  end if;
  if is_known is not true then
    select * into given_name, family_name, roles, reach_staff, reach_teams, member_teams, part2_programmes, blocked_clients
    from app.standing_of(agency_id, staff_id, today);
    if not found then
      return;
    end if;
    -- Whoever asks twice at once waits for nobody: one of them writes it down.
    update sessions set access_stamp = stamp, access_day = today, given_name = open_session.given_name, family_name = open_session.family_name,
      roles = open_session.roles, reach_staff = open_session.reach_staff, reach_teams = open_session.reach_teams,
      member_teams = open_session.member_teams, part2_programmes = open_session.part2_programmes, blocked_clients = open_session.blocked_clients
    where token_hash = (select s.token_hash from sessions s where s.token_hash = hash for no key update skip locked);
  end if;
  if touch and last_seen_at < moment - interval '30 seconds' then
    update sessions set last_seen_at = moment
    where token_hash = (select s.token_hash from sessions s where s.token_hash = hash for no key update skip locked);
  end if;
  was := set_config('app.agency_id', agency_id::text, true);
  was := set_config('app.actor_id', staff_id::text, true);
  return next;
end $$;

-- What follows from the positions, supervision lines and blocks of one day; no row for whoever has left.
create function app.standing_of(agency uuid, staff uuid, on_day date)
  returns table (given_name text, family_name text, roles text[], reach_staff uuid[], reach_teams uuid[], member_teams uuid[],
                 part2_programmes uuid[], blocked_clients uuid[])
  language plpgsql stable set search_path = public, app, pg_temp as $$
#variable_conflict use_column
declare
  led uuid[];
  people uuid[];
begin
  select f.given_name, f.family_name, f.roles, coalesce(p.teams, '{}'), p.led || l.teams, l.people,
    array(select b.client_id from staff_blocks b where b.agency_id = agency and b.staff_id = staff and b.superseded_at is null)
  into given_name, family_name, roles, member_teams, led, people, blocked_clients
  from staff f
  cross join lateral (
    select array_agg(distinct p.team_id) as teams, array_agg(distinct p.team_id) filter (where p.role = 'leader' and 'team-lead' = any (f.roles)) as led
    from positions p where p.agency_id = agency and p.staff_id = staff and p.during @> on_day) p
  cross join lateral (
    select array_agg(l.team_id) filter (where l.team_id is not null) as teams, array_agg(l.staff_id) filter (where l.staff_id is not null) as people
    from supervision_lines l where l.agency_id = agency and l.supervisor_id = staff and l.during @> on_day) l
  where f.agency_id = agency and f.id = staff and (f.left_on is null or f.left_on >= on_day);
  if not found then
    return;
  end if;
  reach_teams := member_teams;
  reach_staff := array[staff];
  -- A team lead reaches everyone on the teams they lead; a supervisor everyone on the teams they supervise.
  if led is not null then
    reach_teams := array(select unnest(member_teams) union select unnest(led));
    people := people || array(select p.staff_id from positions p where p.agency_id = agency and p.team_id = any (led) and p.during @> on_day);
  end if;
  if people is not null then
    reach_staff := array(select unnest(people) union select staff);
  end if;
  part2_programmes := array(
    select distinct p.id from programmes p join teams t on t.agency_id = p.agency_id and t.programme_id = p.id
    where p.agency_id = agency and p.is_part2 and t.id = any (reach_teams));
  return next;
end $$;

revoke execute on function app.open_session, app.standing_of, app.access_changes, app.segments_in_use from public;
grant execute on function app.open_session to footbridge_app;
-- Known with the session, and so no longer asked by every list.
drop function app.part2_programmes(uuid[]);
drop function app.own_segments(text[]);
drop function app.sitting_lent_to(bytea);
