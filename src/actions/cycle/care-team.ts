// Who answers for a client, and who stands beside or in for them.
import { AssignCareTeamRequest, CareTeamView, EnrolmentMoved, HandOverRequest } from '#contract/enrolment.ts';
import { whyNotCover, whyNotEndCover } from '#domain/cycle/care-team.ts';
import { ownerOf } from '#domain/cycle/enrolment.ts';
import { type Assignment, endAssignment, insertAssignment, readCareTeam } from '#store/care-team.ts';
import { handReferrals } from '#store/referrals.ts';
import { handTasks } from '#store/tasks.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { carryOut, courseOf, decide, enrolmentOf, movedTo } from '../pipeline/enter-act.ts';
import { allow, conflict, found } from '../pipeline/refused.ts';

const subject = ({ enrolmentId }: { enrolmentId: string }) => ({ table: 'enrolments', id: enrolmentId }) as const;

/** The whole of the work goes over: nothing open still names the one who had it. */
export const handOver = defineAction({
  name: 'hand-over',
  effect: 'write',
  input: HandOverRequest,
  output: EnrolmentMoved,
  subject,
  run: async (context) => {
    const { tx, input, actor, now, today } = context;
    const course = await courseOf(context, input.enrolmentId);
    const { enrolment } = course;
    const [from, to] = [ownerOf(enrolment), input.owner];
    const stamp = { by: actor.id, at: now };
    const decided = decide(context, course, 'hand-over', input.on ?? today, { owner: to });
    const [after] = await Promise.all([
      carryOut(context, decided),
      from && handTasks(tx, enrolment.clientId, from, to, stamp),
      from && handReferrals(tx, enrolment.id, from, to, stamp),
    ]);
    return movedTo(after);
  },
});

type Ending = Extract<AssignCareTeamRequest, { endAssignmentId: string }>;
type Adding = Exclude<AssignCareTeamRequest, Ending>;

const end = (context: Context<AssignCareTeamRequest>, input: Ending, team: readonly Assignment[]) => {
  const { tx, actor, now, today } = context;
  const assignment = found(team.find(({ id }) => id === input.endAssignmentId));
  const on = input.on ?? today;
  allow(whyNotEndCover(assignment, on, today));
  endAssignment(tx, assignment.id, on, { by: actor.id, at: now }).catch(() => undefined);
};

const add = (context: Context<AssignCareTeamRequest>, input: Adding, team: readonly Assignment[]) => {
  const { tx, actor, agency, now, today, newId } = context;
  const { owner, role } = input;
  const cover = { owner, role, from: input.from ?? today, to: input.to ?? null };
  allow(whyNotCover(cover, team, today));
  insertAssignment(
    tx,
    agency.id,
    found(context.client).clientId,
    input.enrolmentId,
    { id: newId(), ...cover, reason: input.reason ?? null },
    { by: actor.id, at: now },
  ).catch(() => undefined);
};

export const assignCareTeam = defineAction({
  name: 'assign-care-team',
  effect: 'write',
  input: AssignCareTeamRequest,
  output: CareTeamView,
  subject,
  run: async (context) => {
    const { tx, input } = context;
    const { clientId } = found(context.client);
    const [enrolment, team] = await Promise.all([
      enrolmentOf(context, input.enrolmentId),
      readCareTeam(tx, input.enrolmentId, clientId),
    ]);
    if (enrolment.state === 'ended') throw conflict('enrolment-ended', { on: enrolment.endedOn ?? '' });
    if ('endAssignmentId' in input) end(context, input, team);
    else add(context, input, team);
    return { enrolmentId: enrolment.id, assignments: await readCareTeam(tx, input.enrolmentId, clientId) };
  },
});
