// Agencies of any size for tests and measurements. Clients are lived and written in batches, so memory does not grow with their
// number; the whole agency is one transaction, and what lists show is worked out after it.
import { setImmediate as pause } from 'node:timers/promises';
import { hashPassword } from '#actions/session/sign-in.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type Instant, millisOf } from '#domain/basics/instant.ts';
import { shippedModels } from '#store/service-models.ts';
import { type DemoSignIn, demoPassword, workOutAll } from './demonstration.ts';
import { foundHouse, type House, type HousePlan, type Programme, type ProgrammePlan, type StaffPlan } from './house.ts';
import { liveLean } from './lean-life.ts';
import { newLedger } from './ledger.ts';
import { asOwner, writeLedger } from './load.ts';
import { communities } from './names.ts';
import { type Random, randomFrom } from './random.ts';

export type GenerateOptions = {
  readonly clients: number;
  readonly contacts: number;
  readonly teams: number;
  readonly seed: string;
  readonly today: Day;
  readonly name: string;
};

export const generatedZone = 'America/New_York';

const workersInTeam = 4;
const clientsInBatch = 500;
const clientsBetweenPauses = 5;
const kinds = [
  ['icm', 'Intensive Case Management', false],
  ['clinical', 'Clinical Case Management', false],
  ['act', 'Assertive Community Treatment', true],
  ['broker', 'Service Coordination', false],
] as const;

const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'agency';

const planFor = ({ name, teams }: GenerateOptions, random: Random): HousePlan => {
  const slug = slugOf(name);
  const [english] = communities[0]!;
  let number = 0;
  const someone = (email: string | null, more: Pick<StaffPlan, 'position' | 'roles'>): StaffPlan => {
    number++;
    return {
      given: random.pick([...english.she, ...english.he]),
      family: random.pick(english.family),
      email: `${email ?? `worker-${number}`}.${slug}@example.org`,
      ...more,
    };
  };
  const first = new Map<string, string>();
  const programmes = Array.from({ length: teams }, (_, index): ProgrammePlan => {
    const [model, label, sharesCaseload] = kinds[index % kinds.length]!;
    const key = `team-${index + 1}`;
    const furtherTeamOf = first.get(model);
    if (furtherTeamOf === undefined) first.set(model, key);
    const staff = Array.from({ length: workersInTeam }, (_, at) =>
      at === 0
        ? someone(index === 0 ? 'team-lead' : null, { position: 'leader', roles: ['team-lead', 'case-manager'] })
        : someone(index === 0 && at === 1 ? 'case-manager' : null, {
            position: 'case-manager',
            roles: ['case-manager'],
          }),
    );
    return {
      key,
      name: label,
      model,
      site: 'Main',
      team: `Team ${index + 1}`,
      ...(furtherTeamOf !== undefined && { furtherTeamOf }),
      sharesCaseload,
      eligibility: [{ code: 'adult', label: { en: '18 years or older', es: '18 años o más' } }],
      staff,
    };
  });
  return {
    name,
    zone: generatedZone,
    language: 'en',
    isDemo: false,
    openedMonthsAgo: 20,
    sites: [{ name: 'Main', address: '1 Ferry Street', phone: '555-0100' }],
    programmes,
    staff: [
      {
        ...someone('supervisor', { position: null, roles: ['supervisor'] }),
        supervises: programmes.slice(0, 10).map(({ key }) => key),
      },
      someone('evaluator', { position: null, roles: ['evaluator'] }),
      someone('administrator', { position: null, roles: ['administrator'] }),
    ],
  };
};

const signInsOf = (plan: HousePlan): DemoSignIn[] => {
  const people = [...plan.programmes.slice(0, 1).flatMap(({ staff }) => staff.slice(0, 2)), ...plan.staff];
  return people.map(({ given, family, email, roles }) => ({
    role: roles[0]!,
    name: `${given} ${family}`,
    email,
    password: demoPassword,
    totpSecret: null,
  }));
};

/** Where the next client goes: round the teams, and round the workers of a team. */
const placeFor = (programmes: readonly Programme[], client: number): { programme: Programme; workerId: Id } => {
  const programme = programmes[client % programmes.length]!;
  const round = Math.floor(client / programmes.length);
  return { programme, workerId: programme.workers[1 + (round % (workersInTeam - 1))]!.id };
};

export type Generated = {
  readonly agencyId: Id;
  readonly clients: number;
  readonly contacts: number;
  readonly teams: number;
  readonly signIns: readonly DemoSignIn[];
};

export const isNameTaken = (ownerUrl: string, name: string): Promise<boolean> =>
  asOwner(
    ownerUrl,
    async (client) => (await client.query('select 1 from agencies where name = $1', [name])).rowCount === 1,
  );

/** Client number `client` has this many of all contacts; the shares differ by one at most. */
const shareOf = (client: number, { clients, contacts }: GenerateOptions): number =>
  Math.floor(((client + 1) * contacts) / clients) - Math.floor((client * contacts) / clients);

/** Generates an agency of its own, under a name that is not taken. */
export const generateAgency = async (
  ownerUrl: string,
  options: GenerateOptions,
  now: Instant,
  onProgress: (step: 'generating' | 'working-out', done: number, total: number) => void = () => undefined,
): Promise<Generated> => {
  const { clients, seed, today, name } = options;
  const random = randomFrom(`${name} ${seed} ${today}`);
  const plan = planFor(options, random.fork('staff'));
  const ledger = newLedger();
  const house = foundHouse(plan, await shippedModels(), today, ledger, random.fork('house'));
  const signIns = signInsOf(plan);
  const passwordHash = await hashPassword(demoPassword);
  const accounts = random.fork('accounts');
  for (const { email, password: _, ...signIn } of signIns)
    ledger.add('accounts', {
      id: accounts.id(millisOf(now)),
      agency_id: house.agencyId,
      staff_id: house.staff.get(email)!.id,
      email,
      password_hash: passwordHash,
      totp_secret: signIn.totpSecret,
      created_at: now,
    });
  const programmes = [...house.programmes.values()];
  const ids: Id[] = [];
  let contacts = 0;
  await asOwner(ownerUrl, async (client) => {
    // One batch is lived while the one before it is written.
    let writing: Promise<unknown> = Promise.resolve();
    for (let from = 0; from < clients; from += clientsInBatch) {
      const to = Math.min(clients, from + clientsInBatch);
      const batch: House = from === 0 ? house : { ...house, ledger: newLedger() };
      for (let index = from; index < to; index++) {
        const { programme, workerId } = placeFor(programmes, index);
        liveLean(batch, random.fork(`client ${index}`), programme, workerId, shareOf(index, options));
        if (index % clientsBetweenPauses === 0) await pause();
      }
      for (const { id } of batch.ledger.rowsOf('clients')) ids.push(id);
      if (to === clients) batch.ledger.add('client_numbers', house.numbers);
      contacts += batch.ledger.rowsOf('contacts').length;
      await writing;
      writing = writeLedger(client, batch.ledger).then(() => onProgress('generating', to, clients));
      // A failure is heard of at the next wait; until then nobody else minds it.
      writing.catch(() => undefined);
    }
    await writing;
  });
  await workOutAll(ownerUrl, house.agencyId, ids, today, now, (done) => onProgress('working-out', done, clients));
  return { agencyId: house.agencyId, clients, contacts, teams: programmes.length, signIns };
};
