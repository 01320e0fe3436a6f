// Who is on call when, kept by those who lead the programme; and whom one answers for while one's own shift lasts.
import {
  AddShiftRequest,
  CancelShiftRequest,
  ListOnCallRequest,
  ListShiftsRequest,
  OnCallListed,
  ShiftAdded,
  ShiftsListed,
} from '#contract/on-call.ts';
import type { Actor } from '#domain/access/actor.ts';
import { whyNotShift } from '#domain/access/on-call.ts';
import { mayList } from '#domain/access/policy.ts';
import {
  cancelShift as cancel,
  insertShift,
  readOnCallClients,
  readProgrammesKept,
  readShiftProgramme,
  readShifts,
  readWhoMayBeOnCall,
} from '#store/on-call.ts';
import type { Tx } from '#store/postgres/transaction.ts';
import { defineAction } from '../pipeline/define.ts';
import { listed, offsetOf } from '../pipeline/listing.ts';
import { namedRecordView } from '../pipeline/named-record.ts';
import { allow, invalid, notFound } from '../pipeline/refused.ts';

const programmesKept = async (tx: Tx, actor: Actor) =>
  actor.kind === 'staff' && mayList(actor, 'add-shift').allowed ? readProgrammesKept(tx, actor) : [];

export const listShifts = defineAction({
  name: 'list-shifts',
  effect: 'read',
  input: ListShiftsRequest,
  output: ShiftsListed,
  run: async ({ tx, input, actor, now, today }) => {
    const offset = offsetOf(input.cursor);
    const [rows, programmes, staff] = await Promise.all([
      readShifts(tx, now, null, { limit: input.limit, offset }),
      programmesKept(tx, actor),
      readWhoMayBeOnCall(tx, today),
    ]);
    const items = rows.map(({ total: _, ...shift }) => ({
      ...shift,
      isNow: shift.from <= now,
      mayCancel: programmes.some(({ id }) => id === shift.programme.id),
    }));
    return {
      ...listed(items, rows[0]?.total ?? 0, offset),
      programmes,
      staff: programmes.length > 0 ? staff : [],
    };
  },
});

export const addShift = defineAction({
  name: 'add-shift',
  effect: 'write',
  input: AddShiftRequest,
  output: ShiftAdded,
  run: async ({ tx, input, actor, agency, now, today, newId, note }) => {
    const { programmeId, staffId, from, to } = input;
    allow(whyNotShift(from, to, now));
    const [programmes, staff] = await Promise.all([programmesKept(tx, actor), readWhoMayBeOnCall(tx, today)]);
    if (!programmes.some(({ id }) => id === programmeId)) throw invalid('shift-not-kept', {}, '/programmeId');
    if (!staff.some(({ id }) => id === staffId)) throw invalid('staff-not-known', {}, '/staffId');
    const id = newId();
    const stamp = { agencyId: agency.id, by: actor.id, at: now };
    insertShift(tx, stamp, { id, programmeId, staffId, from, to }).catch(() => undefined);
    note({ shiftId: id, programmeId, staffId });
    return { id };
  },
});

export const cancelShift = defineAction({
  name: 'cancel-shift',
  effect: 'write',
  input: CancelShiftRequest,
  run: async ({ tx, input, actor, now, note }) => {
    const { shiftId } = input;
    const [programmeId, programmes] = await Promise.all([readShiftProgramme(tx, shiftId), programmesKept(tx, actor)]);
    if (!programmes.some(({ id }) => id === programmeId)) throw notFound();
    cancel(tx, { by: actor.id, at: now }, shiftId).catch(() => undefined);
    note({ shiftId });
    return null;
  },
});

export const listOnCall = defineAction({
  name: 'list-on-call',
  effect: 'read',
  input: ListOnCallRequest,
  output: OnCallListed,
  run: async ({ tx, input, actor, now, today, show }) => {
    const offset = offsetOf(input.cursor);
    const [clients, shifts] = await Promise.all([
      readOnCallClients(tx, actor, today, input.q || null, { limit: input.limit, offset }),
      readShifts(tx, now, actor.id, { limit: 50, offset: 0 }),
    ]);
    show(clients.map(({ client }) => client.id));
    return {
      ...listed(
        clients.map(({ client }) => namedRecordView(client)),
        clients[0]?.total ?? 0,
        offset,
      ),
      shifts: shifts.filter(({ from }) => from <= now).map(({ id, programme, to }) => ({ id, programme, to })),
    };
  },
});
