// Today: everything the worker answers for, in the order in which it is worked.
import { type DueView, type OpenTaskView, ReadTodayRequest, TodayView } from '#contract/today.ts';
import { addDays, type Day, daysBetween } from '#domain/basics/day.ts';
import { compareDue, dueState } from '#domain/due/item.ts';
import { openWork } from '#domain/due/open-work.ts';
import { whereItStands } from '#domain/due/wording.ts';
import { allDue, answers, dueItemFrom, listDueItems } from '#store/due-items.ts';
import { listDrafts, listOpenTasks, listStays, listWaitingReferrals, type OpenTaskRow } from '#store/today.ts';
import { defineAction } from '../pipeline/define.ts';
import { answering, listSources, pastDay, realDay } from '../pipeline/list-sources.ts';
import { clientView, dueView, ownerView } from './due-view.ts';

const soonDays = 7;
/** The follow-up of a discharge is watched for thirty days. */
const dischargeDays = 30;

const maybeClient = (
  row: Pick<OpenTaskRow, 'client_id' | 'given_name' | 'family_name' | 'chosen_name' | 'pronouns'>,
) =>
  row.client_id === null
    ? null
    : clientView({
        client_id: row.client_id,
        given_name: row.given_name ?? '',
        family_name: row.family_name ?? '',
        chosen_name: row.chosen_name,
        pronouns: row.pronouns,
      });

const taskView = (row: OpenTaskRow, today: Day): OpenTaskView => {
  const { id, kind, title, due_by, subject_kind, subject_id, segment } = row;
  const owner = ownerView(row);
  const task = { id, dueBy: due_by, owner, state: 'open', segment } as const;
  const [item] = openWork({ enrolments: [], stays: [], tasks: [task], referrals: [], unsignedNotes: [] }, today);
  return {
    id,
    client: maybeClient(row),
    kind,
    title,
    dueBy: due_by,
    standing: item ? whereItStands(item, today) : null,
    state: item ? dueState(item, today) : null,
    subjectKind: subject_kind,
    subjectId: subject_id,
    owner,
  };
};

const overdueBy = (due: readonly DueView[], today: Day): TodayView['overdueBy'] => {
  const groups = Map.groupBy(
    due.filter(({ state }) => state === 'overdue'),
    ({ owner }) => `${owner.kind}=${owner.id}`,
  );
  return [...groups]
    .flatMap(([name, rows]) => {
      const [first] = rows;
      if (!first) return [];
      const figure = {
        value: rows.length,
        interval: null,
        n: rows.length,
        denominator: 'due-items',
        method: 'count',
        asOf: today,
        reason: null,
        rows: `/api/due?scope=team&state=overdue&${name}&as-of=${today}`,
      };
      return [{ owner: first.owner, figure }];
    })
    .toSorted((a, b) => b.figure.value - a.figure.value || (a.owner.name < b.owner.name ? -1 : 1));
};

export const readToday = defineAction({
  name: 'read-today',
  effect: 'read',
  input: ReadTodayRequest,
  output: TodayView,
  run: async (context): Promise<TodayView> => {
    const { tx, input, actor, today } = context;
    const real = realDay(context);
    const past = pastDay(context);
    const who = answering(context, input.scope);
    const ownedBy = (alias: string) => answers(alias, who);
    const sources = await listSources(context, 'read-client');
    const bounds = { dueFromAtMost: addDays(today, soonDays) };
    const [items, stayRows, taskRows, referralRows, draftRows] = await Promise.all([
      listDueItems(tx, sources.items, { ...allDue, who, bounds }, actor, real, null),
      listStays(tx, sources.summaries, ownedBy, addDays(today, -dischargeDays), today, actor, real),
      listOpenTasks(tx, ownedBy, actor, real, past),
      listWaitingReferrals(tx, ownedBy, actor, real, past),
      // What is half written is no record, and has no past.
      past === null ? listDrafts(tx, actor.id, actor, real) : [],
    ]);
    const views = items
      .toSorted((a, b) => compareDue(dueItemFrom(a), dueItemFrom(b)) || (a.id < b.id ? -1 : 1))
      .map((row) => dueView(row, today));
    const due = views.filter(({ state }) => state === 'due' || state === 'overdue');
    const soon = views.filter(({ state }) => state === 'not-yet');
    const stays = stayRows.map((row) => ({
      client: clientView(row),
      enrolmentId: row.enrolment_id,
      setting: row.setting,
      place: row.place,
      from: row.from_day,
      to: row.to_day,
      daysSinceDischarge: row.to_day === null ? null : daysBetween(row.to_day, today),
      owner: row.staff_id === null && row.team_id === null ? null : ownerView(row),
    }));
    const among = new Set(views.filter(({ kind }) => kind === 'task').map(({ subjectId }) => subjectId));
    const tasks = taskRows.filter(({ id }) => !among.has(id)).map((row) => taskView(row, today));
    const waiting = referralRows.map((row) => ({
      id: row.id,
      client: clientView(row),
      organization: row.organization,
      service: row.service,
      state: row.state,
      sentOn: row.sent_on,
      daysWaiting: row.sent_on === null ? null : daysBetween(row.sent_on, today),
      nextOn: row.next_on,
      owner: ownerView(row),
    }));
    const drafts = draftRows.map((row) => ({ key: row.key, client: maybeClient(row), updatedAt: row.updated_at }));
    const shown = [...views, ...stays, ...tasks, ...waiting, ...drafts].flatMap(({ client }) => client?.id ?? []);
    context.show([...new Set(shown)]);
    return {
      today,
      scope: input.scope,
      due,
      soon,
      stays,
      tasks,
      waiting,
      drafts,
      counts: {
        due: due.length,
        overdue: due.filter(({ state }) => state === 'overdue').length,
        unsignedNotes: due.filter(({ kind }) => kind === 'unsigned-note').length,
        soon: soon.length,
        stays: stays.length,
        tasks: tasks.length,
        waiting: waiting.length,
        drafts: drafts.length,
      },
      overdueBy: input.scope === 'team' ? overdueBy(due, today) : [],
    };
  },
});
