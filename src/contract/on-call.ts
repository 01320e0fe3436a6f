// Who is on call, whom they answer for, and what they may read of each.
import { z } from 'zod';
import { crisisLine, id, instantField, lineOrNothing, listing, namedRecord, offsetPage } from './fields.ts';

const named = z.object({ id, name: z.string() });

export const ListShiftsRequest = z.strictObject(offsetPage);
export const ShiftView = z.object({
  id,
  programme: named,
  staff: named.extend({ phone: z.string().nullable() }),
  from: z.string(),
  to: z.string(),
  isNow: z.boolean(),
  mayCancel: z.boolean(),
});
export type ShiftView = z.infer<typeof ShiftView>;
export const ShiftsListed = listing(ShiftView).extend({
  /** What whoever asks may plan; empty where they keep none. */
  programmes: z.array(named),
  staff: z.array(named),
});
export type ShiftsListed = z.infer<typeof ShiftsListed>;

export const AddShiftRequest = z.strictObject({ programmeId: id, staffId: id, from: instantField, to: instantField });
export const ShiftAdded = z.object({ id });
export const CancelShiftRequest = z.strictObject({ shiftId: id });

export const ListOnCallRequest = z.strictObject({ ...offsetPage, q: lineOrNothing(100).optional() });
export const OnCallListed = listing(namedRecord).extend({
  shifts: z.array(z.object({ id, programme: named, to: z.string() })),
});
export type OnCallListed = z.infer<typeof OnCallListed>;

export const ReadCrisisSheetRequest = z.strictObject({ clientId: id });
export const CrisisSheetView = z.object({
  client: namedRecord.extend({
    legalName: z.string(),
    pronouns: z.string().nullable(),
    language: z.string().nullable(),
    needsInterpreter: z.boolean(),
  }),
  asOf: z.string(),
  alerts: z.array(z.object({ id, kind: z.string(), text: z.string(), expiresOn: z.string().nullable() })),
  waysToReach: z.array(
    z.object({
      id,
      channel: z.string(),
      value: z.string(),
      mayUseTo: z.array(z.enum(['speak', 'leave-message', 'write', 'visit'])),
      whoMayKnow: z.string().nullable(),
      bestTimes: z.string().nullable(),
      caution: z.string().nullable(),
    }),
  ),
  supporters: z.array(
    z.object({
      id,
      name: z.string(),
      relationship: z.string(),
      phone: z.string().nullable(),
      isEmergencyContact: z.boolean(),
      mayBeTold: z.string().nullable(),
      authority: z.string().nullable(),
      mayDecide: z.array(z.string()),
    }),
  ),
  careTeam: z.array(z.object({ id, role: z.string(), name: z.string(), phone: z.string().nullable() })),
  crisisLines: z.array(crisisLine),
});
export type CrisisSheetView = z.infer<typeof CrisisSheetView>;
