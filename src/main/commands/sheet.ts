// Sheets without any database: where everything stands on one, blank ones to print, and scans read back.
import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { layoutOf, papers } from '#domain/sheets/layout.ts';
import type { SheetLayout, SheetWords } from '#domain/sheets/shape.ts';
import { type Language, sentence } from '#words/catalogue.ts';
import { definitionOf, problemOf } from '../instrument-content.ts';
import { note, printJson, refuse, say } from '../terminal.ts';

type LayoutFlags = { instrument: string; paper: keyof typeof papers; large?: boolean; language: Language };
type PrintFlags = LayoutFlags & {
  blank?: string;
  clients?: string;
  caseload?: string;
  out: string;
  layoutOut?: string;
  json?: boolean;
};

const mostBlank = 5_000;

const wordsIn = (language: Language): SheetWords => ({
  instructions: sentence(language, 'sheet.instructions'),
  several: sentence(language, 'sheet.several'),
  recall: (period) => sentence(language, 'sheet.recall', { period }),
  initials: sentence(language, 'sheet.initials'),
  day: sentence(language, 'sheet.day'),
  sheet: sentence(language, 'sheet.sheet'),
  page: (page, of) => sentence(language, 'sheet.page', { page, of }),
});

const laidOut = ({ instrument, paper, large = false, language }: LayoutFlags): SheetLayout => {
  const definition = definitionOf(instrument);
  const layout = layoutOf(definition, { paper, isLarge: large, language, words: wordsIn(language) });
  if (!layout.ok) throw problemOf(layout.refusals);
  return layout.value;
};

const write = async (path: string, content: string | Uint8Array): Promise<void> => {
  try {
    await writeFile(path, content);
  } catch {
    throw refuse('sheet-not-written', { path });
  }
};

const printSheets = async (flags: PrintFlags): Promise<void> => {
  const { blank, clients, caseload, out, layoutOut, json } = flags;
  if (clients !== undefined || caseload !== undefined) throw refuse('sheet-not-for-clients');
  if (blank === undefined) throw refuse('sheet-for-whom', {}, { exitCode: 2, status: 400 });
  const count = /^\d{1,6}$/.test(blank) ? Number(blank) : 0;
  if (count < 1 || count > mostBlank)
    throw refuse(
      'sheet-count-not-readable',
      { most: mostBlank, text: blank.slice(0, 20) },
      { exitCode: 2, status: 400 },
    );
  const layout = laidOut(flags);
  const [{ newSheetId }, { sheetsAsPdf }] = await Promise.all([
    import('#paper/sheet-code.ts'),
    import('#paper/sheet-pdf.ts'),
  ]);
  const key = process.env.FOOTBRIDGE_SHEET_KEY || undefined;
  const sheets = Array.from({ length: count }, newSheetId);
  await write(out, await sheetsAsPdf(layout, sheets, key));
  if (layoutOut !== undefined) await write(layoutOut, `${JSON.stringify(layout)}\n`);
  if (!key) note(say('cli.sheets-unsigned'));
  const pages = count * layout.pages.length;
  if (json) await printJson({ file: out, layout: layout.layout, sheets, pages, signed: key !== undefined });
  else note(say('cli.sheets-printed', { count, pages, file: out }));
};

const withLayoutFlags = (command: Command): Command =>
  command
    .requiredOption('--instrument <id>', say('cli.flag.instrument'))
    .addOption(new Option('--paper <size>', say('cli.flag.paper')).choices(Object.keys(papers)).default('a4'))
    .option('--large', say('cli.flag.large'))
    .addOption(new Option('--language <language>', say('cli.flag.sheet-language')).choices(['en', 'es']).default('en'))
    .option('--json', say('cli.flag.json'));

export const addSheet = (program: Command): void => {
  const sheet = program.command('sheet').description(say('cli.sheet')).helpCommand(false);
  withLayoutFlags(sheet.command('layout').description(say('cli.sheet-layout'))).action((flags: LayoutFlags) =>
    printJson(laidOut(flags)),
  );
  withLayoutFlags(sheet.command('print').description(say('cli.sheet-print')))
    .option('--blank <count>', say('cli.flag.blank'))
    .option('--clients <ids>', say('cli.flag.sheet-clients'))
    .option('--caseload <staff>', say('cli.flag.sheet-caseload'))
    .requiredOption('--out <file>', say('cli.flag.sheet-out'))
    .option('--layout-out <file>', say('cli.flag.layout-out'))
    .action(printSheets);
};
