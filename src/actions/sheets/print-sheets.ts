// Sheets are printed for people, one each: blank, with initials for who hands them out and a code that says nothing of anybody
// (docs/adr/0022). All or none: whoever may not ask one of them prints for nobody.
import { PrintSheetsRequest } from '#contract/sheets.ts';
import { isOffered, languagesOf } from '#domain/instruments/offering.ts';
import { initialsOf } from '#domain/sheets/initials.ts';
import { layoutOf } from '#domain/sheets/layout.ts';
import type { SheetLayout } from '#domain/sheets/shape.ts';
import { newSheetId } from '#paper/sheet-code.ts';
import type { PrintedSheet } from '#paper/sheet-pdf.ts';
import { seesSegment, visible } from '#store/access/visible.ts';
import { lockClients } from '#store/due-facts.ts';
import { keepVersion, readInstruments } from '#store/instruments.ts';
import { insertSheets, keepLayout, readPeopleForSheets, readSheetKey } from '#store/sheets.ts';
import { defineAction } from '../pipeline/define.ts';
import { realDay } from '../pipeline/list-sources.ts';
import { granted, invalid, notFound } from '../pipeline/refused.ts';
import { sheetWordsIn } from './sheet-words.ts';

/** What goes on paper; `key` signs the codes and is told to nobody. */
export type SheetsToPrint = {
  readonly layout: SheetLayout;
  readonly sheets: readonly PrintedSheet[];
  readonly key: string;
};

export const printSheets = defineAction({
  name: 'print-sheets',
  effect: 'write',
  // The paper is not kept for a repeat: whoever asks again prints again.
  isSecret: true,
  input: PrintSheetsRequest,
  hold: (tx, { clientIds }) => lockClients(tx, clientIds),
  run: async (context): Promise<SheetsToPrint> => {
    const { tx, input, actor, agency, now, today, newId } = context;
    const { instrument, paper, isLarge, language, dueOn = today } = input;
    const clientIds = [...new Set(input.clientIds)];
    const day = realDay(context);
    const [people, instruments, key] = await Promise.all([
      readPeopleForSheets(tx, clientIds, visible(actor, 'begin-sitting', 'c', day)),
      readInstruments(tx, agency.id),
      readSheetKey(tx),
    ]);
    if (people.length < clientIds.length) throw notFound();
    const current = instruments.now.get(instrument);
    if (!current) throw invalid('instrument-not-known', {}, '/instrument');
    const { definition, source } = current;
    if (!isOffered(definition, source, current.chosen)) throw invalid('instrument-not-offered', {}, '/instrument');
    if (!languagesOf(definition).includes(language)) throw invalid('sitting-language', { language }, '/language');
    if (dueOn < today) throw invalid('sheet-due-in-the-past', {}, '/dueOn');
    const layout = granted(layoutOf(definition, { paper, isLarge, language, words: sheetWordsIn(language) }));
    const sheets = people.map((person) => ({
      ...{ id: newId(), clientId: person.clientId },
      ...{ code: newSheetId(), initials: initialsOf(person) },
    }));
    const stamp = { agencyId: agency.id, by: actor.id, at: now };
    await Promise.all([
      instruments.isKept(definition.id, definition.version)
        ? null
        : keepVersion(tx, stamp, { id: newId(), definition, source }),
      keepLayout(tx, stamp, newId(), layout),
      insertSheets(tx, stamp, sheets, layout, {
        ...{ dueOn, today: day, staffId: actor.kind === 'staff' ? actor.id : null },
        seen: seesSegment(actor, 'y', day),
      }),
    ]);
    context.show(clientIds);
    context.note({ instrument, version: definition.version, sheets: sheets.length });
    return { layout, sheets: sheets.map(({ code, initials }) => ({ code, initials })), key };
  },
});
