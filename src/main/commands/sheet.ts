// Sheets without any database: where everything stands on one, blank ones to print, and scans read back.
import { readFile, writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { sheetWordsIn } from '#actions/sheets/sheet-words.ts';
import type { SheetCode } from '#domain/sheets/code.ts';
import { layoutOf, papers } from '#domain/sheets/layout.ts';
import { isLayout, type SheetLayout } from '#domain/sheets/shape.ts';
import type { Signature } from '#paper/sheet-code.ts';
import type { ScannedPage } from '#paper/sheet-reading.ts';
import type { ReadPage } from '#paper/sheet-reading-worker.ts';
import type { Language } from '#words/catalogue.ts';
import { definitionOf, problemOf } from '../instrument-content.ts';
import { cancellation, note, type ProblemDocument, print, printJson, refuse, say } from '../terminal.ts';

type LayoutFlags = { instrument: string; paper: keyof typeof papers; large?: boolean; language: Language };
type PrintFlags = LayoutFlags & {
  blank?: string;
  clients?: string;
  caseload?: string;
  agency?: string;
  out: string;
  layoutOut?: string;
  json?: boolean;
};

const mostBlank = 5_000;

/** Signs the codes on sheets. An empty one is none. */
const keyOfSheets = (): string | undefined => process.env.FOOTBRIDGE_SHEET_KEY || undefined;

const laidOut = ({ instrument, paper, large = false, language }: LayoutFlags): SheetLayout => {
  const definition = definitionOf(instrument);
  const layout = layoutOf(definition, { paper, isLarge: large, language, words: sheetWordsIn(language) });
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

/** Sheets for nobody yet. */
const blankSheets = async (flags: PrintFlags, blank: string) => {
  const count = /^\d{1,6}$/.test(blank) ? Number(blank) : 0;
  if (count < 1 || count > mostBlank)
    throw refuse(
      'sheet-count-not-readable',
      { most: mostBlank, text: blank.slice(0, 20) },
      { exitCode: 2, status: 400 },
    );
  const { newSheetId } = await import('#paper/sheet-code.ts');
  const sheets = Array.from({ length: count }, () => ({ code: newSheetId(), initials: '' }));
  return { layout: laidOut(flags), sheets, key: keyOfSheets() };
};

const issuedSheets = async (flags: PrintFlags) => {
  const { instrument, paper, large = false, language, out } = flags;
  // Tried before anything is issued: a sheet that is out in the record is on paper, too.
  await write(out, '');
  const { issueSheets } = await import('./issue-sheets.ts');
  return issueSheets(flags, { instrument, paper, isLarge: large, language });
};

const printSheets = async (flags: PrintFlags): Promise<void> => {
  const { blank, clients, caseload, out, layoutOut, json } = flags;
  if ([blank, clients, caseload].filter((each) => each !== undefined).length !== 1)
    throw refuse('sheet-for-whom', {}, { exitCode: 2, status: 400 });
  const { layout, sheets, key } = blank === undefined ? await issuedSheets(flags) : await blankSheets(flags, blank);
  const { sheetsAsPdf } = await import('#paper/sheet-pdf.ts');
  await write(out, await sheetsAsPdf(layout, sheets, key));
  if (layoutOut !== undefined) await write(layoutOut, `${JSON.stringify(layout)}\n`);
  if (!key) note(say('cli.sheets-unsigned'));
  const [count, pages] = [sheets.length, sheets.length * layout.pages.length];
  const printed = { file: out, layout: layout.layout, sheets: sheets.map(({ code }) => code), pages };
  if (json) await printJson({ ...printed, signed: key !== undefined });
  else note(say('cli.sheets-printed', { count, pages, file: out }));
};

type ReadFlags = { layout?: string[]; workers: string; json?: boolean };

const mostWorkers = 64;

const layoutAt = async (path: string): Promise<SheetLayout> => {
  try {
    const layout: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (isLayout(layout)) return layout;
  } catch {
    // Said below: what is no JSON is no layout.
  }
  throw refuse('sheet-layout-not-readable', { path });
};

/** What is told of one page. */
type PageLine =
  | { readonly file: string; readonly pageInFile: number; readonly problem: ProblemDocument }
  | {
      readonly file: string;
      readonly pageInFile: number;
      readonly result: ReadPage['result'] | 'already-used';
      readonly reason: string | null;
      readonly sheet: string | null;
      readonly page: number | null;
      readonly layout: string | null;
      readonly signature: Signature;
      readonly items: ReadPage['items'];
    };

type Checking = {
  readonly signatureOf: (code: SheetCode, key: string | undefined) => Signature;
  readonly key: string | undefined;
  /** Sheets and pages of which answers were read in this run. */
  readonly used: Set<string>;
};

const lineOf = ({ file, pageInFile, answer }: ScannedPage, { signatureOf, key, used }: Checking): PageLine => {
  const at = { file, pageInFile };
  if ('refusals' in answer) return { ...at, problem: problemOf(answer.refusals).problem };
  const { result, reason, code, items } = answer.reading;
  if (!code)
    return { ...at, result, reason, ...{ sheet: null, page: null, layout: null, signature: 'not-checked', items } };
  const { sheet, page, layout } = code;
  const known = { sheet, page, layout, signature: signatureOf(code, key) };
  if (known.signature === 'invalid') return { ...at, result: 'wrong-sheet', reason: 'signature', ...known, items: [] };
  if (result === 'wrong-sheet') return { ...at, result, reason, ...known, items: [] };
  if (used.has(`${sheet} ${page}`)) return { ...at, result: 'already-used', reason: 'page-twice', ...known, items: [] };
  used.add(`${sheet} ${page}`);
  return { ...at, result, reason, ...known, items };
};

const readSheets = async (
  files: readonly string[],
  { layout: paths = [], workers, json }: ReadFlags,
): Promise<void> => {
  if (paths.length === 0) throw refuse('sheet-layout-needed', {}, { exitCode: 2, status: 400 });
  const count = /^\d{1,3}$/.test(workers) ? Number(workers) : 0;
  if (count < 1 || count > mostWorkers)
    throw refuse(
      'sheet-workers-not-readable',
      { most: mostWorkers, text: workers.slice(0, 20) },
      { exitCode: 2, status: 400 },
    );
  const layouts = await Promise.all(paths.map(layoutAt));
  const [{ readScans }, { signatureOf }] = await Promise.all([
    import('#paper/sheet-reading.ts'),
    import('#paper/sheet-code.ts'),
  ]);
  const checking = { signatureOf, key: keyOfSheets(), used: new Set<string>() };
  for await (const scanned of readScans(files, layouts, { workers: count })) {
    if (cancellation.aborted) return;
    const line = lineOf(scanned, checking);
    if ('problem' in line) process.exitCode = 1;
    if (json) await printJson(line);
    else if ('problem' in line) note(line.problem.detail);
    else
      print(
        say('cli.sheet-line', {
          file: line.file,
          page: line.pageInFile,
          told: say(`sheet-told.${line.reason ?? 'read'}`),
        }),
      );
  }
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
    .option('--agency <name>', say('cli.flag.agency'))
    .requiredOption('--out <file>', say('cli.flag.sheet-out'))
    .option('--layout-out <file>', say('cli.flag.layout-out'))
    .action(printSheets);
  sheet
    .command('read')
    .description(say('cli.sheet-read'))
    .argument('<files...>', say('cli.argument.scans'))
    .option('--layout <file>', say('cli.flag.layout'), (file: string, before: string[] = []) => [...before, file])
    .option('--workers <count>', say('cli.flag.workers'), '1')
    .option('--json', say('cli.flag.json'))
    .action(readSheets);
};
