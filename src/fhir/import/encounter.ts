// Past stays: Encounters in which the person was in a hospital bed or an emergency department. Class IMP (inpatient) with its kinds
// ACUTE and NONACUTE, EMER, and OBSENC: under observation a person is kept in hospital, whatever the bill calls it, and the
// hospital-readmission measure counts it with the admissions (NCQA HEDIS PCR). Ambulatory, home and virtual visits are other
// people's contacts and are counted as ignored; so are planned, cancelled and mistaken encounters.
// Source: HL7 FHIR R4, 8.11 Encounter; HL7 v3 ActCode ActEncounterCode.
import {
  childOf,
  childrenOf,
  codingsOf,
  conceptText,
  type Desk,
  datedOf,
  type Element,
  pointerTo,
  textOf,
} from './element.ts';
import type { ImportedStay } from './records.ts';
import { clientOf, type Find, organizationName, type Resource } from './references.ts';

const classes: Readonly<Record<string, ImportedStay['class']>> = {
  IMP: 'inpatient',
  ACUTE: 'inpatient',
  NONACUTE: 'inpatient',
  EMER: 'emergency',
  OBSENC: 'observation',
};
const notYetOrNever = ['planned', 'cancelled', 'entered-in-error'];
const stillThere = ['arrived', 'triaged', 'in-progress', 'onleave'];
const statuses = [...notYetOrNever, ...stillThere, 'finished', 'unknown'];

// SNOMED CT psychiatry, child and adolescent, forensic and old-age psychiatry; words for senders that do not code the service.
const psychiatricServices: ReadonlySet<string> = new Set([
  '394587001',
  '394588006',
  '310116000',
  '310117009',
  '310118004',
  '310119007',
]);
const psychiatricWords = /psychiatr|psiqui[aá]tr|behaviou?ral health|mental health|salud mental/i;
const mentalDisorder = /^F[0-9]{2}/;

const settingOf = (
  desk: Desk,
  encounter: Element,
  stayClass: ImportedStay['class'],
): Pick<ImportedStay, 'setting' | 'settingBasis'> => {
  if (stayClass === 'emergency') return { setting: 'emergency', settingBasis: 'stated' };
  const service = childOf(desk, encounter, 'serviceType');
  const kinds = [...(service ? [service] : []), ...childrenOf(desk, encounter, 'type')];
  for (const concept of kinds)
    if (
      codingsOf(desk, concept).some(({ code }) => psychiatricServices.has(code)) ||
      psychiatricWords.test(conceptText(desk, concept) ?? '')
    )
      return { setting: 'psychiatric', settingBasis: 'stated' };
  const reasonCodes = childrenOf(desk, encounter, 'reasonCode').flatMap((concept) => codingsOf(desk, concept));
  const isMental = reasonCodes.some(({ system, code }) => system?.includes('icd-10') && mentalDisorder.test(code));
  return { setting: isMental ? 'psychiatric' : 'medical', settingBasis: 'inferred' };
};

/** A stay, or null for an Encounter that is none. */
export const readStay = (desk: Desk, find: Find, resource: Resource): ImportedStay | null => {
  const { element, reference } = resource;
  const coding = childOf(desk, element, 'class');
  const code = coding && textOf(desk, coding, 'code');
  if (!code) desk.fault(pointerTo(element, 'class'), 'required');
  const stayClass = code && Object.hasOwn(classes, code) ? classes[code] : undefined;
  if (!stayClass) return null;

  const status = textOf(desk, element, 'status');
  if (!status) desk.fault(pointerTo(element, 'status'), 'required');
  else if (!statuses.includes(status))
    desk.fault(pointerTo(element, 'status'), 'not-in-list', { value: status, allowed: statuses.join(', ') });
  if (!status || notYetOrNever.includes(status)) return null;

  const client = clientOf(desk, find, resource, 'subject');
  const period = childOf(desk, element, 'period');
  const start = period && datedOf(desk, period, 'start', true);
  const end = period && datedOf(desk, period, 'end', true);
  if (
    period &&
    start &&
    end &&
    (start.at && end.at ? end.at < start.at : end.date < start.date.slice(0, end.date.length))
  )
    desk.fault(period.pointer, 'ends-before-start', { from: start.date, to: end.date });

  const provider = childOf(desk, element, 'serviceProvider');
  const [location] = childrenOf(desk, element, 'location');
  const locationReference = location ? childOf(desk, location, 'location') : null;
  const hospitalization = childOf(desk, element, 'hospitalization');
  const disposition = hospitalization && childOf(desk, hospitalization, 'dischargeDisposition');
  const stay = {
    reference,
    pointer: element.pointer,
    class: stayClass,
    ...settingOf(desk, element, stayClass),
    admittedAt: start?.at ?? null,
    dischargedAt: end?.at ?? null,
    place:
      (provider && organizationName(desk, find, resource, provider)) ??
      (locationReference && textOf(desk, locationReference, 'display')),
    reasons: childrenOf(desk, element, 'reasonCode').flatMap((concept) => conceptText(desk, concept) ?? []),
    disposition: disposition && conceptText(desk, disposition),
  };
  // The ledger of stays is kept by the day; a stay whose days are not known cannot be laid beside the others, and one that is
  // over but has no end would leave the person in hospital for good.
  const isOver = !stillThere.includes(status);
  if (!start?.day || (isOver && !end?.day)) {
    desk.warn(element.pointer, 'stay-without-days', { status });
    return null;
  }
  return client ? { ...stay, client, from: start.day, to: end?.day ?? null } : null;
};
