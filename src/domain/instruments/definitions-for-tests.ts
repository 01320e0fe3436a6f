// Definitions as they ship, for tests of the rules about them.
import { readFileSync } from 'node:fs';
import { checkDefinition } from './checking.ts';
import type { InstrumentDefinition } from './definition.ts';

export const shipped = (id: string): InstrumentDefinition => {
  const file = new URL(`../../../content/instruments/${id}.json`, import.meta.url);
  const checked = checkDefinition(JSON.parse(readFileSync(file, 'utf8')));
  if (checked.ok) return checked.value;
  throw new Error(checked.refusals.map(({ code, pointer }) => `${code} at ${pointer}`).join(', '));
};
