// Long work that runs without a person waiting.
import { z } from 'zod';
import { id } from './fields.ts';

export const JobRequest = z.strictObject({ id });
export type JobRequest = z.infer<typeof JobRequest>;

export const JobView = z.object({
  id,
  kind: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  done: z.number().int(),
  total: z.number().int().nullable(),
  result: z.unknown(),
  problem: z.unknown(),
});
export type JobView = z.infer<typeof JobView>;
