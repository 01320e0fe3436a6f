// The demonstration, for those who want to look around: loaded into an empty database, then always the same sign-ins.
import type { Command } from 'commander';
import type { DemoSignIns, OnProgress } from '#jobs/demonstration/demonstration.ts';
import { type Database, withDatabase } from '../database.ts';
import { note, print, printJson, refuse, say, startProgress } from '../terminal.ts';

/** Loads the demonstration and shows on stderr how far it is. */
export const loadDemonstration = async (database: Database): Promise<DemoSignIns> => {
  const { ensureDemonstration } = await import('#jobs/demonstration/demonstration.ts');
  const { systemClock } = await import('#api/http/server.ts');
  const progress = await startProgress(say('demo.working-out'));
  const onProgress: OnProgress = (step, agency, done, total) => {
    if (step === 'working-out') progress.to(done, total);
    else note(say(`demo.${step}`, { agency }));
  };
  try {
    return await ensureDemonstration(database.ownerUrl, systemClock(), onProgress);
  } finally {
    progress.end();
  }
};

/** The sign-ins as a person reads them. */
export const printSignIns = ({ agencies }: DemoSignIns): void => {
  if (agencies.length > 0) print(say('cli.sign-ins'));
  for (const { name, signIns } of agencies) {
    print(name);
    for (const { role, email, password, totpSecret } of signIns)
      print(
        `  ${say(`demo.role.${role}`)}: ${email}  ${password}${totpSecret === null ? '' : `  ${say('demo.second-factor', { secret: totpSecret })}`}`,
      );
  }
};

export const addDemo = (program: Command): void => {
  program
    .command('demo')
    .description(say('demo.command'))
    .option('--json', say('cli.flag.json'))
    .action(async ({ json }: { json?: boolean }) => {
      const signIns = await withDatabase(async (database) => {
        const { migrate } = await import('#store/postgres/migrate.ts');
        await migrate(database.ownerUrl);
        return loadDemonstration(database);
      });
      if (signIns.agencies.length === 0) throw refuse('demonstration-needs-empty-database', {}, { status: 409 });
      if (json) return printJson(signIns);
      printSignIns(signIns);
    });
};
