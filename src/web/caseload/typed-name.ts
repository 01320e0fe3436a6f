// The name somebody is looked up by stays out of the address, which is kept in histories and logs; it is kept only while the app is
// open, so that coming back from a chart finds the same list.
import { liveValue } from '#web/ui/live-value.ts';

export const typedName = liveValue('');
