-- What a person agreed to disclose, what they asked to be kept back, and what both mean inside the agency.

-- 42 CFR 2.31, 45 CFR 164.508. A consent changes: it is signed, its event happens, it is revoked; its past is kept.
-- Parties, expiry, signer, signature and revocation have the shapes of domain/consent/consent.ts.
create table consents (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  kind text not null check (kind in ('release', 'part2', 'part2-tpo', 'counselling-notes', 'proceedings')),
  client_name text not null, disclosers jsonb not null, recipients jsonb not null,
  segments text[] not null, records text[] not null, records_from date, records_to date,
  description text not null, purposes text[] not null, purpose_text text,
  from_day date not null, expiry jsonb, told text[] not null, language text not null,
  signer jsonb not null, signature jsonb, revocation jsonb, known_false text,
  -- The most closed of the segments it reaches: that there is a consent tells what there is to disclose.
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients
);
create index consents_by_client on consents (agency_id, client_id);
call app.things('consents');

-- 42 CFR 2.26, 45 CFR 164.522(a). `agreed` null: asked and not yet answered.
create table restrictions (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  segments text[] not null, records text[] not null, kept_from jsonb not null, purposes text[] not null,
  words text not null, agreed boolean, answer text, begins_on date not null, ended_on date check (ended_on >= begins_on),
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients
);
create index restrictions_by_client on restrictions (agency_id, client_id);
call app.things('restrictions');

-- Worked out from the two (domain/consent/openings.ts) and written anew in the transaction that changes either: dates, never a
-- status, so that time passes without a write.
create table segment_openings (
  agency_id uuid not null, client_id uuid not null, source_id uuid not null, ordinal smallint not null,
  effect text not null check (effect in ('opens', 'narrows', 'denies')), segment text not null,
  staff_id uuid, programme_id uuid, care_team boolean not null,
  from_day date not null, until_day date,
  primary key (agency_id, client_id, source_id, ordinal),
  check (num_nonnulls(staff_id, programme_id) = case when care_team then 0 else 1 end)
);
create index segment_openings_by_staff on segment_openings (agency_id, staff_id);
create index segment_openings_by_care_team on segment_openings (agency_id, client_id) where care_team;
create index segment_openings_by_programme on segment_openings (agency_id, programme_id);
create index segment_openings_denied on segment_openings (agency_id, segment) where effect = 'denies';
call app.derived('segment_openings');

-- ───────────────────────────── Who somebody is to these dates
-- Asked by every list, once each and before its rows (store/access/visible.ts); functions, so that their plans are kept.

create function app.cared_for(reach_staff uuid[], reach_teams uuid[], on_day date) returns uuid[]
  language plpgsql stable as $$
begin
  return array(select a.client_id from assignments a
    where a.agency_id = app.agency() and (a.staff_id = any (reach_staff) or a.team_id = any (reach_teams))
      and a.from_day <= on_day and (a.to_day is null or a.visible_until >= on_day));
end $$;

-- What consents open to somebody, as 'client segment'; what another narrows or a restriction keeps is not among it.
create function app.opened_segments(staff uuid, reach_staff uuid[], reach_teams uuid[], member_teams uuid[], on_day date) returns text[]
  language plpgsql stable as $$
declare cared uuid[];
begin
  if exists (select from segment_openings o where o.agency_id = app.agency() and o.care_team) then
    cared := app.cared_for(reach_staff, reach_teams, on_day);
  end if;
  return array(select o.client_id || ' ' || o.segment from segment_openings o
    where o.agency_id = app.agency() and o.from_day <= on_day and (o.until_day is null or o.until_day >= on_day)
      and (o.staff_id = staff or o.client_id = any (cared) and o.care_team
        or o.programme_id in (select t.programme_id from teams t where t.agency_id = app.agency() and t.id = any (member_teams)))
    group by o.client_id, o.segment having bool_and(o.effect = 'opens'));
end $$;

-- What restrictions keep from somebody, in the same way; the client alone where that is the general record, and so everything.
create function app.kept_segments(staff uuid, reach_staff uuid[], reach_teams uuid[], member_teams uuid[], on_day date) returns text[]
  language plpgsql stable as $$
