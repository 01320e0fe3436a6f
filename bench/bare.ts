// The references: the same answers from a server that does nothing but answer. Bare Fastify, prepared statements, one round trip
// (begin, the row-level-security setting, the reads or the insert, one audit row and commit are sent together). No session, no
// policy, nothing worked out. Nobody can slow these down by changing the product.
import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import pg from 'pg';

type Statement = { readonly name: string; readonly text: string; readonly values: readonly unknown[] };

/** Sends everything at once and waits for the last; returns the rows of each. */
const together = async (pool: pg.Pool, statements: readonly Statement[]): Promise<unknown[][]> => {
  const client = await pool.connect();
  try {
    const sent = [
      client.query('begin'),
      ...statements.map(({ name, text, values }) => client.query({ name, text, values: values as unknown[] })),
      client.query('commit'),
    ];
    const answers = await Promise.all(sent);
    return answers.slice(1, -1).map((answer) => answer.rows);
  } finally {
    client.release();
  }
};

const setting = (agencyId: string): Statement => ({
  name: 'bare-setting',
  text: "select set_config('app.agency_id', $1, true)",
  values: [agencyId],
});

const auditRow = (agencyId: string, actorId: string, clientId: string | null): Statement => ({
  name: 'bare-audit',
  text: `insert into audit (agency_id, id, at, actor_id, actor_kind, action, effect, client_id, decision)
         values ($1, $2, $3, $4, 'staff', 'bare', 'read', $5, 'care')`,
  values: [agencyId, randomUUID(), new Date().toISOString(), actorId, clientId],
});

const relaxed: Statement = {
  name: 'bare-relaxed',
  text: "select set_config('synchronous_commit', 'off', true)",
  values: [],
};

export type BareQuery = Readonly<Record<string, string>>;

