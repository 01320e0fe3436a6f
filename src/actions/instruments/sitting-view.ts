// What is told of one time an instrument was answered, and of how its scores went.
import type { ScoreCourse, SittingSummary, SittingView } from '#contract/instruments.ts';
import { answersAsked, itemsAsked, promptsAsked } from '#domain/instruments/asked.ts';
import { thresholdOf } from '#domain/instruments/change.ts';
import { courseOf } from '#domain/instruments/course.ts';
import type { InstrumentDefinition } from '#domain/instruments/definition.ts';
import type { Answer } from '#domain/instruments/expression.ts';
import { labelIn } from '#domain/instruments/language.ts';
import { type Scored, type Scorer, scorerOf } from '#domain/instruments/score.ts';
import { promptsMissing, writtenFrom } from '#domain/instruments/written.ts';
import { type Addendum, addendaOf } from '#store/addenda.ts';
import type { AgencyInstruments } from '#store/instruments.ts';
import type { RecordedSitting } from '#store/sittings.ts';

type Speaking = Pick<InstrumentDefinition, 'spanish'>;

/** A label of the definition, in the languages it is said in. */
const saidIn = (definition: Speaking, label: string) => ({ en: label, es: labelIn(definition, label, 'es') });

const scorers = new WeakMap<InstrumentDefinition, Scorer>();

/** What answers come to; those to items that are not asked any more count for nothing. */
export const scoredBy = (definition: InstrumentDefinition, answers: RecordedSitting['answers']): Scored => {
  const scorer = scorers.get(definition) ?? scorerOf(definition);
  scorers.set(definition, scorer);
  const counting = answersAsked(definition, answers);
  return scorer(definition.items.map(({ id }): Answer => counting[id] ?? null));
};

export const definitionOf = (
  { versionOf }: AgencyInstruments,
  { instrument, version }: Pick<RecordedSitting, 'instrument' | 'version'>,
): InstrumentDefinition => {
  const definition = versionOf(instrument, version);
  if (!definition) throw new Error(`no version ${version} of ${instrument} is kept`);
  return definition;
};

export const sittingSummary = (sitting: RecordedSitting, definition: InstrumentDefinition): SittingSummary => {
  const scored = scoredBy(definition, sitting.answers);
  const written = writtenFrom(definition, sitting.answers);
  const said = (label: string | null) => (label === null ? null : saidIn(definition, label));
  return {
    id: sitting.id,
    clientId: sitting.clientId,
    instrument: sitting.instrument,
    instrumentVersion: sitting.version,
    abbreviation: definition.abbreviation,
    title: { ...definition.title },
    day: sitting.day,
    means: sitting.means,
    proxyName: sitting.proxyName,
    language: sitting.language,
    state: sitting.state,
    by: { id: sitting.staffId, name: sitting.staffName },
    signedAt: sitting.signedAt,
    signedBy: sitting.signer,
    errorReason: sitting.errorReason,
    complete: scored.complete && promptsMissing(definition, written).length === 0,
    answered: scored.answered + Object.keys(written).length,
    asked: itemsAsked(definition, sitting.answers).length + promptsAsked(definition, sitting.answers).length,
    scores: definition.scores.flatMap(({ id, label }) => {
      const made = scored.scores[id];
      if (!made) return [];
      const result = typeof made.value === 'string' ? said(made.value) : null;
      return [{ ...made, score: id, label: saidIn(definition, label), result, band: said(made.band) }];
    }),
    flags: scored.flags.map((flag) => ({ ...flag })),
    version: sitting.recordedAt,
  };
};

export const sittingView = (
  sitting: RecordedSitting,
  definition: InstrumentDefinition,
  addenda: readonly Addendum[] = [],
): SittingView => ({
  ...sittingSummary(sitting, definition),
  answers: { ...sitting.answers },
  missing: [
    ...scoredBy(definition, sitting.answers).missing,
    ...promptsMissing(definition, writtenFrom(definition, sitting.answers)),
  ],
  definition: { ...definition },
  addenda: addendaOf(sitting.id, addenda),
});

/** The scores of signed sittings over time, for every score that is a number and was reached. */
export const scoreCourses = (sittings: readonly RecordedSitting[], instruments: AgencyInstruments): ScoreCourse[] => {
  const signed = sittings.filter(({ state }) => state === 'signed').toReversed();
  return [...new Set(signed.map(({ instrument }) => instrument))].toSorted().flatMap((key) => {
    const own = signed.filter(({ instrument }) => instrument === key);
    const latest = own.at(-1);
    if (!latest) return [];
    const definition = definitionOf(instruments, latest);
    const scored = own.map((sitting) => ({
      sitting,
      scores: scoredBy(definitionOf(instruments, sitting), sitting.answers).scores,
    }));
    return definition.scores.flatMap((score): ScoreCourse[] => {
      const measured = scored.flatMap(({ sitting, scores }) => {
        const made = scores[score.id];
        if (typeof made?.value !== 'number') return [];
        return [{ ...made, value: made.value, day: sitting.day, version: sitting.version, sittingId: sitting.id }];
      });
      if (measured.length === 0) return [];
      const threshold = thresholdOf(definition, score.id);
      const { atLeast, atMost, meaning } = score.cutOff ?? {};
      return [
        {
          instrument: key,
          abbreviation: definition.abbreviation,
          title: { ...definition.title },
          score: score.id,
          label: saidIn(definition, score.label),
          direction: definition.direction,
          range: 'range' in score ? [score.range[0], score.range[1]] : null,
          bands: (score.bands ?? []).map(({ label, ...band }) => ({ ...band, label: saidIn(definition, label) })),
          cutOff:
            meaning === undefined
              ? null
              : {
                  ...(atLeast !== undefined && { atLeast }),
                  ...(atMost !== undefined && { atMost }),
                  meaning: saidIn(definition, meaning),
                },
          threshold: threshold && {
            points: threshold.points,
            isStated: threshold.isStated,
            sd: threshold.sd,
            reliability: threshold.reliability,
            source: threshold.source,
          },
          unvalidated: definition.unvalidated === true,
          points: courseOf(definition, score.id, measured).map((point) => ({
            sittingId: point.sittingId,
            day: point.day,
            instrumentVersion: point.version,
            value: point.value,
            band: point.band === null ? null : saidIn(definition, point.band),
            cutoffMet: point.cutoffMet,
            sinceLast: point.sinceLast && { ...point.sinceLast },
            sinceFirst: point.sinceFirst && { ...point.sinceFirst },
          })),
        },
      ];
    });
  });
};
