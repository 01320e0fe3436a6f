// What of an entry is sealed: every column, as text, in the form PostgreSQL sends a record in (ADR 0013, version 1). It is the same
// when sealing, inside the database, and when verifying, outside of it.

/** In order. `at` is in microseconds since 1970, whatever the connection's time zone. */
export const sealedColumns = [
  ...(['agency_id', 'id', 'at', 'actor_id', 'actor_kind', 'on_behalf_of', 'action', 'effect'] as const),
  ...(['client_id', 'client_ids', 'subject_kind', 'subject_id', 'purpose', 'decision', 'request_id'] as const),
  ...(['details', 'transaction_id', 'era'] as const),
] as const;

const texts = sealedColumns.map((column) =>
  column === 'at' ? '(extract(epoch from a.at) * 1000000)::int8::text' : `a.${column}::text`,
);

/** Of a row `a` of the audit. */
export const entryBytes = `record_send(row(${texts.join(', ')}))`;
