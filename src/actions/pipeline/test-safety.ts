// Who has to be there for tests of safety: a worker, who leads and who supervises, somebody on call, and a clinician with a licence.
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { db } from '#store/postgres/query.ts';
import { anEnrolledClient } from './test-cycle.ts';
import type { Staff, TestAgency } from './test-world.ts';

export type PeopleOnCall = {
  readonly rosa: Staff;
  /** On call for the programme, and not on the care team. */
  readonly nina: Staff;
  readonly lead: Staff;
  /** Supervises Rosa, and holds a licence. */
  readonly clara: Staff;
  readonly clientId: Id;
  readonly programmeId: Id;
};

export const peopleOnCall = async (agency: TestAgency): Promise<PeopleOnCall> => {
  const rosa = await agency.aStaffMember(['case-manager']);
  const nina = await agency.aStaffMember(['case-manager']);
  const clara = await agency.aStaffMember(['supervisor']);
  const programmeId = await agency.aProgramme();
  const teamId = await agency.aTeam(programmeId);
  const lead = await agency.aStaffMember(['team-lead'], { teamId, position: 'leader' });
  await agency.write((tx, stamp) =>
    Promise.all([
      tx.run(
        db.insertInto('positions').values({
          ...{ ...stamp, id: agency.newId(), staff_id: rosa.id, team_id: teamId, role: 'case-manager', fte: 1 },
          during: `[${addDays(agency.today(), -100)},)`,
        }),
      ),
      tx.run(
        db.insertInto('supervision_lines').values({
          ...{ ...stamp, id: agency.newId(), supervisor_id: clara.id, staff_id: rosa.id },
          during: `[${addDays(agency.today(), -100)},)`,
        }),
      ),
      tx.run(
        db.insertInto('on_call_shifts').values({
          ...{ ...stamp, id: agency.newId(), programme_id: programmeId, staff_id: nina.id },
          ...{ from_at: addMinutes(agency.now, -60), to_at: addMinutes(agency.now, 600) },
        }),
      ),
      tx.run(
        db.insertInto('credentials').values({
          ...{ ...stamp, id: agency.newId(), staff_id: clara.id, kind: 'Licensed clinical social worker' },
          valid_from: addDays(agency.today(), -100),
        }),
      ),
    ]),
  );
  const { clientId } = await anEnrolledClient(agency, rosa, programmeId);
  return { rosa, nina, lead, clara, clientId, programmeId };
};
