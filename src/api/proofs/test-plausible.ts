// A request that a route would take, made from what the route itself says it takes. What the schema cannot say (a text must be a
// day) is learned as a caller learns it: from the refusal that names field and rule.
import type { z } from 'zod';
import { z as zod } from 'zod';
import { refusalsFrom } from '#actions/pipeline/perform.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Instant } from '#domain/basics/instant.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Fields = { [name: string]: Json };

/** Fields a request must have, and with `undefined` those it must not. */
export type Wanted = { [name: string]: Json | undefined };

export type Schema = {
  readonly type?: string;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly default?: Json;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
};

export const schemaOf = (type: z.ZodType): Schema =>
  zod.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema;

/** The alternatives a schema allows at its top: most have one, a change of a task six. */
export const alternatives = (schema: Schema): readonly Schema[] => schema.oneOf ?? schema.anyOf ?? [schema];

export type Known = {
  readonly today: Day;
  readonly earlier: Instant;
  /** An id of the kind a field of this name asks for. */
  idFor(name: string): string;
  /** Any text; what is written about a client carries a mark by which it is known again. */
  readonly text: string;
};

const isId = (pattern: string | undefined) => pattern?.startsWith('^[0-9a-fA-F]{8}-') ?? false;

const texts = ['plain-words', 'plain', 'en', '1', 'someone@example.org', '2026-10', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'];

const stringFor = ({ pattern, default: usual }: Schema, known: Known): string => {
  if (!pattern) return known.text;
  const shape = new RegExp(pattern);
  return [...(typeof usual === 'string' ? [usual] : []), ...texts].find((text) => shape.test(text)) ?? known.text;
};

export const sample = (schema: Schema, name: string, known: Known, all = false): Json => {
  const [first] = schema.enum ?? [];
  if (schema.const !== undefined) return schema.const;
  if (first !== undefined) return first;
  const choice = (schema.anyOf ?? schema.oneOf)?.find(({ type }) => type !== 'null');
  if (choice) return sample(choice, name, known, all);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([each]) => all || schema.required?.includes(each))
          .map(([each, inner]) => [each, sample(inner, each === 'id' && name ? name : each, known, all)]),
      );
    case 'array':
      return all && schema.items ? [sample(schema.items, name, known, all)] : [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'string':
      if (isId(schema.pattern)) return known.idFor(name);
      return stringFor(schema, known);
    default:
      return null;
  }
};

/** Puts `value` where the pointer leads. */
const put = (into: Json, pointer: string, value: Json): void => {
  const parts = pointer.slice(1).split('/');
  let place = into as { [name: string]: Json };
  for (const part of parts.slice(0, -1)) place = place[part] as { [name: string]: Json };
  place[parts.at(-1) ?? ''] = value;
};

/** What the rule asks for instead; undefined where it is none that a text alone could keep. */
const mended = (rule: string, known: Known, attempt: number): Json | undefined =>
  ({
    'field.not-a-day': known.today,
    'field.not-an-instant': known.earlier,
    'field.invalid-format': texts[attempt % texts.length] ?? '',
    'field.blank': known.text,
  })[rule];

/** A whole request; with `all` every optional field too. Throws with the rule where none is found. */
export const plausible = (
  type: z.ZodType,
  known: Known,
  options: { readonly all?: boolean; readonly beside?: Wanted; readonly alternative?: number } = {},
): Fields => {
  const schema = alternatives(schemaOf(type))[options.alternative ?? 0] ?? {};
  const fields = sample(schema, '', known, options.all) as Fields;
  for (const [name, value] of Object.entries(options.beside ?? {}))
    if (value === undefined) delete fields[name];
    else fields[name] = value;
  for (let attempt = 0; attempt < 40; attempt++) {
    const parsed = type.safeParse(fields);
    if (parsed.success) return fields;
    for (const { code, pointer } of refusalsFrom(parsed.error)) {
      const instead = mended(code, known, attempt);
      if (instead === undefined || !pointer) throw new Error(`${code} at ${pointer ?? 'the whole'}`);
      put(fields, pointer, instead);
    }
  }
  throw new Error(`no request is found that keeps the rules: ${JSON.stringify(fields)}`);
};
