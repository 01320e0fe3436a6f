// What the command palette offers beside clients. A screen adds its own while it is in view.
import type { TablerIcon } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { liveValue } from '#web/ui/live-value.ts';

export type Command = {
  readonly key: string;
  readonly label: string;
  readonly icon?: TablerIcon;
  /** The same by keyboard, shown beside it. */
  readonly keys?: string;
  /** Offered last, whatever was searched for: what to do when the search finds nobody. */
  readonly isLastResort?: true;
  readonly run: () => void;
};

const commands = liveValue<readonly Command[]>([]);

export const useCommands = commands.use;

export const useCommand = (command: Command): void => {
  const latest = useRef(command);
  latest.current = command;
  const { key, label } = command;
  useEffect(() => {
    const own: Command = { ...latest.current, key, label, run: () => latest.current.run() };
    commands.set([...commands.get(), own]);
    return () => commands.set(commands.get().filter((each) => each !== own));
  }, [key, label]);
};
