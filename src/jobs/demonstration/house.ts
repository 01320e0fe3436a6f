// The agency of a world: sites, programmes under their service models, teams, staff and who filled which position when.
import type { Role } from '#domain/access/actor.ts';
import { addDays, addMonths, type Day, dayNumber } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type Instant, millisOf, type ZoneName } from '#domain/basics/instant.ts';
import { includes } from '#domain/basics/period.ts';
import type { ServiceModelDefinition } from '#domain/models/definition.ts';
import type { Owner } from '#domain/people/owner.ts';
import { json } from '#store/postgres/query.ts';
import { type At, during, type Ledger, momentsIn, type RowOf } from './ledger.ts';
import type { Random } from './random.ts';

export type Criterion = { readonly code: string; readonly label: { readonly en: string; readonly es: string } };

export type StaffPlan = {
  readonly given: string;
  readonly family: string;
  readonly email: string;
  readonly pronouns?: string;
  readonly position: string | null;
  readonly fte?: number;
  readonly roles: readonly Role[];
  readonly languages?: readonly string[];
  /** Months before today. */
  readonly from?: number;
  readonly left?: number;
  readonly credential?: { readonly kind: string; readonly validDays: number };
  /** Notes this person leaves unsigned, out of all. */
  readonly forgets?: number;
};

export type ProgrammePlan = {
  readonly key: string;
  readonly name: string;
  readonly model: string;
  readonly site: string;
  readonly team: string;
  /** The key of an earlier one of which this is a further team. */
  readonly furtherTeamOf?: string;
  readonly sharesCaseload: boolean;
  /** What it writes is kept under 42 CFR Part 2. */
  readonly isPart2?: true;
  readonly eligibility: readonly Criterion[];
  readonly staff: readonly StaffPlan[];
};

export type HousePlan = {
  readonly name: string;
  readonly zone: ZoneName;
  readonly language: 'en' | 'es';
  readonly isDemo: boolean;
  readonly sites: readonly { readonly name: string; readonly address: string; readonly phone: string }[];
  readonly programmes: readonly ProgrammePlan[];
  /** Staff who belong to no team. */
  readonly staff: readonly (StaffPlan & { readonly supervises?: readonly string[] })[];
  readonly openedMonthsAgo: number;
};

export type Worker = {
  readonly id: Id;
  readonly plan: StaffPlan;
  readonly from: Day;
  readonly to: Day | null;
};

export type Programme = {
  readonly id: Id;
  readonly key: string;
  readonly model: ServiceModelDefinition;
  readonly teamId: Id;
  readonly sharesCaseload: boolean;
  readonly isPart2: boolean;
  readonly eligibility: readonly Criterion[];
  readonly workers: readonly Worker[];
};

export type House = {
  readonly agencyId: Id;
  readonly systemId: Id;
  readonly name: string;
  readonly language: 'en' | 'es';
  readonly zone: ZoneName;
  readonly today: Day;
  /** The last day that has been lived. */
  readonly until: Day;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly at: At;
  readonly programmes: ReadonlyMap<string, Programme>;
  readonly staff: ReadonlyMap<string, Worker>;
  /** Clients on each worker's caseload of today, as far as lives are told. */
  readonly loads: Map<Id, number>;
  /** The last number given to a client; a row of the ledger once all are registered. */
  readonly numbers: RowOf<'client_numbers'>;
  /** Who registers people and enters what belongs to nobody in particular. */
  readonly deskId: Id;
};

/** Columns that every row of a record has: whose it is, who wrote it, when. */
export const stamped = (house: House, at: Instant, by: Id, random: Random = house.random) => ({
  agency_id: house.agencyId,
  id: random.id(millisOf(at)),
  recorded_at: at,
  recorded_by: by,
});

export const worksOn = (worker: Worker, on: Day): boolean => includes(worker, on);

/** Roles that carry a caseload or go out for a team. */
const goesOut = ['leader', 'nurse', 'substance-use', 'vocational', 'peer', 'case-manager', 'clinician'];

export const workersOn = (programme: Programme, on: Day): readonly Worker[] =>
  programme.workers.filter((worker) => worksOn(worker, on) && goesOut.includes(worker.plan.position ?? ''));

export const programmeOf = (house: House, key: string): Programme => {
  const programme = house.programmes.get(key);
  if (!programme) throw new RangeError(`no programme ${key}`);
  return programme;
};

export const workerOf = (house: House, email: string): Worker => {
  const worker = house.staff.get(email);
  if (!worker) throw new RangeError(`nobody with the address ${email}`);
  return worker;
};

/** Who answers for a new client: the team where it shares the caseload, else the worker with the most room. */
export const ownerFor = (house: House, programme: Programme, on: Day): Owner => {
  if (programme.sharesCaseload) return { kind: 'team', id: programme.teamId };
  const loadOf = ({ id, plan }: Worker) => (house.loads.get(id) ?? 0) / (plan.fte ?? 1);
  const [first, ...others] = workersOn(programme, on).filter(
    ({ plan, to }) => plan.position !== 'leader' && to === null,
  );
  if (!first) throw new RangeError(`nobody carries a caseload in ${programme.key} on ${on}`);
  return { kind: 'staff', id: others.reduce((least, each) => (loadOf(each) < loadOf(least) ? each : least), first).id };
};

