// A record as those see it who decide about it and never open the chart.
import type { NamedRecord as NamedRecordView } from '#contract/fields.ts';
import { knownBirthDate } from '#domain/people/client-identity.ts';
import { shownName } from '#domain/people/names.ts';
import type { NamedRecord } from '#store/access/named-record.ts';

export const namedRecordView = (record: NamedRecord): NamedRecordView => ({
  id: record.id,
  number: record.number,
  name: shownName(record),
  birthDate: knownBirthDate({ date: record.birthDate, precision: record.birthPrecision }),
});
