// How the app speaks with the server: JSON both ways, a refusal is a `Problem`, and what is sent twice takes effect once.
import type { ProblemDocument } from '#web/ui/problem.ts';
import { workIsSent } from './saving.ts';
import { askWhoItIs, type ProofWay, timesProved } from './step-up.ts';

/** A refusal or a failure. `status` 0: the server was not reached. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly document: ProblemDocument;
  constructor(document: ProblemDocument) {
    super(document.detail ?? document.title);
    this.document = document;
  }
  get status(): number {
    return this.document.status;
  }
  /** Worth trying again as it stands: no connection, too many requests, or a fault on the server's side. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

let language = 'en';
/** The language refusals come in. */
export const speakTo = (chosen: string): void => {
  language = chosen;
};

let whenSignedOut: () => void = () => {};
/** Called when the server no longer knows who is asking. */
export const onSignedOut = (listener: () => void): void => {
  whenSignedOut = listener;
};

let reachedAt = Date.now();
/** When the server last answered someone signed in (milliseconds since 1970): the idle clock starts anew there. */
export const lastReached = (): number => reachedAt;

const etags = new Map<string, string>();
/** The version last read at a path, for `If-Match`. */
export const versionReadAt = (path: string): string | undefined => etags.get(path);

const asksWhoItIs = ({ status, type }: ProblemDocument) => status === 403 && type.endsWith('/step-up');

/** The same request again, its key included, wherever it met a session that has to be, or has just been, shown anew. */
const request = async (path: string, init: RequestInit): Promise<Response> => {
  const proved = timesProved();
  try {
    return await requestOnce(path, init);
  } catch (error) {
    if (!(error instanceof Problem) || path === '/api/session/step-up') throw error;
    const wasOvertaken = error.status === 401 && timesProved() > proved;
    const { ways = [] } = error.document as ProblemDocument & { readonly ways?: readonly ProofWay[] };
    if (wasOvertaken || (asksWhoItIs(error.document) && (await askWhoItIs(ways)))) return requestOnce(path, init);
    if (error.status === 401 && path !== '/api/session') whenSignedOut();
    throw error;
  }
};

const requestOnce = async (path: string, init: RequestInit): Promise<Response> => {
  const headers = new Headers(init.headers);
  headers.set('accept', 'application/json');
  headers.set('accept-language', language);
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers, credentials: 'same-origin' });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Problem({ type: 'about:blank', title: '', status: 0 });
  }
  if (response.ok) {
    reachedAt = Date.now();
    return response;
  }
  throw new Problem(await problemIn(response));
};

const problemIn = async (response: Response): Promise<ProblemDocument> => {
  const bare = { type: 'about:blank', title: '', status: response.status };
  if (!response.headers.get('content-type')?.includes('json')) return bare;
  return response.json().then(
    (body: Partial<ProblemDocument>) => ({ ...bare, ...body }),
    () => bare,
  );
};

const bodyOf = async <Answer>(response: Response): Promise<Answer> =>
  response.status === 204 ? (undefined as Answer) : ((await response.json()) as Answer);

export const get = async <Answer>(path: string, signal?: AbortSignal): Promise<Answer> => {
  const response = await request(path, { signal: signal ?? null });
  const etag = response.headers.get('etag');
  if (etag) etags.set(path, etag);
  return bodyOf<Answer>(response);
};

/** For `useQuery`: `useQuery(read<ClientView>(`/api/clients/${id}`))`. Read anew after every write. */
export const read = <Answer>(path: string) => ({
  queryKey: ['api', path] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Answer>(path, signal),
});

export type UnsafeMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

// A submission keeps its key until the server has given an answer, so pressing “Save” again after a lost connection, or twice
// in a hurry, has one effect. Another body is another submission.
const openKeys = new Map<string, string>();

export type SendOptions = {
  /** The version this changes (`versionReadAt`). */
  readonly ifMatch?: string | undefined;
  /** Best-effort traffic, such as draft copies, does not speak for the saving state. */
  readonly isQuiet?: boolean;
  /** Sent although the page is being left; the browser takes up to 64 KB so. */
  readonly outlivesPage?: boolean;
};

export const send = async <Answer>(
  method: UnsafeMethod,
  path: string,
  body?: unknown,
  options: SendOptions = {},
): Promise<Answer> => {
  const text = body === undefined ? null : JSON.stringify(body);
  const submission = `${method} ${path} ${options.ifMatch ?? ''} ${text}`;
  const key = openKeys.get(submission) ?? crypto.randomUUID();
  openKeys.set(submission, key);
  const headers = new Headers({ 'idempotency-key': key });
  if (text !== null) headers.set('content-type', 'application/json');
  if (options.ifMatch) headers.set('if-match', options.ifMatch);
  const sending = request(path, { method, headers, body: text, keepalive: options.outlivesPage ?? false });
  if (!options.isQuiet) workIsSent(sending);
  try {
    const answer = await bodyOf<Answer>(await sending);
    openKeys.delete(submission);
    return answer;
  } catch (error) {
    if (error instanceof Problem && !error.isPassing) openKeys.delete(submission);
    throw error;
  }
};

/** Something done whose answer is a file to keep. */
export const sendForFile = async (path: string, body: unknown): Promise<Blob> => {
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
  const sending = request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  workIsSent(sending);
  return (await sending).blob();
};

/** A reading asked for with what somebody typed: it travels in the body, because addresses are kept in logs. */
export const ask = <Answer>(path: string, body: object) => ({
  queryKey: ['api', path, body] as const,
  queryFn: () => send<Answer>('POST', path, body, { isQuiet: true }),
});
