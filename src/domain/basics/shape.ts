// A definition comes from a file or an administrator's form, so nothing about it is trusted: each field is checked, and each
// fault is named by its JSON pointer. A field the definition does not know is a fault too: a misspelt rule must not be ignored.
import { type Refusal, refusal } from '#domain/basics/result.ts';

/** Adds the faults of `value`, which stands at `pointer`. Typed with what a faultless value is. */
export type Shape<T> = ((value: unknown, pointer: string, faults: Refusal[]) => void) & { readonly holds?: T };

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text =
  (maximum: number): Shape<string> =>
  (value, pointer, faults) => {
    if (typeof value !== 'string' || !value.trim()) faults.push(refusal('definition-text-missing', {}, pointer));
    else if (value.length > maximum) faults.push(refusal('definition-text-too-long', { maximum }, pointer));
  };

/** Lower-case words joined by hyphens. */
export const code: Shape<string> = (value, pointer, faults) => {
  if (typeof value !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) || value.length > 60)
    faults.push(refusal('definition-not-a-code', {}, pointer));
};

export const oneOf =
  <T extends string>(...allowed: readonly T[]): Shape<T> =>
  (value, pointer, faults) => {
    if (!allowed.some((each) => each === value))
      faults.push(
        refusal(
          'definition-unknown-value',
          { value: String(value).slice(0, 60), allowed: allowed.join(', ') },
          pointer,
        ),
      );
  };

export const truth: Shape<boolean> = (value, pointer, faults) => {
  if (typeof value !== 'boolean') faults.push(refusal('definition-not-yes-or-no', {}, pointer));
};

/** Where only one of the two is worth saying. */
export const only =
  <T extends boolean>(allowed: T): Shape<T> =>
  (value, pointer, faults) => {
    if (value !== allowed)
      faults.push(
        refusal('definition-unknown-value', { value: String(value).slice(0, 60), allowed: String(allowed) }, pointer),
      );
  };

export const number =
  (minimum: number, maximum: number): Shape<number> =>
  (value, pointer, faults) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      faults.push(refusal('definition-not-a-number', {}, pointer));
    else if (value < minimum || value > maximum)
      faults.push(refusal('definition-out-of-range', { minimum, maximum }, pointer));
  };

export const whole =
  (minimum: number, maximum: number): Shape<number> =>
  (value, pointer, faults) => {
    if (typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value))
      faults.push(refusal('definition-not-whole', {}, pointer));
    else number(minimum, maximum)(value, pointer, faults);
  };

export const orNull =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value, pointer, faults) => {
    if (value !== null) shape(value, pointer, faults);
  };

export const list =
  <T>(shape: Shape<T>, minimum = 0, maximum = 100): Shape<readonly T[]> =>
  (value, pointer, faults) => {
    if (!Array.isArray(value)) faults.push(refusal('definition-not-a-list', {}, pointer));
    else if (value.length < minimum) faults.push(refusal('definition-list-too-short', { minimum }, pointer));
    else if (value.length > maximum) faults.push(refusal('definition-list-too-long', { maximum }, pointer));
    else for (const [index, each] of value.entries()) shape(each, `${pointer}/${index}`, faults);
  };

/** A list in which no value comes twice. */
export const set =
  <T extends string>(shape: Shape<T>, minimum = 0): Shape<readonly T[]> =>
  (value, pointer, faults) => {
    list(shape, minimum)(value, pointer, faults);
    if (Array.isArray(value)) duplicates(value, pointer, faults);
  };

/** Names each value that stood in the list before. */
export const duplicates = (values: readonly unknown[], pointer: string, faults: Refusal[], field = ''): void => {
  for (const [index, value] of values.entries())
    if (values.indexOf(value) < index)
      faults.push(
        refusal('definition-duplicate', { value: String(value).slice(0, 60) }, `${pointer}/${index}${field}`),
      );
};

type Optional<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/** `optional` are the fields that may be left out. */
export const record =
  <T extends object>(
    fields: { readonly [K in Exclude<keyof T, Optional<T>>]: Shape<T[K]> },
    optional?: { readonly [K in Optional<T>]: Shape<Exclude<T[K], undefined>> },
  ): Shape<T> =>
  (value, pointer, faults) => {
    if (!isObject(value)) {
      faults.push(refusal('definition-not-an-object', {}, pointer));
      return;
    }
    for (const [name, shape] of Object.entries(fields) as [string, Shape<unknown>][])
      if (Object.hasOwn(value, name)) shape(value[name], `${pointer}/${name}`, faults);
      else faults.push(refusal('definition-field-missing', { field: name }, `${pointer}/${name}`));
    for (const [name, shape] of Object.entries(optional ?? {}) as [string, Shape<unknown>][])
      if (Object.hasOwn(value, name)) shape(value[name], `${pointer}/${name}`, faults);
    for (const name of Object.keys(value))
      if (!Object.hasOwn(fields, name) && !Object.hasOwn(optional ?? {}, name))
        faults.push(
          refusal('definition-unknown-field', { field: name.slice(0, 60) }, `${pointer}/${name.slice(0, 60)}`),
        );
  };

/** An object from any key to values of one shape. */
export const dictionary =
  <T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  (value, pointer, faults) => {
    if (!isObject(value)) faults.push(refusal('definition-not-an-object', {}, pointer));
    else for (const [key, each] of Object.entries(value)) shape(each, `${pointer}/${key.slice(0, 60)}`, faults);
  };
