import { expect, test } from 'vitest';
import { contactKinds, kindOf, wayOf } from './kinds.ts';

test('every kind a worker picks is read back from the record as the same kind', () => {
  for (const kind of contactKinds) expect(kindOf(wayOf(kind))).toBe(kind);
});
