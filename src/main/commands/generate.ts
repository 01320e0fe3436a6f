// Made-up agencies of any size, each of its own, for tests and measurements.
import type { Command } from 'commander';
import { isDay } from '#domain/basics/day.ts';
import { withDatabase } from '../database.ts';
import { print, printJson, refuse, say, startProgress } from '../terminal.ts';

type Flags = {
  readonly clients: string;
  readonly contacts?: string;
  readonly teams?: string;
  readonly seed: string;
  readonly asOf?: string;
  readonly agency?: string;
  readonly json?: boolean;
};

const wholeNumber = (flag: string, text: string, most: number): number => {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > most)
    throw refuse('number-not-readable', { flag: `--${flag}`, least: 1, most, text }, { exitCode: 2, status: 400 });
  return number;
};

const generate = async (flags: Flags): Promise<void> => {
  const clients = wholeNumber('clients', flags.clients, 10_000_000);
  const contacts = flags.contacts === undefined ? clients * 20 : wholeNumber('contacts', flags.contacts, 1_000_000_000);
  const teams = flags.teams === undefined ? Math.ceil(clients / 80) : wholeNumber('teams', flags.teams, 100_000);
  const { seed, asOf } = flags;
  if (contacts < clients) throw refuse('contacts-fewer-than-clients', { clients }, { exitCode: 2, status: 400 });
  if (asOf !== undefined && !isDay(asOf)) throw refuse('as-of-not-a-day', { text: asOf }, { exitCode: 2, status: 400 });
  const name = flags.agency ?? `Generated ${clients} (${seed})`;
  const began = performance.now();
  const made = await withDatabase(async ({ ownerUrl }) => {
    const { migrate } = await import('#store/postgres/migrate.ts');
    const { dayIn } = await import('#domain/basics/instant.ts');
    const { systemClock } = await import('#api/http/server.ts');
    const { generateAgency, generatedZone, isNameTaken } = await import('#jobs/demonstration/generated-agency.ts');
    await migrate(ownerUrl);
    if (await isNameTaken(ownerUrl, name)) throw refuse('agency-exists', { name }, { status: 409 });
    const now = systemClock();
    const today = asOf ?? dayIn(generatedZone, now);
    const lived = await startProgress(say('demo.generating'));
    const workedOut = await startProgress(say('demo.working-out'));
    try {
      return await generateAgency(ownerUrl, { clients, contacts, teams, seed, today, name }, now, (step, done, total) =>
        (step === 'generating' ? lived : workedOut).to(done, total),
      );
    } finally {
      lived.end();
      workedOut.end();
    }
  });
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const counts = { agency: name, clients: made.clients, contacts: made.contacts, teams: made.teams };
  if (flags.json) return printJson({ ...counts, seed, seconds, signIns: made.signIns });
  print(say('demo.generated', { ...counts, seconds }));
};

export const addGenerate = (program: Command): void => {
  program
    .command('generate')
    .description(say('demo.generate'))
    .requiredOption('--clients <number>', say('demo.flag.clients'))
    .option('--contacts <number>', say('demo.flag.contacts'))
    .option('--teams <number>', say('demo.flag.teams'))
    .option('--seed <seed>', say('demo.flag.seed'), '1')
    .option('--as-of <day>', say('demo.flag.as-of'))
    .option('--agency <name>', say('demo.flag.name'))
    .option('--json', say('cli.flag.json'))
    .action(generate);
};
