// An action that may not or cannot be done ends with one of these; the caller turns it into a problem document.
import { type Refusal, type Result, refusal } from '#domain/basics/result.ts';

/** 403 known but not allowed · 404 absent or not to be known · 409 the state forbids it · 412 stale version · 422 a field breaks a rule. */
export type RefusedStatus = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 422 | 429;

export class Refused extends Error {
  readonly status: RefusedStatus;
  readonly refusals: readonly Refusal[];
  /** What stands beside the problem: both sides of a version conflict, possible duplicates, seconds to wait. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: RefusedStatus, refusals: readonly Refusal[], extra: Readonly<Record<string, unknown>> = {}) {
    super(refusals.map(({ code }) => code).join(', '));
    this.status = status;
    this.refusals = refusals;
    this.extra = extra;
  }
}

export const notFound = (): Refused => new Refused(404, [refusal('not-found')]);

export const conflict = (code: string, params?: Refusal['params'], pointer?: string): Refused =>
  new Refused(409, [refusal(code, params, pointer)]);

export const invalid = (code: string, params?: Refusal['params'], pointer?: string): Refused =>
  new Refused(422, [refusal(code, params, pointer)]);

/** Goes on where a rule gives no reason against it. Refusals become 422 where they point at a field, 409 where the state forbids. */
export const allow = (refusals: readonly Refusal[]): void => {
  if (refusals.length === 0) return;
  throw new Refused(refusals.some(({ pointer }) => pointer !== undefined) ? 422 : 409, refusals);
};

/** The value of a domain result, or its refusals. */
export const granted = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  allow(result.refusals);
  throw new Refused(409, result.refusals);
};

/** The row, or 404. */
export const found = <T>(row: T | undefined | null): T => {
  if (row === undefined || row === null) throw notFound();
  return row;
};
