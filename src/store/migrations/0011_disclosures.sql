-- Whatever left the agency about a person: one log, one row a person, from which each law's accounting is drawn (domain/disclosure).

create table disclosures (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  day date not null, basis text not null,
  recipient_kind text not null check (recipient_kind in ('client', 'representative', 'organization', 'person', 'own-agency')),
  recipient text not null, address text, via text,    -- via: the intermediary it went through
  purpose text not null, purpose_text text,
  way text not null check (way in ('print', 'export', 'package', 'letter', 'e-mail', 'fax', 'phone', 'in-person')),
  kinds text[] not null check (cardinality(kinds) > 0), segments text[] not null,
  from_day date, to_day date check (to_day >= from_day),   -- the days that what went out is about
  why_all text, grounds text,
  consents uuid[] not null default '{}',      -- those it rests on
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id), foreign key (agency_id, client_id) references clients,
  foreign key (agency_id, recorded_by) references actors
);
create index disclosures_by_client on disclosures (agency_id, client_id, day desc, id desc);
call app.facts('disclosures');
-- A log has no second thoughts: what was disclosed was disclosed.
revoke update (superseded_at, superseded_by, error_reason) on disclosures from footbridge_app;
