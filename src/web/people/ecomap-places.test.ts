import { expect, test } from 'vitest';
import { placeTies } from './ecomap-places.ts';

const size = { width: 640, height: 380 };
const tie = (id: string, closeness: number, kind = 'friend') => ({ id, closeness, kind });

test('the closest stand nearest to the person', () => {
  const share = (closeness: number) => {
    const [placed] = placeTies([tie('a', closeness)], size);
    return Math.abs((placed?.at.x ?? 0) - size.width / 2);
  };
  expect(share(3)).toBeLessThan(share(2));
  expect(share(2)).toBeLessThan(share(1));
});

test('every tie stays on the map, and no two stand on one spot', () => {
  const placed = placeTies(
    Array.from({ length: 16 }, (_, index) => tie(String(index), (index % 3) + 1)),
    size,
  );
  for (const { at } of placed) {
    expect(at.x).toBeGreaterThan(0);
    expect(at.x).toBeLessThan(size.width);
    expect(at.y).toBeGreaterThan(0);
    expect(at.y).toBeLessThan(size.height);
  }
  expect(new Set(placed.map(({ at }) => `${Math.round(at.x)} ${Math.round(at.y)}`)).size).toBe(16);
});
