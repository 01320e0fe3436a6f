import type { Command } from 'commander';
import { cancellation, mindingCancellation, note, print, printJson, refuse, say } from '../terminal.ts';
import { readKeyFile } from './backup.ts';

type Flags = { keyFile: string; into?: string; check?: boolean; json?: boolean };

export const addRestore = (program: Command): void => {
  program
    .command('restore <file>')
    .description(say('cli.restore'))
    .requiredOption('--key-file <key>', say('cli.flag.key-file'))
    .option('--into <url>', say('cli.flag.restore-into'))
    .option('--check', say('cli.flag.restore-check'))
    .option('--json', say('cli.flag.json'))
    .action(async (file: string, { keyFile, into, check, json }: Flags) => {
      const key = await readKeyFile(keyFile);
      if (!check && !into) throw refuse('restore-where', {}, { exitCode: 2, status: 400 });
      const { checkArchive, restore, RestoreRefused } = await import('#store/backup/restore.ts');
      const { ArchiveFault } = await import('#store/backup/archive.ts');
      try {
        const manifest = await mindingCancellation(() =>
          check || !into
            ? checkArchive(file, key, cancellation)
            : restore(into, file, key, (table) => note(say('cli.restoring', { table })), cancellation),
        );
        const { snapshotAt, tables, auditHead } = manifest;
        if (json) return printJson({ file, restored: !check, snapshotAt, tables, auditHead });
        const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
        print(say(check ? 'cli.archive-sound' : 'cli.restored', { path: file, rows, at: snapshotAt }));
      } catch (error) {
        if (error instanceof ArchiveFault) throw refuse(error.code, { path: file });
        if (error instanceof RestoreRefused) throw refuse(error.code, { path: file, ...error.params });
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw refuse('file-absent', { path: file });
        if (
          /^Z_|incorrect header check|unexpected end of file/.test(
            `${(error as NodeJS.ErrnoException).code} ${(error as Error).message}`,
          )
        )
          throw refuse('archive-altered', { path: file });
        throw error;
      }
    });
};
