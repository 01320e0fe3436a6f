import { describe, expect, test } from 'vitest';
import type { CaseloadRow } from '#contract/caseload.ts';
import { day } from '#domain/basics/day.ts';
import { filterRows, foldedNames, sortRows } from './filter.ts';

const aRow = (name: string, more: Partial<CaseloadRow> = {}): CaseloadRow => ({
  id: name,
  clientId: name,
  enrolmentId: null,
  name,
  pronouns: null,
  age: null,
  programme: null,
  state: 'enrolled',
  owner: null,
  cycle: null,
  priority: null,
  referredOn: null,
  enrolledOn: null,
  endedOn: null,
  lastContactOn: null,
  lastReachedOn: null,
  daysSinceContact: null,
  due: [],
  overdue: 0,
  reviewDueBy: null,
  stay: null,
  lastDischargeOn: null,
  alerts: 0,
  unsignedNotes: 0,
  ...more,
});

const anItem = (kind: CaseloadRow['due'][number]['kind'], state: CaseloadRow['due'][number]['state'], by: string) => ({
  kind,
  rule: 'icm/1/contact/week',
  dueFrom: day('2026-11-01'),
  dueBy: day(by),
  needed: 1,
  done: 0,
  state,
});

const names = (rows: readonly CaseloadRow[]) => rows.map(({ name }) => name);

describe('a caseload in the browser', () => {
  const rows = [
    aRow('Ángela Guzmán', { due: [anItem('contact', 'overdue', '2026-11-20')], lastContactOn: day('2026-11-01') }),
    aRow('Kwame Wilson', { due: [anItem('review', 'due', '2026-11-30')], alerts: 1 }),
    aRow('Zoë García-Anders', { due: [anItem('contact', 'not-yet', '2026-12-06')], lastContactOn: day('2026-11-24') }),
  ];
  const find = (search: Parameters<typeof filterRows>[1]) => names(filterRows(rows, search, foldedNames(rows)));

  test('a name is found by the beginning of any of its parts, accents or not, in any order', () => {
    expect(find({ text: 'guz' })).toEqual(['Ángela Guzmán']);
    expect(find({ text: 'anders zoe' })).toEqual(['Zoë García-Anders']);
    expect(find({ text: 'uzman' })).toEqual([]);
  });

  test('chips narrow together', () => {
    expect(find({ due: 'overdue' })).toEqual(['Ángela Guzmán']);
    expect(find({ due: 'open' })).toEqual(['Ángela Guzmán', 'Kwame Wilson']);
    expect(find({ due: 'open', alerts: true })).toEqual(['Kwame Wilson']);
    expect(find({ review: 'open' })).toEqual(['Kwame Wilson']);
    expect(find({ due: 'not-yet' })).toEqual(['Zoë García-Anders']);
  });

  test('what has no value comes last, whichever way the list is turned', () => {
    expect(names(sortRows(rows, 'last-contact'))).toEqual(['Ángela Guzmán', 'Zoë García-Anders', 'Kwame Wilson']);
    expect(names(sortRows(rows, '-last-contact'))).toEqual(['Zoë García-Anders', 'Ángela Guzmán', 'Kwame Wilson']);
    expect(names(sortRows(rows, 'next-due'))).toEqual(['Ángela Guzmán', 'Kwame Wilson', 'Zoë García-Anders']);
  });
});
