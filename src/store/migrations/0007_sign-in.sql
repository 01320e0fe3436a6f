-- Strong sign-in. Like all of signing in these tables lie outside row-level security and are reached through definer functions.

-- When whoever holds the session last showed anew who they are; signing in counts.
alter table sessions add column proved_at timestamptz;

-- What its own person calls the device it runs on.
alter table sessions add column device_name text;

-- The key that signs never leaves its owner's device; what is kept here checks the signature. `counter` tells a copied key.
create table passkeys (
  id uuid primary key, account_id uuid not null references accounts, name text not null,
  credential_id bytea not null unique, public_key bytea not null, rp_id text not null,
  counter bigint not null, transports text[] not null, backup_eligible boolean not null, backed_up boolean not null,
  created_at timestamptz not null, last_used_at timestamptz
);
create index passkeys_by_account on passkeys (account_id);
-- What a passkey is asked to sign, once and soon; only its hash is kept.
create table passkey_challenges (
  hash bytea primary key, account_id uuid references accounts, expires_at timestamptz not null
);
create index passkey_challenges_by_end on passkey_challenges (expires_at);
-- 128 random bits each, so that a plain hash is enough.
create table recovery_codes (
  account_id uuid not null references accounts, code_hash bytea not null, used_at timestamptz,
  primary key (account_id, code_hash)
);

create function app.proof_of_session(hash bytea)
  returns table (proved_at timestamptz, has_password boolean, has_code boolean, has_passkey boolean)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce(s.proved_at, s.created_at), a.password_hash is not null, a.totp_secret is not null,
    exists (select from passkeys p where p.account_id = a.id)
  from sessions s join accounts a on a.id = s.account_id where s.token_hash = hash
$$;

-- The session goes on under a new token: whoever copied the old one is out. A one-time code works once, as at sign-in.
create function app.prove_session(hash bytea, new_hash bytea, moment timestamptz, code_step bigint)
  returns boolean language plpgsql security definer set search_path = public, app, pg_temp as $$
declare who accounts%rowtype;
begin
  select a.* into who from accounts a join sessions s on s.account_id = a.id
  where s.token_hash = hash and s.ended_at is null and a.disabled_at is null for update of a;
  if not found or code_step <= who.totp_last_step then
    return false;
  end if;
  if code_step is not null then
    update accounts set totp_last_step = code_step where id = who.id;
  end if;
  update sessions set token_hash = new_hash, proved_at = moment, last_seen_at = greatest(last_seen_at, moment) where token_hash = hash and ended_at is null;
  return found;
end $$;

drop function app.list_own_sessions(bytea);
create function app.list_own_sessions(current_hash bytea, moment timestamptz, seen_since timestamptz)
  returns table (id uuid, created_at timestamptz, last_seen_at timestamptz, expires_at timestamptz, user_agent text, address text, device_name text, is_current boolean)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select s.id, s.created_at, s.last_seen_at, s.expires_at, s.user_agent, s.address, s.device_name, s.token_hash = current_hash
  from sessions s where s.agency_id = app.agency() and s.staff_id = app.actor() and s.ended_at is null
    and s.expires_at > moment and s.last_seen_at > seen_since
  order by s.token_hash = current_hash desc, s.last_seen_at desc
$$;

create function app.name_own_session(session uuid, new_name text)
  returns boolean language sql security definer set search_path = public, app, pg_temp as $$
  with named as (update sessions set device_name = new_name
    where agency_id = app.agency() and staff_id = app.actor() and id = session and ended_at is null returning 1)
  select exists (select from named)
$$;

create function app.add_challenge(challenge bytea, account uuid, moment timestamptz, lasts interval)
  returns void language sql security definer set search_path = public, app, pg_temp as $$
  delete from passkey_challenges where expires_at < moment;
  insert into passkey_challenges (hash, account_id, expires_at) values (challenge, account, moment + lasts)
$$;

-- A challenge is answered once. `account`: whose it must be; null for signing in.
create function app.take_challenge(challenge bytea, account uuid, moment timestamptz)
  returns boolean language sql security definer set search_path = public, app, pg_temp as $$
  with taken as (delete from passkey_challenges where hash = challenge and account_id is not distinct from account and expires_at > moment returning 1)
  select exists (select from taken)
$$;

