// Opening a chart: who the person is and how to reach them safely, who works with them, where the cycle stands and why not further,
// what is due, what happened last. One answer, so that nothing on the screen comes late.
import { ChartView, ReadChartRequest } from '#contract/client.ts';
import { openForNow } from '#domain/access/actor.ts';
import { type Permission, type PolicyRow, policy } from '#domain/access/policy.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { includes } from '#domain/basics/period.ts';
import type { OwnSegment } from '#domain/consent/segments.ts';
import { daysToEngage, type Enrolment, lastCycleOf, openCycleOf } from '#domain/cycle/enrolment.ts';
import { type CycleFacts, functionsOf } from '#domain/cycle/six-functions.ts';
import { compareDue, type DueItem, dueState } from '#domain/due/item.ts';
import { whatIsDue, whereItStands } from '#domain/due/wording.ts';
import { alertsInForce } from '#domain/people/alerts.ts';
import { shownName } from '#domain/people/names.ts';
import type { ContactPurpose } from '#domain/people/safe-contact.ts';
import { readOwnSegments } from '#store/agency.ts';
import * as chart from '#store/clients/chart.ts';
import { readClientLinks } from '#store/clients/links.ts';
import { readClient } from '#store/clients/records.ts';
import * as store from '#store/clients/surroundings.ts';
import { readEnrolments } from '#store/enrolments.ts';
import { readGlassEnd } from '#store/glass.ts';
import { coursesOn, recordOn } from '#store/past/record.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { pastDay, realDay } from '../pipeline/list-sources.ts';
import { workOutFor } from '../pipeline/refresh.ts';
import { found } from '../pipeline/refused.ts';
import { viewOf } from './identity.ts';
import { shownAlert, shownContactDetail, shownSupporter } from './showing.ts';

const contactsShown = 5;

const clientPermissions = (Object.keys(policy) as Permission[]).filter((name) =>
  (policy[name] as PolicyRow).some(({ relation }) => relation !== 'none'),
);

type DueLine = chart.DueLine;

/** A kept item as `domain/due` knows it. */
const dueItemOf = (line: DueLine): DueItem => ({
  ...line,
  kind: line.kind as DueItem['kind'],
  owner: line.owner ?? { kind: 'staff', id: '' },
});

/** The items of one client in the order they are worked, each with the sentence that says what it is and where it stands. */
export const labelDue = (lines: readonly DueLine[], today: Day): NonNullable<ChartView['due']> =>
  lines
    .map((line) => ({ line, item: dueItemOf(line) }))
    .filter(({ item }) => dueState(item, today) !== 'met')
    .sort((a, b) => compareDue(a.item, b.item))
    .map(({ line, item }) => ({
      id: line.id,
      kind: line.kind,
      dueFrom: line.dueFrom,
      dueBy: line.dueBy,
      state: dueState(item, today),
      what: whatIsDue(item, today),
      stands: whereItStands(item, today),
      owner: line.owner,
      subjectId: line.subjectId,
    }));

const nothingYet: CycleFacts = {
  assessmentStarted: false,
  planStarted: false,
  goals: 0,
  openReferrals: 0,
  contactsSincePlan: 0,
  reviewDueBy: null,
};

const enrolmentView = (
  enrolment: Enrolment,
  programmes: readonly chart.ProgrammeLine[],
  facts: readonly (CycleFacts & { readonly cycleId: string })[],
  today: Day,
): ChartView['enrolments'][number] => {
  const programme = programmes.find(({ id }) => id === enrolment.programmeId);
  const cycle = openCycleOf(enrolment) ?? lastCycleOf(enrolment);
  return {
    id: enrolment.id,
    programme: { id: enrolment.programmeId, name: programme?.name ?? '' },
    model: programme?.model ?? '',
    state: enrolment.state,
    priority: enrolment.priority,
    referredOn: enrolment.referredOn,
    enrolledOn: enrolment.enrolledOn,
    endedOn: enrolment.endedOn,
    closeReason: enrolment.closeReason,
    attempts: enrolment.attempts,
    daysToEngage: daysToEngage(enrolment, today),
    cycles: enrolment.cycles.map(({ id, number, stage, from, to, openedBy, result, resultReason }) => ({
      id,
      number,
      stage,
      from,
      to,
      openedBy: openedBy.kind,
      result,
      resultReason,
    })),
    functions: cycle
      ? functionsOf(enrolment, cycle, facts.find(({ cycleId }) => cycleId === cycle.id) ?? nothingYet, today).map(
          (each) => ({ ...each, why: each.why.map((reason) => ({ ...reason })), details: [...each.details] }),
        )
      : [],
  };
};

const purposes: readonly ContactPurpose[] = ['speak', 'leave-message', 'write', 'visit'];

/** A past day's enrolments, and what else stood in the record then; null where the record answers as it is. */
const pastOf = async (context: Context<unknown>, clientId: Id) => {
  const on = pastDay(context);
  if (on === null) return null;
  const { tx } = context;
  const [courses, worked] = await Promise.all([
    coursesOn(tx, 'client_id', [clientId], on),
    workOutFor(tx, [clientId], on, realDay(context)),
  ]);
  const dueItems = worked.flatMap(({ items }) => items);
  return {
    enrolments: [...courses.courses],
    record: recordOn(on, chart.chartTables, { courses, dueItems, clientIds: [clientId] }),
  };
};

