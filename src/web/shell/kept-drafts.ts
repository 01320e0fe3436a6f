// What somebody has begun to write and not yet saved, kept on this device. A shared computer keeps it after the person has gone,
// whether they signed out, were signed out, or the browser died. So it lies locked (AES-GCM) under a key that the server gives to
// that person's own sessions and that is never written down here. Clearing it instead would lose words wherever a session ends
// unasked or without a connection: docs/adr/0012.

import { inBase64 } from './base64.ts';

type Box = { readonly prefix: string; readonly lock: CryptoKey; readonly kept: Map<string, unknown> };

let box: Box | null = null;
let writing: Promise<unknown> = Promise.resolve();

const ivBytes = 12;

const bytesOf = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

// The place is part of what is sealed: a draft moved under another name does not open.
const under = (place: string, iv: Uint8Array<ArrayBuffer>) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(place),
});

const lockUp = async (lock: CryptoKey, place: string, value: unknown): Promise<string> => {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const sealed = await crypto.subtle.encrypt(under(place, iv), lock, new TextEncoder().encode(JSON.stringify(value)));
  return inBase64(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
};

const unlock = async (lock: CryptoKey, place: string, text: string): Promise<unknown> => {
  const bytes = bytesOf(text);
  const opened = await crypto.subtle.decrypt(under(place, bytes.slice(0, ivBytes)), lock, bytes.slice(ivBytes));
  return JSON.parse(new TextDecoder().decode(opened));
};

/** Another tab of the same person kept or dropped something. */
const follow = async ({ key, newValue }: StorageEvent): Promise<void> => {
  const mine = box;
  if (!mine || !key?.startsWith(mine.prefix)) return;
  const name = key.slice(mine.prefix.length);
  if (newValue === null) mine.kept.delete(name);
  else mine.kept.set(name, await unlock(mine.lock, key, newValue).catch(() => undefined));
};

/** Opens the drafts of who has signed in, and nobody else's. */
export const openDrafts = async (staffId: string, key: string): Promise<void> => {
  const prefix = `footbridge.draft.${staffId}.`;
  const lock = await crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
  const places = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '').filter(
    (place) => place.startsWith(prefix),
  );
  const kept = new Map<string, unknown>();
  await Promise.all(
    places.map(async (place) => {
      try {
        kept.set(place.slice(prefix.length), await unlock(lock, place, localStorage.getItem(place) ?? ''));
      } catch {
        // Nobody can open it any more: damaged, or of another installation at the same address.
        localStorage.removeItem(place);
      }
    }),
  );
  box = { prefix, lock, kept };
  globalThis.addEventListener?.('storage', follow);
};

export const keptDraft = <Kept>(name: string): Kept | null => (box?.kept.get(name) as Kept | undefined) ?? null;

/** Keeps a draft, or drops it (`null`); tells whether the device took it. */
export const keepDraft = async (name: string, value: unknown): Promise<boolean> => {
  const mine = box;
  if (!mine) return false;
  const place = mine.prefix + name;
  if (value === null) {
    mine.kept.delete(name);
    localStorage.removeItem(place);
    return true;
  }
  mine.kept.set(name, value);
  const written = lockUp(mine.lock, place, value).then((sealed) => {
    // Something newer was kept, or the draft dropped, while this was being locked.
    if (mine.kept.get(name) === value) localStorage.setItem(place, sealed);
  });
  writing = Promise.allSettled([writing, written]);
  return written.then(
    () => true,
    // Storage is full or closed; the server's copy is the second chance.
    () => false,
  );
};

type Writer = {
  /** Keeps on this device what was typed since. */
  readonly keep: () => void;
  /** Brings it to the server; false where it could not be brought. */
  readonly send: () => Promise<boolean>;
};
const writers = new Set<Writer>();

/** Whoever holds something typed is asked for it before the person goes. Returns how to leave. */
export const joinWriters = (writer: Writer): (() => void) => {
  writers.add(writer);
  return () => writers.delete(writer);
};

/** Everything typed is locked on this device. */
export const keepAll = async (): Promise<void> => {
  for (const writer of writers) writer.keep();
  await writing;
};

const patienceMillis = 3_000;

/** Everything typed is kept and, where the server can be reached in time, there too; false where something is here only. */
export const sendAll = async (): Promise<boolean> => {
  await keepAll();
  const sent = Promise.all([...writers].map((writer) => writer.send()));
  const late = new Promise<boolean[]>((tell) => setTimeout(() => tell([false]), patienceMillis));
  return (await Promise.race([sent, late])).every(Boolean);
};
