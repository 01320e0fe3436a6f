import { expect, it } from 'vitest';
import type { AssessmentView } from '#contract/assessment.ts';
import { adoptIds, bodyFrom, emptyDomain, formFrom, newNeed, newStrength, progressOf } from './form.ts';

const view: AssessmentView = {
  id: 'a',
  clientId: 'c',
  cycleId: 'y',
  cycleNumber: 1,
  kind: 'comprehensive',
  day: '2026-11-25',
  state: 'draft',
  author: { id: 's', name: 'Ana' },
  signedAt: null,
  signedBy: null,
  prefilledFrom: null,
  errorReason: null,
  version: '1',
  summary: null,
  informants: null,
  domainList: [
    { code: 'housing', label: null },
    { code: 'work', label: null },
  ],
  domains: {},
  addenda: [],
  missing: [],
};

it('a domain nobody wrote in is not sent', () => {
  const form = formFrom(view);
  expect(Object.keys(form.domains)).toEqual(['housing', 'work']);
  expect(bodyFrom(form).domains).toEqual({});
});

it('a need written before the answer came keeps its place and takes the id the record gave', () => {
  const need = { ...newNeed('unmet'), label: 'A home' };
  const strength = newStrength('Her sister');
  const form = formFrom(view);
  const sent = {
    ...form,
    domains: { ...form.domains, housing: { ...emptyDomain, needs: [need], strengths: [strength] } },
  };
  const later = newNeed('unmet');
  const now = { ...sent, domains: { ...sent.domains, housing: { ...sent.domains.housing, needs: [later, need] } } };
  const { key: _, id: __, ...plain } = need;
  const { key: ___, id: ____, ...plainStrength } = strength;
  const saved: AssessmentView = {
    ...view,
    domains: {
      housing: { ...emptyDomain, needs: [{ ...plain, thread: 'n1' }], strengths: [{ ...plainStrength, id: 's1' }] },
    },
  };
  const adopted = adoptIds(now as never, sent as never, saved);
  expect(adopted.domains.housing?.needs.map(({ key, id }) => [key, id])).toEqual([
    [later.key, null],
    [need.key, 'n1'],
  ]);
  expect(bodyFrom(adopted).domains.housing?.strengths[0]).toMatchObject({ id: 's1', text: 'Her sister' });
});

it('what was carried over counts as talked about only once it was', () => {
  expect(progressOf(emptyDomain)).toBe('not-yet');
  expect(progressOf({ ...emptyDomain, situation: 'As last time' })).toBe('carried-over');
  expect(progressOf({ ...emptyDomain, situation: 'As last time', discussed: true })).toBe('discussed');
  expect(progressOf({ ...emptyDomain, needs: [newNeed('unknown')] })).toBe('discussed');
});
