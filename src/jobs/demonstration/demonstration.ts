// The demonstration: two agencies of made-up people, the same for the same day, loaded once into an empty database.
import { asSystem } from '#actions/pipeline/perform.ts';
import { refreshMany } from '#actions/pipeline/refresh.ts';
import { hashPassword } from '#actions/session/sign-in.ts';
import type { Role } from '#domain/access/actor.ts';
import { addMonths, type Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { dayIn, type Instant } from '#domain/basics/instant.ts';
import type { ServiceModelDefinition } from '#domain/models/definition.ts';
import { databaseUrls } from '#store/postgres/roles.ts';
import { openDatabase } from '#store/postgres/transaction.ts';
import { shippedModels } from '#store/service-models.ts';
import { addAnswers } from './answering.ts';
import { addAuditTrail } from './audit-trail.ts';
import type { Episode, Story } from './episode.ts';
import { foundHouse, type House, type HousePlan } from './house.ts';
import { lakeside, lakesideStories } from './lakeside.ts';
import { newLedger } from './ledger.ts';
import { addDisclosures, addPart2Disclosures } from './letting-out.ts';
import { live } from './life.ts';
import { asOwner, writeLedger } from './load.ts';
import { addParticulars } from './particulars.ts';
import { registerPerson } from './person.ts';
import { type Random, randomFrom } from './random.ts';
import { riverbend, riverbendStories } from './riverbend.ts';
import { surround } from './surroundings.ts';

export type DemoSignIn = {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly totpSecret: string | null;
};

export type DemoSignIns = {
  readonly agencies: readonly { readonly name: string; readonly signIns: readonly DemoSignIn[] }[];
};

/** Everybody's in the demonstration; nobody in it exists. */
export const demoPassword = 'heron-over-the-millrace';

const signIn = (role: Role, given: string, family: string, totpSecret: string | null = null): DemoSignIn => ({
  role,
  name: `${given} ${family}`,
  email: `${given}.${family}@example.org`.toLowerCase(),
  password: demoPassword,
  totpSecret,
});

export const demoSignIns: DemoSignIns = {
  agencies: [
    {
      name: riverbend.name,
      signIns: [
        signIn('case-manager', 'Maya', 'Thornbury'),
        signIn('case-manager', 'Jonah', 'Abernethy'),
        signIn('case-manager', 'Mateo', 'Villarrubia'),
        signIn('team-lead', 'Odette', 'Lindqvist'),
        signIn('supervisor', 'Marguerite', 'Solberg'),
        signIn('evaluator', 'Cornelius', 'Adair'),
        signIn('privacy-officer', 'Thea', 'Winslade', 'HERONSANDMILLRACEWATER234567ABCD'),
        signIn('administrator', 'Gideon', 'Marchetti'),
        signIn('case-manager', 'Leonora', 'Pinchbeck'),
      ],
    },
    {
      name: lakeside.name,
      signIns: [signIn('case-manager', 'Renata', 'Olivares'), signIn('administrator', 'Paloma', 'Arizmendi')],
    },
  ],
};

type World = {
  readonly plan: HousePlan;
  readonly stories: (random: Random, today: Day) => readonly (readonly [Story, ...Story[]])[];
};

const worlds: readonly World[] = [
  { plan: riverbend, stories: riverbendStories },
  { plan: lakeside, stories: lakesideStories },
];

/** One agency with everything in it but accounts, whose password hashes are never the same twice. */
export const liveWorld = (world: World, models: readonly ServiceModelDefinition[], today: Day): House => {
  const random = randomFrom(world.plan.name);
  const house = foundHouse(world.plan, models, today, newLedger(), random);
  const episodes: Episode[] = [];
  for (const [index, stories] of world.stories(random.fork('stories'), today).entries()) {
    const own = random.fork(`client ${index}`);
    const [{ referredOn }] = stories;
    const person = registerPerson(house, own, referredOn, house.deskId, { spanish: world.plan.language === 'es' });
    episodes.push(...live(house, surround(house, person, referredOn, house.deskId), ...stories));
  }
  const privacy = [...house.staff.values()].find(({ plan }) => plan.roles.includes('privacy-officer')) ?? null;
  const [closed, general] = [true, false].map((isPart2) =>
    episodes.filter(({ programme }) => programme.isPart2 === isPart2),
  ) as [Episode[], Episode[]];
  addParticulars(house, random.fork('particulars'), general, privacy);
  const signers = demoSignIns.agencies.find(({ name }) => name === world.plan.name)?.signIns ?? [];
  const shownBy = signers.find(({ role }) => role === 'case-manager')?.email ?? '';
  addDisclosures(house, random.fork('letting out'), general, house.staff.get(shownBy));
  addPart2Disclosures(house, random.fork('letting out Part 2'), closed);
  const whose = signers.filter(({ role }) => role === 'case-manager').slice(0, 2);
  const clinician = signers.find(({ role }) => role === 'supervisor');
  addAnswers(
    house,
    random.fork('answers'),
    episodes,
    whose.flatMap(({ email }) => house.staff.get(email) ?? []),
    (clinician && house.staff.get(clinician.email)) ?? null,
  );
  addAuditTrail(house, random.fork('audit'));
  return house;
};

export const demoWorlds = (models: readonly ServiceModelDefinition[], dayAt: (zone: string) => Day): readonly House[] =>
  worlds.map((world) => liveWorld(world, models, dayAt(world.plan.zone)));

/** Accounts for those who sign in. */
export const addAccounts = async (house: House, signIns: readonly DemoSignIn[], now: Instant): Promise<void> => {
  const random = house.random.fork('accounts');
  for (const { email, password, totpSecret } of signIns) {
    const worker = house.staff.get(email);
    if (!worker) throw new RangeError(`nobody with the address ${email}`);
    house.ledger.add('accounts', {
      id: random.id(Date.parse(now)),
      agency_id: house.agencyId,
      staff_id: worker.id,
      email,
      password_hash: await hashPassword(password),
      totp_secret: totpSecret,
      created_at: now,
    });
  }
};

export type LoadStep = 'living' | 'loading' | 'working-out';
export type OnProgress = (step: LoadStep, agency: string, done: number, total: number) => void;

const clientsAtOnce = 100;

/** What lists show of each client, worked out from what was loaded, as any write would. */
export const workOutAll = async (
  ownerUrl: string,
  agencyId: Id,
  clientIds: readonly Id[],
  today: Day,
  now: Instant,
  onDone: (done: number) => void,
): Promise<void> => {
  const database = openDatabase(databaseUrls(ownerUrl).app, { connections: 2 });
  let [next, done] = [0, 0];
  const work = async (): Promise<void> => {
    for (let from = next; from < clientIds.length; from = next) {
      next += clientsAtOnce;
      const ids = clientIds.slice(from, next);
      await asSystem(database, agencyId, now, (tx) => refreshMany(tx, ids, today, now));
      done += ids.length;
      onDone(done);
    }
  };
  try {
    await Promise.all([work(), work()]);
  } finally {
    await database.close();
  }
};

export const loadHouse = async (ownerUrl: string, house: House): Promise<number> =>
  asOwner(ownerUrl, async (client) => {
    await client.query('select app.ensure_audit_months($1::date), app.ensure_audit_months($2::date)', [
      addMonths(house.today, -1),
      house.today,
    ]);
    house.ledger.add('client_numbers', house.numbers);
    return writeLedger(client, house.ledger);
  });

type Standing = { readonly empty: boolean; readonly loaded: ReadonlyMap<string, Id> };

const standingOf = async (ownerUrl: string): Promise<Standing> =>
  asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string; agency_id: Id; is_demo: boolean }>(
      'select name, agency_id, is_demo from agencies',
    );
    const loaded = rows.filter(({ is_demo }) => is_demo).map(({ name, agency_id }) => [name, agency_id] as const);
    return { empty: rows.length === 0, loaded: new Map(loaded) };
  });

