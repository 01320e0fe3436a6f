// Every refusal leaves as a problem document (RFC 9457): what, where and by which rule, in the person's language.
import type { Refusal } from '#domain/basics/result.ts';
import { type Language, sentence } from '#words/catalogue.ts';

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly { pointer?: string; rule: string; message: string; file?: string; row?: number }[];
  readonly requestId?: string;
};

/** `extra.type` names a kind of its own, such as `second-factor`; the rest of `extra` stands beside the document. */
export const problemOf = (
  status: number,
  refusals: readonly Refusal[],
  language: Language,
  requestId: string | undefined,
  extra: Readonly<Record<string, unknown>> = {},
): Problem => {
  const errors = refusals.map(({ code, params, pointer }) => ({
    ...(pointer !== undefined && { pointer }),
    rule: code,
    message: sentence(language, `refusal.${code}`, params),
  }));
  const { type, ...beside } = extra;
  return {
    type: type ? `urn:footbridge:problem/${type}` : `urn:footbridge:problem/${refusals[0]?.code ?? status}`,
    title: sentence(language, `problem.${status}`),
    status,
    ...(errors[0] && { detail: errors[0].message }),
    ...(errors.length > 0 && { errors }),
    ...(requestId && { requestId }),
    ...beside,
  };
};
