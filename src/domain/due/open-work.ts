// Work with a date of its own: tasks, referrals waiting for an answer, notes waiting for a signature. It stays due after an
// enrolment has ended. Deadlines come from the model of the enrolment it belongs to; where it belongs to none, from the strictest
// of the client's programmes, and without any from the defaults below.
import { addDays, type Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { ServiceModelDefinition } from '#domain/models/definition.ts';
import { versionSetting } from '#domain/models/versions.ts';
import type { DueFacts, EnrolmentFact, NoteFact, ReferralFact, TaskFact } from './facts.ts';
import type { DueItem } from './item.ts';

/** A task shows a week before its day. */
export const taskLeadDays = 7;

/** Project defaults for clients without a programme. */
const defaults = { signWithinDays: 3, answerDays: 7, escalateDays: 14 } as const;

const daysFor = (
  enrolments: readonly EnrolmentFact[],
  enrolmentId: Id | null | undefined,
  on: Day,
  read: (definition: ServiceModelDefinition) => number,
  otherwise: number,
): number => {
  const own = enrolments.filter(({ id }) => id === enrolmentId);
  const from = own.length > 0 ? own : enrolments.filter(({ state }) => state !== 'ended');
  const days = from.flatMap(({ versions }) => {
    const set = versionSetting(versions, on);
    return set ? [read(set.version.definition)] : [];
  });
  return days.length > 0 ? Math.min(...days) : otherwise;
};

const taskItems = (task: TaskFact): DueItem[] => {
  if (task.state !== 'open' || task.dueBy === null) return [];
  const { id, dueBy, owner, segment, enrolmentId = null } = task;
  const dueFrom = addDays(dueBy, -taskLeadDays);
  return [
    {
      kind: 'task',
      rule: 'agency/1/task',
      dueFrom,
      dueBy,
      needed: 1,
      done: 0,
      owner,
      enrolmentId,
      cycleId: null,
      subjectId: id,
      segment,
    },
  ];
};

const waitingForAnswer = ['sent', 'acknowledged', 'no-answer'];
const stillOpen = [...waitingForAnswer, 'draft', 'waitlisted', 'accepted', 'started'];

/** The day a referral without an answer goes to the supervisor; null once it is answered. */
export const escalatesOn = (facts: DueFacts, referral: ReferralFact): Day | null => {
  const { state, sentOn, enrolmentId } = referral;
  if (sentOn === null || !waitingForAnswer.includes(state)) return null;
  const days = daysFor(
    facts.enrolments,
    enrolmentId,
    sentOn,
    (each) => each.referrals.escalateDays,
    defaults.escalateDays,
  );
  return addDays(sentOn, days);
};

const referralItems = (facts: DueFacts, referral: ReferralFact, today: Day): DueItem[] => {
  const { id, state, sentOn, nextOn, owner, segment, enrolmentId = null, cycleId = null } = referral;
  if (!stillOpen.includes(state)) return [];
  const waiting = sentOn !== null && waitingForAnswer.includes(state);
  const answerDays = () =>
    daysFor(facts.enrolments, enrolmentId, sentOn as Day, (each) => each.referrals.answerDays, defaults.answerDays);
  const dueBy = nextOn ?? (waiting ? addDays(sentOn, answerDays()) : null);
  if (dueBy === null) return [];
  const escalates = escalatesOn(facts, referral);
  const what = !waiting
    ? 'referral-next'
    : escalates !== null && today >= escalates
      ? 'referral-escalate'
      : 'referral-answer';
  // A later next date, set with the partner, does not put off the day the supervisor hears of it.
  const by = escalates !== null && escalates < dueBy ? escalates : dueBy;
  return [
    {
      kind: 'referral',
      rule: `agency/1/${what}`,
      dueFrom: by,
      dueBy: by,
      needed: 1,
      done: 0,
      owner,
      enrolmentId,
      cycleId,
      subjectId: id,
      segment,
    },
  ];
};

const noteItems = (facts: DueFacts, note: NoteFact): DueItem[] => {
  const { id, day, authorId, segment, enrolmentId = null } = note;
  const days = daysFor(
    facts.enrolments,
    enrolmentId,
    day,
    (each) => each.notes.signWithinDays,
    defaults.signWithinDays,
  );
  const owner = { kind: 'staff', id: authorId } as const;
  return [
    {
      kind: 'unsigned-note',
      rule: 'agency/1/note',
      dueFrom: day,
      dueBy: addDays(day, days),
      needed: 1,
      done: 0,
      owner,
      enrolmentId,
      cycleId: null,
      subjectId: id,
      segment,
    },
  ];
};

export const openWork = (facts: DueFacts, today: Day): DueItem[] => [
  ...facts.tasks.flatMap(taskItems),
  ...facts.referrals.flatMap((referral) => referralItems(facts, referral, today)),
  ...facts.unsignedNotes.filter(({ day }) => day <= today).flatMap((note) => noteItems(facts, note)),
];
