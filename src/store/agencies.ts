// Agencies, and the system actor each has for what runs without a person.

import pg from 'pg';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { dayIn } from '#domain/basics/instant.ts';

export type NewAgency = {
  readonly id: Id;
  readonly systemActorId: Id;
  readonly name: string;
  readonly timeZone: string;
  readonly language: string;
  readonly isDemo: boolean;
};

/** Founds an agency. Only the owner may: no request of the app ever makes or sees another agency. */
export const foundAgency = async (ownerUrl: string, agency: NewAgency, now: Instant): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      'insert into agencies (agency_id, name, time_zone, language, is_demo, current_day, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [agency.id, agency.name, agency.timeZone, agency.language, agency.isDemo, dayIn(agency.timeZone, now), now],
    );
    await client.query("insert into actors (agency_id, id, kind) values ($1, $2, 'system')", [
      agency.id,
      agency.systemActorId,
    ]);
    await client.query('select app.ensure_audit_months($1)', [dayIn(agency.timeZone, now)]);
    await client.query('commit');
  } finally {
    await client.end();
  }
};

/** Every agency of the installation, oldest first; seen by the owner alone. */
export const listAgencies = async (ownerUrl: string): Promise<{ id: Id; name: string; isDemo: boolean }[]> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: Id; name: string; isDemo: boolean }>(
      'select agency_id as id, name, is_demo as "isDemo" from agencies order by created_at, agency_id',
    );
    return rows;
  } finally {
    await client.end();
  }
};
