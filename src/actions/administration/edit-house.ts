// Arranging the house: sites, programmes, teams, staff, positions, supervision lines. Each is created without an id and changed
// with one; a change names the version it was made from.
import { type Insertable, sql } from 'kysely';
import {
  CredentialRequest,
  EditAgencyRequest,
  EditPositionRequest,
  EditProgrammeRequest,
  EditSiteRequest,
  EditStaffRequest,
  EditSupervisionLineRequest,
  EditTeamRequest,
  Saved,
} from '#contract/administration.ts';
import { type Instant, isZoneName } from '#domain/basics/instant.ts';
import { ownSegments, whyNotSegments } from '#domain/consent/segments.ts';
import type { ServiceModelDefinition } from '#domain/models/definition.ts';
import {
  type AgencySettings,
  fteBesides,
  type HouseTable,
  insertHouseRow,
  lockAgency,
  lockHouseRow,
  readHouse,
  updateHouseRow,
} from '#store/agency.ts';
import { db, json, range, agency as thisAgency } from '#store/postgres/query.ts';
import type { Tables } from '#store/postgres/tables.ts';
import { endSessionsOf } from '#store/sessions.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { allow, conflict, found, invalid } from '../pipeline/refused.ts';
import {
  agencyView,
  positionView,
  programmeView,
  siteView,
  staffView,
  supervisionView,
  teamView,
} from './house-views.ts';

const save = async <T extends HouseTable>(
  context: Context<unknown>,
  table: T,
  id: string | undefined,
  columns: Omit<Insertable<Tables[T]>, 'agency_id' | 'id' | 'recorded_at' | 'recorded_by'>,
  /** How it is shown to whoever comes too late. */
  show: (row: never) => unknown,
  /** Who loses something by the change: they are signed out in the same transaction, and come back to what is left. */
  whoLoses: (before: Readonly<Record<string, unknown>>) => readonly unknown[] = () => [],
) => {
  const { tx, now, actor, agency, newId } = context;
  const stamp = { recorded_at: now, recorded_by: actor.id };
  let row: { id: string; recorded_at: string } | undefined;
  if (id === undefined)
    row = await insertHouseRow(tx, table, { ...columns, ...stamp, agency_id: agency.id, id: newId() } as never);
  else {
    const current = found(await lockHouseRow(tx, table, id));
    const losing = new Set(whoLoses(current).map(String));
    context.requireVersion(current.recorded_at, show(current as never));
    const updating = updateHouseRow(tx, table, id, { ...columns, ...stamp } as never);
    [row] = await Promise.all([updating, ...[...losing].map((each) => endSessionsOf(tx, each, now))]);
  }
  const saved = found(row);
  context.note({ table, id: saved.id, created: id === undefined });
  return { id: saved.id, version: saved.recorded_at };
};

const whyNotPeriod = (from: string, to: string | null | undefined, pointer: string) => {
  if (to && to < from) throw invalid('ends-before-it-begins', { from, to }, pointer);
};

export const editAgency = defineAction({
  name: 'edit-agency',
  effect: 'write',
  input: EditAgencyRequest,
  output: Saved,
  run: async (context) => {
    const { tx, input, agency, now } = context;
    if (!isZoneName(input.timeZone)) throw invalid('not-a-time-zone', { value: input.timeZone }, '/timeZone');
    const current = found(await lockAgency(tx));
    context.requireVersion(current.edited_at ?? current.created_at, agencyView(current));
    if (input.segments) allow(whyNotSegments(ownSegments(current.settings), input.segments));
    const settings: AgencySettings = {
      ...(current.settings as AgencySettings),
      ownDomains: input.ownDomains,
      ...(input.crisisLines && { crisisLines: input.crisisLines }),
      ...(input.segments && { segments: input.segments }),
    };
    const saved = await tx.first(
      db
        .updateTable('agencies')
        .set({
          ...{ name: input.name, time_zone: input.timeZone, language: input.language, settings: json(settings) },
          // Two changes of one moment are two versions all the same.
          edited_at: sql<Instant>`greatest(${now}::timestamptz, coalesce(edited_at, created_at) + interval '1 millisecond')`,
        })
        .where('agency_id', '=', thisAgency)
        .returning('edited_at'),
    );
    return { id: agency.id, version: found(saved).edited_at };
  },
});

export const editSite = defineAction({
  name: 'edit-site',
  effect: 'write',
  input: EditSiteRequest,
  output: Saved,
  run: (context) => {
    const { siteId, name, address, phone, closedOn } = context.input;
    return save(
      context,
      'sites',
      siteId,
      {
        name,
        address: address ?? null,
        phone: phone ?? null,
        closed_on: closedOn ?? null,
      },
      siteView,
    );
  },
});

export const editProgramme = defineAction({
  name: 'edit-programme',
  effect: 'write',
  input: EditProgrammeRequest,
  output: Saved,
  run: async (context) => {
    const { programmeId, siteId, name, modelKey, eligibility, isPart2, openedOn, closedOn } = context.input;
    whyNotPeriod(openedOn, closedOn, '/closedOn');
    const { models } = await readHouse(context.tx);
    if (!models.some(({ key }) => key === modelKey))
      throw invalid('no-such-service-model', { value: modelKey }, '/modelKey');
    return save(
      context,
      'programmes',
      programmeId,
      {
        site_id: siteId ?? null,
        name,
        model_key: modelKey,
        eligibility: json(eligibility),
        ...(isPart2 !== undefined && { is_part2: isPart2 }),
        opened_on: openedOn,
        closed_on: closedOn ?? null,
      },
      programmeView,
    );
  },
});

