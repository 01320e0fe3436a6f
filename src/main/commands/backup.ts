import { access, readFile } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import type { Command } from 'commander';
import { sealNow } from '../audit-key.ts';
import { withDatabase } from '../database.ts';
import { cancellation, note, print, printJson, refuse, say } from '../terminal.ts';

const leastKeyBytes = 32;

/** The content of a key file; refuses one that is absent or too short to be a key. */
export const readKeyFile = async (path: string): Promise<Buffer> => {
  const bytes = await readFile(path).catch(() => {
    throw refuse('key-file-not-read', { path });
  });
  const key = Buffer.from(bytes.toString('latin1').trim(), 'latin1');
  if (key.length < leastKeyBytes) throw refuse('key-file-too-short', { path, least: leastKeyBytes });
  return key;
};

const inCallersFolder = (path: string) => (isAbsolute(path) ? path : resolve(process.cwd(), path));

export const addBackup = (program: Command): void => {
  program
    .command('backup')
    .description(say('cli.backup'))
    .requiredOption('--out <file>', say('cli.flag.backup-out'))
    .requiredOption('--key-file <key>', say('cli.flag.key-file'))
    .option('--json', say('cli.flag.json'))
    .action(async ({ out, keyFile, json }: { out: string; keyFile: string; json?: boolean }) => {
      const key = await readKeyFile(keyFile);
      const file = inCallersFolder(out);
      const taken = await access(file).then(
        () => true,
        () => false,
      );
      if (taken) throw refuse('file-exists', { path: out });
      const { backup } = await import('#store/backup/backup.ts');
      const { asHeadsFile, newestHeads } = await import('#store/audit-seal/heads.ts');
      const report = await withDatabase(async ({ ownerUrl }) => {
        const auditKey = await sealNow(ownerUrl);
        const onTable = (table: string) => note(say('cli.backing-up', { table }));
        return backup(ownerUrl, file, key, onTable, cancellation, async (client) =>
          asHeadsFile(await newestHeads(client), auditKey),
        );
      });
      if (json) return printJson({ ...report, file: out });
      const rows = Object.values(report.tables).reduce((sum, table) => sum + table.rows, 0);
      print(say('cli.backed-up', { path: out, rows, bytes: report.bytes }));
    });
};
