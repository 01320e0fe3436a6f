// Resources point at one another by `urn:uuid:…`, by `Type/id`, by full URL, by `#contained` or by an identifier. Whom something
// belongs to must be found in the same file, or the file is refused: a stay must not land on the wrong person or on none.
// Source: HL7 FHIR R4, 2.36.4.1 Resolving references in Bundles; 2.3.0.1 Reference.
import { childOf, childrenOf, type Desk, type Element, hasField, pointerTo, textOf } from './element.ts';
import type { SourceReference } from './records.ts';

export type Resource = {
  readonly type: string;
  readonly id: string | null;
  readonly fullUrl: string | null;
  readonly element: Element;
  readonly reference: SourceReference;
};

/** The resource a reference of `from` points at, or null. */
export type Find = (from: Resource, reference: Element) => Resource | null;

const withoutVersion = (text: string) => text.replace(/\/_history\/[^/]*$/, '');

/** Finds what references point at; also faults two resources that share a name, since either could be meant. */
export const resourcesByReference = (desk: Desk, resources: readonly Resource[]): Find => {
  const byName = new Map<string, Resource>();
  const byIdentifier = new Map<string, Resource>();
  for (const resource of resources) {
    const { element, fullUrl, id, type } = resource;
    const names = new Set<string>();
    if (fullUrl) names.add(withoutVersion(fullUrl));
    if (id) names.add(`${type}/${id}`);
    for (const name of names) {
      if (byName.has(name)) desk.fault(element.pointer, 'duplicate-resource', { reference: name });
      else byName.set(name, resource);
    }
    // Only of what may be pointed at this way; other types may hold anything under that name.
    if (type !== 'Patient' && type !== 'Organization') continue;
    for (const identifier of childrenOf(desk, element, 'identifier')) {
      const [system, value] = [textOf(desk, identifier, 'system'), textOf(desk, identifier, 'value')];
      if (value) byIdentifier.set(`${type}|${system ?? ''}|${value}`, resource);
    }
  }
  return (from, reference) => {
    const text = textOf(desk, reference, 'reference');
    if (text?.startsWith('#')) {
      const contained = childrenOf(desk, from.element, 'contained').find(
        (element) => textOf(desk, element, 'id') === text.slice(1),
      );
      const type = contained && textOf(desk, contained, 'resourceType');
      return contained && type ? { type, id: null, fullUrl: null, element: contained, reference: text } : null;
    }
    if (text) {
      const name = withoutVersion(text);
      const conditional = /^(Patient|Organization)\?identifier=(?:([^|]*)\|)?(.*)$/.exec(name);
      if (conditional) return byIdentifier.get(`${conditional[1]}|${conditional[2] ?? ''}|${conditional[3]}`) ?? null;
      return byName.get(name) ?? byName.get(name.split('/').slice(-2).join('/')) ?? null;
    }
    const identifier = childOf(desk, reference, 'identifier');
    const value = identifier && textOf(desk, identifier, 'value');
    if (!identifier || !value) return null;
    const system = textOf(desk, identifier, 'system') ?? '';
    return (
      byIdentifier.get(`Patient|${system}|${value}`) ?? byIdentifier.get(`Organization|${system}|${value}`) ?? null
    );
  };
};

/** The client a resource belongs to; a fault when there is none in the file. */
export const clientOf = (desk: Desk, find: Find, resource: Resource, key: string): SourceReference | null => {
  const { element } = resource;
  if (!hasField(element, key)) {
    desk.fault(pointerTo(element, key), 'required');
    return null;
  }
  const reference = childOf(desk, element, key);
  if (!reference) return null;
  const found = find(resource, reference);
  if (found?.type === 'Patient') return found.reference;
  const named = textOf(desk, reference, 'reference') ?? textOf(desk, reference, 'display') ?? '';
  if (found)
    desk.fault(pointerTo(element, key), 'reference-type', { reference: named, found: found.type, expected: 'Patient' });
  else desk.fault(pointerTo(element, key), 'dangling-reference', { reference: named });
  return null;
};

/** The name of an organization pointed at: from the file, else as the reference itself displays it; warned of when neither says. */
export const organizationName = (desk: Desk, find: Find, resource: Resource, reference: Element): string | null => {
  const found = find(resource, reference);
  const name =
    (found?.type === 'Organization' ? textOf(desk, found.element, 'name') : null) ?? textOf(desk, reference, 'display');
  if (!name && !found)
    desk.warn(reference.pointer, 'dangling-reference', { reference: textOf(desk, reference, 'reference') ?? '' });
  return name;
};
