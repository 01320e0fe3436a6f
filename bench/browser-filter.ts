// A caseload of 10,000 rows filtered and sorted in the browser, beside a typed-array sort of the same length.
import type { CaseloadRow } from '#contract/caseload.ts';
import { day } from '#domain/basics/day.ts';
import { filterRows, foldedNames, sortRows } from '#web/caseload/filter.ts';
import { quantile, type Row, ratioOf } from './measure.ts';

const many = 10_000;

const rows = (): CaseloadRow[] =>
  Array.from({ length: many }, (_, index) => ({
    id: String(index),
    clientId: String(index),
    enrolmentId: null,
    name: `${['Ángela', 'Kwame', 'Thuy', 'Sofía', 'Owen'][index % 5]} ${['Guzmán', 'Wilson', 'Nguyễn', 'López', 'Price'][(index * 7) % 5]} ${index}`,
    pronouns: null,
    age: 40,
    programme: { id: String(index % 4), name: 'Programme', model: 'icm' },
    state: 'enrolled' as const,
    owner: { kind: 'staff' as const, id: String(index % 400), name: `Worker ${index % 400}` },
    cycle: { id: String(index), number: 1, stage: 'monitoring' as const },
    priority: null,
    referredOn: null,
    enrolledOn: null,
    endedOn: null,
    lastContactOn: day(`2026-11-${String((index % 28) + 1).padStart(2, '0')}`),
    lastReachedOn: null,
    daysSinceContact: index % 28,
    due: [
      {
        kind: 'contact' as const,
        rule: 'icm/1/contact/week/face-to-face',
        dueFrom: day('2026-11-23'),
        dueBy: day(`2026-11-${String(((index * 3) % 28) + 1).padStart(2, '0')}`),
        needed: 1,
        done: 0,
        state: index % 3 === 0 ? ('overdue' as const) : ('due' as const),
      },
    ],
    overdue: index % 3 === 0 ? 1 : 0,
    reviewDueBy: null,
    stay: null,
    lastDischargeOn: null,
    alerts: index % 9 === 0 ? 1 : 0,
    unsignedNotes: 0,
  }));

export const filterRow = (): Row => {
  const all = rows();
  const names = foldedNames(all);
  const [ours, reference]: [number[], number[]] = [[], []];
  for (let round = 0; round < 60; round++) {
    const begun = performance.now();
    sortRows(filterRows(all, { text: round % 2 ? 'wil' : 'guz', due: 'open' }, names), 'next-due');
    ours.push(performance.now() - begun);
    const numbers = Float64Array.from({ length: many }, (_, index) => (index * 2_654_435_761) % 4_294_967_296);
    const sorting = performance.now();
    numbers.sort();
    reference.push(performance.now() - sorting);
  }
  const { ratio, interval } = ratioOf(ours, reference);
  const sorted = [...ours].sort((a, b) => a - b);
  const sortedReference = [...reference].sort((a, b) => a - b);
  return {
    name: 'caseload-filter',
    size: many,
    samples: ours.length,
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    unit: 'ms',
    reference: {
      name: 'typed-array sort',
      median: quantile(sortedReference, 0.5),
      p95: quantile(sortedReference, 0.95),
    },
    ratio,
    ratioInterval: interval,
    bar: null,
    met: null,
  };
};
