-- The cycle of case management: enrolment, care team, contacts, assessment, plan, linking, review, closing.

create table enrolments (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, programme_id uuid not null,
  state text not null check (state in ('prospect', 'waitlisted', 'enrolled', 'ended')),
  referred_on date not null, referral_source text, referral_reason text,
  attempts integer not null default 0, first_reached_on date, last_act_on date not null,
  eligibility jsonb not null default '[]', eligibility_checked_on date,   -- [{ criterion, met: true | false | 'unknown', note }]
  priority text check (priority in ('urgent', 'high', 'routine')), waitlisted_on date,
  enrolled_on date, ended_on date, close_reason text, close_note text,
  phase_moves jsonb not null default '[]',    -- [{ phase, from }]: moves by hand
  contact_plans jsonb not null default '[]',  -- [{ count, window, from }]: agreed with this person, above the model's floor; count 0 ends one
  staff_id uuid, team_id uuid,                -- owner of what is open
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  check (num_nonnulls(staff_id, team_id) <= 1),
  check ((state = 'ended') = (ended_on is not null)),
  check (ended_on is null or ended_on >= referred_on),
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, programme_id) references programmes,
  foreign key (agency_id, staff_id) references staff, foreign key (agency_id, team_id) references teams
);
create unique index enrolments_one_open on enrolments (agency_id, client_id, programme_id) where state <> 'ended';
create index enrolments_by_client on enrolments (agency_id, client_id);
create index enrolments_by_staff on enrolments (agency_id, staff_id) where state <> 'ended';
create index enrolments_by_team on enrolments (agency_id, team_id) where state <> 'ended';
create index enrolments_by_programme on enrolments (agency_id, programme_id, state);
call app.things('enrolments');

-- The care team. After it ends, an assignment still opens the chart until `visible_until` (after-care).
create table assignments (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, enrolment_id uuid,
  staff_id uuid, team_id uuid, role text not null check (role in ('primary', 'backup', 'temporary', 'intake')),
  from_day date not null, to_day date check (to_day >= from_day), visible_until date, reason text,
  recorded_at timestamptz not null, recorded_by uuid not null,
  check (num_nonnulls(staff_id, team_id) = 1),
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, enrolment_id) references enrolments,
  foreign key (agency_id, staff_id) references staff, foreign key (agency_id, team_id) references teams
);
create index assignments_by_client on assignments (agency_id, client_id);
create index assignments_by_staff on assignments (agency_id, staff_id, client_id);
create index assignments_by_team on assignments (agency_id, team_id, client_id);
call app.things('assignments');

create table cycles (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, enrolment_id uuid not null,
  number integer not null check (number > 0),
  stage text not null check (stage in ('outreach', 'assessment', 'planning', 'implementation', 'monitoring', 'review', 'closed')),
  from_day date not null, to_day date check (to_day >= from_day), opened_on date not null,
  opened_by text not null check (opened_by in ('referral', 'review', 're-assessment', 'reopening', 'step-down')), opened_by_id uuid,
  staff_id uuid, team_id uuid,
  reached_on date, assessment_signed_on date, reassessed_on date, plan_signed_on date, plan_revised_on date, plan_version integer not null default 0,
  first_link_on date, first_contact_after_plan_on date, review_started_on date, last_review_signed_on date,
  result text check (result in ('next-cycle', 'stepped-down', 'closed')), result_reason text,
  -- the act that opened it was entered in error: the row stays, closed, and counts for nothing
  withdrawn boolean not null default false,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  check (num_nonnulls(staff_id, team_id) = 1),
  check ((stage = 'closed') = (to_day is not null) and (stage = 'closed') = (result is not null)),
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, enrolment_id) references enrolments,
  foreign key (agency_id, staff_id) references staff, foreign key (agency_id, team_id) references teams
);
create unique index cycles_by_number on cycles (agency_id, enrolment_id, number) where not withdrawn;
create unique index cycles_one_open on cycles (agency_id, enrolment_id) where stage <> 'closed';
create index cycles_by_client on cycles (agency_id, client_id);
call app.things('cycles');

