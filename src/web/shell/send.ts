import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Problem, send, type UnsafeMethod, versionReadAt } from './api.ts';

export type SendOptions<Answer> = {
  readonly onDone?: (answer: Answer) => void | Promise<void>;
  /** The path whose version this changes: its last `ETag` goes along as `If-Match`. */
  readonly versionOf?: string;
  /** The version itself, where it came with the data instead of an `ETag`. */
  readonly version?: string | undefined;
};

export type Sending<Answer, Body> = {
  readonly send: (body: Body) => void;
  readonly sendAndWait: (body: Body) => Promise<Answer>;
  readonly isBusy: boolean;
  /** For `<Form problem>` or `<ErrorState error>`. */
  readonly problem: Problem | null;
  readonly forgetProblem: () => void;
};

/** Sends one thing someone does. What is read on the screen is read anew afterwards. */
export const useSend = <Answer = unknown, Body = unknown>(
  method: UnsafeMethod,
  path: string | ((body: Body) => string),
  options: SendOptions<Answer> = {},
): Sending<Answer, Body> => {
  const queries = useQueryClient();
  const mutation = useMutation<Answer, Problem, Body>({
    mutationFn: (body) =>
      // What is taken away is named by its address; a body says nothing more.
      send<Answer>(method, typeof path === 'string' ? path : path(body), method === 'DELETE' ? undefined : body, {
        ifMatch: options.version ? `"${options.version}"` : options.versionOf && versionReadAt(options.versionOf),
      }),
    onSuccess: async (answer) => {
      await options.onDone?.(answer);
      await queries.invalidateQueries({ queryKey: ['api'] });
    },
  });
  return {
    send: (body) => {
      if (!mutation.isPending) mutation.mutate(body);
    },
    sendAndWait: mutation.mutateAsync,
    isBusy: mutation.isPending,
    problem: mutation.error,
    forgetProblem: mutation.reset,
  };
};