declare cared uuid[];
begin
  if not exists (select from segment_openings o where o.agency_id = app.agency() and o.effect = 'denies') then
    return '{}';
  end if;
  cared := app.cared_for(reach_staff, reach_teams, on_day);
  return array(select o.client_id || case o.segment when 'general' then '' else ' ' || o.segment end from segment_openings o
    where o.agency_id = app.agency() and o.effect = 'denies' and o.from_day <= on_day and (o.until_day is null or o.until_day >= on_day)
      and (o.staff_id = staff or o.client_id = any (cared) and o.care_team
        or o.programme_id in (select t.programme_id from teams t where t.agency_id = app.agency() and t.id = any (member_teams))));
end $$;

create function app.part2_programmes(reach_teams uuid[]) returns uuid[]
  language plpgsql stable as $$
begin
  return array(select p.id from programmes p join teams t on t.agency_id = p.agency_id and t.programme_id = p.id
    where p.agency_id = app.agency() and p.is_part2 and t.id = any (reach_teams));
end $$;

-- The agency's own segments that one of these rules opens.
create function app.own_segments(rules text[]) returns text[]
  language plpgsql stable as $$
begin
  return array(select o.value->>'code' from agencies g cross join jsonb_array_elements(g.settings->'segments') o
    where g.agency_id = app.agency() and o.value->>'openTo' = any (rules));
end $$;

-- ───────────────────────────── A record is as closed as what it belongs to
-- What a Part 2 programme does with somebody is a Part 2 record, and so is all that is written in it. Whoever writes need not think of
-- it, and cannot forget it: a row that names no segment of its own takes that of its parent.
create procedure app.inherits_segment(name regclass, parent regclass, reference text) language plpgsql as $$
begin
  execute format($f$
    create function app.%1$I() returns trigger language plpgsql as $t$
    begin
      if new.segment = 'general' and new.%2$I is not null then
        new.segment := coalesce((select p.segment from %3$s p where p.agency_id = new.agency_id and p.id = new.%2$I), 'general');
      end if;
      return new;
    end $t$ $f$, 'segment_of_' || name::text || '_' || reference, reference, parent);
  execute format('create trigger %I before insert on %s for each row execute function app.%I()',
    'segment_by_' || reference, name, 'segment_of_' || name::text || '_' || reference);
end $$;

create function app.segment_of_enrolment() returns trigger language plpgsql as $$
begin
  if new.segment = 'general' and exists (select from programmes p where p.agency_id = new.agency_id and p.id = new.programme_id and p.is_part2) then
    new.segment := 'part2';
  end if;
  return new;
end $$;
create trigger segment_by_programme before insert on enrolments for each row execute function app.segment_of_enrolment();
call app.inherits_segment('cycles', 'enrolments', 'enrolment_id');
call app.inherits_segment('cycle_acts', 'enrolments', 'enrolment_id');
call app.inherits_segment('contacts', 'enrolments', 'enrolment_id');
call app.inherits_segment('closings', 'enrolments', 'enrolment_id');
call app.inherits_segment('notes', 'contacts', 'contact_id');
call app.inherits_segment('assessments', 'cycles', 'cycle_id');
call app.inherits_segment('needs', 'cycles', 'cycle_id');
call app.inherits_segment('needs', 'assessments', 'assessment_id');
call app.inherits_segment('strengths', 'assessments', 'assessment_id');
call app.inherits_segment('plans', 'cycles', 'cycle_id');
call app.inherits_segment('goals', 'plans', 'plan_id');
call app.inherits_segment('steps', 'goals', 'goal_id');
call app.inherits_segment('reviews', 'cycles', 'cycle_id');
call app.inherits_segment('goal_ratings', 'reviews', 'review_id');
call app.inherits_segment('referrals', 'cycles', 'cycle_id');

revoke execute on all routines in schema app from public;
grant execute on function app.cared_for, app.opened_segments, app.kept_segments, app.part2_programmes, app.own_segments to footbridge_app;
