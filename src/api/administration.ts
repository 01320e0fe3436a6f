// The house over HTTP.
import { editAccount } from '#actions/administration/edit-account.ts';
import {
  editAgency,
  editPosition,
  editProgramme,
  editSite,
  editStaff,
  editSupervisionLine,
  editTeam,
  recordCredential,
} from '#actions/administration/edit-house.ts';
import { readAgency, readDirectoryOfStaff } from '#actions/administration/read-house.ts';
import { route } from './http/route.ts';

// Without an id in the body something new is made, with one it is changed: both through the same rules.
const saved = { etag: ({ version }: { version: string | null }) => version };

export const administrationRoutes = [
  route('GET', '/api/agency', readAgency),
  route('PUT', '/api/agency', editAgency),
  route('GET', '/api/staff', readDirectoryOfStaff),
  route('POST', '/api/agency/sites', editSite, saved),
  route('POST', '/api/agency/programmes', editProgramme, saved),
  route('POST', '/api/agency/teams', editTeam, saved),
  route('POST', '/api/agency/staff', editStaff, saved),
  route('POST', '/api/agency/positions', editPosition, saved),
  route('POST', '/api/agency/supervision-lines', editSupervisionLine, saved),
  route('POST', '/api/agency/credentials', recordCredential, { status: 201 }),
  route('POST', '/api/staff/{staffId}/account', editAccount),
];
