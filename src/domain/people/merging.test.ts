import { describe, expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import { mergedIdentity, whyNotMerge } from './merging.ts';

const person = (more: object = {}) => ({
  givenName: 'Guadalupe',
  familyName: 'Reyes',
  middleName: null,
  chosenName: null,
  formerNames: [] as string[],
  pronouns: null,
  birthDate: null,
  birthPrecision: 'unknown' as const,
  diedOn: null,
  language: null,
  otherLanguages: [] as string[],
  needsInterpreter: false,
  largePrint: false,
  ...more,
});

describe('two records of one person', () => {
  const fine = { isSame: false, isLinked: true, openInBoth: [], residencesOverlapFrom: null };
  test.each([
    ['linked, and nothing stands twice', {}, []],
    ['one record named twice', { isSame: true }, ['linked-to-itself']],
    ['nobody has said that they are one', { isLinked: false }, ['merge-not-linked']],
    ['open twice in two programmes', { openInBoth: ['River', 'Hill'] }, ['merge-open-in-both', 'merge-open-in-both']],
    ['living in two places at once', { residencesOverlapFrom: day('2026-01-01') }, ['merge-residences-overlap']],
  ])('%s', (_, more, codes) => {
    expect(whyNotMerge({ ...fine, ...more }).map(({ code }) => code)).toEqual(codes);
  });

  test('the names of the one that goes stay findable, each once', () => {
    const stays = person({ chosenName: 'Lupe', formerNames: ['Guadalupe Ortiz'] });
    const goes = person({ familyName: 'Ortíz', chosenName: 'Lupita', formerNames: ['guadalupe ortiz', 'Lupe Reyes'] });
    expect(mergedIdentity(stays, goes).formerNames).toEqual(['Guadalupe Ortiz', 'Guadalupe Ortíz', 'Lupita Ortíz']);
    expect(mergedIdentity(stays, goes)).toMatchObject({
      givenName: 'Guadalupe',
      familyName: 'Reyes',
      chosenName: 'Lupe',
    });
  });

  test('what only the other record knew is kept; what both say is the first one’s', () => {
    const stays = person({ language: 'es', birthDate: null });
    const goes = person({
      language: 'en',
      otherLanguages: ['es', 'qu'],
      birthDate: day('1980-01-01'),
      birthPrecision: 'year',
      pronouns: 'she/her',
      needsInterpreter: true,
    });
    expect(mergedIdentity(stays, goes)).toMatchObject({
      language: 'es',
      otherLanguages: ['en', 'qu'],
      birthDate: '1980-01-01',
      birthPrecision: 'year',
      pronouns: 'she/her',
      needsInterpreter: true,
    });
  });
});
