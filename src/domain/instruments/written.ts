// What a person said in their own words beside the options they chose. It is kept as it was said, and nothing is scored of it.
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { isObject } from '#domain/basics/shape.ts';
import type { InstrumentDefinition, Prompt } from './definition.ts';

/** One text, or what its fields hold. */
export type Entry = string | Readonly<Record<string, string>>;
/** An answer to a prompt; a list where it takes several entries. */
export type Written = Entry | readonly Entry[];

const longest = 10_000;
const mostEntries = 200;

const whyNotText = (value: unknown, pointer: string): readonly Refusal[] => {
  if (typeof value !== 'string') return [refusal('answer-not-text', {}, pointer)];
  return value.length > longest ? [refusal('answer-too-long', { maximum: longest }, pointer)] : [];
};

const whyNotEntry = ({ fields }: Prompt, value: unknown, pointer: string): readonly Refusal[] => {
  if (!fields) return whyNotText(value, pointer);
  if (!isObject(value)) return [refusal('answer-not-fields', {}, pointer)];
  return Object.entries(value).flatMap(([field, text]) =>
    fields.some(({ id }) => id === field)
      ? whyNotText(text, `${pointer}/${field}`)
      : [refusal('answer-no-field', { field: field.slice(0, 60) }, `${pointer}/${field.slice(0, 60)}`)],
  );
};

/** Why an answer to a prompt cannot be kept; empty when it can. */
export const whyNotWritten = (prompt: Prompt, value: unknown): readonly Refusal[] => {
  const pointer = `/${prompt.id}`;
  if (value === null || value === undefined) return [];
  if (!prompt.many)
    return Array.isArray(value)
      ? [refusal('answer-not-one', { item: prompt.id }, pointer)]
      : whyNotEntry(prompt, value, pointer);
  if (!Array.isArray(value)) return [refusal('answer-not-several', { item: prompt.id }, pointer)];
  if (value.length > mostEntries) return [refusal('answer-too-many-entries', { most: mostEntries }, pointer)];
  return value.flatMap((entry, at) => whyNotEntry(prompt, entry, `${pointer}/${at}`));
};

const isBlank = (entry: Entry): boolean =>
  typeof entry === 'string' ? entry.trim() === '' : Object.values(entry).every((text) => text.trim() === '');

/** What was said to each prompt, nothing where nothing was, out of answers that `answersFrom` has taken. */
export const writtenFrom = (
  { prompts = [] }: InstrumentDefinition,
  given: unknown,
): Readonly<Record<string, Written>> => {
  const answers = isObject(given) ? given : {};
  return Object.fromEntries(
    prompts.flatMap(({ id, many }): [string, Written][] => {
      const value = Object.hasOwn(answers, id) ? (answers[id] as Written | null | undefined) : null;
      if (value === null || value === undefined) return [];
      if (!many) return isBlank(value as Entry) ? [] : [[id, value]];
      const entries = (value as readonly Entry[]).filter((entry) => !isBlank(entry));
      return entries.length > 0 ? [[id, entries]] : [];
    }),
  );
};

/** The prompts that must be answered and are not: with one of them a form is not complete, whatever its items say. */
export const promptsMissing = (
  { prompts = [] }: InstrumentDefinition,
  written: Readonly<Record<string, Written>>,
): readonly string[] => prompts.flatMap(({ id, required }) => (required && !Object.hasOwn(written, id) ? [id] : []));
