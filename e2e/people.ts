// Whom the demonstration has to show: one case manager's people, each at another point of the cycle.
import pg from 'pg';

export type Point = 'fullest' | 'prospect' | 'waiting' | 'in-assessment' | 'in-review' | 'answered' | 'looked-after';
export type People = Readonly<Record<Point, string>> & {
  /** Of every client of every agency: what must never be in a log, an address or a file name. */
  readonly familyNames: readonly string[];
};

const where: Readonly<Record<Point, string>> = {
  fullest:
    "e.state = 'enrolled' and exists (select from plans p where p.client_id = e.client_id and p.state = 'signed')",
  prospect: "e.state = 'prospect'",
  waiting: "e.state = 'waitlisted'",
  'in-assessment': "e.state = 'enrolled' and c.stage = 'assessment'",
  'in-review': "e.state = 'enrolled' and c.stage in ('monitoring', 'review')",
  answered:
    "e.state = 'enrolled' and (select count(*) from scores s where s.client_id = e.client_id and s.instrument = 'phq9' and s.score = 'total') > 2",
  'looked-after': 'exists (select from safety_episodes s where s.client_id = e.client_id)',
};

// Much on record makes a full screen; what is under way more than what is over.
const fullness = ['referrals', 'tasks', 'contact_details', 'supporters', 'social_ties', 'key_events', 'alerts', 'stays']
  .map((table) => `least(4, (select count(*) from ${table} t where t.client_id = e.client_id))`)
  .join(' + ');

const find = (point: Point) => `
  select e.client_id as id from enrolments e left join cycles c on c.enrolment_id = e.id and c.stage <> 'closed'
  where ${where[point]} and e.client_id in
    (select a.client_id from assignments a join accounts k on k.staff_id = a.staff_id where k.email = $1 and a.to_day is null
     union select o.client_id from enrolments o join accounts k on k.staff_id = o.staff_id where k.email = $1)
  order by ${fullness} + (select count(*) from cycles d where d.client_id = e.client_id) desc, e.client_id limit 1`;

export const peopleOf = async (database: string, caseManager: string): Promise<People> => {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    const found: Partial<Record<Point, string>> = {};
    for (const point of Object.keys(where) as Point[]) {
      const { rows } = await client.query<{ id: string }>(find(point), [caseManager]);
      if (!rows[0]) throw new Error(`the demonstration has nobody ${point} for ${caseManager}`);
      found[point] = rows[0].id;
    }
    const names = await client.query<{ name: string }>('select distinct family_name as name from clients order by 1');
    return { ...(found as Record<Point, string>), familyNames: names.rows.map(({ name }) => name) };
  } finally {
    await client.end();
  }
};
