// Reads one page: where the sheet lies, which sheet it is, and what is marked on it. Nothing is guessed: a page that does not lie as
// its own marks say, or whose code is not what it should be, goes to a person whole.
import { findBullseyes, refined } from './bullseyes.ts';
import { echoOf, parseCode, type SheetCode } from './code.ts';
import { darkPixels, type Grey, isBlackAndWhite, shrunk } from './grey.ts';
import { type Homography, homographyOf } from './homography.ts';
import { darknessOf, emptyLevels, type ItemReading, paperAround, patchReach, readItem } from './marks.ts';
import { type Looked, readOutlines } from './outlines.ts';
import { median, patchAt, type Shift } from './patches.ts';
import { type Frame, placed } from './placing.ts';
import { type RowShift, readRowMarks, shiftIn } from './row-marks.ts';
import type { Box, SheetLayout, SheetPage } from './shape.ts';

export type PageReading =
  | { readonly result: 'not-readable'; readonly reason: 'targets' | 'code' }
  | {
      readonly result: 'wrong-sheet';
      readonly reason: 'unknown-layout' | 'unknown-page' | 'glued-code';
      readonly code: SheetCode;
    }
  | {
      readonly result: 'read' | 'check';
      readonly reason: null | 'marks' | 'registration';
      readonly code: SheetCode;
      readonly layout: SheetLayout;
      readonly page: SheetPage;
      readonly items: readonly ItemReading[];
      /** From the layout's millimetres to the picture's pixels, for cutting out what a person is to look at. */
      readonly map: Homography;
    };

/** Reads the text of a QR code in a small picture that holds little else. */
export type DecodeCode = (picture: Grey) => string | null;

/** How large the picture is in which the sheet is looked for: small is quick, and enough where all is well seen. */
const searchSides = { first: 850, finer: 1_100 };
/** With so many targets seen a small picture is believed. */
const wellSeen = 5;
const qrMargin = 3;

const framesOf = (layouts: readonly SheetLayout[]): Frame[] => {
  const frames = new Map<string, Frame>();
  for (const { pages } of layouts) for (const page of pages) frames.set(`${page.width} ${page.height}`, page);
  return [...frames.values()];
};

/** The code's part of the sheet, laid straight, `dots` a millimetre. */
const codePicture = (page: Grey, map: Homography, { qr }: Frame, dots: number): Grey => {
  const reach = qr.size / 2 + qrMargin;
  return patchAt(page, map, { x: qr.x + qr.size / 2, y: qr.y + qr.size / 2 }, { x: reach, y: reach }, dots);
};

type Found = { readonly code: SheetCode; readonly mapOnto: (frame: Frame) => Homography | null };

/** The sheet's place and its code. At first on a smaller picture, which is quicker; then on larger ones. */
const findSheet = (page: Grey, frames: readonly Frame[], decodeCode: DecodeCode): Found | 'targets' | 'code' => {
  const longest = Math.max(page.width, page.height);
  const coarsest = Math.max(1, Math.round(longest / searchSides.first));
  const next = Math.max(1, Math.floor(longest / searchSides.finer));
  const factors = new Set([coarsest, next, Math.max(1, next - 1)]);
  let isSeen = false;
  for (const factor of factors) {
    const isFirst = factor === coarsest && factors.size > 1;
    const small = shrunk(page, factor);
    const mask = {
      data: darkPixels(small, Math.round(Math.max(small.width, small.height) / 28)),
      ...{ width: small.width, height: small.height },
    };
    const coarse = findBullseyes(mask);
    const targets = coarse.map(({ x, y, radius }) =>
      refined(page, { x: x * factor, y: y * factor, radius: radius * factor }),
    );
    for (const frame of frames) {
      const placing = placed(frame, coarse, mask);
      if (!placing || (isFirst && placing.seen.length < wellSeen)) continue;
      isSeen = true;
      const mapOnto = (of: Frame) =>
        homographyOf(
          placing.seen.map(({ fiducial }) => of.fiducials[fiducial] as Frame['fiducials'][number]),
          placing.seen.map(({ bullseye }) => targets[bullseye] as (typeof targets)[number]),
        );
      const map = mapOnto(frame);
      if (!map) continue;
      for (const dots of [8, 5, 12]) {
        const code = parseCode(decodeCode(codePicture(page, map, frame, dots)) ?? '');
        if (code) return { code, mapOnto };
      }
    }
  }
  return isSeen ? 'code' : 'targets';
};

/** How far the strip at the foot may lie from where a flat sheet would have it, in millimetres. */
const echoDrift = { x: 0.9, y: 3 };

