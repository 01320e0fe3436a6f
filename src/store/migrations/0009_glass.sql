-- Who opens a record that is not theirs to open, for how long and why; who is on call; what the privacy officer is told of it.

-- The glass is broken for one person and one hour, and the hour is over by itself.
create table glass_breaks (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, staff_id uuid not null,
  reason text not null check (reason in ('emergency', 'absent-worker', 'court-or-law', 'safety-check', 'other')),
  explanation text not null,
  broken_at timestamptz not null, ends_at timestamptz not null check (ends_at > broken_at),
  -- 42 CFR 2.51(c): what must be written down where Part 2 records are opened for a medical emergency
  emergency_recipient text, emergency_affiliation text, emergency_discloser text, emergency_at timestamptz, emergency_nature text,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  check (num_nonnulls(emergency_recipient, emergency_affiliation, emergency_discloser, emergency_at, emergency_nature) in (0, 5)),
  check (emergency_nature is null or reason = 'emergency'),
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, staff_id) references staff
);
create index glass_breaks_by_staff on glass_breaks (agency_id, staff_id, ends_at);
create index glass_breaks_by_client on glass_breaks (agency_id, client_id);
call app.facts('glass_breaks');

-- Each is looked at by somebody else, and stays on the list until it was.
create table glass_reviews (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, glass_id uuid not null,
  outcome text not null check (outcome in ('justified', 'not-justified', 'needs-talk')), note text,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, glass_id) references glass_breaks
);
create index glass_reviews_by_client on glass_reviews (agency_id, client_id);
create index glass_reviews_by_glass on glass_reviews (agency_id, glass_id);
call app.facts('glass_reviews');

-- Who answers for a programme at night. The shift opens the crisis sheets of its people, and nothing else of them.
create table on_call_shifts (
  agency_id uuid not null references agencies, id uuid not null, programme_id uuid not null, staff_id uuid not null,
  from_at timestamptz not null, to_at timestamptz not null check (to_at > from_at),
  is_cancelled boolean not null default false,
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id),
  foreign key (agency_id, programme_id) references programmes, foreign key (agency_id, staff_id) references staff
);
create index on_call_shifts_by_staff on on_call_shifts (agency_id, staff_id, to_at);
create index on_call_shifts_by_time on on_call_shifts (agency_id, to_at);
call app.things('on_call_shifts');

-- What somebody is told at once in the product itself.
create table notices (
  agency_id uuid not null references agencies, id uuid not null, staff_id uuid not null, client_id uuid,
  kind text not null check (kind in ('glass-broken', 'glass-reviewed')), subject_id uuid not null, told_at timestamptz not null, seen_at timestamptz,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff, foreign key (agency_id, client_id) references clients
);
create index notices_unseen on notices (agency_id, staff_id, told_at) where seen_at is null;
create index notices_by_client on notices (agency_id, client_id);
call app.things('notices');

-- What somebody on the staff says of themselves so that a look at a relative's or a neighbour's record is noticed; used for that alone.
create table staff_kinship (
  agency_id uuid not null references agencies, id uuid not null,    -- the member of staff
  family_names text[] not null default '{}', address text,
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), foreign key (agency_id, id) references staff
);
call app.things('staff_kinship');

-- What stands on a door and what was typed are one address when they differ in case, accents and signs only.
create function app.plain_text(written text) returns text language sql immutable parallel safe set search_path = public, app, pg_temp as $$
  select trim(regexp_replace(translate(lower(normalize(written, NFD)), U&'\0300\0301\0302\0303\0308\030A\0327', ''), '[^[:alnum:]]+', ' ', 'g'))
$$;
revoke execute on function app.plain_text(text) from public;
grant execute on function app.plain_text(text) to footbridge_app;
