// How workers name a contact in one word, and what the record keeps of it: the mode it was held in and the place.
import type { ContactMode, ContactPlace } from '#domain/models/definition.ts';

export const contactKinds = [
  ...(['home-visit', 'community', 'office', 'institution'] as const),
  ...(['phone', 'video', 'text', 'e-mail', 'letter'] as const),
] as const;
export type ContactKind = (typeof contactKinds)[number];

type Way = { readonly mode: ContactMode; readonly place: ContactPlace };

const ways: Readonly<Record<ContactKind, Way>> = {
  'home-visit': { mode: 'face-to-face', place: 'community' },
  community: { mode: 'face-to-face', place: 'community' },
  office: { mode: 'face-to-face', place: 'office' },
  institution: { mode: 'face-to-face', place: 'institution' },
  phone: { mode: 'phone', place: 'office' },
  video: { mode: 'video', place: 'office' },
  text: { mode: 'text', place: 'office' },
  'e-mail': { mode: 'e-mail', place: 'office' },
  letter: { mode: 'letter', place: 'office' },
};

/** At home is kept as the detail of a place in the community. */
export const atHome = 'home';

export const wayOf = (kind: ContactKind): Way & { readonly placeDetail?: string } => ({
  ...ways[kind],
  ...(kind === 'home-visit' && { placeDetail: atHome }),
});

export const kindOf = (contact: {
  readonly mode: string;
  readonly place: string;
  readonly placeDetail?: string | null | undefined;
}): ContactKind => {
  if (contact.mode !== 'face-to-face') return contact.mode as ContactKind;
  if (contact.place === 'community') return contact.placeDetail === atHome ? 'home-visit' : 'community';
  return contact.place as ContactKind;
};

// A first guess at how long it took, to be changed with two taps.
const usualMinutes: Readonly<Record<ContactKind, readonly [reached: number, attempted: number]>> = {
  'home-visit': [45, 15],
  community: [45, 15],
  office: [45, 5],
  institution: [45, 15],
  phone: [15, 5],
  video: [30, 5],
  text: [5, 5],
  'e-mail': [5, 5],
  letter: [10, 10],
};

export const minutesFor = (kind: ContactKind, outcome: 'reached' | 'attempted'): number =>
  usualMinutes[kind][outcome === 'reached' ? 0 : 1];
