// A RelatedPerson becomes a supporter of the client: someone to call on, only with the client's consent, which is not imported.
// Source: HL7 FHIR R4, 8.2 RelatedPerson.
import { childrenOf, conceptText, type Desk } from './element.ts';
import { readAddresses, readContactDetails, readNames, readPeriod } from './person.ts';
import type { ImportedSupporter } from './records.ts';
import { clientOf, type Find, type Resource } from './references.ts';

export const readSupporter = (desk: Desk, find: Find, resource: Resource): ImportedSupporter | null => {
  const { element, reference } = resource;
  const client = clientOf(desk, find, resource, 'patient');
  const names = readNames(desk, element);
  const name = names.find(({ use }) => use === 'official' || use === 'usual') ?? names[0];
  const relationships = childrenOf(desk, element, 'relationship').flatMap(
    (concept) => conceptText(desk, concept) ?? [],
  );
  const supporter = {
    reference,
    pointer: element.pointer,
    relationships,
    contactDetails: readContactDetails(desk, element),
    addresses: readAddresses(desk, element),
    ...readPeriod(desk, element),
  };
  // FHIR allows a relative without a name; the record has no use for "mother, name unknown" and says so.
  if (!name) desk.warn(element.pointer, 'supporter-without-name');
  return client && name ? { ...supporter, client, name: { given: name.given, family: name.family } } : null;
};
