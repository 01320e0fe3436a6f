// The kinds of field that requests are made of. Each breaks with a code of our own, so that the sentence can name the rule.
import { z } from 'zod';
import { hasControls, hasHidden, hasLineBreaks } from '#domain/basics/characters.ts';
import { type Day, isDay } from '#domain/basics/day.ts';
import { type Instant, instant, isInstant } from '#domain/basics/instant.ts';

// JSON as it will be stored, with a NUL or half a pair somewhere in it; a backslash that was typed is written as two.
const unstorable = /(?<!\\)(?:\\\\)*\\u(0000|d[89a-f][0-9a-f]{2})/;

/** Whatever a screen keeps for itself, as long as it can be stored. */
export const keptJson = z
  .record(z.string(), z.unknown())
  .refine((value) => !unstorable.test(JSON.stringify(value)), 'field.control-characters');

const oneLine = (text: z.ZodString) =>
  text
    .refine((value) => !hasControls(value) && !hasLineBreaks(value), 'field.control-characters')
    .refine((value) => !hasHidden(value), 'field.hidden-characters');

/** One line of text, trimmed; may be empty. */
export const lineOrNothing = (most = 200) => oneLine(z.string().trim().max(most));

/** One line in a record that saves itself: its last space stays, or it would vanish under the writer's hands. */
export const lineInWriting = (most = 200) => oneLine(z.string().max(most));

/** One line of text, trimmed, not empty: names and whatever else stands beside other words. */
export const line = (most = 200) => lineOrNothing(most).min(1, 'field.blank');

/** What an agency names itself, in both languages. */
export const label = z.strictObject({ en: line(300), es: line(300) });

/** Whom to call on a hard day, as the person's own sheet says it: a line may answer in another language under another number. */
export const crisisLine = z.strictObject({ label, number: z.strictObject({ en: line(60), es: line(60) }) });
export type CrisisLine = z.infer<typeof crisisLine>;

/** What was added to an entry once it was signed, the client's own words beside it, and what a denied amendment leaves there. */
export const addendumView = z.object({
  id: z.uuid(),
  kind: z.enum(['addendum', 'client-statement', 'disagreement', 'rebuttal']),
  text: z.string(),
  at: z.string(),
  by: z.string().nullable(),
});
export type AddendumView = z.infer<typeof addendumView>;

/** Text of several lines; may be empty. */
export const prose = (most = 20_000) =>
  z
    .string()
    .max(most)
    .refine((text) => !hasControls(text), 'field.control-characters');

export const id = z
  .string()
  .regex(/^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/, 'field.not-an-id')
  .transform((text) => text.toLowerCase());

/** Whether a day lies within lives and plans, so that counting on from it stays on the calendar. */
export const isNear = (text: string): boolean => text >= '1850' && text < '2200';

export const dayField = z
  .string()
  .refine((text) => isDay(text), 'field.not-a-day')
  .refine((text) => !isDay(text) || isNear(text), 'field.day-too-far')
  .transform((text) => text as Day);

export const instantField = z
  .string()
  .refine((text) => isInstant(text), 'field.not-an-instant')
  .refine((text) => !isInstant(text) || isNear(text), 'field.day-too-far')
  .transform((text): Instant => instant(text));

export const languageTag = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'field.invalid-format');

/** A page of a list: at most 200 rows from where the last page ended. */
export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
};

/** A page of a short list in an order the caller chooses: the cursor is where it goes on. */
export const offsetPage = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,6}$/, 'field.invalid-format')
    .optional(),
};

/** Why something may not be done, as a view carries it. */
export const refusalView = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  pointer: z.string().optional(),
});

/** `{ items, total, next }`. */
export const listing = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int(), next: z.string().nullable() });

/** As much of a record as tells two people apart. */
export const namedRecord = z.object({
  id,
  number: z.number(),
  name: z.string(),
  /** As much of it as is known. */
  birthDate: z.string().nullable(),
});
export type NamedRecord = z.infer<typeof namedRecord>;

export const owner = z.object({ kind: z.enum(['staff', 'team']), id });

export const domainCode = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'field.invalid-format');

/** A segment of the record: of the house, or the agency's own. */
export const segmentCode = domainCode;

export const needPriority = z.union([z.literal(1), z.literal(2), z.literal(3)]);

/** What is done with open work that would otherwise be left behind. */
export const leftovers = z
  .strictObject({
    tasks: z.union([z.literal('cancel'), z.strictObject({ handTo: owner })]).optional(),
    referrals: z.union([z.literal('cancel'), z.strictObject({ handTo: owner })]).optional(),
    drafts: z.literal('discard').optional(),
  })
  .default({});

export const closingFields = {
  note: prose(20_000).nullish(),
  /** How the person sees the ending. */
  clientView: prose(20_000).nullish(),
  /** What follows after the last day: a call, a letter, a door left open. */
  afterCare: z
    .array(z.strictObject({ what: line(500), by: dayField.nullish(), who: line(200).nullish() }))
    .max(20)
    .default([]),
  toldClient: z.boolean().nullish(),
};

/** Bytes as WebAuthn writes them. */
export const base64url = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9_-]+$/, 'field.invalid-format');
