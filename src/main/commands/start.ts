import type { Command } from 'commander';
import type { DemoSignIns } from '#jobs/demonstration/demonstration.ts';
import { say } from '../terminal.ts';
import { loadDemonstration, printSignIns } from './demo.ts';

export const addStart = (program: Command): void => {
  program
    .command('start')
    .description(say('cli.start'))
    .action(async () => {
      const { runProduct } = await import('../running.ts');
      let signIns: DemoSignIns = { agencies: [] };
      await runProduct({
        prepare: async (database) => {
          signIns = await loadDemonstration(database);
        },
        announce: async () => printSignIns(signIns),
      });
    });
};
