-- The person served, and the people and circumstances around them. `segment` marks what needs its own consent:
-- 'general', 'part2' (42 CFR Part 2), 'psychotherapy', or one the agency defines.

-- Each agency counts its own clients: from a number nobody can tell how many another agency serves, or when it took one on.
-- Whoever takes a number holds this row until they commit. Registrations of one agency wait for one another as it is.
create table client_numbers (
  agency_id uuid primary key references agencies,
  last bigint not null check (last >= 0)
);
call app.wall('client_numbers');
grant update (last) on client_numbers to footbridge_app;

create table clients (
  agency_id uuid not null references agencies, id uuid not null,
  number bigint not null,
  given_name text not null, family_name text not null, middle_name text, chosen_name text, former_names text[] not null default '{}',
  pronouns text,
  birth_date date, birth_precision text not null default 'day' check (birth_precision in ('day', 'month', 'year', 'unknown')),
  died_on date,
  language text, other_languages text[] not null default '{}', needs_interpreter boolean not null default false,
  -- true until someone takes the person on; any care worker may start with them
  unclaimed boolean not null default true,
  large_print boolean not null default false,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id),
  -- In this order: an index that begins with the agency was taken for lists of clients by their ids, and read through to the end.
  unique (number, agency_id)
);
-- What any care worker may open is few among many: lists look here first.
create index clients_unclaimed on clients (agency_id, id) where unclaimed;
call app.things('clients');

create table client_identifiers (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  system text not null, value text not null, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients
);
create unique index client_identifiers_current on client_identifiers (agency_id, client_id, system, value) where superseded_at is null;
call app.facts('client_identifiers');

-- How a person may be reached, and how safely: each channel has its own permission.
create table contact_details (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  channel text not null check (channel in ('phone', 'text', 'e-mail', 'post', 'visit', 'other')),
  value text not null, label text,
  permission text not null default 'ask' check (permission in ('yes', 'ask', 'no')),
  may_leave_voicemail boolean not null default false,
  is_safe boolean,                    -- null: not asked yet
  who_may_know text, best_times text, caution text,
  preferred boolean not null default false, ended_on date, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients
);
create index contact_details_by_client on contact_details (agency_id, client_id);
call app.things('contact_details');

create table supporters (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  name text not null, relationship text not null, kind text not null default 'natural' check (kind in ('natural', 'professional')),
  phone text, email text, organization text,
  is_emergency_contact boolean not null default false, may_be_told text,
  -- guardian or proxy: what they may decide, and when
  authority text check (authority in ('guardian', 'health-care-proxy', 'power-of-attorney', 'representative-payee', 'parent')),
  scopes text[] not null default '{}', authority_during daterange, authority_basis text,
  ended_on date, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients
);
create index supporters_by_client on supporters (agency_id, client_id);
call app.things('supporters');

-- The ecomap: the person's social system as they draw it. A tie leads to a supporter or to a named part of life.
create table social_ties (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  name text not null, kind text not null check (kind in ('family', 'friend', 'neighbour', 'partner', 'work', 'school', 'faith', 'health', 'service', 'community', 'online', 'animal', 'other')),
  supporter_id uuid, closeness smallint not null check (closeness between 1 and 3),
  quality text not null check (quality in ('strong', 'ordinary', 'thin', 'stressful', 'broken')),
  flow text not null default 'both' check (flow in ('gives', 'receives', 'both', 'none')),
  note text, ended_on date, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients, foreign key (agency_id, supporter_id) references supporters
);
create index social_ties_by_client on social_ties (agency_id, client_id);
call app.things('social_ties');

-- A family served as one, or two records found to be the same person: linked, never silently merged.
create table client_links (
  agency_id uuid not null references agencies, id uuid not null,
  client_id uuid not null, other_client_id uuid not null check (client_id <> other_client_id),
  kind text not null check (kind in ('same-person', 'family', 'household')), relationship text,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, other_client_id) references clients
);
create index client_links_by_client on client_links (agency_id, client_id);
create index client_links_by_other on client_links (agency_id, other_client_id);
call app.facts('client_links');

create table coverages (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  payer text not null, plan text not null check (plan in ('medicaid', 'medicare', 'hmo', 'pos', 'ppo', 'fee-for-service', 'va', 'none', 'other')),
  member_number text, during daterange not null check (not isempty(during)), segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients
);
create index coverages_by_client on coverages (agency_id, client_id);
call app.things('coverages');

create table alerts (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  kind text not null check (kind in ('safety', 'medical', 'communication', 'access', 'legal', 'other')),
  text text not null, basis text not null, expires_on date, ended_on date, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients
);
create index alerts_by_client on alerts (agency_id, client_id);
call app.things('alerts');

-- Where a person lives, with whom. One place at a time; nights without a home are a place too.
create table residences (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  setting text not null check (setting in ('own-home', 'rented', 'family', 'supported', 'group-home', 'shelter', 'street', 'hotel', 'institution', 'other', 'unknown')),
  address text, household text, during daterange not null check (not isempty(during)), segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), unique (agency_id, client_id, during without overlaps),
  foreign key (agency_id, client_id) references clients
);
call app.things('residences');

create table conditions (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  code text, system text, label text not null, from_day date, to_day date, source text not null, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients
);
create index conditions_by_client on conditions (agency_id, client_id);
call app.facts('conditions');

-- The ledger of where a person was: hospital, emergency department, crisis house, jail.
create table stays (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  setting text not null check (setting in ('psychiatric', 'medical', 'emergency', 'crisis', 'jail')),
  place text, from_day date not null, to_day date check (to_day >= from_day),
  certainty text not null default 'confirmed' check (certainty in ('confirmed', 'reported', 'presumed')),
  source text not null, team_involved boolean, planned_jointly boolean, cancelled boolean not null default false,
  replaces uuid, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients, foreign key (agency_id, replaces) references stays
);
create index stays_by_client on stays (agency_id, client_id, from_day) where superseded_at is null;
call app.facts('stays');

create table key_events (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  kind text not null check (kind in ('housing', 'work', 'school', 'relationship', 'health', 'legal', 'money', 'death', 'loss', 'other')),
  day date not null, text text not null, source text not null, replaces uuid, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients
);
create index key_events_by_client on key_events (agency_id, client_id, day);
call app.facts('key_events');

-- Names, identifiers and birth dates as keys that a plain index can find: under row-level security only such a read is fast.
create table client_keys (
  agency_id uuid not null references agencies, key text collate "C" not null, client_id uuid not null, weight smallint not null default 0,
  segment text not null default 'general',
  primary key (agency_id, key, client_id), foreign key (agency_id, client_id) references clients
);
create index client_keys_by_client on client_keys (agency_id, client_id);
call app.derived('client_keys');

-- Someone on the staff must not see this person (a relative, a neighbour): this denial always wins.
create table staff_blocks (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, staff_id uuid not null, reason text not null,
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, staff_id) references staff
);
create index staff_blocks_by_client on staff_blocks (agency_id, client_id, staff_id) where superseded_at is null;
call app.facts('staff_blocks');
