// Contacts and the notes written with them.

import type { Insertable } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import { db } from './postgres/query.ts';
import type { ContactsTable, NotesTable } from './postgres/tables.ts';
import type { Tx } from './postgres/transaction.ts';

/** Sends the contact and its note; what follows in this transaction sees both. */
export const insertContact = (
  tx: Tx,
  contact: Insertable<ContactsTable>,
  note: Insertable<NotesTable> | null,
): Promise<unknown> => {
  const sent: Promise<unknown>[] = [tx.run(db.insertInto('contacts').values(contact))];
  if (note) sent.push(tx.run(db.insertInto('notes').values(note)));
  return Promise.all(sent);
};

export type ContactKey = { readonly id: Id };
