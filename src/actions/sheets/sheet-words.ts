// What a sheet says of itself, in the language of the sheet.
import type { SheetWords } from '#domain/sheets/shape.ts';
import { type Language, sentence } from '#words/catalogue.ts';

export const sheetWordsIn = (language: Language): SheetWords => ({
  instructions: sentence(language, 'sheet.instructions'),
  several: sentence(language, 'sheet.several'),
  recall: (period) => sentence(language, 'sheet.recall', { period }),
  initials: sentence(language, 'sheet.initials'),
  day: sentence(language, 'sheet.day'),
  sheet: sentence(language, 'sheet.sheet'),
  page: (page, of) => sentence(language, 'sheet.page', { page, of }),
});
