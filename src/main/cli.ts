// The command line: `npx footbridge COMMAND`. Each command stands in a file of its own and loads what it needs when it runs.
import { Command, CommanderError } from 'commander';
import { Refused } from '#actions/pipeline/refused.ts';
import manifest from '../../package.json' with { type: 'json' };
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addDemo } from './commands/demo.ts';
import { addExport } from './commands/export.ts';
import { addGenerate } from './commands/generate.ts';
import { addImport } from './commands/import.ts';
import { addMigrate } from './commands/migrate.ts';
import { addRestore } from './commands/restore.ts';
import { addScore } from './commands/score.ts';
import { addServe } from './commands/serve.ts';
import { addSheet } from './commands/sheet.ts';
import { addStart } from './commands/start.ts';
import { CommandRefused, cancel, cancellation, type ExitCode, note, printJson, refuse, say } from './terminal.ts';

const asksForJson = process.argv.includes('--json');

const titles = new Map(
  ['Usage:', 'Arguments:', 'Options:', 'Commands:'].map((title) => [
    title,
    `cli.title.${title.slice(0, -1).toLowerCase()}`,
  ]),
);

const program = new Command('footbridge')
  .description(say('cli.footbridge'))
  .version(manifest.version, '-V, --version', say('cli.flag.version'))
  .helpOption('-h, --help', say('cli.flag.help'))
  .helpCommand(false)
  .exitOverride()
  .configureOutput({ outputError: () => undefined })
  .configureHelp({ styleTitle: (title) => say(titles.get(title) ?? title) });

for (const add of [
  addStart,
  addServe,
  addMigrate,
  addDemo,
  addGenerate,
  addImport,
  addExport,
  addBackup,
  addRestore,
  addAudit,
  addScore,
  addSheet,
])
  add(program);

// Commander copies these settings into commands made after they are set, but not the help option.
for (const command of program.commands)
  command.helpOption('-h, --help', say('cli.flag.help')).allowExcessArguments(false);

const usages = new Set(
  ['unknown-option', 'unknown-command', 'missing-argument', 'excess-arguments', 'option-missing-argument'].concat([
    'missing-mandatory-option-value',
    'invalid-argument',
  ]),
);

/** Commander's complaint as a sentence of ours. */
const asWrongUsage = ({ code, message }: CommanderError): CommandRefused => {
  const kind = code.replace('commander.', '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const reason = message.replace(/^error: /, '');
  const what = /'([^']+)'/.exec(reason)?.[1] ?? reason;
  const choices = /choices are (.*?)\.?$/.exec(reason)?.[1] ?? reason;
  const sentence = say(`cli.usage.${usages.has(kind) ? kind : 'other'}`, { what, reason, choices });
  const help = say('cli.see-help', { command: ['npx footbridge', ...calledCommand()].join(' ') });
  return new CommandRefused('wrong-usage', `${sentence} ${help}`, { exitCode: 2, status: 400 });
};

/** The words of the command line that name a command. */
const calledCommand = (): string[] => {
  const names: string[] = [];
  let command: Command | undefined = program;
  for (const word of process.argv.slice(2)) {
    command = command.commands.find((candidate) => candidate.name() === word);
    if (!command) break;
    names.push(word);
  }
  return names;
};

const asCommandRefused = (error: unknown): CommandRefused | undefined => {
  if (error instanceof CommandRefused) return error;
  if (!(error instanceof Refused)) return undefined;
  const errors = error.refusals.map(({ code, params, pointer }) => ({
    ...(pointer !== undefined && { pointer }),
    rule: code,
    message: say(`refusal.${code}`, params),
  }));
  const [first] = errors;
  return new CommandRefused(first?.rule ?? 'refused', first?.message ?? '', { status: error.status, errors });
};

/** Runs one command line and returns the exit code. */
const run = async (): Promise<ExitCode> => {
  try {
    await program.parseAsync();
    // A command that did what it could and found faults says so itself.
    return process.exitCode === 1 ? 1 : 0;
  } catch (error) {
    if (cancellation.aborted) {
      note(say('cli.cancelled'));
      return 130;
    }
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      // Called without a command: commander has shown the help.
      if (error.code === 'commander.help') return 2;
    }
    const refused = error instanceof CommanderError ? asWrongUsage(error) : asCommandRefused(error);
    if (!refused) {
      note(error instanceof Error ? (error.stack ?? error.message) : String(error));
      if (asksForJson) await printJson(refuse('failed', { reason: (error as Error).message }, { status: 500 }).problem);
      return 1;
    }
    note(refused.message);
    for (const { file, row, message } of refused.problem.errors ?? [])
      if (message !== refused.message || file !== undefined)
        note(say('cli.fault', { file: file ?? '', row: row ?? 0, message }));
    if (asksForJson) await printJson(refused.problem);
    return refused.exitCode;
  }
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, cancel);
// The older Node that started this one was killed.
process.on('disconnect', cancel);
process.channel?.unref();
// Work that was left standing loses its database connection: that is not news.
process.on('uncaughtException', (error) => {
  if (cancellation.aborted) return;
  note(error.stack ?? error.message);
  process.exit(1);
});
// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const exitCode = await run();
await new Promise((flushed) => process.stdout.write('', flushed));
process.exit(exitCode);
