// A Patient becomes a client. The name by which the person goes ("usual", "nickname") is the chosen name beside the official one;
// maiden and old names are former names.
// Source: HL7 FHIR R4, 8.1 Patient; US Core 6.1 (interpreter needed); HL7 Individual Pronouns extension.
import { whyNotBirth } from '#domain/people/birth-and-age.ts';
import { birthFrom } from '#domain/people/client-identity.ts';
import {
  booleanOf,
  childOf,
  childrenOf,
  codingsOf,
  conceptText,
  type Desk,
  datedOf,
  type Element,
  extensionOf,
  hasField,
  pointerTo,
  textOf,
} from './element.ts';
import { type HumanName, readAddresses, readContactDetails, readNames } from './person.ts';
import type { ImportedClient, ImportedIdentifier, ImportedLanguage } from './records.ts';
import type { Resource } from './references.ts';

const genders = ['male', 'female', 'other', 'unknown'];

/** The name on papers: the official one; else one without a use; else any that is not former. */
const legalNameAmong = (names: readonly HumanName[]): HumanName | undefined =>
  names.find((name) => name.use === 'official') ??
  names.find((name) => name.use === null) ??
  names.find((name) => name.use === 'usual') ??
  names.find((name) => !['maiden', 'old'].includes(name.use ?? '')) ??
  names[0];

const chosenNameAmong = (names: readonly HumanName[], legal: HumanName): string | null => {
  const chosen =
    names.find((name) => name.use === 'usual' && name !== legal) ??
    names.find((name) => name.use === 'nickname' && name !== legal);
  if (!chosen) return null;
  const family = chosen.family === legal.family ? '' : chosen.family;
  const full = [chosen.given || (family ? '' : chosen.family), family].filter(Boolean).join(' ');
  return full === legal.given ? null : full;
};

const readIdentifiers = (desk: Desk, patient: Element): readonly ImportedIdentifier[] =>
  childrenOf(desk, patient, 'identifier').flatMap((identifier) => {
    const value = textOf(desk, identifier, 'value', 200);
    if (!value) return [];
    const type = childOf(desk, identifier, 'type');
    return [{ system: textOf(desk, identifier, 'system') ?? '', value, type: type && conceptText(desk, type) }];
  });

const canonicalTag = (code: string): string | null => {
  try {
    return Intl.getCanonicalLocales(code)[0] ?? null;
  } catch {
    return null;
  }
};

const readLanguages = (desk: Desk, patient: Element): readonly ImportedLanguage[] =>
  childrenOf(desk, patient, 'communication').flatMap((communication) => {
    const language = childOf(desk, communication, 'language');
    if (!language) return [];
    const tag = codingsOf(desk, language)
      .map(({ code }) => canonicalTag(code))
      .find((found) => found !== null);
    const text = conceptText(desk, language);
    if (!tag && text) desk.warn(language.pointer, 'language-without-tag', { value: text });
    return tag || text
      ? [{ tag: tag ?? null, text, preferred: booleanOf(desk, communication, 'preferred') ?? false }]
      : [];
  });

const interpreterNeeded = (desk: Desk, patient: Element): boolean | null => {
  const required = extensionOf(desk, patient, 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired');
  if (required) return booleanOf(desk, required, 'valueBoolean');
  const needed = extensionOf(
    desk,
    patient,
    'http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed',
  );
  const coding = needed && childOf(desk, needed, 'valueCoding');
  const code = coding && textOf(desk, coding, 'code');
  // SNOMED CT 373066001 yes, 373067005 no.
  return code === '373066001' ? true : code === '373067005' ? false : null;
};

const readPronouns = (desk: Desk, patient: Element): string | null => {
  const extension = extensionOf(desk, patient, 'http://hl7.org/fhir/StructureDefinition/individual-pronouns');
  const parts = extension ? childrenOf(desk, extension, 'extension') : [];
  const value = parts.map((part) => childOf(desk, part, 'valueCodeableConcept')).find((part) => part !== null);
  return value ? conceptText(desk, value) : null;
};

const readDeath = (desk: Desk, patient: Element): ImportedClient['deceased'] => {
  if (hasField(patient, 'deceasedDateTime')) {
    const died = datedOf(desk, patient, 'deceasedDateTime', true);
    return { on: died?.date ?? null };
  }
  return booleanOf(desk, patient, 'deceasedBoolean') ? { on: null } : null;
};

export const readClient = (desk: Desk, resource: Resource): ImportedClient | null => {
  const { element, reference } = resource;
  const names = readNames(desk, element);
  const legal = legalNameAmong(names);
  if (!legal) desk.fault(pointerTo(element, 'name'), 'required');

  const born = datedOf(desk, element, 'birthDate', true);
  if (born?.at) desk.fault(pointerTo(element, 'birthDate'), 'date', { value: born.at });
  const birth = born && birthFrom(born.date);
  for (const { code, params } of birth ? whyNotBirth(birth, desk.today) : [])
    desk.fault(pointerTo(element, 'birthDate'), code, { ...params, value: born?.date ?? '' });
  const gender = textOf(desk, element, 'gender');
  if (gender && !genders.includes(gender))
    desk.fault(pointerTo(element, 'gender'), 'not-in-list', { value: gender, allowed: genders.join(', ') });

  const client = {
    reference,
    pointer: element.pointer,
    birthDate: born?.date ?? null,
    administrativeGender: gender,
    pronouns: readPronouns(desk, element),
    languages: readLanguages(desk, element),
    interpreterNeeded: interpreterNeeded(desk, element),
    contactDetails: readContactDetails(desk, element),
    addresses: readAddresses(desk, element),
    identifiers: readIdentifiers(desk, element),
    deceased: readDeath(desk, element),
  };
  if (client.deceased?.on && born && client.deceased.on < born.date.slice(0, client.deceased.on.length))
    desk.fault(pointerTo(element, 'deceasedDateTime'), 'before-birth', { value: client.deceased.on });
  if (!legal) return null;
  return {
    ...client,
    name: { given: legal.given, family: legal.family },
    chosenName: chosenNameAmong(names, legal),
    formerNames: names
      .filter((name) => name !== legal && (name.use === 'maiden' || name.use === 'old'))
      .map(({ given, family }) => ({ given, family })),
  };
};
