import { expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import { courseOf } from './course.ts';
import { shipped } from './definitions-for-tests.ts';

const values = (...given: readonly (readonly [value: number, version: number])[]) =>
  given.map(([value, version], at) => ({ value, version, day: day(`2026-0${at + 1}-01`) }));

test('each value is told beside the one before it and the first', () => {
  const course = courseOf(shipped('phq9'), 'total', values([18, 1], [13, 1], [9, 1]));
  expect(course.map(({ sinceLast, sinceFirst }) => [sinceLast?.verdict, sinceFirst?.verdict])).toEqual([
    [undefined, undefined],
    ['no-reliable-change', 'no-reliable-change'],
    ['no-reliable-change', 'better'],
  ]);
});

test('what was asked in another version is not compared', () => {
  const [, second, third] = courseOf(shipped('phq9'), 'total', values([18, 1], [4, 2], [17, 1]));
  expect(second?.sinceFirst).toBeNull();
  expect(third?.sinceLast).toMatchObject({ from: 18, to: 17 });
});
