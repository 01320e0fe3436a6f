// Looking after somebody who may be in danger: what is open, what is owed, and each step as it is taken.
import { z } from 'zod';
import { id } from '#contract/fields.ts';
import { EpisodeList, EpisodeView, OpenEpisodes, TakeSafetyStepRequest } from '#contract/safety.ts';
import type { Id } from '#domain/basics/id.ts';
import { isQualifiedClinician } from '#domain/safety/clinician.ts';
import { isOverTime, owedOf } from '#domain/safety/owed.ts';
import type { Step } from '#domain/safety/steps.ts';
import { visible } from '#store/access/visible.ts';
import { readInstruments } from '#store/instruments.ts';
import { listOpenEpisodes, readCredentials, readEpisodes, readWhomToTell } from '#store/safety.ts';
import { readSittings } from '#store/sittings.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { realDay } from '../pipeline/list-sources.ts';
import { conflict, found, invalid } from '../pipeline/refused.ts';
import { episodeFrom, takeSafetyStep } from '../pipeline/safety-episodes.ts';
import { episodeView, screeningIn } from './episode-view.ts';

const most = 200;

/** Everything an episode is told with; one round trip. */
const readAround = async (context: Context<unknown>, clientId: Id) => {
  const { tx, actor, agency } = context;
  const seen = (alias: string) => visible(actor, 'read-safety-episodes', alias, realDay(context));
  const [episodes, sittings, instruments, credentials, whom] = await Promise.all([
    readEpisodes(tx, clientId, seen('e')),
    readSittings(tx, clientId, seen('i')),
    readInstruments(tx, agency.id),
    readCredentials(tx, actor.id),
    readWhomToTell(tx, clientId, context.now),
  ]);
  const isQualified = isQualifiedClinician(credentials, context.today);
  const names = new Map(whom.map((each) => [each.id, each.name]));
  const asking = {
    ...{ staffId: actor.kind === 'staff' ? actor.id : null, isQualified, now: context.now },
    mayAct: context.may('take-safety-step'),
  };
  return { episodes, sittings, instruments, whom, isQualified, asking, known: { instruments, sittings, names } };
};

export const readSafetyEpisodes = defineAction({
  name: 'read-safety-episodes',
  effect: 'read',
  input: z.strictObject({ clientId: id }),
  output: EpisodeList,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context): Promise<EpisodeList> => {
    const { episodes, asking, known } = await readAround(context, context.input.clientId);
    return { items: episodes.map((row) => episodeView(row, asking, known)) };
  },
});

export const listSafetyEpisodes = defineAction({
  name: 'list-safety-episodes',
  effect: 'read',
  input: z.strictObject({}),
  output: OpenEpisodes,
  run: async (context): Promise<OpenEpisodes> => {
    const { tx, actor, now } = context;
    const today = realDay(context);
    const seen = (permission: 'list-safety-episodes' | 'read-chart') => visible(actor, permission, 'e', today);
    const rows = await listOpenEpisodes(tx, seen('list-safety-episodes'), seen('read-chart'), most);
    context.show([...new Set(rows.map(({ clientId }) => clientId))]);
    return {
      items: rows.map((row) => ({
        ...{ id: row.id, clientId: row.clientId, clientName: row.clientName, severity: row.severity },
        ...{ raisedAt: row.raisedAt, with: { id: row.staffId, name: row.staffName } },
        owed: owedOf(episodeFrom(row)).map((each) => ({ ...each, isLate: isOverTime(each, now) })),
        mayOpenChart: row.opensChart,
      })),
    };
  },
});

/** The step as the machine takes it. What an assessment rests on is read from the screen itself, and who may close from their licence. */
const stepFrom = (
  { input, now, actor }: Context<TakeSafetyStepRequest>,
  isQualified: boolean,
  screening: ReturnType<typeof screeningIn>,
): Step => {
  const taken = { at: now, by: actor.kind === 'staff' ? actor.id : null };
  switch (input.step) {
    case 'accompany':
      return { ...taken, name: 'accompany', params: { companion: input.companion } };
    case 'assess':
      return { ...taken, name: 'assess', params: { finding: input.finding, screening } };
    case 'hand-over':
      return { ...taken, name: 'hand-over', params: { to: input.to, receivedBy: input.receivedBy } };
    case 'close':
      return { ...taken, name: 'close', params: { outcome: input.outcome, reason: input.reason, isQualified } };
    default:
      return { ...taken, name: input.step, params: {} };
  }
};

export const takeStepInEpisode = defineAction({
  name: 'take-safety-step',
  effect: 'write',
  input: TakeSafetyStepRequest,
  output: EpisodeView,
  subject: ({ episodeId }) => ({ table: 'safety_episodes', id: episodeId }),
  run: async (context): Promise<EpisodeView> => {
    const { tx, input } = context;
    const { clientId } = found(context.client);
    const around = await readAround(context, clientId);
    const row = found(around.episodes.find((each) => each.id === input.episodeId));
    if (row.state === 'closed') throw conflict('safety-episode-closed');
    const sittingId = input.step === 'assess' ? input.sittingId : undefined;
    const sitting = around.sittings.find((each) => each.id === sittingId);
    if (sittingId !== undefined && !sitting) throw invalid('sitting-not-known', {}, '/sittingId');
    const step = stepFrom(context, around.isQualified, sitting ? screeningIn(around.instruments, sitting) : null);
    const note = 'note' in input ? input.note?.trim() || null : null;
    context.note({ step: input.step, episode: row.id });
    // The reading leaves behind the writing, in the same trip.
    const [, episodes] = await Promise.all([
      takeSafetyStep(context, row, { step, note, sittingId: sittingId ?? null }, around.whom),
      readEpisodes(tx, clientId),
    ]);
    const after = found(episodes.find((each) => each.id === row.id));
    return episodeView(after, around.asking, around.known);
  },
});
