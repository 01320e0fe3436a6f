// Who answers for a client, and who stands beside or in for them.
import { AssignCareTeamRequest, CareTeamView, EnrolmentMoved, HandOverRequest } from '#contract/enrolment.ts';
import { ownerOf } from '#domain/cycle/enrolment.ts';
import { type Assignment, endAssignment, insertAssignment, readCareTeam } from '#store/care-team.ts';
import { handReferrals } from '#store/referrals.ts';
import { handTasks } from '#store/tasks.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { carryOut, courseOf, decide, enrolmentOf, movedTo } from '../pipeline/enter-act.ts';
import { conflict, found, invalid } from '../pipeline/refused.ts';

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

const end = (context: Context<AssignCareTeamRequest>, input: Ending, team: readonly Assignment[]): Assignment[] => {
  const { tx, actor, now, today } = context;
  const assignment = found(team.find(({ id }) => id === input.endAssignmentId));
  const on = input.on ?? today;
  if (assignment.role === 'primary') throw conflict('primary-follows-owner');
  if (on < assignment.from) throw invalid('assignment-ends-before-it-begins', { from: assignment.from }, '/on');
  if (on > today) throw invalid('act-in-future', { today }, '/on');
  endAssignment(tx, assignment.id, on, { by: actor.id, at: now }).catch(() => undefined);
  return team.map((each) => (each === assignment ? { ...each, to: on } : each));
};

const add = (context: Context<AssignCareTeamRequest>, input: Adding, team: readonly Assignment[]) => {
  const { tx, actor, agency, now, today, newId } = context;
  const from = input.from ?? today;
  // An assignment opens the chart at once, so one that has not begun is not made yet.
  if (from > today) throw invalid('act-in-future', { today }, '/from');
  if (input.role === 'temporary' && !input.to) throw invalid('stand-in-without-last-day', {}, '/to');
  if (input.to && input.to < from) throw invalid('assignment-ends-before-it-begins', { from }, '/to');
  const sameOwner = ({ owner }: Assignment) => owner.kind === input.owner.kind && owner.id === input.owner.id;
  if (team.some((each) => sameOwner(each) && each.to === null)) throw conflict('on-care-team-already');
  insertAssignment(
    tx,
    agency.id,
    found(context.client).clientId,
    input.enrolmentId,
    { id: newId(), owner: input.owner, role: input.role, from, to: input.to ?? null, reason: input.reason ?? null },
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
