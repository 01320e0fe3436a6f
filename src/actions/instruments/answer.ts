// Answering an instrument: begun with nothing filled in, kept as each answer comes, signed once. A sheet of paper is begun, answered and
// signed in one act, by a person or by the product. Every way in asks the same rules.
import {
  BeginSittingRequest,
  DiscardSittingRequest,
  SaveSittingRequest,
  SignSittingRequest,
  SittingView,
} from '#contract/instruments.ts';
import type { Id } from '#domain/basics/id.ts';
import type { AllAnswers } from '#domain/instruments/asked.ts';
import type { InstrumentDefinition } from '#domain/instruments/definition.ts';
import { isOffered, languagesOf } from '#domain/instruments/offering.ts';
import { answersFrom } from '#domain/instruments/score.ts';
import { whyNotBegin } from '#domain/instruments/sitting.ts';
import { writtenFrom } from '#domain/instruments/written.ts';
import { keepVersion, readInstruments } from '#store/instruments.ts';
import {
  discardSitting as discard,
  insertSitting,
  type RecordedSitting,
  readSittings,
  updateSitting,
  writeScores,
} from '#store/sittings.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { allow, conflict, found, invalid, Refused } from '../pipeline/refused.ts';
import { raiseFlags, readSafety } from '../pipeline/safety-episodes.ts';
import { seenSegmentFor } from '../pipeline/segment-for.ts';
import { definitionOf, scoredBy, sittingView } from './sitting-view.ts';

/** Answers as they are kept: each among the options of its item, and nothing where there is none. */
const answersGiven = (definition: InstrumentDefinition, given: unknown): AllAnswers => {
  const read = answersFrom(definition, given);
  if (!read.ok)
    throw new Refused(
      422,
      read.refusals.map((each) => ({ ...each, pointer: `/answers${each.pointer ?? ''}` })),
    );
  const chosen = definition.items.flatMap(({ id }, at) => {
    const answer = read.value[at] ?? null;
    return answer === null ? [] : [[id, answer] as const];
  });
  return { ...Object.fromEntries(chosen), ...writtenFrom(definition, given) };
};

/** What is signed is scored by the version that was asked. */
const sendScores = (
  { tx, actor, agency, now, newId }: Context<unknown>,
  sitting: RecordedSitting,
  definition: InstrumentDefinition,
): Promise<unknown> =>
  writeScores(
    tx,
    { agencyId: agency.id, by: actor.id, at: now },
    sitting,
    scoredBy(definition, sitting.answers),
    newId,
  );

export const beginSitting = defineAction({
  name: 'begin-sitting',
  effect: 'write',
  input: BeginSittingRequest,
  output: SittingView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context): Promise<SittingView> => {
    const { tx, input, actor, agency, now, today, newId } = context;
    const staffId = actor.kind === 'staff' ? actor.id : input.staffId;
    if (staffId === undefined) throw invalid('field.missing', { field: 'staffId' }, '/staffId');
    if (input.staffId !== undefined && input.staffId !== staffId) throw invalid('sitting-of-another', {}, '/staffId');
    const [instruments, sittings, safety] = await Promise.all([
      readInstruments(tx, agency.id),
      readSittings(tx, input.clientId),
      readSafety(context, input.clientId),
    ]);
    const current = instruments.now.get(input.instrument);
    const definition =
      input.version === undefined ? current?.definition : instruments.versionOf(input.instrument, input.version);
    if (!current || !definition) throw invalid('instrument-not-known', {}, '/instrument');
    const asked = {
      means: input.means,
      proxyName: input.proxyName ?? null,
      day: input.day ?? today,
      language: input.language,
    };
    allow(
      whyNotBegin(
        asked,
        {
          respondent: definition.respondent,
          languages: languagesOf(definition),
          // A sheet that was printed while it was offered can still be filed.
          isOffered: input.version !== undefined || isOffered(definition, current.source, current.chosen),
        },
        today,
      ),
    );
    const isSigned = input.sign === true;
    const last = sittings.find(
      ({ instrument, version, state }) =>
        instrument === definition.id && version === definition.version && state === 'signed',
    );
    // How somebody is today is asked today: only what says so itself begins with the last answers.
    const given = input.answers ?? (definition.prefill ? last?.answers : undefined) ?? {};
    if (!isSigned && sittings.some(({ instrument, state }) => instrument === definition.id && state === 'draft'))
      throw conflict('sitting-draft-exists');
    const sitting: RecordedSitting = {
      ...{ id: newId(), clientId: input.clientId, cycleId: null, ...asked, staffId, staffName: '' },
      ...{
        instrument: definition.id,
        version: definition.version,
        answers: answersGiven(definition, given),
      },
      ...{ state: isSigned ? 'signed' : 'draft', signedAt: isSigned ? now : null, signer: null, errorReason: null },
      ...{ segment: seenSegmentFor(context, input.segment), recordedAt: now },
    };
    const stamp = { agencyId: agency.id, by: actor.id, at: now };
    await Promise.all([
      instruments.isKept(definition.id, definition.version)
        ? null
        : keepVersion(tx, stamp, { id: newId(), definition, source: current.source }),
      insertSitting(tx, stamp, sitting, context.segments),
      isSigned ? sendScores(context, sitting, definition) : null,
      raiseFlags(context, sitting, scoredBy(definition, sitting.answers).flags, safety),
    ]);
    context.note({ instrument: definition.id, version: definition.version, means: input.means });
    return sittingView(sitting, definition);
  },
});

