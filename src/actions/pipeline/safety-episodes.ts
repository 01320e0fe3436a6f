// A safety episode moves by its machine (domain/safety): what was done is a step, and whoever is to be told is told in the same
// transaction. Answers raise flags here, whichever way they come in; people take steps; the job tells the next.
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Scored } from '#domain/instruments/score.ts';
import { isKnown, openEpisode, type RaisedFlag, type SafetyEpisode } from '#domain/safety/episode.ts';
import { nextTellingAt, toTell } from '#domain/safety/owed.ts';
import { episodeOf, type Step, takeStep } from '#domain/safety/steps.ts';
import { tell } from '#store/notices.ts';
import {
  type EpisodeState,
  insertEpisode,
  insertSteps,
  type RecordedEpisode,
  readEpisodes,
  readWhomToTell,
  type ToTell,
  updateEpisode,
} from '#store/safety.ts';
import type { Context } from './define.ts';
import { granted } from './refused.ts';

type Acting = Pick<Context<unknown>, 'tx' | 'actor' | 'now' | 'newId'> & { readonly agency: { readonly id: Id } };

type Raise = { readonly flag: RaisedFlag };

/** The episode as its recorded steps have left it. */
export const episodeFrom = ({
  id,
  raisedAt,
  steps,
}: Pick<RecordedEpisode, 'id' | 'raisedAt' | 'steps'>): SafetyEpisode => {
  const [first, ...later] = steps;
  if (first?.step !== 'raise') throw new Error(`${id}: no flag opened it`);
  return episodeOf(
    { id, at: raisedAt, flag: (first.params as Raise).flag },
    later.map(({ step, at, by, params }) => ({ name: step, at, by, params }) as unknown as Step),
  );
};

/** What is known of a client before anything is raised or told; one round trip, shared with whatever is read beside it. */
export type SafetyKnown = { readonly episodes: readonly RecordedEpisode[]; readonly whom: readonly ToTell[] };
export const readSafety = async ({ tx, now }: Pick<Acting, 'tx' | 'now'>, clientId: Id): Promise<SafetyKnown> => {
  const [episodes, whom] = await Promise.all([readEpisodes(tx, clientId), readWhomToTell(tx, clientId, now)]);
  return { episodes, whom };
};

type Written = { readonly step: Step; readonly note?: string | null; readonly sittingId?: Id | null };

const stateOf = (episode: SafetyEpisode): EpisodeState => ({
  severity: episode.severity,
  tellAt: nextTellingAt(episode),
  closed: episode.closed && { at: episode.closed.at, by: episode.closed.by },
});

/** Tells everybody whose turn it is. Where nobody is there to be told, that too is written down, and those after them are told at once. */
const telling = (episode: SafetyEpisode, whom: readonly ToTell[], at: Instant) => {
  let now = episode;
  const steps: Step[] = [];
  const told = new Map<Id, ToTell>();
  for (let turn = toTell(now, at); turn.length > 0; turn = toTell(now, at)) {
    for (const audience of turn) {
      const recipients = whom.filter((each) => each.audience === audience);
      for (const each of recipients) told.set(each.id, each);
      const step: Step = { name: 'tell', at, by: null, params: { audience, staffIds: recipients.map(({ id }) => id) } };
      steps.push(step);
      now = granted(takeStep(now, step));
    }
  }
  return { episode: now, steps, told: [...told.values()] };
};

/**
 * Safety comes before secrecy: whoever looks after the person sees that they may be in danger, and by which instrument; what was answered
 * stays as closed as its sitting.
 */
const segment = 'general';
type Whose = { readonly clientId: Id };

/** Sends what was done, and tells whoever is to be told of it. Gives the episode as it then is. */
const write = async (
  { tx, actor, agency, now, newId }: Acting,
  before: { readonly episode: SafetyEpisode; readonly isNew: boolean; readonly staffId: Id },
  { clientId }: Whose,
  done: readonly Written[],
  whom: readonly ToTell[],
): Promise<SafetyEpisode> => {
  const { episode, steps, told } = telling(before.episode, whom, now);
  const stamp = { agencyId: agency.id, by: actor.id, at: now };
  const { id } = episode;
  const kind = before.isNew || done.some(({ step }) => step.name === 'raise') ? 'safety-raised' : 'safety-waiting';
  tell(tx, stamp, { kind, clientId, subjectId: id }, told, newId);
  await Promise.all([
    before.isNew
      ? insertEpisode(tx, stamp, { ...stateOf(episode), id, clientId, raisedAt: now, staffId: before.staffId, segment })
      : updateEpisode(tx, id, stateOf(episode), stamp),
    insertSteps(
      tx,
      stamp,
      { episodeId: id, clientId, segment },
      [...done, ...steps.map((step): Written => ({ step }))].map(({ step, note = null, sittingId = null }) => ({
        ...{ id: newId(), step: step.name, params: step.params, note, sittingId },
      })),
    ),
  ]);
  return episode;
};

/**
 * Raises what the answers of a sitting say, finished or not. What they said before raises nothing again, also once its episode is
 * closed; a further flag joins the episode that is open.
 */
export const raiseFlags = async (
  context: Acting,
  sitting: Whose & {
    readonly id: Id;
    readonly instrument: string;
    readonly staffId: Id;
    /** False of a sheet that was read and is not filed yet: it has the id that its sitting will have. */
    readonly isFiled?: boolean;
  },
  flags: Scored['flags'],
  { episodes, whom }: SafetyKnown,
): Promise<void> => {
  if (flags.length === 0) return;
  const { now, newId, actor } = context;
  const raised = flags.map(
    ({ id, severity }): RaisedFlag => ({
      administrationId: sitting.id,
      instrument: sitting.instrument,
      flag: id,
      severity,
    }),
  );
  const known = episodes.map((row) => ({ row, episode: episodeFrom(row) }));
  const fresh = raised.filter((flag) => !known.some(({ episode }) => isKnown(episode, flag)));
  const [first, ...others] = fresh;
  if (!first) return;
  const open = known.find(({ row }) => row.state === 'open');
  const by = actor.kind === 'staff' ? actor.id : null;
  const stepOf = (flag: RaisedFlag): Step => ({ name: 'raise', at: now, by, params: { flag } });
  const begun = open?.episode ?? openEpisode({ id: newId(), at: now, flag: first });
  const later = open ? fresh : others;
  const episode = later.reduce((before, flag) => granted(takeStep(before, stepOf(flag))), begun);
  const sittingId = sitting.isFiled === false ? null : sitting.id;
  const done = fresh.map((flag): Written => ({ step: stepOf(flag), sittingId }));
  await write(context, { episode, isNew: !open, staffId: sitting.staffId }, sitting, done, whom);
};

/** Takes a step in an open episode, or refuses it. */
export const takeSafetyStep = (
  context: Acting,
  row: RecordedEpisode,
  done: Written,
  whom: readonly ToTell[],
): Promise<SafetyEpisode> => {
  const episode = granted(takeStep(episodeFrom(row), done.step));
  return write(context, { episode, isNew: false, staffId: row.staffId }, row, [done], whom);
};

/** Tells whoever is to be told by now; nothing is written where it is nobody's turn. */
export const tellWhoIsNext = async (
  context: Acting,
  row: RecordedEpisode,
  whom: readonly ToTell[],
): Promise<boolean> => {
  const episode = episodeFrom(row);
  if (toTell(episode, context.now).length === 0) return false;
  await write(context, { episode, isNew: false, staffId: row.staffId }, row, [], whom);
  return true;
};
