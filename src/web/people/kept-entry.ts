/** An entry as it was read, with the version a change must name. */
export type KeptEntry = { readonly id: string; readonly version: string } & Readonly<Record<string, unknown>>;

/** Opens an entry to be changed; null where the reader may not. */
export type OnEdit = ((entry: KeptEntry) => void) | null;