/** Counts a client on a worker's caseload of today. */
export const takeOn = (house: House, owner: Owner, count = 1): void => {
  if (owner.kind === 'staff') house.loads.set(owner.id, (house.loads.get(owner.id) ?? 0) + count);
};

/** 1970-01-01 was a Thursday. */
export const isWeekend = (on: Day): boolean => [2, 3].includes(dayNumber(on) % 7);

/** The next day on which the office is open. */
export const workday = (on: Day): Day => (isWeekend(on) ? workday(addDays(on, 1)) : on);

/** Founds the house. The definitions are those that ship with the product. */
export const foundHouse = (
  plan: HousePlan,
  models: readonly ServiceModelDefinition[],
  today: Day,
  ledger: Ledger,
  random: Random,
): House => {
  const at = momentsIn(plan.zone);
  const opened = addMonths(today, -plan.openedMonthsAgo);
  const founded = at(opened, 540);
  const millis = millisOf(founded);
  const agencyId = random.id(millis);
  const systemId = random.id(millis);
  const stamp = () => ({
    agency_id: agencyId,
    id: random.id(millis),
    recorded_at: founded,
    recorded_by: systemId,
  });
  ledger.add('agencies', {
    agency_id: agencyId,
    name: plan.name,
    time_zone: plan.zone,
    language: plan.language,
    is_demo: plan.isDemo,
    current_day: today,
    created_at: founded,
  });
  ledger.add('actors', { agency_id: agencyId, id: systemId, kind: 'system' });
  const sites = new Map(
    plan.sites.map((site) => [site.name, ledger.add('sites', { ...stamp(), ...site }).id as Id] as const),
  );
  for (const definition of models)
    ledger.add('service_models', {
      ...stamp(),
      key: definition.key,
      version: 1,
      effective_from: opened,
      definition: json(definition),
    });

  const staff = new Map<string, Worker>();
  const engage = (person: StaffPlan): Worker => {
    const from = addMonths(today, -(person.from ?? plan.openedMonthsAgo));
    const to = person.left === undefined ? null : addMonths(today, -person.left);
    const began = at(from, 540);
    const id = random.id(millisOf(began));
    ledger.add('actors', { agency_id: agencyId, id, kind: 'staff', person_id: id });
    ledger.add('staff', {
      agency_id: agencyId,
      id,
      given_name: person.given,
      family_name: person.family,
      pronouns: person.pronouns ?? null,
      phone: `555-01${random.digits(2)}`,
      email: person.email,
      languages: [...(person.languages ?? ['en'])],
      roles: [...person.roles],
      left_on: to,
      recorded_at: to === null ? began : at(to, 1000),
      recorded_by: systemId,
    });
    if (person.credential)
      ledger.add('credentials', {
        ...stamp(),
        staff_id: id,
        kind: person.credential.kind,
        number: `RB-${random.digits(5)}`,
        issued_by: 'State board',
        valid_from: addMonths(addDays(today, person.credential.validDays), -24),
        valid_to: addDays(today, person.credential.validDays),
      });
    const worker: Worker = { id, plan: person, from, to };
    staff.set(person.email, worker);
    return worker;
  };

  const programmes = new Map<string, Programme>();
  for (const each of plan.programmes) {
    const model = models.find(({ key }) => key === each.model);
    if (!model) throw new RangeError(`no service model ${each.model}`);
    const first = each.furtherTeamOf === undefined ? undefined : programmes.get(each.furtherTeamOf);
    const id =
      first?.id ??
      ledger.add('programmes', {
        ...stamp(),
        site_id: sites.get(each.site) ?? null,
        name: each.name,
        model_key: each.model,
        is_part2: each.isPart2 ?? false,
        eligibility: json(each.eligibility.map((criterion) => ({ ...criterion, required: true }))),
        opened_on: opened,
      }).id;
    const teamId = ledger.add('teams', {
      ...stamp(),
      programme_id: id,
      name: each.team,
      shares_caseload: each.sharesCaseload,
      opened_on: opened,
    }).id;
    const workers = each.staff.map((person) => {
      const worker = engage(person);
      ledger.add('positions', {
        ...stamp(),
        staff_id: worker.id,
        team_id: teamId,
        role: person.position ?? 'administrative',
        fte: person.fte ?? 1,
        during: during(worker.from, worker.to),
      });
      return worker;
    });
    const { key, sharesCaseload, eligibility, isPart2 = false } = each;
    programmes.set(key, { id, key, model, teamId, sharesCaseload, isPart2, eligibility, workers });
  }
  let deskId = [...staff.values()].find(({ to }) => to === null)?.id ?? systemId;
  for (const person of plan.staff) {
    const worker = engage(person);
    if (person.roles.includes('supervisor')) deskId = worker.id;
    for (const key of person.supervises ?? [])
      ledger.add('supervision_lines', {
        ...stamp(),
        supervisor_id: worker.id,
        team_id: programmes.get(key)?.teamId ?? null,
        during: during(worker.from, null),
      });
  }
  return {
    agencyId,
    systemId,
    name: plan.name,
    language: plan.language,
    zone: plan.zone,
    today,
    until: addDays(today, -1),
    ledger,
    random,
    at,
    programmes,
    staff,
    loads: new Map(),
    numbers: { agency_id: agencyId, last: 0 },
    deskId,
  };
};
