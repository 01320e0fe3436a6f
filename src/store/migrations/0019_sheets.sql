-- Sheets: printed for one client, used once. The layout is kept from the first print, so that a sheet can be read whatever the product
-- has become by then.

-- Signs the codes on sheets. It leaves the database only for that.
alter table agencies add column sheet_key bytea not null default (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

create table sheet_layouts (
  agency_id uuid not null references agencies, id uuid not null, code text not null, instrument text not null, version integer not null,
  language text not null, layout jsonb not null,
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), unique (agency_id, code),
  foreign key (agency_id, instrument, version) references instrument_versions (agency_id, key, version)
);
call app.facts('sheet_layouts');

create table sheets (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, cycle_id uuid,
  code text not null,                         -- what is printed on it: twelve signs that say nothing of anybody
  layout text not null, instrument text not null, version integer not null, language text not null,
  due_on date not null, printed_at timestamptz not null,
  staff_id uuid,                              -- who printed it; nobody where the product did
  state text not null default 'issued' check (state in ('issued', 'filed', 'voided')), sitting_id uuid, void_reason text,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  check ((state = 'filed') = (sitting_id is not null)), check ((state = 'voided') = (void_reason is not null)),
  primary key (agency_id, id), unique (agency_id, code),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, cycle_id) references cycles,
  foreign key (agency_id, staff_id) references staff, foreign key (agency_id, sitting_id) references sittings,
  foreign key (agency_id, layout) references sheet_layouts (agency_id, code)
);
create index sheets_by_client on sheets (agency_id, client_id, printed_at desc);
call app.things('sheets');
call app.inherits_segment('sheets', 'cycles', 'cycle_id');
revoke execute on all routines in schema app from public;