/** A choice is there where the agency has segments of its own, or the person is served under Part 2. */
const writesInto = (own: readonly OwnSegment[], segments: readonly string[]): ChartView['writesInto'] => {
  const isSeen = (code: string) => segments.includes(code);
  const kept = [
    ...(isSeen('part2') ? [{ code: 'part2', labels: null, isSeen: true }] : []),
    ...own.map(({ code, labels }) => ({ code, labels: { ...labels }, isSeen: isSeen(code) })),
  ];
  return kept.length > 0
    ? [...kept, { code: 'counselling-notes', labels: null, isSeen: isSeen('counselling-notes') }]
    : [];
};

export const readChart = defineAction({
  name: 'read-chart',
  effect: 'read',
  input: ReadChartRequest,
  output: ChartView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const {
      tx,
      input: { clientId },
      actor,
      segments,
      now,
      today,
      may,
      show,
    } = context;
    const was = await pastOf(context, clientId);
    const past = was?.record ?? null;
    const cares = may('read-contacts');
    const isBehindGlass = actor.kind === 'staff' && openForNow(actor).glass.includes(clientId);
    // Sent together: one round trip.
    const [client, alerts, details, supporters, coverages, residences, careTeam, stay, enrolments, ...rest] =
      await Promise.all([
        readClient(tx, clientId, segments),
        store.alerts.readAll(tx, clientId, segments),
        store.contactDetails.readAll(tx, clientId, segments),
        store.supporters.readAll(tx, clientId, segments),
        store.coverages.readAll(tx, clientId, segments),
        store.residences.readAll(tx, clientId, segments),
        chart.readCareTeam(tx, clientId, today),
        chart.readStayNow(tx, clientId, today, segments),
        was ? was.enrolments : readEnrolments(tx, clientId),
        chart.readProgrammesOf(tx, clientId, segments),
        chart.readCycleFacts(tx, past, clientId),
        readClientLinks(tx, actor, clientId, realDay(context)),
        cares ? chart.readCurrentGoals(tx, past, clientId, segments) : null,
        cares ? chart.readDueOf(tx, past, clientId, segments) : null,
        cares ? chart.readLastContacts(tx, past, clientId, contactsShown, segments) : null,
        cares ? chart.countUnsignedNotes(tx, past, clientId, actor.id, segments) : null,
        cares ? chart.readOpenTasksOf(tx, past, clientId, segments) : null,
        cares ? chart.readOpenReferralsOf(tx, past, clientId, segments) : null,
        isBehindGlass ? readGlassEnd(tx, clientId, actor.id, now) : null,
        readOwnSegments(tx),
      ]);
    const [programmes, facts, links, goals, due, lastContacts, unsignedNotes, tasks, referrals, glassEndsAt, own] =
      rest;
    show(links.map(({ other }) => other.id));
    const seen = new Set(programmes.flatMap(({ enrolmentIds }) => enrolmentIds));
    const current = residences.find((each) => includes(each, today));
    return {
      client: viewOf(found(client), today),
      today,
      glass: glassEndsAt && { endsAt: glassEndsAt },
      alerts: alertsInForce(
        alerts.map((each) => ({ ...shownAlert(each, today), from: each.from ?? today })),
        today,
      ).map(({ id, kind, text, basis, from, expiresOn, setBy }) => ({ id, kind, text, basis, from, expiresOn, setBy })),
      waysToReach: details
        .filter(({ endedOn }) => endedOn === null || endedOn >= today)
        .map((detail) => {
          const { use } = shownContactDetail(detail, today);
          const mayUseTo = purposes.filter((purpose) => use[purpose].allowed);
          return {
            id: detail.id,
            channel: detail.channel,
            value: detail.value,
            label: detail.label,
            preferred: detail.preferred,
            mayUseTo,
            askNow: mayUseTo.some((purpose) => use[purpose].askNow),
            // Why nothing may be done with it; that a telephone is no letter needs no saying.
            whyNot:
              mayUseTo.length > 0
                ? []
                : purposes
                    .flatMap((purpose) => use[purpose].why)
                    .filter(({ code }) => code !== 'contact-channel-unfit'),
            whoMayKnow: detail.whoMayKnow,
            bestTimes: detail.bestTimes,
            caution: detail.caution,
          };
        }),
      supporters: supporters
        .filter(({ endedOn }) => endedOn === null || endedOn >= today)
        .filter(({ isEmergencyContact, authority }) => isEmergencyContact || authority !== null)
        .map((each) => ({
          id: each.id,
          name: each.name,
          relationship: each.relationship,
          phone: each.phone,
          isEmergencyContact: each.isEmergencyContact,
          authority: each.authority,
          mayDecide: shownSupporter(each, today).mayDecide,
        })),
      coverages: coverages
        .filter((each) => includes(each, today))
        .map(({ id, payer, plan, memberNumber }) => ({ id, payer, plan, memberNumber })),
      residence: current
        ? {
            id: current.id,
            setting: current.setting,
            address: current.address,
            household: current.household,
            from: current.from,
          }
        : null,
      ...stay,
      careTeam: careTeam.filter(({ enrolmentId }) => enrolmentId === null || seen.has(enrolmentId)),
      enrolments: enrolments
        .filter(({ id }) => seen.has(id))
        .map((enrolment) => enrolmentView(enrolment, programmes, facts, today)),
      goals: goals?.map((goal) => ({ ...goal, steps: [...goal.steps] })) ?? null,
      due: due && labelDue(due, today),
      lastContacts,
      unsignedNotes,
      tasks,
      referrals,
      links: links.map(({ id, kind, relationship, other }) => ({
        id,
        kind,
        relationship,
        other: { id: other.id, number: other.number, name: shownName(other) },
      })),
      may: clientPermissions.filter((permission) => may(permission)),
      writesInto: writesInto(own, segments),
    };
  },
});
