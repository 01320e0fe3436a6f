// A screen that is fetched when it is first opened, its words beside it.
import { lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '#web/shell/spoken-words.ts';
import type { Part } from '#words/parts.ts';

export const lazyScreen = <Module extends Record<string, unknown>>(
  words: readonly Part[],
  load: () => Promise<Module>,
  name: keyof Module & string,
) => lazyRouteComponent(withWords(words, load), name);
