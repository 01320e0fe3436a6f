// Builders for tests: a small agency on a real database, with people in it who can sign in.
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Role } from '#domain/access/actor.ts';
import { addDays, type Day } from '#domain/basics/day.ts';
import { type Id, idFrom } from '#domain/basics/id.ts';
import { dayIn, type Instant, instant, millisOf } from '#domain/basics/instant.ts';
import type { Owner } from '#domain/people/owner.ts';
import { foundAgency } from '#store/agencies.ts';
import { insertClients } from '#store/clients/records.ts';
import { db, json, range } from '#store/postgres/query.ts';
import { type TestDatabase, testDatabase } from '#store/postgres/test-database.ts';
import type { Tx } from '#store/postgres/transaction.ts';
import { seedServiceModels, shippedModels } from '#store/service-models.ts';
import type { Action } from './define.ts';
import { asSystem, type Caller, perform } from './perform.ts';
import { refreshMany } from './refresh.ts';
import { Refused } from './refused.ts';

export type Staff = { readonly id: Id; readonly caller: Caller; readonly token: string };

/** An agency at a fixed moment; move `now` to let time pass. */
export type TestAgency = {
  readonly database: TestDatabase;
  readonly agencyId: Id;
  now: Instant;
  newId(): Id;
  today(): Day;
  write<T>(work: (tx: Tx, stamp: { agency_id: Id; recorded_at: Instant; recorded_by: Id }) => Promise<T>): Promise<T>;
  aProgramme(options?: { model?: string; name?: string; eligibility?: unknown }): Promise<Id>;
  aTeam(programmeId: Id, options?: { sharesCaseload?: boolean; name?: string }): Promise<Id>;
  aStaffMember(roles: Role[], options?: { teamId?: Id; position?: string; email?: string }): Promise<Staff>;
  aClient(options?: { given?: string; family?: string; birthDate?: string | null; unclaimed?: boolean }): Promise<Id>;
  /** The service models that ship, in force for the last 1,000 days. */
  publishModels(): Promise<void>;
  /** A client of a programme, without the acts that led there: by default enrolled 30 days ago with plan and assessment signed. */
  anEnrolment(options: {
    clientId: Id;
    programmeId: Id;
    owner: Owner;
    referredOn?: Day;
    enrolledOn?: Day | null;
    planned?: boolean;
  }): Promise<{ enrolmentId: Id; cycleId: Id }>;
  aStay(clientId: Id, from: Day, to: Day | null, setting?: string): Promise<Id>;
  /** Performs an action as somebody and gives its value; a refusal is thrown. */
  as<Input, Output>(
    who: Staff | 'system',
    action: Action<Input, Output>,
    input: unknown,
    more?: { idempotencyKey?: string; ifMatch?: string; asOf?: Day },
  ): Promise<Output>;
  /** The same person with a session that begins now. */
  signInAgain(who: Staff): Promise<Staff>;
  /** The status and codes of the refusal, or null when it was allowed. */
  refusalOf(
    who: Staff | 'system',
    action: Action<never, unknown> | unknown,
    input: unknown,
    more?: { idempotencyKey?: string; ifMatch?: string },
  ): Promise<{ status: number; codes: string[] } | null>;
};

export const aNow = instant('2026-11-25T15:00:00Z');

