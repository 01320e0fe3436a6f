/** The body of every refusal (RFC 9457), as the API and the CLI send it. */
export type ProblemDocument = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer?: string; readonly rule?: string; readonly message: string }[];
  readonly requestId?: string;
};
