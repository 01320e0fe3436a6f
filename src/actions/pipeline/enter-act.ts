// Enters an act on an enrolment: the state machine decides, the store writes. Actions of every feature that move the cycle use this.
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { refusal } from '#domain/basics/result.ts';
import { type Enrolment, lastCycleOf, openCycleOf } from '#domain/cycle/enrolment.ts';
import { enter } from '#domain/cycle/history.ts';
import type { Act, ActName, ActParams } from '#domain/cycle/transitions.ts';
import { apply } from '#domain/cycle/transitions.ts';
import { readEnrolments, readHistory, writeAct } from '#store/enrolments.ts';
import type { Context } from './define.ts';
import { found, granted, Refused } from './refused.ts';

type Acting = Pick<Context<unknown>, 'tx' | 'actor' | 'agency' | 'now' | 'today' | 'newId' | 'client' | 'touch'>;

/** The enrolment as it stands, or 404. */
export const enrolmentOf = async (context: Acting, enrolmentId: Id): Promise<Enrolment> => {
  const clientId = found(context.client).clientId;
  return found((await readEnrolments(context.tx, clientId)).find(({ id }) => id === enrolmentId));
};

/**
 * Does `name` to an enrolment on day `on` and returns what it is afterwards. An act of an earlier day than the latest is placed
 * where it belongs, as long as everything after it still stands.
 */
export const enterAct = async <N extends ActName>(
  context: Acting,
  before: Enrolment | null,
  name: N,
  on: Day,
  params: ActParams[N],
  referral?: { readonly source: string | null; readonly reason: string | null },
): Promise<Enrolment> => {
  const { tx, actor, agency, now, today, newId } = context;
  const act = { id: newId(), name, on, params } as Act;
  if (on > today) throw new Refused(422, [refusal('act-in-future', { today }, '/on')]);
  const after =
    before !== null && on < before.lastActOn
      ? found(granted(enter(await readHistory(tx, before.id), act, today)).enrolment)
      : granted(apply(before, act));
  await writeAct(tx, agency.id, act, before, after, { by: actor.id, at: now }, newId, referral);
  context.touch(after.clientId);
  return after;
};

/** What an act answers with: where the enrolment stands now. */
export const movedTo = (enrolment: Enrolment) => {
  const cycle = openCycleOf(enrolment) ?? lastCycleOf(enrolment);
  return {
    enrolmentId: enrolment.id,
    state: enrolment.state,
    cycleId: cycle?.id ?? null,
    cycleNumber: cycle?.number ?? null,
    stage: cycle?.stage ?? null,
  };
};
