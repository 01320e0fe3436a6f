import { describe, expect, it } from 'vitest';
import type { Day } from '#domain/basics/day.ts';
import { whyNotAgree } from './agreements.ts';
import { type Cover, whyNotCover, whyNotEndCover } from './care-team.ts';

const today = '2026-03-10' as Day;
const rosa = { kind: 'staff', id: 'rosa' } as const;
const cover: Cover = { owner: rosa, role: 'temporary', from: today, to: '2026-03-20' as Day };
const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);

describe('cover on the care team', () => {
  it('a colleague stands in from today until a day that is said', () => {
    expect(whyNotCover(cover, [], today)).toEqual([]);
    expect(codes(whyNotCover({ ...cover, to: null }, [], today))).toEqual(['stand-in-without-last-day']);
    expect(codes(whyNotCover({ ...cover, to: '2026-03-09' as Day }, [], today))).toEqual([
      'assignment-ends-before-it-begins',
    ]);
  });

  it('a backup needs no last day, and nobody begins before their first day has come', () => {
    expect(whyNotCover({ ...cover, role: 'backup', to: null }, [], today)).toEqual([]);
    expect(codes(whyNotCover({ ...cover, from: '2026-03-11' as Day }, [], today))).toEqual(['act-in-future']);
  });

  it('who is on the team without a last day is not added twice; who was on it before comes back', () => {
    const backup = { ...cover, role: 'backup', to: null } as const;
    expect(codes(whyNotCover(cover, [backup], today))).toEqual(['on-care-team-already']);
    expect(whyNotCover(cover, [{ ...backup, to: '2026-03-01' as Day }], today)).toEqual([]);
  });

  it('whoever answers stays on the team until the client is handed over', () => {
    expect(codes(whyNotEndCover({ ...cover, role: 'primary' }, today, today))).toEqual(['primary-follows-owner']);
    expect(whyNotEndCover(cover, today, today)).toEqual([]);
    expect(codes(whyNotEndCover(cover, '2026-03-09' as Day, today))).toEqual(['assignment-ends-before-it-begins']);
  });
});

describe('what is agreed within the model', () => {
  const enrolled = { state: 'enrolled', enrolledOn: '2026-02-01' as Day, endedOn: null };

  it('holds from a day of the enrolment, not before it and not from a day to come', () => {
    expect(whyNotAgree(enrolled, today, today)).toEqual([]);
    expect(codes(whyNotAgree(enrolled, '2026-01-31' as Day, today))).toEqual(['before-enrolment']);
    expect(codes(whyNotAgree(enrolled, '2026-03-11' as Day, today))).toEqual(['act-in-future']);
  });

  it('needs an enrolment that has begun and has not ended', () => {
    expect(codes(whyNotAgree({ ...enrolled, state: 'prospect', enrolledOn: null }, today, today))).toEqual([
      'not-enrolled-yet',
    ]);
    expect(codes(whyNotAgree({ ...enrolled, state: 'ended', endedOn: today }, today, today))).toEqual([
      'enrolment-ended',
    ]);
  });
});
