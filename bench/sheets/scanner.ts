// What scanners and telephones do to a page: turn it, bend it, light it unevenly, blur it, add noise, throw bits away.
import sharp from 'sharp';
import { type Chance, chanceFrom } from './chance.ts';
import type { Picture } from './picture.ts';

export const flatbedConditions = [
  ...['plain', 'turned-15', 'turned-90', 'turned-180', 'turned-270', 'scaled', 'noisy', 'blurred', 'jpeg-30'],
  ...['150-dpi', '300-dpi', 'one-bit', 'dark', 'light'],
] as const;
export const phoneConditions = ['perspective', 'uneven-light', 'curl', 'blurred-phone', 'all-phone'] as const;
export type Condition = (typeof flatbedConditions)[number] | (typeof phoneConditions)[number];

export const isPhone = (condition: Condition): boolean => (phoneConditions as readonly string[]).includes(condition);

/** Dots an inch: 150 or 200 where nothing else is asked for. */
export const dotsOf = (condition: Condition, chance: Chance): number => {
  if (condition === '300-dpi') return 300;
  return condition === '150-dpi' ? 150 : chance.among([150, 200]);
};

/** Drawn once: noise is by far the most there is to draw. */
const grain = (() => {
  const chance = chanceFrom(1);
  return Float32Array.from({ length: 1 << 16 }, () => chance.normal());
})();

type Scanned = { readonly bytes: Uint8Array; readonly ending: 'jpg' | 'png' | 'tif' };

const warped = (
  { data, width, height }: Picture,
  size: { width: number; height: number },
  background: number,
  backTo: (x: number, y: number, at: { x: number; y: number }) => void,
): Float32Array => {
  const out = new Float32Array(size.width * size.height);
  const place = { x: 0, y: 0 };
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) {
      backTo(x + 0.5, y + 0.5, place);
      const left = place.x - 0.5;
      const top = place.y - 0.5;
      const column = Math.floor(left);
      const row = Math.floor(top);
      const at = y * size.width + x;
      if (column < 0 || row < 0 || column >= width - 1 || row >= height - 1) {
        out[at] = background;
        continue;
      }
      const right = left - column;
      const under = top - row;
      const from = row * width + column;
      out[at] =
        ((data[from] as number) * (1 - right) + (data[from + 1] as number) * right) * (1 - under) +
        ((data[from + width] as number) * (1 - right) + (data[from + width + 1] as number) * right) * under;
    }
  return out;
};

const turned = ({ data, width, height }: Picture, quarters: number): Picture => {
  if (quarters === 0) return { data, width, height };
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at =
        quarters === 1
          ? x * height + (height - 1 - y)
          : quarters === 2
            ? (height - 1 - y) * width + (width - 1 - x)
            : (width - 1 - x) * height + y;
      out[at] = data[y * width + x] as number;
    }
  return quarters === 2 ? { data: out, width, height } : { data: out, width: height, height: width };
};

/** A page as a scanner or a telephone hands it over. */
export const scanned = async (page: Picture, condition: Condition, dots: number, chance: Chance): Promise<Scanned> => {
  const phone = isPhone(condition);
  const has = (...names: Condition[]) => names.includes(condition);
  const angle = ((has('turned-15') ? chance.between(-15, 15) : chance.between(-1.5, 1.5)) * Math.PI) / 180;
  const stretch = has('scaled')
    ? [chance.between(0.96, 1.03), chance.between(0.96, 1.03)]
    : [1, chance.between(0.996, 1.004)];
  // A sheet that is turned needs more room, or its corners are cut off.
  const grow = phone ? chance.between(1.08, 1.3) : has('turned-15') ? 1.24 : 1.02;
  const size = { width: Math.round(page.width * grow), height: Math.round(page.height * grow) };
  const lean = phone ? [chance.between(-0.12, 0.12), chance.between(-0.12, 0.12)] : [0, 0];
  const bend = has('curl', 'all-phone') ? page.width * chance.between(-0.012, 0.012) : 0;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const shrink = phone ? 0.97 : 1;
  const [sx, sy] = [(stretch[0] as number) * shrink, (stretch[1] as number) * shrink];
  const background = phone ? chance.between(40, 150) : 252;
  const [leanX, leanY] = [(lean[0] as number) / size.width, (lean[1] as number) / size.height];
  const grey = warped(page, size, background, (x, y, at) => {
    const u = (x - size.width / 2) / sx;
    const v = (y - size.height / 2) / sy;
    const depth = 1 + leanX * u + leanY * v;
    const right = (c * u + s * v) / depth;
    const across = right / page.width;
    const bulge = bend * (1 - 4 * across * across);
    at.x = right + page.width / 2 + bulge * 0.6;
    at.y = (c * v - s * u) / depth + page.height / 2 + bulge;
  });
  const tone = has('dark') ? [0.72, 12] : has('light') ? [0.8, 52] : phone ? [0.8, 18] : [0.94, 6];
  const light = phone ? [chance.between(-0.3, 0.3), chance.between(-0.3, 0.3)] : [0, 0];
  const isShadowed = has('uneven-light', 'all-phone');
  const edge = [chance.between(0.2, 0.8) * size.width, chance.between(-0.6, 0.6), chance.between(0.55, 0.8)] as const;
  const noise = has('noisy') ? 12 : phone ? 5 : 2;
  const bytes = new Uint8Array(grey.length);
  for (let y = 0; y < size.height; y++) {
    const begin = Math.floor(chance.unit() * grain.length);
    for (let x = 0; x < size.width; x++) {
      const at = y * size.width + x;
      let value = (grey[at] as number) * (tone[0] as number) + (tone[1] as number);
      if (phone) {
        value *= 1 + (light[0] as number) * (x / size.width - 0.5) + (light[1] as number) * (y / size.height - 0.5);
        if (isShadowed) {
          const far = (x - edge[0] - edge[1] * (y - size.height / 2)) / (size.width * 0.03);
          value *= edge[2] + (1 - edge[2]) / (1 + Math.exp(-far));
        }
      }
      bytes[at] = Math.min(255, Math.max(0, value + noise * (grain[(begin + x) % grain.length] as number)));
    }
  }
  const quarters = has('turned-90')
    ? 1
    : has('turned-180')
      ? 2
      : has('turned-270')
        ? 3
        : phone
          ? Math.floor(chance.between(0, 4))
          : 0;
  const { data, width, height } = turned({ data: bytes, ...size }, quarters);
  let picture = sharp(data, { raw: { width, height, channels: 1 } }).toColourspace('b-w');
  const blur = has('blurred')
    ? chance.between(1, 1.6)
    : has('blurred-phone', 'all-phone')
      ? chance.between(0.8, 1.6)
      : phone
        ? 0.6
        : 0.45;
  picture = picture.blur((blur * dots) / 200);
  if (has('one-bit')) {
    const tiff = picture
      .threshold(Math.round(chance.between(110, 170)))
      .tiff({ compression: 'ccittfax4', bitdepth: 1 });
    return { bytes: await tiff.toBuffer(), ending: 'tif' };
  }
  if (has('plain', '300-dpi')) return { bytes: await picture.png({ compressionLevel: 3 }).toBuffer(), ending: 'png' };
  const quality = Math.round(has('jpeg-30') ? 30 : phone ? chance.between(55, 85) : chance.between(50, 85));
  return { bytes: await picture.jpeg({ quality }).toBuffer(), ending: 'jpg' };
};
