// A safety episode begins when an answer says that somebody may be in danger, and ends only when a qualified clinician says so. `acute`:
// thoughts of it right now; the person is not left alone and whoever is on call knows. `urgent`: the person is assessed in the same
// visit. An answer that is taken back does not end an episode: it was given.
// Sources: NIMH ASQ toolkit (acute and non-acute positive screens); the order of the steps is a project rule.
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Severity } from '#domain/instruments/definition.ts';

/** The answers that gave rise to it: which administration of which instrument raised which flag. */
export type RaisedFlag = {
  readonly administrationId: Id;
  readonly instrument: string;
  readonly flag: string;
  readonly severity: Severity;
};

/** Who stays with the person. `by-phone`: somebody keeps talking with them until somebody is there. */
export const companions = ['worker', 'colleague', 'supporter', 'emergency-services', 'by-phone'] as const;
export type Companion = (typeof companions)[number];

/** Who is told in turn, while nobody has taken it up. */
export const audiences = ['on-call', 'team-lead', 'supervisor'] as const;
export type Audience = (typeof audiences)[number];

/** What an assessment in the visit comes to. */
export const findings = ['no-current-risk', 'risk', 'imminent-risk'] as const;
export type Finding = (typeof findings)[number];

export const receivers = [
  'emergency-services',
  'emergency-department',
  'crisis-service',
  'clinician',
  'colleague',
] as const;
export type Receiver = (typeof receivers)[number];

export const outcomes = ['no-current-risk', 'plan-in-place', 'handed-over', 'died', 'entered-in-error'] as const;
export type Outcome = (typeof outcomes)[number];

type Moment = { readonly at: Instant; readonly by: Id | null };

export type Telling = Moment & {
  readonly audience: Audience;
  /** Empty: nobody could be told (nobody is on call), and those after them are told at once. */
  readonly staffIds: readonly Id[];
};

export type SafetyEpisode = {
  readonly id: Id;
  readonly severity: Severity;
  readonly flags: readonly RaisedFlag[];
  readonly openedAt: Instant;
  /** When it came to be as severe as it is: the clocks run from here. */
  readonly since: Instant;
  /** The worker present has seen it. */
  readonly acknowledged: Moment | null;
  /** The person is not alone. */
  readonly company: (Moment & { readonly companion: Companion }) | null;
  /** The person went, or hung up, before it was over. */
  readonly leftAt: Instant | null;
  readonly tellings: readonly Telling[];
  /** Somebody who was not there has taken it up. */
  readonly takenUp: Moment | null;
  readonly assessed: (Moment & { readonly finding: Finding }) | null;
  readonly planned: Moment | null;
  readonly handedOver: (Moment & { readonly to: Receiver }) | null;
  readonly closed: (Moment & { readonly outcome: Outcome; readonly reason: string }) | null;
};

export type Opening = {
  readonly id: Id;
  readonly at: Instant;
  readonly flag: RaisedFlag;
};

export const openEpisode = ({ id, at, flag }: Opening): SafetyEpisode => ({
  id,
  severity: flag.severity,
  flags: [flag],
  openedAt: at,
  since: at,
  acknowledged: null,
  company: null,
  leftAt: null,
  tellings: [],
  takenUp: null,
  assessed: null,
  planned: null,
  handedOver: null,
  closed: null,
});

/** An answer saved again raises what is known already. */
export const isKnown = ({ flags }: SafetyEpisode, flag: RaisedFlag): boolean =>
  flags.some(
    (each) =>
      each.administrationId === flag.administrationId && each.instrument === flag.instrument && each.flag === flag.flag,
  );
