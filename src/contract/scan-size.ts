// How large a scan may be that is handed in over HTTP. Apart from the schemas, which the browser has no use for.

/** Bytes of the file: some two hundred pages of a usual scanner. Held in memory while it is read, beside everything else. */
export const largestScanBytes = 64_000_000;
/** The body such a file travels in: its base64 and the few fields beside it. */
export const largestScanBody = 4 * Math.ceil(largestScanBytes / 3) + 10_000;
