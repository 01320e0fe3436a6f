-- Instruments: what is asked, as versions that never change; each time one is answered; what the answers came to; and what follows
-- where an answer says that somebody may be in danger.

-- A version is kept from the first time the agency used it, so that a score can always be worked out again from what was asked then.
create table instrument_versions (
  agency_id uuid not null references agencies, id uuid not null, key text not null, version integer not null check (version > 0),
  source text not null check (source in ('shipped', 'own')), definition jsonb not null,
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), unique (agency_id, key, version)
);
call app.facts('instrument_versions');

-- Whether an instrument is offered here; without a row, as it ships.
create table instrument_choices (
  agency_id uuid not null references agencies, id uuid not null, key text not null, is_on boolean not null,
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), unique (agency_id, key)
);
call app.things('instrument_choices');

-- One time an instrument is answered: by whom and how, each answer as it came, and then as it was signed.
create table sittings (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, cycle_id uuid,
  instrument text not null, version integer not null, day date not null, staff_id uuid not null,
  means text not null check (means in ('worker', 'client', 'proxy', 'paper')), proxy_name text, language text not null,
  answers jsonb not null default '{}',        -- { item: value | [values] }; what is not there was not answered
  state text not null default 'draft' check (state in ('draft', 'signed', 'discarded', 'in-error')),
  signed_at timestamptz, signed_by uuid, error_reason text, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  check ((means = 'proxy') = (proxy_name is not null)),
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, cycle_id) references cycles, foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, instrument, version) references instrument_versions (agency_id, key, version)
);
create index sittings_by_client on sittings (agency_id, client_id, day desc);
create unique index sittings_one_draft on sittings (agency_id, client_id, instrument) where state = 'draft';
call app.things('sittings');
create trigger signed_stays before update on sittings for each row execute function app.keep_signed();

-- What the answers of a signed sitting come to, by the version they were asked in. Never an estimate: what is missing has no row.
create table scores (
  agency_id uuid not null, id uuid not null, client_id uuid not null, sitting_id uuid not null,
  instrument text not null, version integer not null, score text not null, day date not null,
  value numeric, said text, band text, cutoff_met boolean, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  check (num_nonnulls(value, said) = 1),
  primary key (agency_id, id), unique (agency_id, sitting_id, score)
);
create index scores_by_client on scores (agency_id, client_id, instrument, score, day);
call app.derived('scores');

-- From an answer that says somebody may be in danger until a clinician closes it. What was done is in the steps, from which the rest of
-- the row can be worked out again.
create table safety_episodes (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  severity text not null check (severity in ('acute', 'urgent')), raised_at timestamptz not null,
  staff_id uuid not null,                     -- who was with the person
  state text not null default 'open' check (state in ('open', 'closed')),
  tell_at timestamptz,                        -- when the next is told, unless somebody has taken it up by then
  closed_at timestamptz, closed_by uuid, segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  check ((state = 'closed') = (closed_at is not null)),
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, staff_id) references staff
);
create unique index safety_episodes_one_open on safety_episodes (agency_id, client_id, segment) where state = 'open';
create index safety_episodes_by_client on safety_episodes (agency_id, client_id);
create index safety_episodes_waiting on safety_episodes (agency_id, tell_at) where tell_at is not null;
call app.things('safety_episodes');

create table safety_steps (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, episode_id uuid not null, sitting_id uuid,
  step text not null, params jsonb not null default '{}', note text, at timestamptz not null,
  entry bigint generated by default as identity,   -- the order of entry: two steps may share a moment
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, episode_id) references safety_episodes,
  foreign key (agency_id, sitting_id) references sittings
);
create index safety_steps_by_episode on safety_steps (agency_id, episode_id, entry);
create index safety_steps_by_client on safety_steps (agency_id, client_id);
call app.facts('safety_steps');

alter table addenda drop constraint addenda_entry_kind_check;
alter table addenda add constraint addenda_entry_kind_check
  check (entry_kind in ('contact', 'note', 'assessment', 'plan', 'review', 'stay', 'key-event', 'closing', 'alert', 'client', 'sitting'));
alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check check (kind in ('glass-broken', 'glass-reviewed', 'safety-raised', 'safety-waiting'));

-- A device lent to a client: until somebody shows anew who they are, the session answers for that one sitting and opens nothing else.
alter table sessions add column lent_to uuid, add column lent_at timestamptz;

create function app.lend_session(hash bytea, sitting uuid, moment timestamptz)
  returns boolean language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update sessions set lent_to = sitting, lent_at = moment where token_hash = hash and ended_at is null and agency_id = app.agency();
  return found;
end $$;

create function app.sitting_lent_to(hash bytea)
  returns table (sitting_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select s.lent_to from sessions s where s.token_hash = hash and s.lent_to is not null and s.lent_at >= coalesce(s.proved_at, s.created_at)
$$;
revoke execute on function app.lend_session(bytea, uuid, timestamptz), app.sitting_lent_to(bytea) from public;
grant execute on function app.lend_session(bytea, uuid, timestamptz), app.sitting_lent_to(bytea) to footbridge_app;
