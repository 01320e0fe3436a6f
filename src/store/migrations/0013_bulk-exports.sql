-- What two people were asked to let out of the Part 2 records of many at once, and that it was done: each agreement is good for one run.
create table bulk_exports (
  agency_id uuid not null references agencies, id uuid not null,   -- of the approval
  kind text not null,
  begun_at timestamptz,
  recorded_at timestamptz not null, recorded_by uuid not null,
  primary key (agency_id, id), foreign key (agency_id, id) references approvals
);
call app.things('bulk_exports');
