import { describe, expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import type { Result } from '#domain/basics/result.ts';
import { deadlinesOf, extend, type LegalRequest } from './legal-clocks.ts';
import { cancelTask, completeTask, handTask, reopenTask, type Task, whyNotSetTask } from './tasks.ts';

const today = day('2026-06-01');
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusals[0]?.code);

describe('a request to see or amend the record', () => {
  const access: LegalRequest = { kind: 'access-request', requestedOn: day('2026-03-01'), extension: null };
  const amendment: LegalRequest = { ...access, kind: 'amendment-request' };
  const notice = (on: string) => ({ on: day(on), reason: 'Paper files from 1998 are in storage' });
  test('access is answered within 30 days, amendment within 60', () => {
    expect(deadlinesOf(access).dueBy).toBe('2026-03-31');
    expect(deadlinesOf(amendment).dueBy).toBe('2026-04-30');
  });
  test('each is extended once, by 30 days, with a reason, and within the first term', () => {
    const extended = extend(access, notice('2026-03-31'));
    expect(extended.ok && deadlinesOf(extended.value)).toEqual({ firstDueBy: '2026-03-31', dueBy: '2026-04-30' });
    expect(extended.ok && code(extend(extended.value, notice('2026-03-31')))).toBe('request-extended-already');
    expect(code(extend(access, notice('2026-04-01')))).toBe('extension-too-late');
    expect(code(extend(access, notice('2026-02-28')))).toBe('extension-before-request');
    expect(code(extend(access, { on: day('2026-03-10'), reason: ' ' }))).toBe('extension-without-reason');
    const later = extend(amendment, notice('2026-04-30'));
    expect(later.ok && deadlinesOf(later.value).dueBy).toBe('2026-05-30');
  });
});

describe('a task', () => {
  const call: Task = {
    kind: 'task',
    title: 'Call the landlord',
    owner: { kind: 'staff', id: 'rosa' },
    dueBy: today,
    state: 'open',
    doneOn: null,
    outcome: null,
  };
  const request: Task = { ...call, kind: 'access-request', title: 'Copy of the record' };
  test('is done once, and can be taken back', () => {
    const done = completeTask(call, today, '', today);
    expect(done).toMatchObject({ ok: true, value: { state: 'done', doneOn: today } });
    if (!done.ok) return;
    expect(code(completeTask(done.value, today, '', today))).toBe('task-done-already');
    expect(reopenTask(done.value)).toEqual({ ok: true, value: call });
    expect(code(reopenTask(call))).toBe('task-open-already');
    expect(code(completeTask(call, day('2026-06-02'), '', today))).toBe('task-done-in-future');
  });
  test("a client's request ends with an answer, and only the client takes it back", () => {
    expect(code(completeTask(request, today, ' ', today))).toBe('answer-missing');
    expect(code(completeTask(request, today, 'Copy handed over', today))).toBe('ok');
    const why = { reason: 'No longer wanted', takenBackByClient: false };
    expect(code(cancelTask(request, today, why, today))).toBe('clients-right-not-cancelled');
    expect(code(cancelTask(request, today, { ...why, takenBackByClient: true }, today))).toBe('ok');
    expect(code(cancelTask(call, today, { ...why, reason: '' }, today))).toBe('cancelling-needs-reason');
  });
  test('changes hands while it is open', () => {
    expect(code(handTask(call, { kind: 'team', id: 'act' }))).toBe('ok');
    expect(code(handTask(call, call.owner))).toBe('task-owner-already');
    expect(code(handTask({ ...call, state: 'cancelled', doneOn: today }, { kind: 'team', id: 'act' }))).toBe(
      'task-cancelled-already',
    );
  });
  test('has a title, and the law sets the day of a legal request', () => {
    expect(whyNotSetTask(call)).toEqual([]);
    expect(whyNotSetTask({ ...request, title: '' }).map((each) => each.code)).toEqual([
      'task-without-title',
      'legal-deadline-is-fixed',
    ]);
  });
});
