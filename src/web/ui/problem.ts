/** The body of every refusal (RFC 9457), as the API and the CLI send it. */
export type ProblemDocument = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer?: string; readonly rule?: string; readonly message: string }[];
  readonly requestId?: string;
};

/** The problem document an error carries, if it carries one. */
export const documentOf = (error: unknown): ProblemDocument | null =>
  typeof error === 'object' && error !== null && 'document' in error ? (error.document as ProblemDocument) : null;

/** Key of the sentence for a failure that brought none of its own: the server was not reached, or failed itself. */
export const failureKey = (document: ProblemDocument | null): string =>
  document?.status === 0 ? 'ui.error.offline' : document?.status === 429 ? 'ui.error.tooMany' : 'ui.error.unexpected';
