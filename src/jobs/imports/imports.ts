// The kinds of file that can be taken, each with how it is read and planned.
import type { CaseloadKind } from '#contract/caseload-files.ts';
import { readFhirFile } from '#fhir/import/bundle.ts';
import type { ImportRecords } from '#fhir/import/records.ts';
import { type CaseloadRows, type CsvFault, readCaseload } from './caseload-csv.ts';
import type { FileFault, FileReport } from './file-report.ts';
import { planClients } from './import-clients.ts';
import { planContacts } from './import-contacts.ts';
import { planEnrolments } from './import-enrolments.ts';
import { planFhir } from './import-fhir.ts';
import { type ImportDesk, type ImportedFile, type ImportKind, type ImportRun, importFile } from './import-file.ts';

const columnFault = ({ row, column, rule, params }: CsvFault): FileFault => ({
  ...(row !== null && { row }),
  ...(column !== null && { pointer: `/${column.slice(0, 60)}` }),
  rule,
  params,
});

const caseload = <Kind extends CaseloadKind>(
  kind: Kind,
  plan: (desk: ImportDesk, rows: readonly CaseloadRows[Kind][]) => Promise<() => Promise<void>>,
): ImportKind<readonly CaseloadRows[Kind][]> => ({
  kind,
  plan,
  read: (bytes, settings) => {
    const { read, rows, errors, errorCount } = readCaseload(kind, bytes, settings);
    const more = errorCount > errors.length ? [{ rule: 'more-faults', params: { most: errors.length } }] : [];
    return {
      read: { [kind]: read },
      ignored: {},
      content: rows,
      entries: rows.length,
      warnings: [],
      errors: [...errors.map(columnFault), ...more],
    };
  },
});

const fhir: ImportKind<ImportRecords> = {
  kind: 'fhir',
  plan: planFhir,
  read: (bytes, settings) => {
    const { read, ignored, records, warnings, errors } = readFhirFile('', bytes, settings);
    const fault = ({ file: _, ...rest }: (typeof errors)[number]): FileFault => rest;
    return {
      read,
      ignored,
      content: records,
      entries: Object.values(records).reduce((sum, list) => sum + list.length, 0),
      warnings: warnings.map(fault),
      errors: errors.map(fault),
    };
  },
};

const caseloads = {
  clients: caseload('clients', planClients),
  enrolments: caseload('enrolments', planEnrolments),
  contacts: caseload('contacts', planContacts),
};

export const importFhir = (run: ImportRun, file: ImportedFile): Promise<FileReport> => importFile(run, fhir, file);

export const importCaseload = (run: ImportRun, kind: CaseloadKind, file: ImportedFile): Promise<FileReport> =>
  importFile(run, caseloads[kind] as ImportKind<unknown>, file);
