// The instruments of the house: which are offered, what one asks, and the agency's own.
import { z } from 'zod';
import {
  InstrumentList,
  InstrumentSummary,
  InstrumentView,
  PublishInstrumentRequest,
  ReadInstrumentRequest,
  TurnInstrumentRequest,
} from '#contract/instruments.ts';
import { checkDefinition } from '#domain/instruments/checking.ts';
import { hasWords, whyNotPublish } from '#domain/instruments/offering.ts';
import { chooseInstrument, keepVersion, readInstruments, shippedInstruments } from '#store/instruments.ts';
import { defineAction } from '../pipeline/define.ts';
import { allow, conflict, found, granted, Refused } from '../pipeline/refused.ts';
import { byName, instrumentSummary } from './instrument-view.ts';

export const listInstruments = defineAction({
  name: 'list-instruments',
  effect: 'read',
  input: z.strictObject({}),
  output: InstrumentList,
  run: async ({ tx, agency }) => {
    const { now } = await readInstruments(tx, agency.id);
    return { items: [...now.values()].toSorted(byName).map(instrumentSummary) };
  },
});

export const readInstrument = defineAction({
  name: 'read-instrument',
  effect: 'read',
  input: ReadInstrumentRequest,
  output: InstrumentView,
  run: async ({ tx, input, agency }) => {
    const { now, versionOf } = await readInstruments(tx, agency.id);
    const current = now.get(input.key);
    const definition = input.version === undefined ? current?.definition : versionOf(input.key, input.version);
    return {
      source: current && current.definition === definition ? current.source : null,
      definition: { ...found(definition) },
    };
  },
});

export const turnInstrument = defineAction({
  name: 'turn-instrument',
  effect: 'write',
  input: TurnInstrumentRequest,
  output: InstrumentSummary,
  run: async ({ tx, input, actor, agency, now, newId, note }) => {
    const instrument = found((await readInstruments(tx, agency.id)).now.get(input.key));
    if (input.isOn && !hasWords(instrument.definition)) throw conflict('instrument-without-words');
    await chooseInstrument(tx, { agencyId: agency.id, by: actor.id, at: now }, { id: newId(), ...input });
    note({ key: input.key, isOn: input.isOn });
    return instrumentSummary({ ...instrument, chosen: input.isOn });
  },
});

export const publishInstrument = defineAction({
  name: 'publish-instrument',
  effect: 'write',
  input: PublishInstrumentRequest,
  output: InstrumentSummary,
  run: async ({ tx, input, actor, agency, now, newId, note }) => {
    const checked = checkDefinition(input.definition);
    // Where it stands in the definition, which is a field of what was sent.
    if (!checked.ok)
      throw new Refused(
        422,
        checked.refusals.slice(0, 100).map((each) => ({ ...each, pointer: `/definition${each.pointer ?? ''}` })),
      );
    const definition = granted(checked);
    const [instruments, ships] = await Promise.all([readInstruments(tx, agency.id), shippedInstruments()]);
    const last = instruments.now.get(definition.id);
    allow(
      whyNotPublish(
        definition,
        last?.source === 'own' ? last.definition.version : null,
        ships.get(definition.id) ?? null,
      ).map((each) => ({ ...each, pointer: `/definition${each.pointer ?? ''}` })),
    );
    const instrument = { definition, source: 'own', chosen: last?.chosen ?? null } as const;
    await keepVersion(tx, { agencyId: agency.id, by: actor.id, at: now }, { ...instrument, id: newId() });
    note({ key: definition.id, version: definition.version });
    return instrumentSummary(instrument);
  },
});
