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
create index segment_openings_denied on segment_openings (agency_id, segment) where effect = 'denies';
call app.derived('segment_openings');

-- ───────────────────────────── A record is as closed as what it belongs to
-- What a Part 2 programme does with somebody is a Part 2 record, and so is all that is written in it. Whoever writes need not think of
-- it, and cannot forget it: a row that names no segment of its own takes that of its parent.
create procedure app.inherits_segment(name regclass, parent regclass, reference text) language plpgsql as $$
begin
  execute format($f$
    create function app.%1$I() returns trigger language plpgsql set search_path = public, app, pg_temp as $t$
    begin
      if new.segment = 'general' and new.%2$I is not null then
        new.segment := coalesce((select p.segment from %3$s p where p.agency_id = new.agency_id and p.id = new.%2$I), 'general');
      end if;
      return new;
    end $t$ $f$, 'segment_of_' || name::text || '_' || reference, reference, parent);
  execute format('create trigger %I before insert on %s for each row execute function app.%I()',
    'segment_by_' || reference, name, 'segment_of_' || name::text || '_' || reference);
end $$;

create function app.segment_of_enrolment() returns trigger language plpgsql set search_path = public, app, pg_temp as $$
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
