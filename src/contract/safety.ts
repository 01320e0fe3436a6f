// Safety episodes: what gave rise to one, what is owed in it and by when, and what was done.
import { z } from 'zod';
import { severities } from '#domain/instruments/definition.ts';
import { companions, findings, outcomes, receivers } from '#domain/safety/episode.ts';
import type { Screening } from '#domain/safety/screening.ts';
import { stepNames } from '#domain/safety/steps.ts';
import { id, line, prose, refusalView } from './fields.ts';

const stepName = z.enum(stepNames as [string, ...string[]]);
const screenings = ['acute', 'urgent', 'incomplete', 'negative'] as const satisfies readonly Screening[];

export const EpisodeView = z.object({
  id,
  clientId: id,
  severity: z.enum(severities),
  state: z.enum(['open', 'closed']),
  raisedAt: z.string(),
  /** Who was with the person. */
  with: z.object({ id, name: z.string() }),
  flags: z.array(
    z.object({
      sittingId: id,
      instrument: z.string(),
      abbreviation: z.string(),
      flag: z.string(),
      severity: z.enum(severities),
    }),
  ),
  /** What is still to be done, the first first. */
  owed: z.array(z.object({ step: stepName, by: z.string(), isLate: z.boolean() })),
  /** Whoever was told and by whom it was taken up. */
  told: z.array(z.object({ id, name: z.string() })),
  takenUpBy: z.string().nullable(),
  steps: z.array(
    z.object({
      id,
      step: stepName,
      at: z.string(),
      by: z.string().nullable(),
      note: z.string().nullable(),
      /** What was found, who took over, how it ended: a code of the words. */
      detail: z.object({ kind: z.string(), code: z.string() }).nullable(),
      receivedBy: z.string().nullable(),
    }),
  ),
  /** What whoever asks may do now, and why the rest must wait. */
  may: z.array(z.object({ step: stepName, why: z.array(refusalView) })),
  /** Screens answered since it was raised, the latest first: what an assessment may rest on. */
  screens: z.array(
    z.object({ sittingId: id, abbreviation: z.string(), state: z.string(), screening: z.enum(screenings) }),
  ),
});
export type EpisodeView = z.infer<typeof EpisodeView>;

export const EpisodeList = z.object({ items: z.array(EpisodeView) });
export type EpisodeList = z.infer<typeof EpisodeList>;

export const OpenEpisodes = z.object({
  items: z.array(
    EpisodeView.pick({ id: true, clientId: true, severity: true, raisedAt: true, with: true, owed: true }).extend({
      clientName: z.string(),
      /** False for whoever is on call alone: they open the crisis sheet. */
      mayOpenChart: z.boolean(),
    }),
  ),
});
export type OpenEpisodes = z.infer<typeof OpenEpisodes>;

const episodeId = id;
const note = prose(5000).nullish();

export const TakeSafetyStepRequest = z.discriminatedUnion('step', [
  z.strictObject({ episodeId, step: z.literal('acknowledge'), note }),
  z.strictObject({ episodeId, step: z.literal('accompany'), companion: z.enum(companions), note }),
  z.strictObject({ episodeId, step: z.literal('record-leaving'), note }),
  z.strictObject({ episodeId, step: z.literal('take-up'), note }),
  z.strictObject({
    episodeId,
    step: z.literal('assess'),
    finding: z.enum(findings),
    /** The screen it rests on. */
    sittingId: id.optional(),
    note,
  }),
  z.strictObject({ episodeId, step: z.literal('make-plan'), note }),
  z.strictObject({ episodeId, step: z.literal('hand-over'), to: z.enum(receivers), receivedBy: line(200), note }),
  z.strictObject({ episodeId, step: z.literal('close'), outcome: z.enum(outcomes), reason: prose(5000) }),
]);
export type TakeSafetyStepRequest = z.infer<typeof TakeSafetyStepRequest>;
