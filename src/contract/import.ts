// A file that an administrator brings: taken as a job, whole or not at all.
import { z } from 'zod';
import { id, line } from './fields.ts';

export const ImportFileRequest = z.strictObject({
  kind: z.enum(['fhir', 'clients', 'enrolments', 'contacts']),
  name: line(200),
  /** The bytes of the file, in base64, so that its encoding is seen as it is. */
  content: z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/, 'field.invalid-format'),
  /** The system the file comes from; `fhir` or `csv` where left out. */
  source: line(60).optional(),
  dryRun: z.boolean().default(false),
});
export type ImportFileRequest = z.infer<typeof ImportFileRequest>;

export const ImportAsked = z.object({ id });
export type ImportAsked = z.infer<typeof ImportAsked>;
