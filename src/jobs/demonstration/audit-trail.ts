// Who looked and who wrote in the last thirty days, as the pipeline would have kept it: from the entries made in those days, each
// with the look at the chart before it, and the lists and looks of every working day.
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes, type Instant, instant, millisOf } from '#domain/basics/instant.ts';
import { json } from '#store/postgres/query.ts';
import { type House, isWeekend, type Worker } from './house.ts';
import type { TableName } from './ledger.ts';
import type { Random } from './random.ts';

const days = 30;

const written: readonly (readonly [table: TableName, action: string])[] = [
  ['contacts', 'log-contact'],
  ['assessments', 'sign-assessment'],
  ['plans', 'sign-plan'],
  ['reviews', 'sign-review'],
  ['referrals', 'move-referral'],
  ['tasks', 'make-task'],
];

type Written = {
  readonly id: Id;
  readonly client_id?: Id | null;
  readonly recorded_at: Instant;
  readonly recorded_by: Id;
  readonly state?: string;
};

export const addAuditTrail = (house: House, random: Random): void => {
  const since = house.at(addDays(house.today, -days), 0);
  const staff = new Map([...house.staff.values()].map((worker) => [worker.id, worker] as const));
  const entry = (
    at: Instant,
    actor: Id,
    action: string,
    effect: 'read' | 'write' | 'refused',
    more: { clientId?: Id | null; clientIds?: readonly Id[]; subject?: [string, Id]; decision?: string },
  ) =>
    house.ledger.add('audit', {
      agency_id: house.agencyId,
      id: random.id(millisOf(at)),
      at,
      actor_id: actor,
      actor_kind: staff.has(actor) ? 'staff' : 'system',
      action,
      effect,
      client_id: more.clientId ?? null,
      client_ids: more.clientIds ? [...more.clientIds] : null,
      subject_kind: more.subject?.[0] ?? null,
      subject_id: more.subject?.[1] ?? null,
      purpose: 'treatment',
      decision: more.decision ?? 'care',
      request_id: null,
      details: json({}),
    });
  const looked = (at: Instant, actor: Id, clientId: Id) =>
    entry(at, actor, 'read-chart', 'read', { clientId, subject: ['clients', clientId] });

  for (const [table, action] of written)
    for (const row of house.ledger.tables.get(table) ?? []) {
      const { id, client_id, recorded_at, recorded_by, state } = row as Written;
      if (recorded_at < since || !client_id || !staff.has(recorded_by) || (state === 'draft' && table !== 'referrals'))
        continue;
      if (random.chance(0.75)) looked(addMinutes(recorded_at, -random.between(1, 9)), recorded_by, client_id);
      entry(instant(recorded_at), recorded_by, action, 'write', { clientId: client_id, subject: [table, id] });
    }

  const charts = new Map<Id, Id[]>();
  for (const { staff_id, team_id, client_id, to_day } of house.ledger.rowsOf('assignments')) {
    if (to_day !== null) continue;
    const carers = staff_id
      ? [staff_id]
      : [...staff.values()]
          .filter(({ id }) =>
            [...house.programmes.values()].some(
              (each) => each.teamId === team_id && each.workers.some((worker) => worker.id === id),
            ),
          )
          .map(({ id }) => id);
    for (const carer of carers) charts.set(carer, [...(charts.get(carer) ?? []), client_id]);
  }
  const everyone = house.ledger.rowsOf('clients').map(({ id }) => id);
  for (let ago = days; ago >= 1; ago--) {
    const on = addDays(house.today, -ago);
    if (isWeekend(on)) continue;
    for (const worker of staff.values()) {
      if (worker.to !== null && worker.to < on) continue;
      const at = house.at(on, random.between(485, 560));
      const own = charts.get(worker.id) ?? [];
      if (own.length > 0) {
        entry(at, worker.id, 'read-today', 'read', {
          clientIds: random.some(own, Math.min(own.length, 12)),
          decision: 'none',
        });
        if (random.chance(0.5))
          entry(addMinutes(at, 4), worker.id, 'list-caseload', 'read', {
            clientIds: own.slice(0, 50),
            decision: 'care',
          });
      }
      lookAround(worker, at, own);
    }
  }

  function lookAround(worker: Worker, at: Instant, own: readonly Id[]): void {
    const { roles } = worker.plan;
    if (roles.includes('supervisor'))
      for (const client of random.some(everyone, 2)) looked(addMinutes(at, random.between(20, 300)), worker.id, client);
    if (roles.includes('privacy-officer') && random.chance(0.4)) {
      const client = random.pick(everyone);
      entry(addMinutes(at, 90), worker.id, 'who-looked', 'read', {
        clientId: client,
        subject: ['clients', client],
        decision: 'agency',
      });
    }
    if (own.length > 0 && random.chance(0.012)) {
      const client = random.pick(everyone);
      if (!own.includes(client))
        entry(addMinutes(at, 60), worker.id, 'read-chart', 'refused', {
          clientId: client,
          subject: ['clients', client],
          decision: 'not-found',
        });
    }
  }
};
