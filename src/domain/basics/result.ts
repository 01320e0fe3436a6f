// A rule that says no gives its reason as a code with parameters; the sentence lives in `words`, in the person's language.

/** Why something may not be done. `code` is a key in `words` (`refusal.<code>`), `pointer` a JSON pointer to the field at fault. */
export type Refusal = {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly pointer?: string;
};

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

export const done = <T>(value: T): Result<T> => ({ ok: true, value });

export const refused = (...refusals: Refusal[]): Result<never> => ({ ok: false, refusals });

export const refusal = (code: string, params?: Refusal['params'], pointer?: string): Refusal => ({
  code,
  ...(params && { params }),
  ...(pointer !== undefined && { pointer }),
});
