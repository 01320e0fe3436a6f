// The client's own row, identifiers and search keys. Reading and writing take many clients at once, so that an import of
// thousands costs a few statements.
import { sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { BirthPrecision } from '#domain/people/birth-and-age.ts';
import {
  type ClientIdentity,
  type Identifier,
  knownBirthDate,
  type PersonName,
} from '#domain/people/client-identity.ts';
import { keysOf } from '#domain/people/search-keys.ts';
import { agency, db, json, prepared } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';

/** Who writes, when, in which agency. */
export type Stamp = { readonly agencyId: Id; readonly by: Id; readonly at: Instant };

export type ClientFields = {
  readonly givenName: string;
  readonly familyName: string;
  readonly middleName: string | null;
  readonly chosenName: string | null;
  readonly formerNames: readonly string[];
  readonly pronouns: string | null;
  readonly birthDate: Day | null;
  readonly birthPrecision: BirthPrecision;
  readonly diedOn: Day | null;
  readonly language: string | null;
  readonly otherLanguages: readonly string[];
  readonly needsInterpreter: boolean;
  readonly largePrint: boolean;
};

export type KeptIdentifier = Identifier & { readonly id: Id };

export type NewClient = ClientFields & {
  readonly id: Id;
  readonly identifiers: readonly KeptIdentifier[];
  readonly segment?: string;
  /** Nobody has taken the person on yet; so unless said otherwise. */
  readonly unclaimed?: boolean;
};

export type ClientRecord = ClientFields & {
  readonly id: Id;
  readonly number: number;
  readonly unclaimed: boolean;
  readonly identifiers: readonly KeptIdentifier[];
  readonly segment: string;
  /** The moment of the last change, by which a change says what it changes. */
  readonly version: Instant;
};

/** A former name is written as one line; its first word is the given name, unless it is a family name alone. */
const formerName = (written: string): PersonName => {
  const [first = '', ...rest] = written.trim().split(/\s+/u);
  return rest.length === 0 ? { given: '', family: first } : { given: first, family: rest.join(' ') };
};

/** What search and the duplicate check compare. */
export const identityOf = (
  client: Pick<
    ClientFields,
    'givenName' | 'familyName' | 'chosenName' | 'formerNames' | 'birthDate' | 'birthPrecision'
  > & { readonly middleName?: string | null; readonly identifiers: readonly Identifier[] },
): ClientIdentity => ({
  name: { given: [client.givenName, client.middleName].filter(Boolean).join(' '), family: client.familyName },
  chosenName: client.chosenName,
  formerNames: client.formerNames.map(formerName),
  birthDate: knownBirthDate({ date: client.birthDate, precision: client.birthPrecision }),
  identifiers: client.identifiers,
});

const insertKeys = (tx: Tx, clients: readonly { id: Id; segment: string; identity: ClientIdentity }[]) => {
  const keys: string[] = [];
  const ids: Id[] = [];
  const weights: number[] = [];
  const segments: string[] = [];
  for (const { id, segment, identity } of clients)
    for (const { key, weight } of keysOf(identity)) {
      keys.push(key);
      ids.push(id);
      weights.push(weight);
      segments.push(segment);
    }
  return tx.run(sql`
    insert into client_keys (agency_id, key, client_id, weight, segment)
    select ${agency}, k.key, k.client_id, k.weight, k.segment
    from unnest(${keys}::text[], ${ids}::uuid[], ${weights}::smallint[], ${segments}::text[]) as k (key, client_id, weight, segment)`);
};

/** Sends the clients with their identifiers and keys; gives their numbers, which follow the order of the list. */
export const insertClients = async (
  tx: Tx,
  stamp: Stamp,
  clients: readonly NewClient[],
): Promise<{ readonly id: Id; readonly number: number }[]> => {
  const rows = clients.map((client) => ({
    id: client.id,
    given_name: client.givenName,
    family_name: client.familyName,
    middle_name: client.middleName,
    chosen_name: client.chosenName,
    former_names: client.formerNames,
    pronouns: client.pronouns,
    birth_date: client.birthDate,
    birth_precision: client.birthPrecision,
    died_on: client.diedOn,
    language: client.language,
    other_languages: client.otherLanguages,
    needs_interpreter: client.needsInterpreter,
    large_print: client.largePrint,
    unclaimed: client.unclaimed ?? true,
    segment: client.segment ?? 'general',
  }));
  const identifiers = clients.flatMap((client) =>
    client.identifiers.map((each) => ({ ...each, client_id: client.id, segment: client.segment ?? 'general' })),
  );
  const [numbers] = await Promise.all([
    tx.rows(sql<{ id: Id; number: number }>`
      with taken as (
        insert into client_numbers as n (agency_id, last) values (${agency}, ${rows.length})
        on conflict (agency_id) do update set last = n.last + excluded.last
        returning last - ${rows.length} as before
      )
      insert into clients (agency_id, number, id, given_name, family_name, middle_name, chosen_name, former_names, pronouns, birth_date, birth_precision,
        died_on, language, other_languages, needs_interpreter, large_print, unclaimed, segment, recorded_at, recorded_by)
      select ${agency}, taken.before + c.place, c.id, c.given_name, c.family_name, c.middle_name, c.chosen_name, c.former_names, c.pronouns, c.birth_date,
        c.birth_precision, c.died_on, c.language, c.other_languages, c.needs_interpreter, c.large_print, c.unclaimed, c.segment,
        ${stamp.at}::timestamptz, ${stamp.by}::uuid
      from taken, rows from (jsonb_to_recordset(${json(rows)}::jsonb) as (id uuid, given_name text, family_name text, middle_name text,
        chosen_name text, former_names text[], pronouns text, birth_date date, birth_precision text, died_on date, language text,
        other_languages text[], needs_interpreter boolean, large_print boolean, unclaimed boolean, segment text)) with ordinality
        as c (id, given_name, family_name, middle_name, chosen_name, former_names, pronouns, birth_date, birth_precision, died_on, language,
          other_languages, needs_interpreter, large_print, unclaimed, segment, place)
      returning id, number`),
    ...(identifiers.length > 0 ? [insertIdentifierRows(tx, stamp, identifiers)] : []),
    insertKeys(
      tx,
      clients.map((client) => ({
        id: client.id,
        segment: client.segment ?? 'general',
        identity: identityOf(client),
      })),
    ),
  ]);
  return numbers;
};

const insertIdentifierRows = (
  tx: Tx,
  stamp: Stamp,
  identifiers: readonly { id: Id; client_id: Id; system: string; value: string; segment: string }[],
) =>
  tx.run(sql`
    insert into client_identifiers (agency_id, id, client_id, system, value, segment, recorded_at, recorded_by)
    select ${agency}, i.*, ${stamp.at}::timestamptz, ${stamp.by}::uuid
    from jsonb_to_recordset(${json(identifiers)}::jsonb) as i (id uuid, client_id uuid, system text, value text, segment text)`);

/** Identifiers as a jsonb array, for a client row under `alias`. */
export const identifiersOf = (alias: string) => sql<KeptIdentifier[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', i.id, 'system', i.system, 'value', i.value) order by i.recorded_at, i.id)
  from client_identifiers i
  where i.agency_id = ${sql.ref(`${alias}.agency_id`)} and i.client_id = ${sql.ref(`${alias}.id`)} and i.superseded_at is null), '[]')`;

/** The columns of a client as `ClientFields` names them. */
export const clientColumns = sql`c.id, c.number, c.given_name as "givenName", c.family_name as "familyName", c.middle_name as "middleName",
  c.chosen_name as "chosenName", c.former_names as "formerNames", c.pronouns, c.birth_date as "birthDate", c.birth_precision as "birthPrecision",
  c.died_on as "diedOn", c.language, c.other_languages as "otherLanguages", c.needs_interpreter as "needsInterpreter", c.large_print as "largePrint",
  c.unclaimed, c.segment, c.recorded_at as version`;

const client = prepared(
  (id: Id, segments: readonly string[]) => sql<ClientRecord>`
    select ${clientColumns}, ${identifiersOf('c')} as identifiers
    from clients c where c.agency_id = ${agency} and c.id = ${id}::uuid and c.segment = any (${segments}::text[])`,
);

export const readClient = (tx: Tx, id: Id, segments: readonly string[]): Promise<ClientRecord | undefined> =>
  tx.first(client(id, segments));

/** Sends the changed row and its keys, and gives the new version. */
export const changeClient = async (
  tx: Tx,
  stamp: Stamp,
  before: ClientRecord,
  after: ClientFields,
): Promise<Instant> => {
  const [row] = await Promise.all([
    tx.first(
      db
        .updateTable('clients')
        .set({
          given_name: after.givenName,
          family_name: after.familyName,
          middle_name: after.middleName,
          chosen_name: after.chosenName,
          former_names: [...after.formerNames],
          pronouns: after.pronouns,
          birth_date: after.birthDate,
          birth_precision: after.birthPrecision,
          died_on: after.diedOn,
          language: after.language,
          other_languages: [...after.otherLanguages],
          needs_interpreter: after.needsInterpreter,
          large_print: after.largePrint,
          recorded_at: stamp.at,
          recorded_by: stamp.by,
        })
        .where('agency_id', '=', agency)
        .where('id', '=', before.id)
        .returning('recorded_at'),
    ),
    rewriteKeys(tx, { ...before, ...after }),
  ]);
  return row?.recorded_at ?? stamp.at;
};

/** Works the search keys of a client out anew. */
export const rewriteKeys = (tx: Tx, client: ClientRecord) =>
  Promise.all([
    tx.run(db.deleteFrom('client_keys').where('agency_id', '=', agency).where('client_id', '=', client.id)),
    insertKeys(tx, [{ id: client.id, segment: client.segment, identity: identityOf(client) }]),
  ]);

/** Adds an identifier, and finds the client by it from now on. */
export const addIdentifier = (tx: Tx, stamp: Stamp, client: ClientRecord, added: KeptIdentifier) =>
  Promise.all([
    insertIdentifierRows(tx, stamp, [{ ...added, client_id: client.id, segment: client.segment }]),
    rewriteKeys(tx, { ...client, identifiers: [...client.identifiers, added] }),
  ]);

/** Marks an identifier as no longer right; `reason` where it never was. A corrected one follows it. */
export const replaceIdentifier = (
  tx: Tx,
  stamp: Stamp,
  client: ClientRecord,
  old: Id,
  next: KeptIdentifier | null,
  reason: string | null,
) =>
  Promise.all([
    tx.run(
      db
        .updateTable('client_identifiers')
        .set({ superseded_at: stamp.at, superseded_by: stamp.by, error_reason: reason })
        .where('agency_id', '=', agency)
        .where('id', '=', old),
    ),
    ...(next ? [insertIdentifierRows(tx, stamp, [{ ...next, client_id: client.id, segment: client.segment }])] : []),
    rewriteKeys(tx, {
      ...client,
      identifiers: [...client.identifiers.filter(({ id }) => id !== old), ...(next ? [next] : [])],
    }),
  ]);
