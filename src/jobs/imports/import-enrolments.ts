// Enrolments from an agency's file go through the state machine like any other: referred and enrolled on the day they began, with the
// waiver "imported" since nobody can check years later what was checked then; closed with the reason that is given. An enrolment is
// known by client, programme and first day.
import type { Id } from '#domain/basics/id.ts';
import type { Refusal } from '#domain/basics/result.ts';
import { closingRule } from '#domain/cycle/closing.ts';
import { type Enrolment, lastCycleOf, openCycleOf } from '#domain/cycle/enrolment.ts';
import { enter } from '#domain/cycle/history.ts';
import { type Act, apply } from '#domain/cycle/transitions.ts';
import type { Owner } from '#domain/people/owner.ts';
import { insertClosing } from '#store/closings.ts';
import { readHistory, writeAct } from '#store/enrolments.ts';
import { type ProgrammeRow, readProgrammes, staffByEmail } from '#store/imports.ts';
import type { EnrolmentRow } from './caseload-csv.ts';
import { chunks, type ImportDesk } from './import-file.ts';
import { clientsNamed, enrolmentsOf, faultAt } from './whom-rows-mean.ts';

/** An act and the enrolment before and after it. */
export type Move = { readonly act: Act; readonly before: Enrolment | null; readonly after: Enrolment };

const waiver = 'imported';

export const writeMoves = async (desk: ImportDesk, moves: readonly Move[]): Promise<void> => {
  await Promise.all(
    moves.map(({ act, before, after }) =>
      writeAct(desk.tx, desk.stamp.agencyId, act, before, after, desk.stamp, desk.newId, {
        source: waiver,
        reason: null,
      }),
    ),
  );
};

const refuse = (desk: ImportDesk, row: number, column: string, refusals: readonly Refusal[]): null => {
  for (const { code, params } of refusals) faultAt(desk, row, column, code, params ?? {});
  return null;
};

/** How the enrolment of a row came about and ended, or null where the rules say no. */
const movesOf = (desk: ImportDesk, row: EnrolmentRow, clientId: Id, programmeId: Id, owner: Owner): Move[] | null => {
  const { from, to, closeReason } = row;
  const opening = { enrolmentId: desk.newId(), clientId, programmeId, cycleId: desk.newId(), owner, referralId: null };
  const acts: Act[] = [{ id: desk.newId(), name: 'refer', on: from, params: opening }];
  // Who was never eligible, or found no place, was a prospect and nothing else.
  const wasProspect = closeReason !== null && closingRule(closeReason).for === 'prospect';
  if (!wasProspect) acts.push({ id: desk.newId(), name: 'enrol', on: from, params: { waiver } });
  if (to && closeReason)
    acts.push(
      wasProspect
        ? { id: desk.newId(), name: 'close-referral', on: to, params: { reason: closeReason } }
        : { id: desk.newId(), name: 'close-without-review', on: to, params: { reason: closeReason, waiver } },
    );
  const moves: Move[] = [];
  let before: Enrolment | null = null;
  for (const act of acts) {
    const result = apply(before, act);
    if (!result.ok) return refuse(desk, row.row, 'close_reason', result.refusals);
    moves.push({ act, before, after: result.value });
    before = result.value;
  }
  return moves;
};

/** The closing that a later file brings for an enrolment that was open until then. */
const closingOf = async (desk: ImportDesk, row: EnrolmentRow, before: Enrolment): Promise<Move[] | null> => {
  if (!row.to || !row.closeReason) return null;
  const params = { reason: row.closeReason, waiver };
  const name = before.state === 'enrolled' ? 'close-without-review' : 'close-referral';
  const act: Act = { id: desk.newId(), name, on: row.to, params };
  const course = enter(await readHistory(desk.tx, before.id), act, desk.today);
  if (!course.ok || !course.value.enrolment) return refuse(desk, row.row, 'to', course.ok ? [] : course.refusals);
  return [{ act, before, after: course.value.enrolment }];
};

