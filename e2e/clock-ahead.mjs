// Loaded before an app under test: its clock runs ahead by the minutes that stand in a file, so that no story waits for an hour.
import { readFileSync } from 'node:fs';

const file = process.env.FOOTBRIDGE_E2E_CLOCK;
const { now } = Date;
const minutesAhead = () => {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
};
if (file) Date.now = () => now() + minutesAhead() * 60_000;
