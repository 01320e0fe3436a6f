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

// Constraints that stand for a rule people know by a sentence.
const ruleOf: Readonly<Record<string, Refusal>> = {
  enrolments_one_open: refusal('already-referred', {}, '/programmeId'),
  sittings_one_draft: refusal('sitting-draft-in-both'),
  safety_episodes_one_open: refusal('safety-open-in-both'),
};

/** A constraint of the database that no rule before it caught still names the rule, and is the caller's to mend; null for a failure of ours. */
export const refusedByDatabase = (error: Error & { code?: string; constraint?: string }): Refused | null => {
  const known = error.constraint === undefined ? undefined : ruleOf[error.constraint];
  if (known) return new Refused(409, [known]);
  switch (error.code) {
    case '23505':
    case '23P01':
      return new Refused(409, [refusal('already-there', { constraint: error.constraint ?? '' })]);
    case '23503':
      return new Refused(422, [refusal('refers-to-nothing', { constraint: error.constraint ?? '' })]);
    case '23514':
    case '22001':
    case '22003':
    case '22007':
    case '22008':
    case '22P02':
    case '22P05':
    case '22021':
      return new Refused(422, [refusal('value-not-possible', { constraint: error.constraint ?? '' })]);
    case '23001':
      return new Refused(409, [refusal('never-changed', {})]);
    case '40001':
    case '40P01':
      return new Refused(409, [refusal('try-again', {})]);
    default:
      return null;
  }
};
