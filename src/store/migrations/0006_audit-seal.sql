-- The audit is sealed: for each agency a tree of hashes over its entries, and signed heads that say what the tree was
-- (docs/adr/0013-the-audit-is-a-tree-of-hashes.md). The key is not in the database.

-- The order in which entries are sealed.
drop index audit_by_transaction;
create index audit_in_order on audit (agency_id, transaction_id, at, id);

-- Up to where all is written is read from the transactions, so whoever writes an entry cannot name another transaction than their own.
revoke insert on audit from footbridge_app;
grant insert (agency_id, id, at, actor_id, actor_kind, on_behalf_of, action, effect, client_id, client_ids, subject_kind, subject_id,
  purpose, decision, request_id, details) on audit to footbridge_app;

-- One for each entry sealed. It names the entry without a foreign key: what is missing is to be found, not prevented.
create table audit_leaves (
  agency_id uuid not null, position bigint not null, at timestamptz not null, id uuid not null, hash bytea not null,
  primary key (agency_id, position), unique (agency_id, at, id)
);
call app.wall('audit_leaves');
create trigger audit_stays before update or delete or truncate on audit_leaves for each statement execute function app.refuse_audit_change();

create table audit_heads (
  agency_id uuid not null, size bigint not null, root bytea not null, at timestamptz not null,
  previous bytea not null,                    -- hash of what the head before it says; empty for the first
  cluster text not null,                      -- whose transactions the entries' are: a restored database counts anew
  reached xid8 not null,                      -- the transaction of the last entry
  signature bytea not null,
  peaks bytea not null,                       -- of the tree, one after the other; not signed, for the root follows from them
  primary key (agency_id, size)
);
call app.wall('audit_heads');
create trigger audit_stays before update or delete or truncate on audit_heads for each statement execute function app.refuse_audit_change();
