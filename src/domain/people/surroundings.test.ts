import { expect, it } from 'vitest';
import type { Id } from '#domain/basics/id.ts';
import { whyNotBlock } from './staff-block.ts';
import { whyNotLink } from './surroundings.ts';

const [ana, luis] = ['ana', 'luis'] as [Id, Id];
const links = [{ kind: 'family', other: { id: luis } }];

it('two people are linked once in each way, and nobody with themself', () => {
  expect(whyNotLink(ana, luis, 'household', links)).toEqual([]);
  expect(whyNotLink(ana, luis, 'family', links).map(({ code }) => code)).toEqual(['linked-already']);
  expect(whyNotLink(ana, ana, 'family', []).map(({ code }) => code)).toEqual(['linked-to-itself']);
});

it('whoever answers for the person is kept away only once another has taken over', () => {
  expect(whyNotBlock({ isBlocked: false, ownsWork: true }).map(({ code }) => code)).toEqual(['hand-over-first']);
  expect(whyNotBlock({ isBlocked: true, ownsWork: false }).map(({ code }) => code)).toEqual(['staff-blocked-already']);
  expect(whyNotBlock({ isBlocked: false, ownsWork: false })).toEqual([]);
});
