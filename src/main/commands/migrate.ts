import type { Command } from 'commander';
import { withDatabase } from '../database.ts';
import { print, printJson, say } from '../terminal.ts';

export const addMigrate = (program: Command): void => {
  program
    .command('migrate')
    .description(say('cli.migrate'))
    .option('--json', say('cli.flag.json'))
    .action(async ({ json }: { json?: boolean }) => {
      const { migrate } = await import('#store/postgres/migrate.ts');
      const ran = await withDatabase(({ ownerUrl }) => migrate(ownerUrl));
      if (json) return printJson({ migrations: ran });
      for (const name of ran) print(name);
      print(say('cli.migrated', { count: ran.length }));
    });
};
