import { expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import { type AgreedExport, whyNotRunPart2 } from './bulk.ts';

const agreed: AgreedExport = { kind: 'contacts', state: 'approved', decidedOn: day('2026-11-01'), hasBegun: false };

test.each<[string, Partial<AgreedExport>, string, string, string | null]>([
  ['what two people agreed to may run', {}, 'contacts', '2026-11-01', null],
  ['still on the seventh day', {}, 'contacts', '2026-11-08', null],
  ['not on the eighth', {}, 'contacts', '2026-11-09', 'part2-export-lapsed'],
  ['not before a second person agreed', { state: 'open', decidedOn: null }, 'contacts', '2026-11-01', 'not-agreed'],
  ['not what a second person declined', { state: 'declined' }, 'contacts', '2026-11-01', 'not-agreed'],
  ['not twice', { hasBegun: true }, 'contacts', '2026-11-01', 'part2-export-done'],
  ['not another kind than was agreed to', {}, 'needs', '2026-11-01', 'part2-export-another'],
])('%s', (_, more, kind, today, code) => {
  const codes = whyNotRunPart2({ ...agreed, ...more }, kind, day(today)).map((each) => each.code);
  expect(codes).toEqual(code === null ? [] : [expect.stringContaining(code)]);
});