export const anAgency = async (
  database?: TestDatabase,
  options: { name?: string; timeZone?: string; now?: Instant } = {},
): Promise<TestAgency> => {
  const own = database ?? (await testDatabase());
  const timeZone = options.timeZone ?? 'America/New_York';
  const newIdAt = (now: Instant) => idFrom(millisOf(now), randomBytes(10));
  const start = options.now ?? aNow;
  const agencyId = newIdAt(start);
  const systemActorId = newIdAt(start);
  await foundAgency(
    own.ownerUrl,
    {
      id: agencyId,
      systemActorId,
      name: options.name ?? `Agency ${agencyId.slice(-6)}`,
      timeZone,
      language: 'en',
      isDemo: false,
    },
    start,
  );
  const agency: TestAgency = {
    database: own,
    agencyId,
    now: start,
    newId: () => newIdAt(agency.now),
    today: () => dayIn(timeZone, agency.now),
    write: (work) =>
      asSystem(own, agencyId, agency.now, (tx) =>
        work(tx, { agency_id: agencyId, recorded_at: agency.now, recorded_by: systemActorId }),
      ),
    aProgramme: async ({ model = 'icm', name, eligibility = [] } = {}) => {
      const id = agency.newId();
      await agency.write((tx, stamp) =>
        tx.run(
          db.insertInto('programmes').values({
            ...stamp,
            id,
            name: name ?? `Programme ${id.slice(-6)}`,
            model_key: model,
            eligibility: json(eligibility),
            opened_on: addDays(agency.today(), -1000),
          }),
        ),
      );
      return id;
    },
    aTeam: async (programmeId, { sharesCaseload = false, name } = {}) => {
      const id = agency.newId();
      await agency.write((tx, stamp) =>
        tx.run(
          db.insertInto('teams').values({
            ...stamp,
            id,
            programme_id: programmeId,
            name: name ?? `Team ${id.slice(-6)}`,
            shares_caseload: sharesCaseload,
            opened_on: addDays(agency.today(), -1000),
          }),
        ),
      );
      return id;
    },
    aStaffMember: async (roles, { teamId, position = 'case-manager', email } = {}) => {
      const id = agency.newId();
      const token = randomBytes(32).toString('base64url');
      const address = email ?? `${id}@example.org`;
      await agency.write(async (tx, stamp) => {
        await tx.run(
          db
            .insertInto('staff')
            .values({ ...stamp, id, given_name: 'Test', family_name: id.slice(-6), email: address, roles }),
        );
        await tx.run(db.insertInto('actors').values({ agency_id: agencyId, id, kind: 'staff', person_id: id }));
        if (teamId)
          await tx.run(
            db.insertInto('positions').values({
              ...stamp,
              id: agency.newId(),
              staff_id: id,
              team_id: teamId,
              role: position,
              fte: 1,
              during: range(addDays(agency.today(), -400), null),
            }),
          );
        const account = agency.newId();
        await tx.rows(
          sql`select app.create_account(${account}::uuid, ${id}::uuid, ${address}, null, null, ${agency.now}::timestamptz)`,
        );
        await tx.rows(
          sql`select app.start_session(${account}::uuid, ${createHash('sha256').update(token).digest()}::bytea, ${agency.newId()}::uuid, ${agency.now}::timestamptz, '12 hours', null, 'test', '127.0.0.1')`,
        );
      });
      return { id, token, caller: { kind: 'session', tokenHash: createHash('sha256').update(token).digest() } };
    },
    signInAgain: async ({ id }) => {
      const token = randomBytes(32).toString('base64url');
      const tokenHash = createHash('sha256').update(token).digest();
      await agency.write((tx) =>
        tx.rows(
          sql`select app.start_session(a.id, ${tokenHash}::bytea, ${agency.newId()}::uuid, ${agency.now}::timestamptz, '12 hours', null, 'test', '127.0.0.1')
            from app.list_accounts() a where a.staff_id = ${id}::uuid`,
        ),
      );
      return { id, token, caller: { kind: 'session', tokenHash } };
    },
    aClient: async ({ given = 'Kwame', family = 'Wilson', birthDate = '1985-03-14', unclaimed = true } = {}) => {
      const id = agency.newId();
      await agency.write((tx, stamp) =>
        insertClients(tx, { agencyId, by: stamp.recorded_by, at: stamp.recorded_at }, [
          {
            id,
            givenName: given,
            familyName: family,
            middleName: null,
            chosenName: null,
            formerNames: [],
            pronouns: null,
            birthDate: birthDate as Day | null,
            birthPrecision: birthDate === null ? 'unknown' : 'day',
            diedOn: null,
            language: null,
            otherLanguages: [],
            needsInterpreter: false,
            largePrint: false,
            identifiers: [],
            unclaimed,
          },
        ]),
      );
      return id;
    },
    publishModels: async () => {
      const definitions = await shippedModels();
      await agency.write((tx, { recorded_at, recorded_by }) =>
        seedServiceModels(tx, definitions, addDays(agency.today(), -1000), {
          agencyId,
          by: recorded_by,
          at: recorded_at,
          newId: agency.newId,
        }),
      );
    },
    anEnrolment: async ({ clientId, programmeId, owner, planned = true, ...days }) => {
      const enrolledOn = days.enrolledOn === undefined ? addDays(agency.today(), -30) : days.enrolledOn;
      const referredOn = days.referredOn ?? addDays(enrolledOn ?? agency.today(), -3);
      const ids = { enrolmentId: agency.newId(), cycleId: agency.newId() };
      const owned = {
        client_id: clientId,
        staff_id: owner.kind === 'staff' ? owner.id : null,
        team_id: owner.kind === 'team' ? owner.id : null,
      };
      const signedOn = planned ? enrolledOn : null;
      await agency.write(async (tx, stamp) => {
        await tx.run(
          db.insertInto('enrolments').values({
            ...stamp,
            ...owned,
            id: ids.enrolmentId,
            programme_id: programmeId,
            state: enrolledOn === null ? 'prospect' : 'enrolled',
            referred_on: referredOn,
            first_reached_on: enrolledOn,
            enrolled_on: enrolledOn,
            last_act_on: enrolledOn ?? referredOn,
          }),
        );
        await tx.run(
          db.insertInto('cycles').values({
            ...stamp,
            ...owned,
            id: ids.cycleId,
            enrolment_id: ids.enrolmentId,
            number: 1,
            stage: enrolledOn === null ? 'outreach' : planned ? 'monitoring' : 'assessment',
            from_day: referredOn,
            opened_on: referredOn,
            opened_by: 'referral',
            reached_on: enrolledOn,
            assessment_signed_on: signedOn,
            plan_signed_on: signedOn,
            plan_version: planned ? 1 : 0,
            first_contact_after_plan_on: signedOn,
          }),
        );
        await tx.run(
          db.insertInto('assignments').values({
            ...stamp,
            ...owned,
            id: agency.newId(),
            enrolment_id: ids.enrolmentId,
            role: 'primary',
            from_day: referredOn,
          }),
        );
        await tx.run(
          db
            .updateTable('clients')
            .set({ unclaimed: false, recorded_at: stamp.recorded_at, recorded_by: stamp.recorded_by })
            .where('id', '=', clientId),
        );
        await refreshMany(tx, [clientId], agency.today(), agency.now);
      });
      return ids;
    },
    aStay: async (clientId, from, to, setting = 'psychiatric') => {
      const id = agency.newId();
      await agency.write(async (tx, stamp) => {
        await tx.run(
          db.insertInto('stays').values({
            ...stamp,
            id,
            client_id: clientId,
            setting,
            place: 'General Hospital',
            from_day: from,
            to_day: to,
            source: 'test',
          }),
        );
        await refreshMany(tx, [clientId], agency.today(), agency.now);
      });
      return id;
    },
    as: async (who, action, input, more = {}) =>
      (
        await perform(own, action, {
          caller: who === 'system' ? { kind: 'system', agencyId } : who.caller,
          input,
          now: agency.now,
          ...more,
        })
      ).value,
    refusalOf: async (who, action, input, more) => {
      try {
        await agency.as(who, action as Action, input, more);
        return null;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { status: error.status, codes: error.refusals.map(({ code }) => code) };
      }
    },
  };
  return agency;
};
