// What a client and a supporter have in common in FHIR: names, contact details, addresses.
// Source: HL7 FHIR R4, 2.24.0.10 HumanName, 2.24.0.13 ContactPoint, 2.24.0.12 Address.
import { childOf, childrenOf, type Desk, datedOf, type Element, textOf, textsOf, wholeNumberOf } from './element.ts';
import type { ImportedAddress, ImportedContactDetail, PartialDate } from './records.ts';

export type HumanName = { readonly use: string | null; readonly given: string; readonly family: string };

const longestName = 200;

// Some systems send only the whole name. "Family, Given" says which is which; otherwise the last word is taken as the family name
// and a person is asked to look.
const splitName = (text: string): { given: string; family: string } => {
  const comma = text.indexOf(',');
  if (comma > 0) return { given: text.slice(comma + 1).trim(), family: text.slice(0, comma).trim() };
  const space = text.lastIndexOf(' ');
  return space > 0
    ? { given: text.slice(0, space).trim(), family: text.slice(space + 1) }
    : { given: '', family: text };
};

/** Names that hold a name; titles stay out. */
export const readNames = (desk: Desk, person: Element): readonly HumanName[] =>
  childrenOf(desk, person, 'name').flatMap((name) => {
    const use = textOf(desk, name, 'use');
    const given = textsOf(desk, name, 'given', longestName).join(' ').slice(0, longestName);
    const family = textOf(desk, name, 'family', longestName) ?? '';
    if (given || family) return [{ use, given, family }];
    const text = textOf(desk, name, 'text', longestName);
    if (!text) return [];
    desk.warn(name.pointer, 'name-split', {});
    return [{ use, ...splitName(text) }];
  });

const channels: Readonly<Record<string, ImportedContactDetail['channel']>> = {
  phone: 'phone',
  sms: 'text',
  email: 'email',
  fax: 'fax',
};

/** Contact details still in use; whether and how they may be used is asked of the client, never imported. */
export const readContactDetails = (desk: Desk, person: Element): readonly ImportedContactDetail[] =>
  childrenOf(desk, person, 'telecom').flatMap((detail) => {
    const value = textOf(desk, detail, 'value', 320);
    const use = textOf(desk, detail, 'use');
    const channel = channels[textOf(desk, detail, 'system') ?? ''] ?? 'other';
    const rank = wholeNumberOf(desk, detail, 'rank');
    return value && use !== 'old' ? [{ channel, value, use, rank }] : [];
  });

export const readAddresses = (desk: Desk, person: Element): readonly ImportedAddress[] =>
  childrenOf(desk, person, 'address').flatMap((address) => {
    const lines = textsOf(desk, address, 'line');
    const part = (key: string) => textOf(desk, address, key);
    const city = part('city');
    const whole = part('text');
    const read = {
      lines: lines.length > 0 || !whole || city ? lines : [whole],
      city,
      state: part('state'),
      postalCode: part('postalCode'),
      country: part('country'),
      use: part('use'),
    };
    return read.use !== 'old' && (read.lines.length > 0 || read.city || read.postalCode) ? [read] : [];
  });

/** The days of a `period`; a moment counts as the day the agency's calendar has it. */
export const readPeriod = (
  desk: Desk,
  element: Element,
): { readonly from: PartialDate | null; readonly to: PartialDate | null } => {
  const period = childOf(desk, element, 'period');
  if (!period) return { from: null, to: null };
  const [from, to] = [datedOf(desk, period, 'start')?.date ?? null, datedOf(desk, period, 'end')?.date ?? null];
  const length = Math.min(from?.length ?? 0, to?.length ?? 0);
  if (from && to && to.slice(0, length) < from.slice(0, length))
    desk.fault(period.pointer, 'ends-before-start', { from, to });
  return { from, to };
};
