// The forms of the corpus: three that ship, and one of our own with as many items as fit on a page.
import { readFileSync } from 'node:fs';
import { checkDefinition } from '#domain/instruments/checking.ts';
import type { InstrumentDefinition } from '#domain/instruments/definition.ts';

const shipped = (id: string): InstrumentDefinition => {
  const file = new URL(`../../content/instruments/${id}.json`, import.meta.url);
  const checked = checkDefinition(JSON.parse(readFileSync(file, 'utf8')));
  if (!checked.ok) throw new Error(checked.refusals[0]?.code);
  return checked.value;
};

const checklist = (): InstrumentDefinition => ({
  ...shipped('gad7'),
  ...{ id: 'checklist', title: { en: 'Checklist of daily life' }, abbreviation: 'CDL', stem: null, recall: null },
  items: Array.from({ length: 46 }, (_, at) => ({
    ...{ id: `d${at + 1}`, text: { en: `Something done in daily life, number ${at + 1}` }, options: 'freq' },
    ...(at % 5 === 4 && { required: false as const }),
  })),
  ...{ scores: [], flags: [] },
});

export const shippedOrOwn = () =>
  [
    { definition: checklist(), paper: 'a4', isLarge: false },
    { definition: shipped('phq9'), paper: 'letter', isLarge: false },
    { definition: shipped('pcl5'), paper: 'a4', isLarge: false },
    { definition: shipped('ahc-hrsn'), paper: 'a4', isLarge: false },
    { definition: shipped('gad7'), paper: 'letter', isLarge: true },
  ] as const;
