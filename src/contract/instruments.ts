// Instruments: what an agency asks, and each time one is answered.
import { z } from 'zod';
import { directions, respondents, severities, shippings } from '#domain/instruments/definition.ts';
import { means } from '#domain/instruments/sitting.ts';
import { addendumView, dayField, id, keptJson, line, segmentCode } from './fields.ts';

const said = z.object({ en: z.string(), es: z.string().optional() });
export const instrumentKey = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'field.invalid-format');

export const InstrumentSummary = z.object({
  key: z.string(),
  version: z.number().int(),
  title: said,
  abbreviation: z.string(),
  respondent: z.enum(respondents),
  /** In which all of it can be asked. */
  languages: z.array(z.enum(['en', 'es'])),
  items: z.number().int(),
  source: z.enum(['shipped', 'own']),
  shipping: z.enum(shippings),
  notice: z.string(),
  /** Every word that is shown is there. */
  hasWords: z.boolean(),
  isOffered: z.boolean(),
  /** Whether an answer can say that somebody may be in danger. */
  raisesFlags: z.boolean(),
});
export type InstrumentSummary = z.infer<typeof InstrumentSummary>;
export const InstrumentList = z.object({ items: z.array(InstrumentSummary) });
export type InstrumentList = z.infer<typeof InstrumentList>;

export const ReadInstrumentRequest = z.strictObject({
  key: instrumentKey,
  /** The one answered now, where none is given. */
  version: z.coerce.number().int().min(1).max(10_000).optional(),
});
/** A definition as content/instruments holds it. */
export const InstrumentView = z.object({
  source: z.enum(['shipped', 'own']).nullable(),
  definition: z.record(z.string(), z.unknown()),
});

export const TurnInstrumentRequest = z.strictObject({ key: instrumentKey, isOn: z.boolean() });
export const PublishInstrumentRequest = z.strictObject({ definition: keptJson });

/** What was chosen and what was said, by the id of item or prompt; the instrument says what each may be. */
const answers = keptJson;

export const BeginSittingRequest = z.strictObject({
  clientId: id,
  instrument: instrumentKey,
  /** What was asked, where it is not what is asked now: a sheet that was printed before. */
  version: z.number().int().min(1).max(10_000).optional(),
  day: dayField.optional(),
  means: z.enum(means),
  proxyName: line(200).nullish(),
  language: z.enum(['en', 'es']),
  /** Given where they are known already: from paper. */
  answers: answers.optional(),
  /** Signed at once, with the answers as they are. */
  sign: z.boolean().optional(),
  /** Whose work it is, where the product files it. */
  staffId: id.optional(),
  segment: segmentCode.optional(),
});
export type BeginSittingRequest = z.infer<typeof BeginSittingRequest>;

export const SaveSittingRequest = z.strictObject({ sittingId: id, answers });
export const SignSittingRequest = z.strictObject({ sittingId: id });
export const LendDeviceRequest = z.strictObject({ sittingId: id });
export const DeviceLent = z.object({ lentTo: id.nullable() });
export const DiscardSittingRequest = z.strictObject({ sittingId: id });

const scoreValue = z.object({
  value: z.union([z.number(), z.boolean(), z.string()]).nullable(),
  /** Of a result that is a word. */
  result: said.nullable(),
  band: said.nullable(),
  cutoffMet: z.boolean().nullable(),
  /** Shown apart and said to be estimated; nothing is worked out from it. */
  estimated: z.number().nullable(),
  reason: z.literal('incomplete').nullable(),
});

const sittingFields = {
  id,
  clientId: id,
  instrument: z.string(),
  instrumentVersion: z.number().int(),
  abbreviation: z.string(),
  title: said,
  day: z.string(),
  means: z.enum(means),
  proxyName: z.string().nullable(),
  language: z.enum(['en', 'es']),
  state: z.enum(['draft', 'signed', 'discarded', 'in-error']),
  by: z.object({ id, name: z.string() }),
  signedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
  errorReason: z.string().nullable(),
  complete: z.boolean(),
  answered: z.number().int(),
  /** The items that are asked now. */
  asked: z.number().int(),
  scores: z.array(scoreValue.extend({ score: z.string(), label: said })),
  flags: z.array(z.object({ id: z.string(), severity: z.enum(severities) })),
  version: z.string(),
};
export const SittingSummary = z.object(sittingFields);
export type SittingSummary = z.infer<typeof SittingSummary>;

export const SittingView = z.object({
  ...sittingFields,
  answers,
  missing: z.array(z.string()),
  definition: z.record(z.string(), z.unknown()),
  addenda: z.array(addendumView),
});
export type SittingView = z.infer<typeof SittingView>;

const change = z.object({
  from: z.number(),
  to: z.number(),
  by: z.number(),
  /** Null where nothing is known to measure it by. */
  verdict: z.enum(['better', 'worse', 'no-reliable-change']).nullable(),
});

export const ScoreCourse = z.object({
  instrument: z.string(),
  abbreviation: z.string(),
  title: said,
  score: z.string(),
  label: said,
  direction: z.enum(directions),
  range: z.tuple([z.number(), z.number()]).nullable(),
  bands: z.array(z.object({ from: z.number(), to: z.number(), label: said })),
  cutOff: z.object({ atLeast: z.number().optional(), atMost: z.number().optional(), meaning: said }).nullable(),
  /** What a change is measured by. */
  threshold: z
    .object({
      points: z.number(),
      isStated: z.boolean(),
      sd: z.number().nullable(),
      reliability: z.number().nullable(),
      source: z.string(),
    })
    .nullable(),
  /** Nobody has yet shown that it measures what it is called. */
  unvalidated: z.boolean(),
  /** The earliest first; only what has a value of its own, never an estimate. */
  points: z.array(
    z.object({
      sittingId: id,
      day: z.string(),
      instrumentVersion: z.number().int(),
      value: z.number(),
      band: said.nullable(),
      cutoffMet: z.boolean().nullable(),
      sinceLast: change.nullable(),
      sinceFirst: change.nullable(),
    }),
  ),
});
export type ScoreCourse = z.infer<typeof ScoreCourse>;

export const SittingList = z.object({
  items: z.array(SittingSummary),
  courses: z.array(ScoreCourse),
  /** What can be asked here. */
  offered: z.array(InstrumentSummary),
});
export type SittingList = z.infer<typeof SittingList>;
