// What is kept under 42 CFR Part 2 leaves the record of one person by consent or by law. Of many at once it leaves only for the agency's
// own use, and only where two people agreed to that kind of export; each agreement is good for one run, within seven days (2.16: formal
// policies against unauthorized uses; NIST SP 800-53, AC-3(2)).
import { addDays, type Day } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';

export const part2ExportKinds = [
  ...(['enrolments', 'cycles', 'contacts', 'needs', 'goals', 'referrals'] as const),
  ...(['assessments', 'tasks', 'due', 'stays', 'transitions'] as const),
] as const;
export type Part2ExportKind = (typeof part2ExportKinds)[number];

export type AgreedExport = {
  readonly kind: Part2ExportKind;
  readonly state: string;
  readonly decidedOn: Day | null;
  readonly hasBegun: boolean;
};

const daysToRun = 7;

/** Why an export of `kind` may not carry Part 2 records of many by this agreement now; nothing when it may. */
export const whyNotRunPart2 = (agreed: AgreedExport, kind: string, today: Day): readonly Refusal[] => {
  const { state, decidedOn, hasBegun } = agreed;
  if (state !== 'approved' || decidedOn === null) return [refusal('part2-export-not-agreed')];
  if (hasBegun) return [refusal('part2-export-done')];
  if (today > addDays(decidedOn, daysToRun)) return [refusal('part2-export-lapsed', { on: decidedOn })];
  return agreed.kind === kind ? [] : [refusal('part2-export-another', { agreed: agreed.kind, kind })];
};
