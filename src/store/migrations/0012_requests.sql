-- What a person asks of their own record: to see it (45 CFR 164.524) or to have it amended (164.526). The day it is to be answered by,
-- whose work it is and whether it is open stand in the task of the same id; here stands what was asked, and what was answered.
create table requests (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null,
  kind text not null check (kind in ('access', 'amendment')),
  supporter_id uuid,                          -- who asks for the person; none: the person
  asked_under text,                           -- the paper that lets them, as it stood that day
  how text not null default 'in-person' check (how in ('in-person', 'phone', 'letter', 'e-mail', 'other')),
  form text check (form in ('read', 'paper', 'pdf', 'data')), large_print boolean not null default false, language text,
  entry_kind text, entry_id uuid,             -- what is to be amended; `client`, without an id: the record as a whole
  decision text check (decision in ('granted', 'partly', 'denied')), decided_on date, decided_by uuid, answer text,
  grounds text[] not null default '{}', determined_by text, package_id uuid, told text[] not null default '{}',
  review_asked_on date, review_outcome text check (review_outcome in ('upheld', 'overturned')),
  reviewed_on date, reviewed_by uuid, review_reason text,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  check ((decision is null) = (decided_on is null)),
  check ((review_outcome is null) = (reviewed_on is null)),
  check (kind = 'access' or entry_kind is not null),
  check ((entry_id is null) = (entry_kind is null or entry_kind = 'client')),
  primary key (agency_id, id),
  foreign key (agency_id, id) references tasks, foreign key (agency_id, client_id) references clients,
  foreign key (agency_id, supporter_id) references supporters
);
create index requests_by_client on requests (agency_id, client_id);
call app.things('requests');

-- A copy of the record as it was made for the person: to read, and for machines. Never changed; another copy is another row.
create table record_packages (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, request_id uuid not null,
  pdf_id uuid not null, data_id uuid not null,
  segments text[] not null default '{general}',   -- what it holds: whoever takes it may see all of them
  language text not null, large_print boolean not null, entries integer not null, left_out integer not null, pages integer not null,
  segment text not null default 'general',
  recorded_at timestamptz not null, recorded_by uuid not null,
  superseded_at timestamptz, superseded_by uuid, error_reason text,
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, request_id) references requests,
  foreign key (agency_id, pdf_id) references blobs, foreign key (agency_id, data_id) references blobs
);
create index record_packages_by_request on record_packages (agency_id, request_id);
call app.facts('record_packages');

-- What the answer to a request puts beside an entry: the amendment, the person's statement of disagreement, the rebuttal. Where it
-- concerns the record as a whole, the entry is the request.
alter table addenda drop constraint addenda_kind_check, drop constraint addenda_entry_kind_check;
alter table addenda
  add column request_id uuid,
  add constraint addenda_kind_check check (kind in ('addendum', 'client-statement', 'disagreement', 'rebuttal')),
  add constraint addenda_entry_kind_check check (entry_kind in ('contact', 'note', 'assessment', 'plan', 'review', 'stay', 'key-event', 'closing', 'alert', 'client')),
  add foreign key (agency_id, request_id) references requests;
create index addenda_by_request on addenda (agency_id, request_id) where request_id is not null;

-- Requests that were kept as tasks alone.
insert into requests (agency_id, id, client_id, kind, form, entry_kind, decision, decided_on, decided_by, answer, segment, recorded_at, recorded_by)
select agency_id, id, client_id, replace(kind, '-request', ''), case kind when 'access-request' then 'paper' end,
  case kind when 'amendment-request' then 'client' end,
  case state when 'done' then 'granted' end, case state when 'done' then coalesce(done_on, requested_on) end,
  case state when 'done' then recorded_by end, case state when 'done' then outcome end, segment, recorded_at, recorded_by
from tasks where kind in ('access-request', 'amendment-request') and client_id is not null;
