// How the agency is arranged, for everyone who works in it: no secrets, no clients.
import { z } from 'zod';
import { AgencyView, StaffDirectory } from '#contract/administration.ts';
import { hasRole, type Role } from '#domain/access/actor.ts';
import { type AgencySettings, crisisLinesOf, listAccounts, readHouse, readStaffDirectory } from '#store/agency.ts';
import { periodFrom } from '#store/postgres/transaction.ts';
import { defineAction } from '../pipeline/define.ts';
import { found } from '../pipeline/refused.ts';
import { sharesCaseload } from './edit-house.ts';

const nothing = z.strictObject({});

export const readAgency = defineAction({
  name: 'read-agency',
  effect: 'read',
  input: nothing,
  output: AgencyView,
  run: async ({ tx }): Promise<AgencyView> => {
    const { agencies, models, sites, programmes, teams } = await readHouse(tx);
    const agency = found(agencies[0]);
    const settings = agency.settings as AgencySettings;
    return {
      id: agency.agency_id,
      name: agency.name,
      timeZone: agency.time_zone,
      language: agency.language,
      ownDomains: [...(settings.ownDomains ?? [])],
      crisisLines: crisisLinesOf(settings),
      models: models.map(({ key, version, effective_from, definition }) => ({
        key,
        version,
        effectiveFrom: effective_from,
        label: definition.label ?? { en: key, es: key },
        teamCaseload: sharesCaseload(definition),
      })),
      sites: sites.map((site) => ({
        id: site.id,
        name: site.name,
        address: site.address,
        phone: site.phone,
        closedOn: site.closed_on,
        version: site.recorded_at,
      })),
      programmes: programmes.map((programme) => ({
        id: programme.id,
        siteId: programme.site_id,
        name: programme.name,
        modelKey: programme.model_key,
        eligibility: programme.eligibility as AgencyView['programmes'][number]['eligibility'],
        openedOn: programme.opened_on,
        closedOn: programme.closed_on,
        version: programme.recorded_at,
      })),
      teams: teams.map((team) => ({
        id: team.id,
        programmeId: team.programme_id,
        name: team.name,
        sharesCaseload: team.shares_caseload,
        openedOn: team.opened_on,
        closedOn: team.closed_on,
        version: team.recorded_at,
      })),
    };
  },
});

export const readDirectoryOfStaff = defineAction({
  name: 'read-directory-of-staff',
  effect: 'read',
  input: nothing,
  output: StaffDirectory,
  run: async ({ tx, actor }): Promise<StaffDirectory> => {
    const administers = hasRole(actor, 'administrator');
    const [{ staff, positions, lines, credentials }, accounts] = await Promise.all([
      readStaffDirectory(tx),
      administers ? listAccounts(tx) : [],
    ]);
    return {
      staff: staff.map((person) => {
        const account = accounts.find(({ staff_id }) => staff_id === person.id);
        return {
          id: person.id,
          givenName: person.given_name,
          familyName: person.family_name,
          pronouns: person.pronouns,
          email: person.email,
          phone: person.phone,
          languages: person.languages,
          roles: person.roles as Role[],
          leftOn: person.left_on,
          version: person.recorded_at,
          positions: positions
            .filter(({ staff_id }) => staff_id === person.id)
            .map((position) => ({
              id: position.id,
              teamId: position.team_id,
              role: position.role,
              fte: position.fte,
              ...periodFrom(position.during),
              version: position.recorded_at,
            })),
          supervises: lines
            .filter(({ supervisor_id }) => supervisor_id === person.id)
            .map((line) => ({
              id: line.id,
              staffId: line.staff_id,
              teamId: line.team_id,
              ...periodFrom(line.during),
              version: line.recorded_at,
            })),
          credentials: credentials
            .filter(({ staff_id }) => staff_id === person.id)
            .map((credential) => ({
              id: credential.id,
              kind: credential.kind,
              number: credential.number,
              issuedBy: credential.issued_by,
              validFrom: credential.valid_from,
              validTo: credential.valid_to,
            })),
          account: account
            ? {
                hasPassword: account.has_password,
                hasSecondFactor: account.has_second_factor,
                disabled: account.disabled_at !== null,
              }
            : null,
        };
      }),
    };
  },
});
