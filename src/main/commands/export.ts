// The record on stdout, one JSON document a line; the caseload also as a table that can be imported again.
import type { Command } from 'commander';
import { type CaseloadKind, caseloadKinds } from '#contract/caseload-files.ts';
import { type Day, isDay } from '#domain/basics/day.ts';
import { isId } from '#domain/basics/id.ts';
import { purposes } from '#domain/consent/consent.ts';
import { bases, recipientKinds } from '#domain/disclosure/bases.ts';
import type { ExportKind, ForWhom } from '#jobs/exports/export.ts';
import { withDatabase } from '../database.ts';
import { cancellation, printJson, refuse, say, startProgress } from '../terminal.ts';

type Flags = {
  client?: string;
  agreement?: string;
  team?: string;
  period?: string;
  asOf?: string;
  agency?: string;
  source?: string;
  csv?: boolean;
  json?: boolean;
  to?: string;
  toKind?: string;
  basis?: string;
  purpose?: string;
  purposeText?: string;
  grounds?: string;
  whyAll?: string;
};

// The kinds that jobs/exports knows, here again so that --help loads no database code; the types see to it that they agree.
const kinds = [
  ...(['clients', 'enrolments', 'cycles', 'contacts', 'needs', 'goals', 'referrals', 'assessments'] as const),
  ...(['tasks', 'stays', 'due', 'transitions', 'audit'] as const),
] as const satisfies readonly ExportKind[];

const wrong = (code: string, text: string) => refuse(code, { text }, { exitCode: 2, status: 400 });

const idFrom = (text: string | undefined): string | null => {
  if (text === undefined) return null;
  if (!isId(text)) throw wrong('id-not-readable', text);
  return text;
};

const dayFrom = (text: string): Day => {
  if (!isDay(text)) throw wrong('day-not-readable', text);
  return text;
};

const periodFrom = (text: string | undefined): { from: Day; to: Day } | null => {
  if (text === undefined) return null;
  const [from = '', to = '', ...more] = text.split('/');
  if (!isDay(from) || !isDay(to) || to < from || more.length > 0) throw wrong('period-not-readable', text);
  return { from, to };
};

const oneOf = <Value extends string>(known: readonly Value[], text: string, flag: string): Value => {
  const value = known.find((each) => each === text);
  if (value === undefined)
    throw refuse('value-unknown', { flag, text, known: known.join(', ') }, { exitCode: 2, status: 400 });
  return value;
};

/** Said whole or not at all: without it the rows stay in the agency's own hands. */
const whomFrom = (flags: Flags): ForWhom | null => {
  const { to, toKind = 'organization', basis, purpose, purposeText = null, grounds = null, whyAll = null } = flags;
  const isSaid = [to, flags.toKind, basis, purpose, flags.purposeText, flags.grounds, flags.whyAll].some(Boolean);
  if (!isSaid) return null;
  if (!to || !basis || !purpose) throw refuse('whom-incomplete', {}, { exitCode: 2, status: 400 });
  return {
    basis: oneOf(bases, basis, '--basis'),
    recipientKind: oneOf(recipientKinds, toKind, '--to-kind'),
    recipient: to,
    purpose: oneOf(purposes, purpose, '--purpose'),
    ...{ purposeText, grounds, whyAll },
  };
};

const writeText = async (text: string): Promise<void> => {
  if (process.stdout.write(text)) return;
  await new Promise((resume) => process.stdout.once('drain', resume));
};

const sendOut = async (kind: ExportKind, flags: Flags): Promise<void> => {
  const asked = {
    clientId: idFrom(flags.client),
    teamId: idFrom(flags.team),
    period: periodFrom(flags.period),
    ...(flags.asOf !== undefined && { asOf: dayFrom(flags.asOf) }),
  };
  const whom = whomFrom(flags);
  // A table is for carrying the caseload to another house of the agency; lines alone carry the notice that must go along.
  const agreement = idFrom(flags.agreement);
  if (flags.csv && (agreement || flags.team || flags.period || flags.asOf || flags.json || whom))
    throw wrong('csv-is-whole', '');
  await withDatabase(async ({ ownerUrl }) => {
    const { migrate } = await import('#store/postgres/migrate.ts');
    const { databaseUrls } = await import('#store/postgres/roles.ts');
    const { openDatabase } = await import('#store/postgres/transaction.ts');
    const { systemClock } = await import('#api/http/server.ts');
    const { chooseAgency } = await import('../agency.ts');
    const { exportCaseload, exportLines } = await import('#jobs/exports/export.ts');
    await migrate(ownerUrl);
    const agency = await chooseAgency(ownerUrl, flags.agency);
    const database = openDatabase(databaseUrls(ownerUrl).app, { connections: 2 });
    const progress = await startProgress(kind);
    try {
      const run = {
        ...{ database, agencyId: agency.id, now: systemClock(), ...asked },
        ...(whom && { whom }),
        ...(agreement && { agreement }),
        ...{ signal: cancellation, progress: (done: number) => progress.to(done, done) },
      };
      if (flags.csv) await exportCaseload(run, kind as CaseloadKind, flags.source ?? 'csv', writeText);
      else await exportLines(run, kind, printJson);
    } finally {
      progress.end();
      await database.close();
    }
  });
};

export const addExport = (program: Command): void => {
  const parent = program.command('export').description(say('cli.export')).helpCommand(false);
  for (const kind of kinds) {
    const command = parent
      .command(kind)
      .description(say(`cli.export.${kind}`))
      .option('--client <id>', say('cli.flag.client'))
      .option('--team <id>', say('cli.flag.team'))
      .option('--period <from/to>', say('cli.flag.period'))
      .option('--as-of <day>', say('cli.flag.as-of'))
      .option('--agency <name>', say('cli.flag.agency'))
      .option('--to <name>', say('cli.flag.to'))
      .option('--to-kind <kind>', say('cli.flag.to-kind'))
      .option('--basis <basis>', say('cli.flag.basis'))
      .option('--purpose <purpose>', say('cli.flag.purpose'))
      .option('--purpose-text <text>', say('cli.flag.purpose-text'))
      .option('--grounds <text>', say('cli.flag.grounds'))
      .option('--why-all <text>', say('cli.flag.why-all'))
      .option('--agreement <id>', say('cli.flag.agreement'))
      .option('--json', say('cli.flag.json-lines'));
    if (caseloadKinds.some((known) => known === kind))
      command.option('--csv', say('cli.flag.csv')).option('--source <name>', say('cli.flag.csv-source'));
    command.action((flags: Flags) => sendOut(kind, flags));
  }
};