/** Clients of whom lists show nothing yet: all of them right after loading, or those left when a load was interrupted. */
const notWorkedOut = async (ownerUrl: string, agencyId: Id): Promise<Id[]> =>
  asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: Id }>(
      `select c.id from clients c where c.agency_id = $1
       and not exists (select from client_summaries s where s.agency_id = c.agency_id and s.client_id = c.id) order by c.id`,
      [agencyId],
    );
    return rows.map(({ id }) => id);
  });

/**
 * Loads the demonstration where the database is empty, and finishes a load that was interrupted. Gives the sign-ins of the
 * demonstration agencies that are there: none in a database of real work.
 */
export const ensureDemonstration = async (
  ownerUrl: string,
  now: Instant,
  onProgress: OnProgress = () => undefined,
): Promise<DemoSignIns> => {
  const { empty, loaded } = await standingOf(ownerUrl);
  if (!empty && loaded.size === 0) return { agencies: [] };
  for (const [index, world] of worlds.entries()) {
    const { name, zone } = world.plan;
    const today = dayIn(zone, now);
    let agencyId = loaded.get(name);
    if (agencyId === undefined) {
      onProgress('living', name, 0, 1);
      const house = liveWorld(world, await shippedModels(), today);
      await addAccounts(house, demoSignIns.agencies[index]?.signIns ?? [], now);
      onProgress('loading', name, 0, 1);
      await loadHouse(ownerUrl, house);
      agencyId = house.agencyId;
    }
    const left = await notWorkedOut(ownerUrl, agencyId);
    await workOutAll(ownerUrl, agencyId, left, today, now, (done) =>
      onProgress('working-out', name, done, left.length),
    );
  }
  return demoSignIns;
};
