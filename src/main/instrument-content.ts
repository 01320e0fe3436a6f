// The instruments that come with the product, for commands without a database.
import { readdirSync, readFileSync } from 'node:fs';
import type { Refusal } from '#domain/basics/result.ts';
import { checkDefinition } from '#domain/instruments/checking.ts';
import type { InstrumentDefinition } from '#domain/instruments/definition.ts';
import { CommandRefused, refuse, say } from './terminal.ts';

const folder = new URL('../../content/instruments/', import.meta.url);

export const problemOf = (refusals: readonly Refusal[]): CommandRefused => {
  const errors = refusals.map(({ code, params, pointer }) => ({
    ...(pointer !== undefined && { pointer }),
    rule: code,
    message: say(`refusal.${code}`, params),
  }));
  return new CommandRefused(errors[0]?.rule ?? '', errors[0]?.message ?? '', { errors });
};

export const definitionOf = (id: string): InstrumentDefinition => {
  const known = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.replace('.json', '')] : []));
  if (!known.includes(id)) throw refuse('instrument-unknown', { instrument: id.slice(0, 60), known: known.join(', ') });
  const checked = checkDefinition(JSON.parse(readFileSync(new URL(`${id}.json`, folder), 'utf8')));
  if (!checked.ok) throw problemOf(checked.refusals);
  return checked.value;
};
