-- Strong sign-in. Like all of signing in these tables lie outside row-level security and are reached through definer functions.

-- When whoever holds the session last showed anew who they are; signing in counts.
alter table sessions add column proved_at timestamptz;

create function app.proof_of_session(hash bytea)
  returns table (proved_at timestamptz, has_password boolean, has_code boolean)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce(s.proved_at, s.created_at), a.password_hash is not null, a.totp_secret is not null
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

revoke execute on function app.proof_of_session, app.prove_session from public;
grant execute on function app.proof_of_session, app.prove_session to footbridge_app;
