// How the parts of the house are shown: in the lists of the house, and as the other side of a change that came too late.
import type { AgencyView, StaffDirectory } from '#contract/administration.ts';
import type { Role } from '#domain/access/actor.ts';
import { ownSegments } from '#domain/consent/segments.ts';
import { type AgencySettings, crisisLinesOf, type readHouse, type readStaffDirectory } from '#store/agency.ts';
import { periodFrom } from '#store/postgres/transaction.ts';

type House = Awaited<ReturnType<typeof readHouse>>;
type Directory = Awaited<ReturnType<typeof readStaffDirectory>>;
type Member = StaffDirectory['staff'][number];

/** What the agency says of itself. */
export const agencyView = (
  agency: House['agencies'][number],
): Omit<AgencyView, 'models' | 'sites' | 'programmes' | 'teams'> => {
  const settings = agency.settings as AgencySettings;
  return {
    id: agency.agency_id,
    name: agency.name,
    timeZone: agency.time_zone,
    language: agency.language,
    ownDomains: [...(settings.ownDomains ?? [])],
    crisisLines: crisisLinesOf(settings),
    segments: ownSegments(settings).map(({ code, labels, openTo }) => ({ code, labels: { ...labels }, openTo })),
    version: agency.edited_at ?? agency.created_at,
  };
};

export const siteView = (site: House['sites'][number]): AgencyView['sites'][number] => ({
  id: site.id,
  name: site.name,
  address: site.address,
  phone: site.phone,
  closedOn: site.closed_on,
  version: site.recorded_at,
});

export const programmeView = (programme: House['programmes'][number]): AgencyView['programmes'][number] => ({
  id: programme.id,
  siteId: programme.site_id,
  name: programme.name,
  modelKey: programme.model_key,
  eligibility: programme.eligibility as AgencyView['programmes'][number]['eligibility'],
  isPart2: programme.is_part2,
  openedOn: programme.opened_on,
  closedOn: programme.closed_on,
  version: programme.recorded_at,
});

export const teamView = (team: House['teams'][number]): AgencyView['teams'][number] => ({
  id: team.id,
  programmeId: team.programme_id,
  name: team.name,
  sharesCaseload: team.shares_caseload,
  openedOn: team.opened_on,
  closedOn: team.closed_on,
  version: team.recorded_at,
});

/** Who somebody on the staff is, without what they do and hold. */
export const staffView = (
  person: Directory['staff'][number],
): Omit<Member, 'positions' | 'supervises' | 'credentials' | 'account'> => ({
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
});

export const positionView = (position: Directory['positions'][number]): Member['positions'][number] => ({
  id: position.id,
  teamId: position.team_id,
  role: position.role,
  fte: position.fte,
  ...periodFrom(position.during),
  version: position.recorded_at,
});

export const supervisionView = (line: Directory['lines'][number]): Member['supervises'][number] => ({
  id: line.id,
  staffId: line.staff_id,
  teamId: line.team_id,
  ...periodFrom(line.during),
  version: line.recorded_at,
});