/** How many of the bits at the foot are not those of the code. The strip is looked for where it shows most, whatever it says. */
const echoFaults = (page: Grey, map: Homography, { echo }: SheetPage, code: SheetCode): number => {
  const cell = echo.width / echo.cells;
  const samples = 4;
  // Each cell cut out on its own: the strip is too long to count as flat.
  const patches = Array.from({ length: echo.cells }, (_, at) =>
    patchAt(
      ...([page, map, { x: echo.x + (at + 0.5) * cell, y: echo.y + echo.height / 2 }] as const),
      { x: cell * 0.25 + echoDrift.x, y: echo.height * 0.3 + echoDrift.y },
      samples,
    ),
  );
  const [drifts, shifts] = [Math.round(echoDrift.y * samples), Math.round(echoDrift.x * samples)];
  let [clearest, dark]: [number, boolean[]] = [0, []];
  for (let under = 0; under <= 2 * drifts; under++)
    for (let right = 0; right <= 2 * shifts; right++) {
      const cells = patches.map(({ data, width, height }) => {
        let [sum, count] = [0, 0];
        for (let y = under; y < height - 2 * drifts + under; y++)
          for (let x = right; x < width - 2 * shifts + right; x++, count++) sum += data[y * width + x] as number;
        return sum / count;
      });
      const middle = (Math.min(...cells) + Math.max(...cells)) / 2;
      const contrast = cells.reduce((sum, each) => sum + Math.abs(each - middle), 0);
      if (contrast > clearest) [clearest, dark] = [contrast, cells.map((each) => each < middle)];
    }
  return echoOf(code).filter((isDark, at) => isDark !== dark[at]).length;
};

/** A smudge over a bit or two does not matter; another sheet's bits differ in twelve on the average. */
const mostEchoFaults = 3;

const readMarks = (page: Grey, map: Homography, place: SheetPage) => {
  const marks = readRowMarks(page, map, place);
  const bubbles = place.items.flatMap((item) => item.bubbles);
  const rowShifts = bubbles.map(({ row, x }) =>
    shiftIn(marks.rows[row] as RowShift, place.rows[row]?.marks as readonly [Box, Box], x),
  );
  const looked = bubbles.map(({ x, y, radius }, at): Looked => {
    const shift = rowShifts[at] as Shift;
    const reach = patchReach(radius);
    const patch = patchAt(page, map, { x: x + shift.x, y: y + shift.y }, { x: reach, y: reach });
    return { patch, radius, x, y, contrast: Math.max(20, paperAround(patch) * (1 - marks.inkShare)) };
  });
  const outlines = readOutlines(looked);
  const darkness = looked.map(({ patch, radius }, at) =>
    darknessOf(patch, radius, outlines.shifts[at] as Shift, marks.inkShare),
  );
  const empty = emptyLevels(bubbles.map(({ column }, at) => ({ column, darkness: darkness[at] as never })));
  // Where the light grey outlines are lost, a faint mark is lost with them: blank is then for a person to say.
  const mayBeBlank = outlines.areVisible && !isBlackAndWhite(page);
  let from = 0;
  const items = place.items.map((item) => {
    const own = darkness.slice(from, from + item.bubbles.length);
    const seen = outlines.seen.slice(from, from + item.bubbles.length);
    from += item.bubbles.length;
    return { reading: readItem(item, own, empty, mayBeBlank), seen };
  });
  return { items, outlines, marksSeen: marks.seen };
};

/** What the marks of the rows and the outlines must show before anything is accepted. */
const leastMarksSeen = 0.8;
const leastOutlinesSeen = 0.85;

export const readPage = (page: Grey, layouts: readonly SheetLayout[], decodeCode: DecodeCode): PageReading => {
  const found = findSheet(page, framesOf(layouts), decodeCode);
  if (typeof found === 'string') return { result: 'not-readable', reason: found };
  const { code, mapOnto } = found;
  const layout = layouts.find((each) => each.layout === code.layout);
  if (!layout) return { result: 'wrong-sheet', reason: 'unknown-layout', code };
  const place = layout.pages.find((each) => each.page === code.page);
  if (!place) return { result: 'wrong-sheet', reason: 'unknown-page', code };
  const map = mapOnto(place);
  if (!map) return { result: 'not-readable', reason: 'targets' };
  if (echoFaults(page, map, place, code) > mostEchoFaults) return { result: 'wrong-sheet', reason: 'glued-code', code };
  const { items, outlines, marksSeen } = readMarks(page, map, place);
  const clear = median(outlines.seen) * 0.4;
  // A page to write on in own words alone has none.
  const outlinesSeen =
    outlines.seen.length === 0
      ? 1
      : outlines.seen.filter((seen) => seen > Math.max(0.04, clear)).length / outlines.seen.length;
  const isRegistered = marksSeen >= leastMarksSeen && (!outlines.areVisible || outlinesSeen >= leastOutlinesSeen);
  const readings = items.map(({ reading, seen }): ItemReading => {
    const isFound = !outlines.areVisible || seen.every((each) => each > Math.max(0.03, clear / 2));
    if (isRegistered && isFound) return reading;
    return { ...reading, confidence: Math.min(reading.confidence, 0.5), status: 'check' };
  });
  const needsChecking = readings.some(({ status }) => status === 'check');
  return {
    result: needsChecking ? 'check' : 'read',
    reason: isRegistered ? (needsChecking ? 'marks' : null) : 'registration',
    ...{ code, layout, page: place, items: readings, map },
  };
};
