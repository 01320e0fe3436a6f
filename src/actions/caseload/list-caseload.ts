// The caseload of a worker, a team or the agency. Which rows have something due or overdue is asked of domain/due as bounds; where each
// item stands is asked of it again, row by row.
import { sql } from 'kysely';
import { CaseloadListing, type CaseloadRow, ListCaseloadRequest } from '#contract/caseload.ts';
import { addDays, ageOn, type Day, daysBetween } from '#domain/basics/day.ts';
import { boundsFor, compareDue, dueState } from '#domain/due/item.ts';
import { queryKeys } from '#domain/people/search-keys.ts';
import {
  type CaseloadFilter,
  type CaseloadRecord,
  type CaseloadSortKey,
  listCaseload as listRows,
} from '#store/caseload.ts';
import { type Answering, answers, within } from '#store/due-items.ts';
import { defineAction } from '../pipeline/define.ts';
import { answering, listSources, realDay } from '../pipeline/list-sources.ts';

const dischargedDays = 30;
const withoutEnded = ['prospect', 'waitlisted', 'enrolled', 'none'];

const filterOf = (input: ListCaseloadRequest, who: Answering, today: Day): CaseloadFilter => {
  const kinds = input.kind ? sql<boolean>`d.kind = any (${input.kind}::text[])` : sql<boolean>`true`;
  const inState = (state: 'open' | 'due' | 'overdue' | 'not-yet') => within('d', boundsFor(state, today));
  const both = (...conditions: (typeof kinds)[]) => sql<boolean>`(${sql.join(conditions, sql` and `)})`;
  const some = [
    ...(input.due ? [both(kinds, inState(input.due))] : input.kind ? [kinds] : []),
    ...(input.review ? [both(sql<boolean>`d.kind = 'review'`, inState(input.review))] : []),
  ];
  return {
    ownedBy: answers('u', who),
    text: input.text === undefined ? null : queryKeys(input.text).near,
    programmeId: input.programme ?? null,
    teamId: input.team ?? null,
    staffId: input.staff ?? null,
    modelKey: input.model ?? null,
    states: input.state ?? withoutEnded,
    stages: input.stage ?? null,
    some,
    none: input.due === 'not-yet' ? [both(kinds, inState('open'))] : [],
    stay: input.stay === 'discharged' ? { dischargedSince: addDays(today, -dischargedDays) } : (input.stay ?? null),
    hasAlerts: input.alerts === undefined ? null : input.alerts === 'true',
    hasUnsignedNotes: input.unsigned === undefined ? null : input.unsigned === 'true',
  };
};

const rowOf = (row: CaseloadRecord, today: Day): CaseloadRow => {
  const due = row.items
    .toSorted(compareDue)
    .map(({ enrolmentId: _, subjectId: __, ...item }) => ({ ...item, state: dueState(item, today) }));
  return {
    id: row.id,
    clientId: row.client_id,
    enrolmentId: row.enrolment_id,
    name: row.name,
    pronouns: row.pronouns,
    age: row.birth_date === null || row.birth_precision === 'unknown' ? null : ageOn(row.birth_date, today),
    programme:
      row.programme_id === null
        ? null
        : { id: row.programme_id, name: row.programme_name ?? '', model: row.model_key ?? '' },
    state: row.state as CaseloadRow['state'],
    owner:
      row.team_id !== null
        ? { kind: 'team', id: row.team_id, name: row.owner_name ?? '' }
        : row.staff_id !== null
          ? { kind: 'staff', id: row.staff_id, name: row.owner_name ?? '' }
          : null,
    cycle:
      row.cycle_id === null
        ? null
        : {
            id: row.cycle_id,
            number: row.cycle_number ?? 1,
            stage: row.stage as NonNullable<CaseloadRow['cycle']>['stage'],
          },
    priority: row.priority,
    referredOn: row.referred_on,
    enrolledOn: row.enrolled_on,
    endedOn: row.ended_on,
    lastContactOn: row.last_contact_on,
    lastReachedOn: row.last_reached_on,
    daysSinceContact: row.last_contact_on === null ? null : daysBetween(row.last_contact_on, today),
    due,
    overdue: due.filter(({ state }) => state === 'overdue').length,
    reviewDueBy: row.review_due_by,
    stay:
      row.stay_setting !== null && row.stay_from !== null ? { setting: row.stay_setting, from: row.stay_from } : null,
    lastDischargeOn: row.last_discharge_on,
    alerts: row.alerts,
    unsignedNotes: row.unsigned_notes,
  };
};

export const listCaseload = defineAction({
  name: 'list-caseload',
  effect: 'read',
  input: ListCaseloadRequest,
  output: CaseloadListing,
  run: async (context): Promise<CaseloadListing> => {
    const { tx, input, actor, today } = context;
    const real = realDay(context);
    const sources = await listSources(context, 'list-caseload');
    const filter = filterOf(input, answering(context, input.scope), today);
    const page = {
      sort: input.sort.replace(/^-/, '') as CaseloadSortKey,
      descending: input.sort.startsWith('-'),
      limit: input.limit + 1,
      after: input.cursor ?? null,
    };
    const { rows, total } = await listRows(tx, sources, filter, actor, real, page);
    const shown = rows.slice(0, input.limit);
    context.show([...new Set(shown.map(({ client_id }) => client_id))]);
    return {
      items: shown.map((row) => rowOf(row, today)),
      total,
      next: rows.length > shown.length ? (shown.at(-1)?.id ?? null) : null,
    };
  },
});
