// A Condition is kept as another agency's diagnosis: code, words, since when. Refuted ones and those entered in error are not taken.
// Source: HL7 FHIR R4, 9.2 Condition.
import { childOf, codeOf, codingsOf, conceptText, type Desk, datedOf, pointerTo } from './element.ts';
import type { ImportedCondition, PartialDate } from './records.ts';
import { clientOf, type Find, type Resource } from './references.ts';

export const readCondition = (desk: Desk, find: Find, resource: Resource): ImportedCondition | null => {
  const { element, reference } = resource;
  const verification = codeOf(desk, childOf(desk, element, 'verificationStatus'));
  if (verification === 'refuted' || verification === 'entered-in-error') return null;
  const client = clientOf(desk, find, resource, 'subject');
  const concept = childOf(desk, element, 'code');
  const display = concept && conceptText(desk, concept);
  const [coding] = codingsOf(desk, concept);
  if (!display) desk.fault(pointerTo(element, 'code'), 'required');
  const clinicalStatus = codeOf(desk, childOf(desk, element, 'clinicalStatus'));
  const start = childOf(desk, element, 'onsetPeriod');
  const end = childOf(desk, element, 'abatementPeriod');
  const dates: Record<'onset' | 'abatement' | 'recorded', PartialDate | null> = {
    onset: (datedOf(desk, element, 'onsetDateTime') ?? (start && datedOf(desk, start, 'start')))?.date ?? null,
    abatement: (datedOf(desk, element, 'abatementDateTime') ?? (end && datedOf(desk, end, 'end')))?.date ?? null,
    recorded: datedOf(desk, element, 'recordedDate')?.date ?? null,
  };
  if (!client || !display) return null;
  return {
    reference,
    pointer: element.pointer,
    client,
    system: coding?.system ?? null,
    code: coding?.code ?? null,
    display,
    clinicalStatus,
    verification,
    ...dates,
  };
};
