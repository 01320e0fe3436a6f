import type { Command } from 'commander';
import { say } from '../terminal.ts';

export const addStart = (program: Command): void => {
  program
    .command('start')
    .description(say('cli.start'))
    .action(async () => {
      const { runProduct } = await import('../running.ts');
      await runProduct({ prepare: async () => undefined, announce: async () => undefined });
    });
};
