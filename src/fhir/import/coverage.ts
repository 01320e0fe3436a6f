// A Coverage becomes an entry in the client's coverage: who pays, under which plan, from when to when.
// Source: HL7 FHIR R4, 13.1 Coverage.
import { childOf, childrenOf, codeOf, conceptText, type Desk, hasField, pointerTo, textOf } from './element.ts';
import { readPeriod } from './person.ts';
import type { ImportedCoverage } from './records.ts';
import { clientOf, type Find, organizationName, type Resource } from './references.ts';

export const readCoverage = (desk: Desk, find: Find, resource: Resource): ImportedCoverage | null => {
  const { element, reference } = resource;
  const status = textOf(desk, element, 'status');
  if (status === 'entered-in-error' || status === 'draft') return null;
  if (!status) desk.fault(pointerTo(element, 'status'), 'required');
  const client = clientOf(desk, find, resource, 'beneficiary');
  if (!hasField(element, 'payor')) desk.warn(element.pointer, 'coverage-without-payer');
  const payers = childrenOf(desk, element, 'payor').flatMap((payor) => {
    const found = find(resource, payor);
    // Someone may pay for themselves or for a relative; then there is no organization to name.
    return found && found.type !== 'Organization' ? [] : (organizationName(desk, find, resource, payor) ?? []);
  });
  const classes = childrenOf(desk, element, 'class').map((part) => ({
    kind: codeOf(desk, childOf(desk, part, 'type')),
    text: textOf(desk, part, 'name') ?? textOf(desk, part, 'value'),
  }));
  const classText = (kind: string) => classes.find((part) => part.kind === kind)?.text ?? null;
  const type = childOf(desk, element, 'type');
  const coverage = {
    reference,
    pointer: element.pointer,
    payer: payers[0] ?? null,
    kind: type && conceptText(desk, type),
    plan: classText('plan'),
    group: classText('group'),
    memberId: textOf(desk, element, 'subscriberId', 200) ?? textOf(desk, element, 'dependent', 200),
    ...readPeriod(desk, element),
  };
  return client && status ? { ...coverage, client, status } : null;
};
