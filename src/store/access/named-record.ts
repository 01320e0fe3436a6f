// As much of a record as tells two people apart, for those who decide about a record without ever opening the chart.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { BirthPrecision } from '#domain/people/birth-and-age.ts';

export type NamedRecord = {
  readonly id: Id;
  readonly number: number;
  readonly givenName: string;
  readonly familyName: string;
  readonly chosenName: string | null;
  readonly birthDate: Day | null;
  readonly birthPrecision: BirthPrecision;
};

/** For a row of `clients` under `alias`. */
export const namedRecord = (alias: string): RawBuilder<NamedRecord> => {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<NamedRecord>`jsonb_build_object('id', ${column('id')}, 'number', ${column('number')}, 'givenName', ${column('given_name')},
    'familyName', ${column('family_name')}, 'chosenName', ${column('chosen_name')}, 'birthDate', ${column('birth_date')},
    'birthPrecision', ${column('birth_precision')})`;
};