/** The draft as it stands, with what is asked in it; refused once it is signed. */
const draftOf = async (context: Context<{ sittingId: Id }>) => {
  const { tx, input, agency } = context;
  const { clientId } = found(context.client);
  const [instruments, sittings, safety] = await Promise.all([
    readInstruments(tx, agency.id),
    readSittings(tx, clientId),
    readSafety(context, clientId),
  ]);
  const sitting = found(sittings.find(({ id }) => id === input.sittingId));
  const definition = definitionOf(instruments, sitting);
  context.requireVersion(sitting.recordedAt, sittingView(sitting, definition));
  if (sitting.state === 'signed') throw conflict('sitting-signed-already', { on: sitting.day });
  if (sitting.state === 'in-error') throw conflict('in-error-already');
  if (sitting.state === 'discarded') throw conflict('sitting-discarded');
  return { sitting, definition, safety };
};

export const saveSitting = defineAction({
  name: 'save-sitting',
  effect: 'write',
  input: SaveSittingRequest,
  output: SittingView,
  subject: ({ sittingId }) => ({ table: 'sittings', id: sittingId }),
  run: async (context): Promise<SittingView> => {
    const { tx, input, actor, now } = context;
    const { sitting, definition, safety } = await draftOf(context);
    const answers = answersGiven(definition, input.answers);
    const change = { answers, day: sitting.day, sign: false };
    // What an answer says of the person's safety counts as soon as it is given, whatever is still to be answered.
    const [version] = await Promise.all([
      updateSitting(tx, sitting.id, change, { by: actor.id, at: now }),
      raiseFlags(context, sitting, scoredBy(definition, answers).flags, safety),
    ]);
    return sittingView({ ...sitting, answers, recordedAt: version ?? now }, definition);
  },
});

export const signSitting = defineAction({
  name: 'sign-sitting',
  effect: 'write',
  input: SignSittingRequest,
  output: SittingView,
  subject: ({ sittingId }) => ({ table: 'sittings', id: sittingId }),
  run: async (context): Promise<SittingView> => {
    const { tx, actor, now } = context;
    const { sitting, definition } = await draftOf(context);
    if (Object.keys(sitting.answers).length === 0) throw conflict('sitting-nothing-answered');
    const [version] = await Promise.all([
      updateSitting(tx, sitting.id, { ...sitting, sign: true }, { by: actor.id, at: now }),
      sendScores(context, sitting, definition),
    ]);
    context.note({ instrument: sitting.instrument, version: sitting.version });
    return sittingView({ ...sitting, state: 'signed', signedAt: now, recordedAt: version ?? now }, definition);
  },
});

export const discardSitting = defineAction({
  name: 'discard-sitting',
  effect: 'write',
  input: DiscardSittingRequest,
  output: SittingView.pick({ id: true }),
  subject: ({ sittingId }) => ({ table: 'sittings', id: sittingId }),
  run: async (context) => {
    const { tx, actor, now } = context;
    const { sitting } = await draftOf(context);
    await discard(tx, sitting.id, { by: actor.id, at: now });
    return { id: sitting.id };
  },
});
