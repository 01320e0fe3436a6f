// Three roles: the owner (migrations, backup; passes row-level security), `footbridge_app` (every request; forced row-level
// security) and `footbridge_jobs` (owns the worker's schema). The owner's URL is the only secret an operator handles: the other
// two passwords are derived from it, so that any number of app processes agree without a store for secrets.
import { createHmac } from 'node:crypto';
import pg from 'pg';

export type DatabaseUrls = { readonly owner: string; readonly app: string; readonly jobs: string };

const derivedPassword = (ownerUrl: URL, role: string): string =>
  createHmac('sha256', decodeURIComponent(ownerUrl.password) || 'footbridge')
    .update(role)
    .digest('base64url');

/** URLs of the same database for the app and the jobs role. */
export const databaseUrls = (ownerUrl: string): DatabaseUrls => {
  const urlFor = (role: string) => {
    const url = new URL(ownerUrl);
    const password = derivedPassword(url, role);
    url.username = role;
    url.password = password;
    return url.toString();
  };
  return { owner: ownerUrl, app: urlFor('footbridge_app'), jobs: urlFor('footbridge_jobs') };
};

/** Creates or updates the two roles; needs an owner that may create roles. Safe to run from many processes at once. */
export const ensureRoles = async (ownerUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Roles belong to the whole cluster: an advisory lock of this database would not keep two databases apart, so a lost race is retried.
    for (const role of ['footbridge_app', 'footbridge_jobs']) {
      const password = client.escapeLiteral(derivedPassword(new URL(ownerUrl), role));
      for (let attempt = 0; ; attempt++) {
        try {
          const known = await client.query('select rolpassword is not null as has from pg_roles where rolname = $1', [
            role,
          ]);
          if (known.rowCount === 0)
            await client.query(`create role ${role} login nosuperuser nobypassrls password ${password}`);
          else if (!(await canSignIn(databaseUrls(ownerUrl)[role === 'footbridge_app' ? 'app' : 'jobs'])))
            await client.query(`alter role ${role} login password ${password}`);
          break;
        } catch (error) {
          if (attempt >= 5) throw error;
          await new Promise((wake) => setTimeout(wake, 50 * 2 ** attempt));
        }
      }
      const name = client.escapeIdentifier(decodeURIComponent(new URL(ownerUrl).pathname.slice(1)) || 'postgres');
      await client.query(`grant connect on database ${name} to ${role}`);
    }
  } finally {
    await client.end();
  }
};

const canSignIn = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** Whether the connected role would pass row-level security: the server refuses to run as such a role. */
export const isPrivileged = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ privileged: boolean }>(
      `select r.rolsuper or r.rolbypassrls or exists (
         select from pg_class c where c.relname = 'clients' and c.relnamespace = 'public'::regnamespace and c.relowner = r.oid) as privileged
       from pg_roles r where r.rolname = current_user`,
    );
    return rows[0]?.privileged ?? true;
  } finally {
    await client.end();
  }
};
