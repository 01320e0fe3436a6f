-- The audit is sealed: for each agency a tree of hashes over its entries, and signed heads that say what the tree was
-- (docs/adr/0013-the-audit-is-a-tree-of-hashes.md). The key is not in the database.

-- Transactions are counted by the server. On another one, to which a database was restored, they are counted anew: an era begins.
-- What was written before there were eras is of era 0; the lock that altering takes has waited for whoever was writing.
alter table audit add column era integer not null default 0;

-- Begins an era where the server is another than the one that the present era began on, or where `anew` says so.
create procedure app.begin_audit_era(anew boolean) language plpgsql as $$
declare
  here text := (select system_identifier::text from pg_control_system());
  place smallint := (select attnum from pg_attribute where attrelid = 'audit'::regclass and attname = 'era');
  present integer := (select pg_get_expr(adbin, adrelid)::integer from pg_attrdef where adrelid = 'audit'::regclass and adnum = place);
begin
  if anew or col_description('audit'::regclass, place) is distinct from here then
    execute format('alter table audit alter column era set default %s', greatest(present, (select max(era) from audit)) + 1);
    execute format('comment on column audit.era is %L', here);
  end if;
end $$;
revoke execute on procedure app.begin_audit_era from public;
call app.begin_audit_era(true);

-- The order in which entries are sealed.
drop index audit_by_transaction;
create index audit_in_order on audit (agency_id, era, transaction_id, at, id);

-- Up to where all is written is read from era and transaction, so whoever writes an entry cannot name others than their own.
revoke insert on audit from footbridge_app;
grant insert (agency_id, id, at, actor_id, actor_kind, on_behalf_of, action, effect, client_id, client_ids, subject_kind, subject_id,
  purpose, decision, request_id, details) on audit to footbridge_app;

create table audit_heads (
  agency_id uuid not null, size bigint not null, root bytea not null, at timestamptz not null,
  previous bytea not null,                    -- hash of what the head before it says; empty for the first
  era integer not null, reached xid8 not null, -- of the last entry
  signature bytea not null,
  peaks bytea not null,                       -- of the tree, one after the other; not signed, for the root follows from them
  primary key (agency_id, size)
);
call app.wall('audit_heads');
create trigger audit_stays before update or delete or truncate on audit_heads for each statement execute function app.refuse_audit_change();

-- The leaves that a head added, in order: which entries they are of, and their hashes. A row for each would cost more than all the
-- hashing. The entries are named without a foreign key: what is missing is to be found, not prevented.
create table audit_leaves (
  agency_id uuid not null, size bigint not null, ids uuid[] not null, ats timestamptz[] not null,
  hashes bytea not null,                      -- one after the other
 
  primary key (agency_id, size)
);
-- Hashes cannot be compressed, and trying takes longer than writing them.
alter table audit_leaves alter ids set storage external, alter ats set storage external, alter hashes set storage external;
call app.wall('audit_leaves');
create trigger audit_stays before update or delete or truncate on audit_leaves for each statement execute function app.refuse_audit_change();