export const bareServer = async (
  appUrl: string,
  connections: number,
): Promise<{ app: FastifyInstance; pool: pg.Pool }> => {
  const pool = new pg.Pool({ connectionString: appUrl, max: connections, pipeline: true } as pg.PoolConfig);
  const app = Fastify({ logger: false });

  app.get('/select-1', async () => (await pool.query({ name: 'one', text: 'select 1 as one' })).rows);

  app.get('/today', async (request) => {
    const { agency, staff, teams, today } = request.query as Record<string, string>;
    const own = [agency, staff, (teams ?? '').split(',').filter(Boolean)];
    const [, , due, stays, waiting, tasks] = await together(pool, [
      setting(agency ?? ''),
      relaxed,
      {
        name: 'bare-due',
        text: `select d.*, s.name, s.pronouns, s.programme_id, s.model_key from due_items d
               join client_summaries s on s.agency_id = d.agency_id and s.client_id = d.client_id and s.enrolment_id is not distinct from d.enrolment_id
               where d.agency_id = $1 and (d.staff_id = $2 or d.team_id = any ($3::uuid[])) and d.done < d.needed and d.due_from <= $4::date + 7
               order by d.due_by, d.id`,
        values: [...own, today],
      },
      {
        name: 'bare-stays',
        text: `select client_id, name, stay_setting, stay_from, last_discharge_on from client_summaries
               where agency_id = $1 and (staff_id = $2 or team_id = any ($3::uuid[])) and (stay_from is not null or last_discharge_on >= $4::date - 30)`,
        values: [...own, today],
      },
      {
        name: 'bare-waiting',
        text: `select id, client_id, organization, state, sent_on, next_on from referrals
               where agency_id = $1 and (staff_id = $2 or team_id = any ($3::uuid[])) and state in ('sent', 'acknowledged', 'waitlisted', 'no-answer')`,
        values: own,
      },
      {
        name: 'bare-tasks',
        text: `select id, client_id, title, due_by from tasks where agency_id = $1 and (staff_id = $2 or team_id = any ($3::uuid[])) and state = 'open'`,
        values: own,
      },
      auditRow(agency ?? '', staff ?? '', null),
    ]);
    return { due, stays, waiting, tasks };
  });

  app.get('/caseload', async (request) => {
    const { agency, staff, teams, today } = request.query as Record<string, string>;
    const [, , items] = await together(pool, [
      setting(agency ?? ''),
      relaxed,
      {
        name: 'bare-caseload',
        text: `select *, count(*) over () as total from client_summaries
               where agency_id = $1 and (staff_id = $2 or team_id = any ($3::uuid[])) and state = 'enrolled' and first_due_by <= $4::date + 7
               order by sort_name limit 50`,
        values: [agency, staff, (teams ?? '').split(',').filter(Boolean), today],
      },
      auditRow(agency ?? '', staff ?? '', null),
    ]);
    return { items };
  });

  app.get('/chart', async (request) => {
    const { agency, staff, client } = request.query as Record<string, string>;
    const values = [agency, client];
    const of = (name: string, table: string, more = ''): Statement => ({
      name: `bare-chart-${name}`,
      text: `select * from ${table} where agency_id = $1 and client_id = $2 ${more}`,
      values,
    });
    const [, , ...parts] = await together(pool, [
      setting(agency ?? ''),
      relaxed,
      { name: 'bare-chart-client', text: 'select * from clients where agency_id = $1 and id = $2', values },
      of('alerts', 'alerts'),
      of('contact-details', 'contact_details'),
      of('supporters', 'supporters'),
      of('coverages', 'coverages'),
      of('residences', 'residences'),
      of('assignments', 'assignments'),
      of('stays', 'stays'),
      of('enrolments', 'enrolments'),
      of('cycles', 'cycles'),
      {
        name: 'bare-chart-programmes',
        text: `select * from programmes where agency_id = $1 and id in (select programme_id from enrolments where agency_id = $1 and client_id = $2)`,
        values,
      },
      {
        name: 'bare-chart-links',
        text: 'select * from client_links where agency_id = $1 and (client_id = $2 or other_client_id = $2)',
        values,
      },
      of('due', 'due_items'),
      of('contacts', 'contacts', 'order by day desc, start_at desc limit 5'),
      of('drafts', 'notes', "and state = 'draft'"),
      of('tasks', 'tasks', "and state = 'open'"),
      of(
        'referrals',
        'referrals',
        "and state in ('draft', 'sent', 'acknowledged', 'waitlisted', 'accepted', 'no-answer')",
      ),
      {
        name: 'bare-chart-goals',
        text: `select * from goals where agency_id = $1 and plan_id in (select id from plans where agency_id = $1 and client_id = $2)`,
        values,
      },
      of('ratings', 'goal_ratings'),
      of('steps', 'steps', "and state = 'open'"),
      auditRow(agency ?? '', staff ?? '', client ?? null),
    ]);
    return { parts };
  });

  app.get('/search', async (request) => {
    const { agency, staff, from, to } = request.query as Record<string, string>;
    const [, , items] = await together(pool, [
      setting(agency ?? ''),
      relaxed,
      {
        name: 'bare-search',
        text: `select distinct s.id, s.client_id, s.name, s.pronouns, s.birth_date, s.staff_id, s.team_id from client_keys k
               join client_summaries s on s.agency_id = k.agency_id and s.client_id = k.client_id
               where k.agency_id = $1 and k.key >= $2 and k.key < $3 limit 20`,
        values: [agency, from, to],
      },
      auditRow(agency ?? '', staff ?? '', null),
    ]);
    return { items };
  });

  app.post('/contact', async (request, reply) => {
    const { agency, staff, client, note, rows } = request.body as Record<string, string>;
    const contactId = randomUUID();
    const noteId = randomUUID();
    const now = new Date();
    // The rows that the act leaves beside contact, note and audit row: the note that waits for a signature, and the client's summary.
    const derived: readonly Statement[] = [
      {
        name: 'bare-unsigned',
        text: `insert into due_items (agency_id, id, client_id, subject_id, kind, rule, due_from, due_by, needed, done, fingerprint)
               values ($1, $2, $3, $2, 'unsigned-note', 'note', $4::date, $4::date + 1, 1, 0, '')`,
        values: [agency, noteId, client, now.toISOString().slice(0, 10)],
      },
      {
        name: 'bare-summary',
        text: `update client_summaries set last_contact_on = $3, unsigned_notes = unsigned_notes + 1, refreshed_at = $4
               where agency_id = $1 and client_id = $2`,
        values: [agency, client, now.toISOString().slice(0, 10), now.toISOString()],
      },
    ];
    await together(pool, [
      setting(agency ?? ''),
      {
        name: 'bare-contact',
        text: `insert into contacts (agency_id, id, client_id, staff_id, start_at, day, zone, minutes, outcome, mode, place, recorded_at, recorded_by)
               values ($1, $2, $3, $4, $5, $6, 'UTC', 30, 'reached', 'phone', 'office', $5, $4)`,
        values: [agency, contactId, client, staff, now.toISOString(), now.toISOString().slice(0, 10)],
      },
      {
        name: 'bare-note',
        text: `insert into notes (agency_id, id, client_id, contact_id, staff_id, kind, day, text, recorded_at, recorded_by)
               values ($1, $2, $3, $4, $5, 'contact', $6, $7, $8, $5)`,
        values: [agency, noteId, client, contactId, staff, now.toISOString().slice(0, 10), note, now.toISOString()],
      },
      ...(rows === 'all' ? derived : []),
      auditRow(agency ?? '', staff ?? '', client ?? null),
    ]);
    return reply.code(201).send({ id: contactId });
  });

  await app.listen({ port: 0, host: '127.0.0.1' });
  return { app, pool };
};
