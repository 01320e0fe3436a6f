import { expect, test } from 'vitest';
import { kindsOnPaper } from './on-paper.ts';

test('a part of the chart goes on paper as the parts of the record it shows', () => {
  expect(kindsOnPaper('/clients/c1')).toContain('identity');
  expect(kindsOnPaper('/clients/c1/')).toContain('identity');
  expect(kindsOnPaper('/clients/c1/contacts')).toEqual(['contacts', 'notes']);
});

test('what has a paper of its own elsewhere is not printed as it stands', () => {
  for (const part of ['disclosures', 'requests', 'consents', 'close'])
    expect(kindsOnPaper(`/clients/c1/${part}`)).toBeNull();
});
