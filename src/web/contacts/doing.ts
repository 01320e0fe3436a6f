import type { ContactView, NoteView } from '#contract/contact.ts';

/** What is being done to an entry, in a drawer. */
export type Doing =
  | { readonly what: 'correct'; readonly contact: ContactView }
  | { readonly what: 'error'; readonly kind: 'contact' | 'note'; readonly id: string }
  | { readonly what: 'addendum' | 'client-statement'; readonly kind: 'contact' | 'note'; readonly id: string }
  | { readonly what: 'write'; readonly contactId?: string }
  | { readonly what: 'edit'; readonly note: NoteView };
