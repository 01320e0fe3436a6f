// The places of the rail, in order; the first four stand at the foot of a phone.
import type { Place } from '#web/shell/place.ts';

export const places: readonly Place[] = [];
