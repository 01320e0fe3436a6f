// The kinds of field that requests are made of. Each breaks with a code of our own, so that the sentence can name the rule.
import { z } from 'zod';
import { type Day, isDay } from '#domain/basics/day.ts';
import { type Instant, instant, isInstant } from '#domain/basics/instant.ts';

const controls = /[^\P{Cc}\t\n\r]/u;

/** One line of text, trimmed, not empty. */
export const line = (most = 200) =>
  z
    .string()
    .trim()
    .min(1, 'field.blank')
    .max(most)
    .refine((text) => !controls.test(text) && !/[\r\n]/.test(text), 'field.control-characters');

/** Text of several lines; may be empty. */
export const prose = (most = 20_000) =>
  z
    .string()
    .max(most)
    .refine((text) => !controls.test(text), 'field.control-characters');

export const id = z
  .string()
  .regex(/^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/, 'field.not-an-id')
  .transform((text) => text.toLowerCase());

export const dayField = z
  .string()
  .refine((text) => isDay(text), 'field.not-a-day')
  .transform((text) => text as Day);

export const instantField = z
  .string()
  .refine((text) => isInstant(text), 'field.not-an-instant')
  .transform((text): Instant => instant(text));

export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'field.invalid-format');

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

export const owner = z.object({ kind: z.enum(['staff', 'team']), id });
