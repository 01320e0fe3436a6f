// What of an entry is sealed: every column, as text, each with its length before it (four bytes, the highest first; all ones where
// there is nothing). Version 1, docs/adr/0013. PostgreSQL's binary COPY sends the same bytes, so checking needs no second writing.

/** Of a row `a` of the audit, in order. `at` is in microseconds since 1970. */
export const entryColumns: readonly string[] = [
  'agency_id',
  'id',
  'at',
  'actor_id',
  'actor_kind',
  'on_behalf_of',
  'action',
  'effect',
  'client_id',
  'client_ids',
  'subject_kind',
  'subject_id',
  'purpose',
  'decision',
  'request_id',
  'details',
  'transaction_id',
].map((column) => (column === 'at' ? '(extract(epoch from a.at) * 1000000)::int8::text' : `a.${column}::text`));
