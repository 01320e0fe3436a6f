// What `npm run check` looks at.
import { checkClock } from './clock.ts';
import { checkDue } from './due.ts';
import type { Check } from './findings.ts';
import { checkGenerated } from './generated.ts';
import { checkLicences } from './licences.ts';
import { checkMarkup } from './markup.ts';
import { checkPatterns } from './patterns.ts';
import { checkPlaces } from './places.ts';
import { checkRooms } from './rooms.ts';
import { checkTests } from './tests.ts';
import { checkCompiler, checkFormat } from './tools.ts';
import { checkWords } from './words.ts';

export const allChecks = {
  format: checkFormat,
  compiler: checkCompiler,
  rooms: checkRooms,
  places: checkPlaces,
  clock: checkClock,
  words: checkWords,
  due: checkDue,
  tests: checkTests,
  licences: checkLicences,
  markup: checkMarkup,
  patterns: checkPatterns,
  generated: checkGenerated,
} satisfies Record<string, Check>;

export type CheckName = keyof typeof allChecks;