const ownerOfRow = (
  desk: ImportDesk,
  { row, ownerEmail }: EnrolmentRow,
  programme: ProgrammeRow,
  staff: ReadonlyMap<string, Id>,
): Owner | null => {
  if (ownerEmail !== null) {
    const id = staff.get(ownerEmail);
    return id ? { kind: 'staff', id } : faultAt(desk, row, 'owner_email', 'unknown-staff', { value: ownerEmail });
  }
  if (programme.firstTeam) return { kind: 'team', id: programme.firstTeam };
  return faultAt(desk, row, 'owner_email', 'programme-without-team', { value: programme.name });
};

const overlaps = (enrolment: Enrolment, { from, to }: EnrolmentRow): boolean =>
  (to === null || enrolment.referredOn <= to) && (enrolment.endedOn === null || from <= enrolment.endedOn);

const saysTheSame = ({ endedOn, closeReason }: Enrolment, row: EnrolmentRow): boolean =>
  endedOn === row.to && closeReason === row.closeReason;

export const planEnrolments = async (desk: ImportDesk, rows: readonly EnrolmentRow[]): Promise<() => Promise<void>> => {
  const [clients, programmes, staff] = await Promise.all([
    clientsNamed(
      desk,
      rows.map(({ clientExternalId }) => clientExternalId),
    ),
    readProgrammes(desk.tx),
    staffByEmail(
      desk.tx,
      rows.flatMap(({ ownerEmail }) => ownerEmail ?? []),
    ),
  ]);
  const standing = await enrolmentsOf(desk, [...clients.values()]);
  const named = new Map(programmes.map((programme) => [programme.name.trim().toLowerCase(), programme]));

  const planned: Move[][] = [];
  for (const row of rows) {
    const clientId = clients.get(row.clientExternalId);
    const programme = named.get(row.programme.toLowerCase());
    if (!clientId) faultAt(desk, row.row, 'client_external_id', 'unknown-client', { value: row.clientExternalId });
    if (!programme)
      faultAt(desk, row.row, 'programme', 'unknown-programme', {
        value: row.programme,
        allowed: programmes.map(({ name }) => name).join(', '),
      });
    if (!clientId || !programme) continue;
    const here = (standing.get(clientId) ?? []).filter(({ programmeId }) => programmeId === programme.id);
    const same = here.find(({ referredOn, enrolledOn }) => row.from === referredOn || row.from === enrolledOn);
    if (same && saysTheSame(same, row)) desk.step();
    else if (same?.state === 'ended' || (same && row.to === null)) {
      desk.warn({ row: row.row, pointer: '/to', rule: 'enrolment-differs', params: { field: 'to' } });
      desk.ignored.add('enrolments');
      desk.step();
    } else if (same) {
      const moves = await closingOf(desk, row, same);
      if (moves) planned.push(moves);
      desk.updated.add('enrolments', 1);
    } else {
      const other = here.find((enrolment) => overlaps(enrolment, row));
      if (other) {
        faultAt(desk, row.row, 'from', 'overlaps-enrolment-on-record', {
          from: other.referredOn,
          to: other.endedOn ?? 'none',
        });
        continue;
      }
      const owner = ownerOfRow(desk, row, programme, staff);
      const moves = owner && movesOf(desk, row, clientId, programme.id, owner);
      if (moves) planned.push(moves);
      desk.created.add('enrolments', 1);
    }
  }

  return async () => {
    for (const part of chunks(planned, 100)) {
      await writeMoves(desk, part.flat());
      await Promise.all(
        part.flatMap((moves) => {
          const last = moves.at(-1);
          const cycle = last && lastCycleOf(last.after);
          if (!last || !cycle || openCycleOf(last.after) || last.after.endedOn === null) return [];
          const closing = {
            id: desk.newId(),
            enrolmentId: last.after.id,
            cycleId: cycle.id,
            on: last.after.endedOn,
            reason: last.after.closeReason ?? '',
            note: null,
            clientView: null,
            afterCare: [],
            toldClient: null,
          };
          return [insertClosing(desk.tx, desk.stamp.agencyId, last.after.clientId, closing, desk.stamp)];
        }),
      );
      for (const moves of part) desk.touch(moves[0]!.after.clientId);
      desk.step(part.length);
    }
  };
};