-- Every act on an enrolment and its cycles, in order: the history from which the state can be worked out again.
create table cycle_acts (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, enrolment_id uuid not null, cycle_id uuid,
  act text not null, day date not null, params jsonb not null default '{}',
  entry bigint generated by default as identity,   -- the order of entry: two acts may share a moment
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), foreign key (agency_id, enrolment_id) references enrolments
);
create index cycle_acts_by_enrolment on cycle_acts (agency_id, enrolment_id, day, entry);
call app.facts('cycle_acts');

-- An encounter or an attempt. Moment, day and zone are all kept: the day decides every count.
create table contacts (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, enrolment_id uuid, cycle_id uuid,
  staff_id uuid not null, with_staff uuid[] not null default '{}',   -- co-workers, without the author
  start_at timestamptz not null, day date not null, zone text not null,
  minutes integer not null check (minutes between 0 and 1440), travel_minutes integer check (travel_minutes between 0 and 1440),
  outcome text not null check (outcome in ('reached', 'attempted')),
  mode text not null check (mode in ('face-to-face', 'phone', 'video', 'text', 'letter', 'e-mail')),
  place text not null check (place in ('community', 'office', 'institution')),
  place_detail text,
  with_whom text not null default 'client' check (with_whom in ('client', 'support', 'provider')), with_name text,
  purpose text not null default 'case-management',
  is_group boolean not null default false,
  goal_threads uuid[] not null default '{}',
  next_on date, late_reason text,
  replaces uuid, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, enrolment_id) references enrolments,
  foreign key (agency_id, staff_id) references staff, foreign key (agency_id, replaces) references contacts
);
create index contacts_by_client on contacts (agency_id, client_id, day desc, start_at desc);
create index contacts_by_staff on contacts (agency_id, staff_id, day desc);
call app.facts('contacts');

-- Notes are drafts until signed, then stay as signed. Psychotherapy notes stand in their own segment.
create table notes (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, contact_id uuid, staff_id uuid not null,
  kind text not null check (kind in ('contact', 'case', 'supervision', 'closing')), day date not null,
  text text not null, state text not null default 'draft' check (state in ('draft', 'signed', 'discarded', 'in-error')),
  signed_at timestamptz, signed_by uuid, error_reason text, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, contact_id) references contacts, foreign key (agency_id, staff_id) references staff
);
create index notes_by_client on notes (agency_id, client_id, day desc);
create index notes_unsigned on notes (agency_id, staff_id, day) where state = 'draft';
create index notes_by_contact on notes (agency_id, contact_id);
call app.things('notes');
create trigger signed_stays before update on notes for each row execute function app.keep_signed();

-- What may stand beside any entry: an addendum by staff, the client's own statement.
create table addenda (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  entry_kind text not null check (entry_kind in ('contact', 'note', 'assessment', 'plan', 'review', 'stay', 'key-event', 'closing', 'alert')), entry_id uuid not null,
  kind text not null check (kind in ('addendum', 'client-statement')), text text not null, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients
);
create index addenda_by_entry on addenda (agency_id, client_id, entry_id);
call app.facts('addenda');

create table assessments (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, cycle_id uuid not null,
  kind text not null default 'comprehensive' check (kind in ('comprehensive', 're-assessment')), day date not null, staff_id uuid not null,
  state text not null default 'draft' check (state in ('draft', 'signed', 'in-error')), version integer not null default 1,
  domains jsonb not null default '{}',        -- { domain: { situation, wishes, barriers, words, discussed, needs: […], strengths: […] } }
  summary text, informants text, signed_at timestamptz, signed_by uuid, error_reason text,
  prefilled_from uuid, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, cycle_id) references cycles, foreign key (agency_id, staff_id) references staff
);
create index assessments_by_client on assessments (agency_id, client_id, day desc);
create unique index assessments_one_draft on assessments (agency_id, cycle_id) where state = 'draft';
call app.things('assessments');
create trigger signed_stays before update on assessments for each row execute function app.keep_signed();

