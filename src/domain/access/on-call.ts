// On call: who answers for a programme's people outside the hours of their own workers. A shift opens the crisis sheet of each of them
// while it lasts, and nothing else of the record.
import { addMinutes, type Instant } from '#domain/basics/instant.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';

const longestShiftDays = 7;

export const whyNotShift = (from: Instant, to: Instant, now: Instant): Refusal[] => {
  if (to <= from) return [refusal('shift-ends-before', {}, '/to')];
  if (to <= now) return [refusal('shift-in-past', {}, '/to')];
  if (to > addMinutes(from, longestShiftDays * 24 * 60))
    return [refusal('shift-too-long', { days: longestShiftDays }, '/to')];
  return [];
};
