// Which segment something is written into. Part 2 records are written by those who see them; into any other segment everybody who may
// write about the person can write, and then sees what they wrote. What belongs to a closed record is never more open than that is.
import { builtInSegments } from '#domain/consent/segments.ts';
import type { Context } from './define.ts';
import { found, invalid } from './refused.ts';

export const segmentFor = (
  { client, segments }: Pick<Context<unknown>, 'client' | 'segments'>,
  asked: string | undefined,
  /** Of what it belongs to. */
  parent: string,
): string => {
  if (asked === undefined || asked === 'general') return parent;
  const known = [...builtInSegments, ...found(client).segments.own.map(([code]) => code)];
  if (!known.includes(asked)) throw invalid('segment-not-known', { segment: asked }, '/segment');
  if (asked === 'part2' && !segments.includes(asked)) throw invalid('segment-not-yours', {}, '/segment');
  return asked;
};

/** The same of what its author has no part in afterwards (stays, key events, tasks): it is written by those who see the segment. */
export const seenSegmentFor = (
  context: Pick<Context<unknown>, 'client' | 'segments'>,
  asked: string | undefined,
): string => {
  const segment = segmentFor(context, asked, 'general');
  if (!context.segments.includes(segment)) throw invalid('segment-not-yours', {}, '/segment');
  return segment;
};