-- Assessed needs. A new rating of the same need is a new row that replaces the last.
create table needs (
  agency_id uuid not null references agencies, id uuid not null, thread uuid not null, client_id uuid not null, cycle_id uuid not null, assessment_id uuid, review_id uuid,
  domain text not null, label text not null, level text not null check (level in ('none', 'met', 'unmet', 'unknown')),
  priority smallint check (priority between 1 and 3), origin text, upkeep text, words text,
  day date not null, replaces uuid, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, cycle_id) references cycles, foreign key (agency_id, assessment_id) references assessments
);
create unique index needs_current on needs (agency_id, client_id, thread) where superseded_at is null;
create index needs_by_cycle on needs (agency_id, cycle_id);
call app.facts('needs');

create table strengths (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, assessment_id uuid,
  domain text not null, aspect text not null default 'current' check (aspect in ('current', 'wish', 'past')), text text not null, words boolean not null default false,
  rank smallint, day date not null, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients, foreign key (agency_id, assessment_id) references assessments
);
create index strengths_by_client on strengths (agency_id, client_id);
call app.facts('strengths');

create table plans (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, cycle_id uuid not null, version integer not null check (version > 0),
  state text not null default 'draft' check (state in ('draft', 'signed', 'replaced', 'in-error')), staff_id uuid not null, day date not null,
  vision text, crisis_note text, review_due_on date,
  client_signature jsonb,                     -- { kind: 'screen' | 'paper' | 'verbal' | 'declined', name, on, reason }
  -- { goals, deferred } as drafted, and then as signed; once signed, goals and steps stand in rows of their own
  body jsonb not null default '{"goals":[],"deferred":[]}',
  signed_at timestamptz, signed_by uuid, error_reason text, revises uuid, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), unique (agency_id, cycle_id, version),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, cycle_id) references cycles, foreign key (agency_id, staff_id) references staff
);
create unique index plans_one_draft on plans (agency_id, cycle_id) where state = 'draft';
create index plans_by_client on plans (agency_id, client_id);
call app.things('plans');
create trigger signed_stays before update on plans for each row execute function app.keep_signed();

-- A goal of one plan version; `thread` follows the same goal through versions and cycles.
create table goals (
  agency_id uuid not null references agencies, id uuid not null, thread uuid not null, client_id uuid not null, plan_id uuid not null,
  position smallint not null, domain text not null, words text not null, measure text,
  importance smallint not null default 1 check (importance between 0 and 3), difficulty smallint not null default 1 check (difficulty between 0 and 3),
  levels jsonb not null default '{}',         -- { "-2": text, "-1": …, "2": text }
  baseline_level smallint check (baseline_level between -2 and 2), stage text,
  needs uuid[] not null default '{}', strengths uuid[] not null default '{}',     -- need threads, strength ids
  options jsonb not null default '[]',        -- [{ text, choice: 'chosen' | 'declined' | 'offered', reason }]
  dropped boolean not null default false, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients, foreign key (agency_id, plan_id) references plans
);
create index goals_by_plan on goals (agency_id, plan_id);
call app.things('goals');

create table steps (
  agency_id uuid not null references agencies, id uuid not null, thread uuid not null, client_id uuid not null, goal_id uuid not null,
  position smallint not null, text text not null, owner text not null check (owner in ('client', 'worker', 'supporter', 'provider')),
  owner_name text, staff_id uuid, due_on date, resource text, resource_kind text check (resource_kind in ('natural', 'formal')),
  state text not null default 'open' check (state in ('open', 'done', 'dropped')), done_on date, outcome_note text, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients, foreign key (agency_id, goal_id) references goals, foreign key (agency_id, staff_id) references staff
);
create index steps_by_goal on steps (agency_id, goal_id);
create index steps_by_client on steps (agency_id, client_id) where state = 'open';
call app.things('steps');

