import { describe, expect, test } from 'vitest';
import { findBullseyes, refined } from './bullseyes.ts';
import { darkPixels, type Grey, shrunk } from './grey.ts';

/** What is at a place, in units of a ring from the middle: how far it is decides, and by which measure. */
const rings = (distance: number): number => (distance < 1.5 || (distance > 2.5 && distance < 3.5) ? 0 : 255);

const drawn = (middle: { x: number; y: number }, unit: number, far: (x: number, y: number) => number): Grey => {
  const [width, height] = [240, 200];
  const data = new Uint8Array(width * height);
  const fine = 6;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let down = 0; down < fine; down++)
        for (let right = 0; right < fine; right++)
          sum += rings(far((x + (right + 0.5) / fine - middle.x) / unit, (y + (down + 0.5) / fine - middle.y) / unit));
      data[y * width + x] = sum / (fine * fine);
    }
  return { data, width, height };
};

const found = (page: Grey) => findBullseyes({ ...page, data: darkPixels(page, 40) });
const turnedSquare = (angle: number) => (x: number, y: number) => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return Math.max(Math.abs(c * x + s * y), Math.abs(c * y - s * x));
};

describe('round targets', () => {
  test.each([4, 5.9, 9])('are found between pixels, however large: %s', (unit) => {
    const middle = { x: 117.3, y: 96.8 };
    const page = drawn(middle, unit, Math.hypot);
    const [target, ...others] = found(page);
    if (!target) throw new Error('not found');
    expect(others).toEqual([]);
    const { x, y, radius } = refined(page, target);
    expect(Math.hypot(x - middle.x, y - middle.y)).toBeLessThan(0.06);
    expect(Math.abs(radius / (unit * 3.5) - 1)).toBeLessThan(0.03);
  });

  test('seen from aside they are still found', () => {
    const page = drawn({ x: 120, y: 100 }, 6, (x, y) => Math.hypot(x / 1.15, y * 1.15));
    expect(found(page)).toHaveLength(1);
  });

  test.each([0, 10, 22.5, 30, 45])('the corner of a QR code, turned by %s degrees, is none', (degrees) => {
    expect(found(drawn({ x: 120, y: 100 }, 6, turnedSquare((degrees * Math.PI) / 180)))).toEqual([]);
  });
});

test('a shrunken page is the mean of its pixels, and light from one side makes nothing dark', () => {
  const page = { data: Uint8Array.from({ length: 64 * 64 }, (_, at) => 80 + (at % 64) * 2), width: 64, height: 64 };
  expect(shrunk(page, 2).data[0]).toBe(81);
  expect(darkPixels(page, 6).some((dark) => dark === 1)).toBe(false);
});
