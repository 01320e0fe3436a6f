-- Pages of sheets that came back: what was read on each, the page itself, and what a person decided of it. A page that is no sheet of
-- ours is told to whoever scanned it and not kept.
create table scan_pages (
  agency_id uuid not null references agencies, id uuid not null, client_id uuid not null, sheet_id uuid not null, batch_id uuid not null,
  page integer not null check (page > 0), blob_id uuid not null,
  readings jsonb not null,                    -- [{ id, value, confidence, status, reason }], as the reader gave them
  decided jsonb not null default '{}',        -- { item: value | [values] | null }, as a person did
  state text not null check (state in ('open', 'clear', 'filed', 'put-aside')), aside_reason text,
  read_at timestamptz not null, staff_id uuid,
  segment text not null default 'general', recorded_at timestamptz not null, recorded_by uuid not null,
  check ((state = 'put-aside') = (aside_reason is not null)),
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients, foreign key (agency_id, sheet_id) references sheets,
  foreign key (agency_id, blob_id) references blobs, foreign key (agency_id, staff_id) references staff
);
create unique index scan_pages_once on scan_pages (agency_id, sheet_id, page) where state <> 'put-aside';
create index scan_pages_by_client on scan_pages (agency_id, client_id);
create index scan_pages_open on scan_pages (agency_id, read_at) where state = 'open';
call app.things('scan_pages');
call app.inherits_segment('scan_pages', 'sheets', 'sheet_id');
revoke execute on all routines in schema app from public;
