// How the agency is arranged, for everyone who works in it: no secrets, no clients.
import { z } from 'zod';
import { AgencyView, StaffDirectory } from '#contract/administration.ts';
import { hasRole } from '#domain/access/actor.ts';
import { listAccounts, readHouse, readStaffDirectory } from '#store/agency.ts';
import { defineAction } from '../pipeline/define.ts';
import { found } from '../pipeline/refused.ts';
import { sharesCaseload } from './edit-house.ts';
import {
  agencyView,
  positionView,
  programmeView,
  siteView,
  staffView,
  supervisionView,
  teamView,
} from './house-views.ts';

const nothing = z.strictObject({});

export const readAgency = defineAction({
  name: 'read-agency',
  effect: 'read',
  input: nothing,
  output: AgencyView,
  run: async ({ tx }): Promise<AgencyView> => {
    const { agencies, models, sites, programmes, teams } = await readHouse(tx);
    const agency = found(agencies[0]);
    return {
      ...agencyView(agency),
      models: models.map(({ key, version, effective_from, definition }) => ({
        key,
        version,
        effectiveFrom: effective_from,
        label: definition.label ?? { en: key, es: key },
        teamCaseload: sharesCaseload(definition),
      })),
      sites: sites.map(siteView),
      programmes: programmes.map(programmeView),
      teams: teams.map(teamView),
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
          ...staffView(person),
          positions: positions.filter(({ staff_id }) => staff_id === person.id).map(positionView),
          supervises: lines.filter(({ supervisor_id }) => supervisor_id === person.id).map(supervisionView),
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
