import type { TablerIcon } from '@tabler/icons-react';
import type { Role } from '#domain/access/actor.ts';

/** A place in the rail, the bar at the foot and the command palette. */
export type Place = {
  readonly to: string;
  /** Key of its name in `src/words`. */
  readonly label: string;
  readonly icon: TablerIcon;
  /** `g` and then this key. */
  readonly key?: string;
  readonly group: 'work' | 'programme';
  /** Whose place it is; everyone's where left out. */
  readonly roles?: readonly Role[];
  /** Name of the count its screen tells (`tellCount`). */
  readonly count?: string;
};
