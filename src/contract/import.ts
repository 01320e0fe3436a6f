// A file that an administrator brings: taken as a job, whole or not at all.
import { z } from 'zod';
import { id, line } from './fields.ts';

/**
 * The largest file taken over HTTP, in bytes. It is held in memory while it is read, beside everything else that is served, so the
 * bound is what the served product's memory bears. Larger files are for the command line, which has its memory for itself.
 */
export const largestImportBytes = 32_000_000;
const charactersInBase64 = 4 * Math.ceil(largestImportBytes / 3);
/** The body such a file travels in: its base64 and the few fields beside it. */
export const largestImportBody = charactersInBase64 + 10_000;

export const ImportFileRequest = z.strictObject({
  kind: z.enum(['fhir', 'clients', 'enrolments', 'contacts']),
  name: line(200),
  /** The bytes of the file, in base64, so that its encoding is seen as it is. */
  content: z
    .string()
    .max(charactersInBase64)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'field.invalid-format'),
  /** The system the file comes from; `fhir` or `csv` where left out. */
  source: line(60).optional(),
  dryRun: z.boolean().default(false),
});
export type ImportFileRequest = z.infer<typeof ImportFileRequest>;

export const ImportAsked = z.object({ id });
export type ImportAsked = z.infer<typeof ImportAsked>;
