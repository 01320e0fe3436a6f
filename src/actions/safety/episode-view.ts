// What is told of a safety episode: what gave rise to it, what is owed, what was done, and what whoever asks may do.
import type { EpisodeView } from '#contract/safety.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { refusal } from '#domain/basics/result.ts';
import { answersAsked } from '#domain/instruments/asked.ts';
import type { Answer } from '#domain/instruments/expression.ts';
import { scorerOf } from '#domain/instruments/score.ts';
import { isOverTime, owedOf } from '#domain/safety/owed.ts';
import { screeningOf } from '#domain/safety/screening.ts';
import { type StepName, stepNames, whyNotStep } from '#domain/safety/steps.ts';
import type { AgencyInstruments } from '#store/instruments.ts';
import type { RecordedEpisode, RecordedStep } from '#store/safety.ts';
import type { RecordedSitting } from '#store/sittings.ts';
import { episodeFrom } from '../pipeline/safety-episodes.ts';

/** What the answers of a screen say of the person's safety; null where its version is not known. */
export const screeningIn = (
  { versionOf }: AgencyInstruments,
  { instrument, version, answers }: RecordedSitting,
): EpisodeView['screens'][number]['screening'] | null => {
  const definition = versionOf(instrument, version);
  if (!definition) return null;
  const counting = answersAsked(definition, answers);
  return screeningOf(scorerOf(definition)(definition.items.map(({ id }): Answer => counting[id] ?? null)));
};

const details = ['companion', 'audience', 'finding', 'outcome'] as const;

const detailOf = ({ step, params }: RecordedStep): EpisodeView['steps'][number]['detail'] => {
  if (step === 'hand-over') return { kind: 'receiver', code: String(params.to) };
  const kind = details.find((each) => typeof params[each] === 'string');
  return kind ? { kind, code: String(params[kind]) } : null;
};

export type Asking = {
  readonly staffId: Id | null;
  readonly isQualified: boolean;
  readonly now: Instant;
  readonly mayAct: boolean;
};

const byPeople = stepNames.filter((name) => name !== 'raise' && name !== 'tell');

const whyNot = (episode: ReturnType<typeof episodeFrom>, name: StepName, { staffId, isQualified }: Asking) => [
  ...whyNotStep(episode, name, staffId),
  ...(name === 'close' && !isQualified ? [refusal('safety-not-qualified')] : []),
];

export const episodeView = (
  row: RecordedEpisode,
  asking: Asking,
  known: {
    readonly instruments: AgencyInstruments;
    readonly sittings: readonly RecordedSitting[];
    readonly names: ReadonlyMap<Id, string>;
  },
): EpisodeView => {
  const episode = episodeFrom(row);
  const { instruments, sittings, names } = known;
  const nameOf = (instrument: string) => instruments.now.get(instrument)?.definition.abbreviation ?? instrument;
  const told = new Set(episode.tellings.flatMap(({ staffIds }) => staffIds));
  return {
    id: row.id,
    clientId: row.clientId,
    severity: episode.severity,
    state: row.state,
    raisedAt: row.raisedAt,
    with: { id: row.staffId, name: row.staffName },
    flags: episode.flags.map(({ administrationId, instrument, flag, severity }) => ({
      ...{ sittingId: administrationId, instrument, abbreviation: nameOf(instrument), flag, severity },
    })),
    owed: owedOf(episode).map((each) => ({ ...each, isLate: isOverTime(each, asking.now) })),
    told: [...told].flatMap((id) => {
      const name = names.get(id);
      return name ? [{ id, name }] : [];
    }),
    takenUpBy: row.steps.findLast(({ step }) => step === 'take-up')?.byName ?? null,
    steps: row.steps.map((step) => ({
      id: step.id,
      step: step.step,
      at: step.at,
      by: step.step === 'tell' ? null : step.byName,
      note: step.note ?? (typeof step.params.reason === 'string' ? step.params.reason : null),
      detail: detailOf(step),
      receivedBy: typeof step.params.receivedBy === 'string' ? step.params.receivedBy : null,
    })),
    may:
      asking.mayAct && row.state === 'open'
        ? byPeople.map((step) => ({ step, why: whyNot(episode, step, asking).map((each) => ({ ...each })) }))
        : [],
    screens: sittings
      .filter(
        ({ id, state, recordedAt, instrument, version }) =>
          state !== 'discarded' &&
          state !== 'in-error' &&
          recordedAt >= row.raisedAt &&
          (instruments.versionOf(instrument, version)?.flags.length ?? 0) > 0 &&
          episode.flags.every(({ administrationId }, at) => at > 0 || administrationId !== id),
      )
      .flatMap((sitting) => {
        const screening = screeningIn(instruments, sitting);
        return screening
          ? [{ sittingId: sitting.id, abbreviation: nameOf(sitting.instrument), state: sitting.state, screening }]
          : [];
      }),
  };
};
