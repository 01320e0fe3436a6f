// Where each tie stands on the map: evenly around the person, the closer the nearer. Kinds stand together, so that family is one
// side of the map and services another.

export type Point = { readonly x: number; readonly y: number };
export type TieForPlace = { readonly id: string; readonly kind: string; readonly closeness: number };

export type PlacedTie<T> = {
  readonly tie: T;
  readonly at: Point;
  /** The line, cut where it would run under the person's circle or the tie's own mark. */
  readonly from: Point;
  readonly to: Point;
  readonly label: { readonly anchor: 'start' | 'middle' | 'end'; readonly dx: number; readonly dy: number };
};

const personRadius = 50;
const markRadius = 13;

/** Share of the way to the edge: 3 is closest. */
const distanceOf = (closeness: number): number => ({ 3: 0.52, 2: 0.74, 1: 0.94 })[closeness] ?? 0.74;

export const placeTies = <T extends TieForPlace>(
  ties: readonly T[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly PlacedTie<T>[] => {
  const centre = { x: width / 2, y: height / 2 };
  // Room for the names at the sides and above.
  const reach = { x: width / 2 - 110, y: height / 2 - 34 };
  const sorted = ties.toSorted((a, b) => a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id));
  return sorted.map((tie, index) => {
    // From the left side on, where there is most room for a name.
    const angle = (index / sorted.length) * 2 * Math.PI + Math.PI;
    const share = distanceOf(tie.closeness);
    const at = { x: centre.x + Math.cos(angle) * reach.x * share, y: centre.y + Math.sin(angle) * reach.y * share };
    const length = Math.hypot(at.x - centre.x, at.y - centre.y);
    const unit = { x: (at.x - centre.x) / length, y: (at.y - centre.y) / length };
    const side = Math.abs(unit.x) < 0.35 ? 'middle' : unit.x > 0 ? 'start' : 'end';
    return {
      tie,
      at,
      from: { x: centre.x + unit.x * personRadius, y: centre.y + unit.y * personRadius },
      to: { x: at.x - unit.x * markRadius, y: at.y - unit.y * markRadius },
      label: {
        anchor: side,
        dx: side === 'start' ? 14 : side === 'end' ? -14 : 0,
        dy: side === 'middle' ? (unit.y < 0 ? -28 : 22) : -2,
      },
    };
  });
};
