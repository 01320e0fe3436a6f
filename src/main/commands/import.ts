// Files into the record: each whole or not at all. Exit 1 when one was refused; the others stay taken.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Argument, type Command } from 'commander';
import { type CaseloadKind, caseloadKinds } from '#contract/caseload-files.ts';
import type { FileReport } from '#jobs/imports/file-report.ts';
import type { ImportedFile, ImportRun } from '#jobs/imports/import-file.ts';
import { withDatabase } from '../database.ts';
import { cancellation, language, note, print, printJson, refuse, say, startProgress } from '../terminal.ts';

type Flags = { dryRun?: boolean; json?: boolean; agency?: string; source?: string; template?: boolean };
type Take = (run: ImportRun, file: ImportedFile) => Promise<FileReport>;

/** The file, or the report that it cannot be read: the other files are taken all the same. */
const readImported = async (path: string): Promise<ImportedFile | FileReport> => {
  try {
    return { name: path, bytes: await readFile(path) };
  } catch (error) {
    const errors = [{ rule: 'file-not-readable', params: { reason: (error as Error).message } }];
    return {
      ...{ file: path, status: 'refused', errors, warnings: [] },
      ...{ read: {}, created: {}, updated: {}, ignored: {} },
    };
  }
};

const takeFiles = async (
  kind: string,
  source: string,
  paths: readonly string[],
  take: Take,
  flags: Flags,
): Promise<void> => {
  const files = await Promise.all(paths.map(readImported));
  const reports = await withDatabase(async ({ ownerUrl }) => {
    const { migrate } = await import('#store/postgres/migrate.ts');
    const { databaseUrls } = await import('#store/postgres/roles.ts');
    const { openDatabase } = await import('#store/postgres/transaction.ts');
    const { systemClock } = await import('#api/http/server.ts');
    const { chooseAgency } = await import('../agency.ts');
    await migrate(ownerUrl);
    const agency = await chooseAgency(ownerUrl, flags.agency);
    const database = openDatabase(databaseUrls(ownerUrl).app, { connections: 2 });
    try {
      const taken: FileReport[] = [];
      for (const file of files) {
        if ('status' in file) {
          taken.push(file);
          continue;
        }
        const progress = await startProgress(basename(file.name));
        const run: ImportRun = {
          ...{ database, agencyId: agency.id, now: systemClock(), dryRun: flags.dryRun ?? false },
          ...{ source: flags.source ?? source, signal: cancellation, progress: progress.to },
        };
        taken.push(await take(run, file).finally(progress.end));
      }
      return taken;
    } finally {
      await database.close();
    }
  });
  const { importDocument } = await import('#jobs/imports/file-report.ts');
  const document = importDocument(language, kind, flags.dryRun ?? false, reports);
  if (flags.json) await printJson(document);
  else
    for (const { file, status, created, updated, ignored, warnings, errors } of document.files) {
      print(`${file}: ${say(`import.status.${flags.dryRun && status === 'imported' ? 'dry-run' : status}`)}`);
      for (const [words, counts] of [
        ['cli.created', created],
        ['cli.updated', updated],
      ] as const)
        for (const [type, count] of Object.entries(counts)) print(`  ${say(words, { type, count })}`);
      for (const [type, count] of Object.entries(ignored)) print(`  ${say('import.ignored', { type, count })}`);
      for (const { row, message } of [...errors, ...warnings]) note(say('cli.fault', { file, row: row ?? 0, message }));
    }
  if (reports.some(({ status }) => status === 'refused')) process.exitCode = 1;
};

const withCommonFlags = (command: Command): Command =>
  command
    .option('--dry-run', say('cli.flag.dry-run'))
    .option('--agency <name>', say('cli.flag.agency'))
    .option('--source <name>', say('cli.flag.source'))
    .option('--json', say('cli.flag.json'));

export const addImport = (program: Command): void => {
  const parent = program.command('import').description(say('cli.import')).helpCommand(false);
  withCommonFlags(parent.command('fhir <files...>').description(say('cli.import-fhir'))).action(
    async (files: string[], flags: Flags) => {
      const { importFhir } = await import('#jobs/imports/imports.ts');
      await takeFiles('fhir', 'fhir', files, importFhir, flags);
    },
  );
  withCommonFlags(
    parent
      .command('csv')
      .description(say('cli.import-csv'))
      .addArgument(new Argument('<kind>', say('cli.argument.caseload-kind')).choices(caseloadKinds))
      .argument('[file]')
      .option('--template', say('cli.flag.template')),
  ).action(async (kind: CaseloadKind, file: string | undefined, flags: Flags) => {
    if (flags.template) {
      const { template } = await import('#jobs/imports/caseload-csv.ts');
      process.stdout.write(template(kind));
      return;
    }
    if (file === undefined) throw refuse('file-not-named', {}, { exitCode: 2, status: 400 });
    const { importCaseload } = await import('#jobs/imports/imports.ts');
    await takeFiles(kind, 'csv', [file], (run, taken) => importCaseload(run, kind, taken), flags);
  });
};
