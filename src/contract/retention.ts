// How long records are kept, which may go, and legal holds.
import { z } from 'zod';
import { recordKinds, retentionKinds } from '#domain/people/retention.ts';
import { dayField, id, line, listing, namedRecord, offsetPage } from './fields.ts';

const years = z.number().int().min(1).max(100);
const schedule = { 'adult-record': years, 'minor-record': years, 'never-enrolled': years, audit: years };

export const EditRetentionRequest = z.strictObject(schedule);
export type EditRetentionRequest = z.infer<typeof EditRetentionRequest>;
export const RetentionSaved = z.object(schedule);

export const PlaceHoldRequest = z.strictObject({
  clientId: id,
  reason: line(500),
  from: dayField.optional(),
  to: dayField.nullish(),
});
export const EndHoldRequest = z.strictObject({ holdId: id, reason: line(500) });
export const HoldChanged = z.object({ id });

export const FindRecordRequest = z.strictObject({ number: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
export const RecordFound = z.object({ items: z.array(namedRecord) });
export type RecordFound = z.infer<typeof RecordFound>;

export const ReadRetentionRequest = z.strictObject({});
export const RetentionView = z.object({
  today: z.string(),
  schedule: z.array(
    z.object({
      kind: z.enum(Object.keys(retentionKinds) as [keyof typeof retentionKinds]),
      years: z.number(),
      usual: z.number(),
      least: z.number(),
      /** How many of these records may go; null for the audit, which stays. */
      due: z
        .object({
          value: z.number(),
          interval: z.null(),
          n: z.number(),
          denominator: z.literal('persons'),
          method: z.literal('count'),
          asOf: z.string(),
          reason: z.null(),
          rows: z.string(),
        })
        .nullable(),
    }),
  ),
  holds: z.array(
    z.object({
      id,
      client: namedRecord,
      reason: z.string(),
      from: z.string(),
      to: z.string().nullable(),
      placedBy: z.object({ id, name: z.string() }),
    }),
  ),
});
export type RetentionView = z.infer<typeof RetentionView>;

export const ListRecordsToPurgeRequest = z.strictObject({ ...offsetPage, kind: z.enum(recordKinds).optional() });
export const RecordToPurge = z.object({
  client: namedRecord,
  kind: z.enum(recordKinds),
  lastOn: z.string(),
  keptUntil: z.string(),
  /** Somebody has asked for it already. */
  isAsked: z.boolean(),
});
export type RecordToPurge = z.infer<typeof RecordToPurge>;
export const RecordsToPurge = listing(RecordToPurge);
export type RecordsToPurge = z.infer<typeof RecordsToPurge>;
