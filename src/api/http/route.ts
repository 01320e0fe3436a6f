// A route is data: a method, an address and the action it performs. The server, the OpenAPI document and the access matrix all
// read the same table.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Action } from '#actions/pipeline/define.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Nothing anybody types comes near it; what does not fit is read no further. */
export const usualBodyLimit = 2_000_000;

export type Route = {
  readonly method: Method;
  /** With `{name}` for parameters, as OpenAPI writes them. */
  readonly path: string;
  // biome-ignore lint/suspicious/noExplicitAny: a table of actions whose inputs differ
  readonly action: Action<any, any>;
  /** 200 unless said otherwise. */
  readonly status?: 200 | 201 | 202 | 204;
  /** Where the answer carries a version, the ETag it is sent with. */
  readonly etag?: (value: never) => string | null;
  readonly location?: (value: never) => string;
  /** Where the answer is no JSON but a file: what leaves so has passed `disclose` (src/api/proofs/ways-out.test.ts). */
  readonly file?: (value: never) => Promise<AnsweredFile>;
  /** Bytes of the body, where more than usual is meant to come: it is read only for somebody who may do the action. */
  readonly bodyLimit?: number;
};

export type AnsweredFile = {
  readonly mediaType: string;
  /** Says nothing of whom it is about: names of files are kept in logs and lists. */
  readonly name: string;
  readonly bytes: Uint8Array;
};

export const route = <Input, Output>(
  method: Method,
  path: string,
  action: Action<Input, Output>,
  more: {
    status?: Route['status'];
    etag?: (value: Output) => string | null;
    location?: (value: Output) => string;
    file?: (value: Output) => Promise<AnsweredFile>;
    bodyLimit?: number;
  } = {},
): Route => ({ method, path, action, ...more }) as Route;

/** A route that is no action: sign-in, health, the OpenAPI document, files. */
export type PlainRoute = {
  readonly method: Method;
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly open: boolean;
  readonly handle: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
};
