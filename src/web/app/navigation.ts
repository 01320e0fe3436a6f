// The places of the rail, in order; the first four stand at the foot of a phone.
import type { Place } from '#web/shell/frame.tsx';

export const places: readonly Place[] = [];