create table goal_ratings (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, thread uuid not null, review_id uuid,
  level smallint not null check (level between -2 and 2), rated_by text not null check (rated_by in ('client', 'worker', 'together')), note text, day date not null,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients
);
create index goal_ratings_by_client on goal_ratings (agency_id, client_id, thread, day);
call app.facts('goal_ratings');

create table referrals (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, cycle_id uuid, goal_thread uuid, need_thread uuid,
  organization text not null, service text, contact_name text, contact_phone text,
  state text not null check (state in ('draft', 'sent', 'acknowledged', 'waitlisted', 'accepted', 'declined', 'started', 'completed', 'cancelled', 'no-answer')),
  staff_id uuid, team_id uuid, sent_on date, next_on date, answered_on date, received_on date, need_met boolean, outcome_note text,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  check (num_nonnulls(staff_id, team_id) = 1),
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients, foreign key (agency_id, cycle_id) references cycles,
  foreign key (agency_id, staff_id) references staff, foreign key (agency_id, team_id) references teams
);
create index referrals_by_client on referrals (agency_id, client_id);
create index referrals_by_staff on referrals (agency_id, staff_id) where state in ('draft', 'sent', 'acknowledged', 'waitlisted', 'accepted', 'no-answer');
call app.things('referrals');

create table tasks (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid,
  kind text not null check (kind in ('task', 'access-request', 'amendment-request', 'restriction-request', 'grievance', 'supervision', 'duplicate-check', 'escalation')),
  title text not null, note text, due_by date, requested_on date, extended_on date, extension_reason text, subject_kind text, subject_id uuid,
  staff_id uuid, team_id uuid, state text not null default 'open' check (state in ('open', 'done', 'cancelled')), done_on date, outcome text,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  check (num_nonnulls(staff_id, team_id) = 1),
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients,
  foreign key (agency_id, staff_id) references staff, foreign key (agency_id, team_id) references teams
);
create index tasks_by_client on tasks (agency_id, client_id);
create index tasks_by_staff on tasks (agency_id, staff_id, due_by) where state = 'open';
create index tasks_by_team on tasks (agency_id, team_id, due_by) where state = 'open';
call app.things('tasks');

create table reviews (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, cycle_id uuid not null, plan_id uuid,
  day date not null, staff_id uuid not null, reason text not null check (reason in ('scheduled', 'event', 'client-asked', 'closing')),
  progress jsonb not null default '[]',       -- [{ goalThread, level, note }]
  new_needs jsonb not null default '[]',      -- [{ domain, label, priority, words }]
  client_words text, satisfaction smallint check (satisfaction between 1 and 5), independence smallint check (independence between 1 and 5),
  decision text check (decision in ('continue', 'revise-plan', 'next-cycle', 'step-down', 'close')), decision_reason text,
  next_review_on date, attended text[] not null default '{}',
  state text not null default 'draft' check (state in ('draft', 'signed', 'in-error')), signed_at timestamptz, signed_by uuid, error_reason text,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients, foreign key (agency_id, cycle_id) references cycles, foreign key (agency_id, staff_id) references staff
);
create unique index reviews_one_draft on reviews (agency_id, cycle_id) where state = 'draft';
create index reviews_by_client on reviews (agency_id, client_id, day desc);
call app.things('reviews');
create trigger signed_stays before update on reviews for each row execute function app.keep_signed();

create table closings (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, enrolment_id uuid not null, cycle_id uuid not null,
  day date not null, reason text not null, note text, client_view text, after_care jsonb not null default '[]', told_client boolean,
  reopened_on date, reopened_reason text, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients, foreign key (agency_id, enrolment_id) references enrolments
);
create index closings_by_client on closings (agency_id, client_id);
call app.things('closings');
