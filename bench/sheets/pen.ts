// What people do to a bubble with a pen, a pencil and a rubber.
import type { Chance } from './chance.ts';
import type { Picture } from './picture.ts';

/** In pixels. */
export type Spot = { readonly x: number; readonly y: number; readonly radius: number };

/** How dark a stroke is, from paper 0 to ink 1, and how wide in parts of the bubble's radius. */
type Stroke = { readonly dark: number; readonly width: number };

const dab = ({ data, width, height }: Picture, x: number, y: number, radius: number, dark: number) => {
  const reach = radius + 1;
  for (let row = Math.max(0, Math.floor(y - reach)); row <= Math.min(height - 1, Math.ceil(y + reach)); row++)
    for (
      let column = Math.max(0, Math.floor(x - reach));
      column <= Math.min(width - 1, Math.ceil(x + reach));
      column++
    ) {
      const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(column + 0.5 - x, row + 0.5 - y)));
      const ink = 255 * (1 - dark * cover);
      const at = row * width + column;
      // Ink does not get lighter when more is put on it.
      if (ink < (data[at] as number)) data[at] = ink;
    }
};

const line = (
  picture: Picture,
  from: readonly [number, number],
  to: readonly [number, number],
  radius: number,
  dark: number,
) => {
  const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / Math.max(0.5, radius / 2)));
  for (let step = 0; step <= steps; step++)
    dab(
      picture,
      from[0] + ((to[0] - from[0]) * step) / steps,
      from[1] + ((to[1] - from[1]) * step) / steps,
      radius,
      dark,
    );
};

const pen = (chance: Chance): Stroke => ({ dark: chance.between(0.72, 0.98), width: chance.between(0.13, 0.24) });

/** To and fro across the bubble, so close that little paper shows. */
const hatch = (picture: Picture, spot: Spot, chance: Chance, { dark, width }: Stroke, gap: number, size: number) => {
  const angle = chance.between(0, Math.PI);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const at = (along: number, across: number): [number, number] => [
    spot.x + along * c - across * s,
    spot.y + along * s + across * c,
  ];
  const reach = spot.radius * size;
  let isBack = false;
  let before: [number, number] | undefined;
  for (let across = -reach * 0.92; across <= reach * 0.92; across += gap * width * spot.radius) {
    const half = Math.sqrt(Math.max(0, reach * reach - across * across)) * chance.between(0.9, 1.04);
    const ends = [at(-half, across), at(half, across + chance.between(-0.3, 0.3) * width * spot.radius)] as const;
    const [from, to] = isBack ? [ends[1], ends[0]] : ends;
    if (before) line(picture, before, from, (width * spot.radius) / 2, dark);
    line(picture, from, to, (width * spot.radius) / 2, dark);
    before = to;
    isBack = !isBack;
  }
};

export const kinds = ['fill', 'scribble', 'tick', 'cross', 'faint', 'off-centre'] as const;
export type Kind = (typeof kinds)[number];

const moved = (spot: Spot, chance: Chance, most: number): Spot => ({
  ...spot,
  x: spot.x + spot.radius * chance.normal() * most,
  y: spot.y + spot.radius * chance.normal() * most,
});

export const draw = (picture: Picture, spot: Spot, kind: Kind, chance: Chance) => {
  const { radius: r } = spot;
  switch (kind) {
    case 'fill':
      hatch(
        picture,
        moved(spot, chance, 0.06),
        chance,
        pen(chance),
        chance.between(0.55, 0.95),
        chance.between(0.8, 0.98),
      );
      break;
    case 'scribble':
      hatch(
        picture,
        moved(spot, chance, 0.1),
        chance,
        pen(chance),
        chance.between(1.2, 2.2),
        chance.between(0.75, 1.12),
      );
      break;
    case 'tick': {
      const { dark, width } = pen(chance);
      const { x, y } = moved(spot, chance, 0.12);
      const [low, tip] = [
        [x - 0.15 * r, y + 0.55 * r],
        [x + chance.between(0.6, 1.3) * r, y - chance.between(0.6, 1.2) * r],
      ] as const;
      line(
        picture,
        [x - chance.between(0.5, 0.8) * r, y - chance.between(0, 0.3) * r],
        low as [number, number],
        (width * r) / 2,
        dark,
      );
      line(picture, low as [number, number], tip as [number, number], (width * r) / 2, dark);
      break;
    }
    case 'cross': {
      const { dark, width } = pen(chance);
      const { x, y } = moved(spot, chance, 0.1);
      const arm = chance.between(0.55, 0.95) * r;
      for (const side of [-1, 1])
        line(
          picture,
          [x - arm, y - side * arm * chance.between(0.85, 1.1)],
          [x + arm, y + side * arm],
          (width * r) / 2,
          dark,
        );
      break;
    }
    case 'faint':
      hatch(
        picture,
        moved(spot, chance, 0.06),
        chance,
        { dark: chance.between(0.2, 0.45), width: 0.22 },
        chance.between(0.55, 1),
        0.92,
      );
      break;
    default:
      hatch(
        picture,
        moved(spot, chance, 0.28),
        chance,
        pen(chance),
        chance.between(0.55, 0.95),
        chance.between(0.8, 0.95),
      );
  }
};

/** What a rubber leaves: a light smear, now and then a trace of the stroke. */
export const drawErased = (picture: Picture, spot: Spot, chance: Chance) => {
  const smear = chance.between(0.04, 0.16);
  hatch(picture, moved(spot, chance, 0.08), chance, { dark: smear, width: 0.4 }, 0.5, chance.between(0.8, 1.15));
  if (chance.isSo(0.4))
    hatch(picture, spot, chance, { dark: chance.between(0.12, 0.28), width: 0.16 }, chance.between(2, 4), 0.8);
};

/** A mark beside the bubble that does not reach it. */
export const drawBeside = (picture: Picture, spot: Spot, chance: Chance) => {
  const angle = chance.between(0, 2 * Math.PI);
  const distance = spot.radius * chance.between(1.35, 1.5);
  const at = {
    ...spot,
    x: spot.x + distance * Math.cos(angle),
    y: spot.y + distance * Math.sin(angle),
    radius: spot.radius * 0.35,
  };
  hatch(picture, at, chance, { dark: 0.9, width: 0.5 }, 0.7, 1);
};
