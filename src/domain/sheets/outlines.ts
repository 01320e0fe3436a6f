// The printed outlines of the bubbles check that they are looked for where they are: a well-meant reader without this misreads
// silently. What they say together also puts right what the marks at the ends of the rows cannot tell: a bulge in the middle.
import { solve } from './homography.ts';
import { type Patch, type Shift, samplesPerMillimetre } from './patches.ts';

export type Looked = {
  readonly patch: Patch;
  readonly radius: number;
  /** On the sheet. */
  readonly x: number;
  readonly y: number;
  /** Paper less ink, in grey values. */
  readonly contrast: number;
};

const around = 40;
/** How far a bubble is looked for from where the row says it is, in samples. */
const reach = Math.round(1.2 * samplesPerMillimetre);

type Ring = { readonly on: Int32Array; readonly outside: Int32Array };

const rings = new Map<string, Ring>();

/** Offsets of the samples on the outline and just outside it. */
const ringOf = (radius: number, width: number): Ring => {
  const key = `${radius} ${width}`;
  const known = rings.get(key);
  if (known) return known;
  const offsets = (distance: number) =>
    Int32Array.from({ length: around }, (_, at) => {
      const angle = (2 * Math.PI * at) / around;
      const [x, y] = [distance * Math.cos(angle), distance * Math.sin(angle)];
      return Math.floor(y * samplesPerMillimetre) * width + Math.floor(x * samplesPerMillimetre);
    });
  const ring = { on: offsets(radius), outside: offsets(radius + 0.6) };
  rings.set(key, ring);
  return ring;
};

/** How much darker the outline is than the paper just outside, in parts of paper to ink, if the bubble lies `right`, `under` off. */
const seenAt = ({ patch, contrast }: Looked, { on, outside }: Ring, right: number, under: number): number => {
  const { data, width, height } = patch;
  const at = (height / 2 + under) * width + width / 2 + right;
  let sum = 0;
  for (let ray = 0; ray < around; ray++)
    sum += (data[at + (outside[ray] as number)] as number) - (data[at + (on[ray] as number)] as number);
  return sum / around / contrast;
};

type Sighting = Shift & { readonly place: Looked; readonly seen: number };

const sight = (place: Looked): Sighting => {
  const ring = ringOf(place.radius, place.patch.width);
  let [seen, x, y] = [Number.NEGATIVE_INFINITY, 0, 0];
  for (let under = -reach; under <= reach; under++)
    for (let right = -reach; right <= reach; right++) {
      const score = seenAt(place, ring, right, under);
      if (score > seen) [seen, x, y] = [score, right, under];
    }
  return { place, seen, x: x / samplesPerMillimetre, y: y / samplesPerMillimetre };
};

const terms = 5;
const least = 0.08;
const none: Shift = { x: 0, y: 0 };

/** In hundreds of millimetres from the middle of an A4 sheet, so that all terms weigh alike. */
const termsOf = ({ x, y }: { readonly x: number; readonly y: number }): number[] => {
  const [right, under] = [(x - 105) / 100, (y - 148) / 100];
  return [1, right, under, right * right, right * under];
};

const heightOf = (factors: Float64Array, place: { readonly x: number; readonly y: number }): number =>
  termsOf(place).reduce((sum, term, at) => sum + term * (factors[at] as number), 0);

/** A gently bent surface through the sightings; where they tell little it stays flat. */
const surface = (sightings: readonly Sighting[], axis: 'x' | 'y'): Float64Array => {
  const matrix = new Float64Array(terms * terms);
  const right = new Float64Array(terms);
  for (let at = 0; at < terms; at++) matrix[at * terms + at] = at === 0 ? 0.01 : 0.3;
  for (const sighting of sightings) {
    const values = termsOf(sighting.place);
    for (let row = 0; row < terms; row++) {
      for (let column = 0; column < terms; column++)
        matrix[row * terms + column] =
          (matrix[row * terms + column] as number) + (values[row] as number) * (values[column] as number);
      right[row] = (right[row] as number) + (values[row] as number) * sighting[axis];
    }
  }
  return solve(matrix, right, terms) ? right : new Float64Array(terms);
};

export type Outlines = {
  /** How far each bubble lies from where its row says, in millimetres. */
  readonly shifts: readonly Shift[];
  /** How clearly each outline is seen there, from 0 to about 0.4 for one that is empty. */
  readonly seen: readonly number[];
  /** Whether outlines are seen on this page at all: a scan of one bit may have lost them. */
  readonly areVisible: boolean;
};

export const readOutlines = (places: readonly Looked[]): Outlines => {
  const sightings = places.map(sight);
  let kept = sightings.filter(({ seen }) => seen > least);
  const areVisible = kept.length >= 0.6 * places.length;
  let shifts = places.map(() => none);
  if (areVisible)
    for (let pass = 0; pass < 3; pass++) {
      const [bentX, bentY] = [surface(kept, 'x'), surface(kept, 'y')];
      shifts = places.map((place) => ({ x: heightOf(bentX, place), y: heightOf(bentY, place) }));
      kept = sightings.filter(({ seen, x, y }, at) => {
        const { x: right, y: under } = shifts[at] as Shift;
        return seen > least && Math.hypot(x - right, y - under) < 0.5;
      });
      if (kept.length < 6) break;
    }
  const seen = places.map((place, at) => {
    const { x, y } = shifts[at] as Shift;
    const ring = ringOf(place.radius, place.patch.width);
    let best = Number.NEGATIVE_INFINITY;
    // One sample either way is as near as can be told.
    for (const right of [-1, 0, 1])
      for (const under of [-1, 0, 1])
        best = Math.max(
          best,
          seenAt(
            place,
            ring,
            Math.round(x * samplesPerMillimetre) + right,
            Math.round(y * samplesPerMillimetre) + under,
          ),
        );
    return best;
  });
  return { shifts, seen, areVisible };
};
