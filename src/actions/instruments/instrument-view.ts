// What is told of an instrument.
import type { InstrumentSummary } from '#contract/instruments.ts';
import { hasWords, isOffered, languagesOf } from '#domain/instruments/offering.ts';
import type { Instrument } from '#store/instruments.ts';

export const instrumentSummary = ({ definition, source, chosen }: Instrument): InstrumentSummary => ({
  key: definition.id,
  version: definition.version,
  title: { ...definition.title },
  abbreviation: definition.abbreviation,
  respondent: definition.respondent,
  languages: [...languagesOf(definition)],
  items: definition.items.length,
  source,
  shipping: definition.licence.shipping,
  notice: definition.licence.notice,
  hasWords: hasWords(definition),
  isOffered: isOffered(definition, source, chosen),
  raisesFlags: definition.flags.length > 0,
});

export const byName = (a: Instrument, b: Instrument): number =>
  a.definition.abbreviation.localeCompare(b.definition.abbreviation, 'en');
