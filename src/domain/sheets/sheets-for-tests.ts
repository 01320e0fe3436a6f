// What a sheet says of itself, short, for tests of the rules about sheets.
import type { SheetWords } from './shape.ts';

export const wordsForTests: SheetWords = {
  instructions: 'Fill the whole circle beside your answer with a dark pen.',
  several: '(Fill all that apply.)',
  recall: (period) => `About: ${period}`,
  ...{ initials: 'Initials', day: 'Day completed', sheet: 'Sheet' },
  page: (page, of) => `Page ${page} of ${of}`,
};
