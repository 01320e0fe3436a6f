// What a client has answered, and how it went.
import { z } from 'zod';
import { id } from '#contract/fields.ts';
import { SittingList, SittingView } from '#contract/instruments.ts';
import { visible } from '#store/access/visible.ts';
import { readAddenda } from '#store/addenda.ts';
import { readInstruments } from '#store/instruments.ts';
import { readSittings as readRows } from '#store/sittings.ts';
import { defineAction } from '../pipeline/define.ts';
import { realDay } from '../pipeline/list-sources.ts';
import { found } from '../pipeline/refused.ts';
import { byName, instrumentSummary } from './instrument-view.ts';
import { definitionOf, scoreCourses, sittingSummary, sittingView } from './sitting-view.ts';

export const readSittings = defineAction({
  name: 'read-sittings',
  effect: 'read',
  input: z.strictObject({ clientId: id }),
  output: SittingList,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context): Promise<SittingList> => {
    const { tx, input, actor, agency } = context;
    const [rows, instruments] = await Promise.all([
      readRows(tx, input.clientId, visible(actor, 'read-sittings', 'i', realDay(context))),
      readInstruments(tx, agency.id),
    ]);
    return {
      items: rows
        .filter(({ state }) => state !== 'discarded')
        .map((row) => sittingSummary(row, definitionOf(instruments, row))),
      courses: scoreCourses(rows, instruments),
      offered: [...instruments.now.values()]
        .toSorted(byName)
        .map(instrumentSummary)
        .filter(({ isOffered }) => isOffered),
    };
  },
});

export const readSitting = defineAction({
  name: 'read-sitting',
  effect: 'read',
  input: z.strictObject({ sittingId: id }),
  output: SittingView,
  subject: ({ sittingId }) => ({ table: 'sittings', id: sittingId }),
  run: async (context): Promise<SittingView> => {
    const { tx, input, actor, agency } = context;
    const { clientId } = found(context.client);
    const seen = (alias: string) => visible(actor, 'read-sitting', alias, realDay(context));
    const [rows, instruments, addenda] = await Promise.all([
      readRows(tx, clientId, seen('i')),
      readInstruments(tx, agency.id),
      readAddenda(tx, clientId, ['sitting'], seen('a')),
    ]);
    const sitting = found(rows.find((row) => row.id === input.sittingId));
    return sittingView(sitting, definitionOf(instruments, sitting), addenda);
  },
});
