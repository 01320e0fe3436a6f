// The kind this worker logged last on this device is the likeliest next one.
import { type ContactKind, contactKinds } from './kinds.ts';

const storageKey = 'footbridge.contact-kind';

export const lastKind = (): ContactKind => {
  const kept = localStorage.getItem(storageKey);
  return contactKinds.find((kind) => kind === kept) ?? 'home-visit';
};

export const rememberKind = (kind: ContactKind): void => {
  try {
    localStorage.setItem(storageKey, kind);
  } catch {
    // Storage is closed: the first kind is offered again.
  }
};