export const editTeam = defineAction({
  name: 'edit-team',
  effect: 'write',
  input: EditTeamRequest,
  output: Saved,
  run: async (context) => {
    const { teamId, programmeId, name, openedOn, closedOn } = context.input;
    whyNotPeriod(openedOn, closedOn, '/closedOn');
    const { programmes, models } = await readHouse(context.tx);
    const programme = programmes.find(({ id }) => id === programmeId);
    if (!programme) throw invalid('no-such-programme', {}, '/programmeId');
    const model = models.findLast(({ key }) => key === programme.model_key);
    return save(
      context,
      'teams',
      teamId,
      {
        programme_id: programmeId,
        name,
        shares_caseload: sharesCaseload(model?.definition),
        opened_on: openedOn,
        closed_on: closedOn ?? null,
      },
      teamView,
    );
  },
});

/** Whether a service model gives the caseload to the team as a whole. */
export const sharesCaseload = (definition: unknown): boolean =>
  (definition as ServiceModelDefinition | undefined)?.caseload?.kind === 'team';

export const editStaff = defineAction({
  name: 'edit-staff',
  effect: 'write',
  stepUp: true,
  input: EditStaffRequest,
  output: Saved,
  run: async (context) => {
    const { staffId, givenName, familyName, pronouns, phone, email, languages, roles, leftOn } = context.input;
    const { tx, actor, agency } = context;
    const saved = await save(
      context,
      'staff',
      staffId,
      {
        given_name: givenName,
        family_name: familyName,
        pronouns: pronouns ?? null,
        phone: phone ?? null,
        email,
        languages,
        roles,
        left_on: leftOn ?? null,
      },
      staffView,
      (before) => {
        const had = before.roles as readonly string[];
        if (staffId === actor.id && had.includes('administrator') && !roles.includes('administrator'))
          throw conflict('keep-own-administration');
        return leftOn || JSON.stringify(had) !== JSON.stringify(roles) ? [before.id] : [];
      },
    );
    if (staffId === undefined)
      await tx.run(
        db.insertInto('actors').values({ agency_id: agency.id, id: saved.id, kind: 'staff', person_id: saved.id }),
      );
    return saved;
  },
});

export const editPosition = defineAction({
  name: 'edit-position',
  effect: 'write',
  stepUp: true,
  input: EditPositionRequest,
  output: Saved,
  run: async (context) => {
    const { positionId, staffId, teamId, role, fte, from, to } = context.input;
    whyNotPeriod(from, to, '/to');
    // Counted behind the lock, so that requests at the same time wait for one another's share.
    const [, others] = await Promise.all([
      lockHouseRow(context.tx, 'staff', staffId),
      fteBesides(context.tx, staffId, from, to ?? null, positionId ?? null),
    ]);
    if (others + fte > 1.0001) throw invalid('more-than-full-time', { others, fte }, '/fte');
    return save(
      context,
      'positions',
      positionId,
      {
        staff_id: staffId,
        team_id: teamId,
        role,
        fte,
        during: range(from, to ?? null) as never,
      },
      positionView,
      (before) => (to || before.team_id !== teamId || before.staff_id !== staffId ? [before.staff_id, staffId] : []),
    );
  },
});

export const editSupervisionLine = defineAction({
  name: 'edit-supervision-line',
  effect: 'write',
  stepUp: true,
  input: EditSupervisionLineRequest,
  output: Saved,
  run: async (context) => {
    const { lineId, supervisorId, staffId, teamId, from, to } = context.input;
    whyNotPeriod(from, to, '/to');
    if (supervisorId === staffId) throw invalid('supervises-oneself', {}, '/staffId');
    return save(
      context,
      'supervision_lines',
      lineId,
      {
        supervisor_id: supervisorId,
        staff_id: staffId ?? null,
        team_id: teamId ?? null,
        during: range(from, to ?? null) as never,
      },
      supervisionView,
      (before) => {
        const isMoved =
          before.supervisor_id !== supervisorId ||
          before.staff_id !== (staffId ?? null) ||
          before.team_id !== (teamId ?? null);
        return to || isMoved ? [before.supervisor_id, supervisorId] : [];
      },
    );
  },
});

export const recordCredential = defineAction({
  name: 'record-credential',
  effect: 'write',
  input: CredentialRequest,
  output: Saved,
  run: async ({ tx, input, actor, agency, now, newId }) => {
    if (input.validFrom && input.validTo) whyNotPeriod(input.validFrom, input.validTo, '/validTo');
    const id = newId();
    await tx.run(
      db.insertInto('credentials').values({
        agency_id: agency.id,
        id,
        staff_id: input.staffId,
        kind: input.kind,
        number: input.number ?? null,
        issued_by: input.issuedBy ?? null,
        valid_from: input.validFrom ?? null,
        valid_to: input.validTo ?? null,
        recorded_at: now,
        recorded_by: actor.id,
      }),
    );
    return { id, version: null };
  },
});
