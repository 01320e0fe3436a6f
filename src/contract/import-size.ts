// How large a file may be that is brought in over HTTP. Apart from the schemas, which the browser has no use for.

/**
 * Bytes of the file. It is held in memory while it is read, beside everything else that is served, so the bound is what the served
 * product's memory bears. Larger files are for the command line, which has its memory for itself.
 */
export const largestImportBytes = 32_000_000;
/** The body such a file travels in: its base64 and the few fields beside it. */
export const largestImportBody = 4 * Math.ceil(largestImportBytes / 3) + 10_000;