create function app.passkey_for_sign_in(credential bytea)
  returns table (id uuid, account_id uuid, email text, public_key bytea, rp_id text, counter bigint)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.id, p.account_id, a.email, p.public_key, p.rp_id, p.counter
  from passkeys p join accounts a on a.id = p.account_id and a.disabled_at is null where p.credential_id = credential
$$;

-- False where the counter did not rise since it was read: two answers at once from a key and its copy.
create function app.use_passkey(passkey uuid, was bigint, new_counter bigint, is_backed_up boolean, moment timestamptz)
  returns boolean language sql security definer set search_path = public, app, pg_temp as $$
  with used as (update passkeys set counter = new_counter, backed_up = is_backed_up, last_used_at = moment where id = passkey and counter = was returning 1)
  select exists (select from used)
$$;

create function app.add_own_passkey(passkey uuid, new_name text, credential bytea, key bytea, rp text, first_counter bigint, ways text[], eligible boolean, is_backed_up boolean, moment timestamptz)
  returns void language sql security definer set search_path = public, app, pg_temp as $$
  insert into passkeys (id, account_id, name, credential_id, public_key, rp_id, counter, transports, backup_eligible, backed_up, created_at)
  values (passkey, (select o.id from app.own_account() o), new_name, credential, key, rp, first_counter, ways, eligible, is_backed_up, moment)
$$;

create function app.list_own_passkeys()
  returns table (id uuid, name text, credential_id bytea, transports text[], backed_up boolean, created_at timestamptz, last_used_at timestamptz)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.id, p.name, p.credential_id, p.transports, p.backed_up, p.created_at, p.last_used_at
  from passkeys p where p.account_id = (select o.id from app.own_account() o) order by p.created_at
$$;

create function app.name_own_passkey(passkey uuid, new_name text)
  returns boolean language sql security definer set search_path = public, app, pg_temp as $$
  with named as (update passkeys set name = new_name where id = passkey and account_id = (select o.id from app.own_account() o) returning 1)
  select exists (select from named)
$$;

create function app.remove_own_passkey(passkey uuid)
  returns boolean language sql security definer set search_path = public, app, pg_temp as $$
  with removed as (delete from passkeys where id = passkey and account_id = (select o.id from app.own_account() o) returning 1)
  select exists (select from removed)
$$;

-- New codes take the place of the old, used or not; none given: none are left.
create function app.set_own_recovery_codes(hashes bytea[])
  returns void language sql security definer set search_path = public, app, pg_temp as $$
  delete from recovery_codes where account_id = (select o.id from app.own_account() o);
  insert into recovery_codes (account_id, code_hash) select (select o.id from app.own_account() o), unnest(hashes)
$$;

create function app.own_recovery_codes_left() returns table (codes integer)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select (select count(*)::int from recovery_codes r where r.account_id = o.id and r.used_at is null) from app.own_account() o
$$;

create function app.use_recovery_code(account uuid, hash bytea, moment timestamptz)
  returns boolean language sql security definer set search_path = public, app, pg_temp as $$
  with used as (update recovery_codes set used_at = moment where account_id = account and code_hash = hash and used_at is null returning 1)
  select exists (select from used)
$$;

-- For somebody who lost what they show themselves with: only the password is left.
create function app.forget_proofs(staff uuid)
  returns void language sql security definer set search_path = public, app, pg_temp as $$
  delete from passkeys where account_id = (select a.id from accounts a where a.agency_id = app.agency() and a.staff_id = staff);
  delete from recovery_codes where account_id = (select a.id from accounts a where a.agency_id = app.agency() and a.staff_id = staff);
  update accounts set totp_secret = null, totp_last_step = null where agency_id = app.agency() and staff_id = staff
$$;

do $$
declare own text;
begin
  for own in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in (
    'proof_of_session', 'prove_session', 'list_own_sessions', 'name_own_session', 'add_challenge', 'take_challenge', 'passkey_for_sign_in', 'use_passkey',
    'add_own_passkey', 'list_own_passkeys', 'name_own_passkey', 'remove_own_passkey', 'set_own_recovery_codes', 'own_recovery_codes_left', 'use_recovery_code', 'forget_proofs')
  loop
    execute format('revoke execute on function %s from public', own);
    execute format('grant execute on function %s to footbridge_app', own);
  end loop;
end $$;
