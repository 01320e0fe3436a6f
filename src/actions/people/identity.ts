// What registering and editing a client have in common: the rules a person's identity must keep, and how it is shown.

import type { z } from 'zod';
import type { ClientIdentityFields, ClientView } from '#contract/client.ts';
import type { Day } from '#domain/basics/day.ts';
import { refusal } from '#domain/basics/result.ts';
import { ageRangeOn, whyNotBirth } from '#domain/people/birth-and-age.ts';
import { legalName, listedName, shownName } from '#domain/people/names.ts';
import type { ClientFields, ClientRecord } from '#store/clients/records.ts';
import { Refused } from '../pipeline/refused.ts';

type Given = Pick<
  z.infer<z.ZodObject<typeof ClientIdentityFields>>,
  'givenName' | 'familyName' | 'middleName' | 'chosenName' | 'formerNames' | 'birthDate' | 'birthPrecision'
> &
  Partial<z.infer<z.ZodObject<typeof ClientIdentityFields>>>;

/** The fields as they are kept, or 422 with every rule they break. */
export const identityFrom = (given: Given, today: Day): ClientFields => {
  const fields: ClientFields = {
    givenName: given.givenName,
    familyName: given.familyName,
    middleName: given.middleName ?? null,
    chosenName: given.chosenName ?? null,
    formerNames: given.formerNames,
    pronouns: given.pronouns ?? null,
    birthDate: given.birthDate ?? null,
    birthPrecision: given.birthPrecision ?? (given.birthDate ? 'day' : 'unknown'),
    diedOn: given.diedOn ?? null,
    language: given.language ?? null,
    otherLanguages: given.otherLanguages ?? [],
    needsInterpreter: given.needsInterpreter ?? false,
    largePrint: given.largePrint ?? false,
  };
  const wrong = [
    ...(/\p{L}/u.test(`${fields.givenName} ${fields.familyName}`)
      ? []
      : [refusal('client-without-name', {}, '/givenName')]),
    ...whyNotBirth({ date: fields.birthDate, precision: fields.birthPrecision }, today),
    ...(fields.diedOn !== null && fields.diedOn > today
      ? [refusal('in-the-future', { field: 'diedOn', value: fields.diedOn }, '/diedOn')]
      : []),
    ...(fields.diedOn !== null && fields.birthDate !== null && fields.diedOn < fields.birthDate
      ? [refusal('died-before-birth', {}, '/diedOn')]
      : []),
  ];
  if (wrong.length > 0) throw new Refused(422, wrong);
  return fields;
};

export const viewOf = (record: ClientRecord, today: Day): ClientView => {
  const { segment: _, ...shown } = record;
  return {
    ...shown,
    name: shownName(record),
    listedName: listedName(record),
    legalName: legalName(record),
    formerNames: [...record.formerNames],
    otherLanguages: [...record.otherLanguages],
    identifiers: [...record.identifiers],
    age: ageRangeOn({ date: record.birthDate, precision: record.birthPrecision }, record.diedOn ?? today),
  };
};
