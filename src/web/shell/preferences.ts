// How this person likes the app on this device. `public/theme.js` reads the same key before the first paint.
import { liveValue } from '#web/ui/live-value.ts';

export type Preferences = {
  readonly theme: 'system' | 'light' | 'dark';
  /** null: as the browser says. */
  readonly language: 'en' | 'es' | null;
  readonly density: 'comfortable' | 'compact';
  readonly hasSingleKeys: boolean;
};

const storageKey = 'footbridge.preferences';
const defaults: Preferences = { theme: 'system', language: null, density: 'comfortable', hasSingleKeys: true };

const stored = (): Preferences => {
  try {
    return { ...defaults, ...JSON.parse(localStorage.getItem(storageKey) ?? '{}') };
  } catch {
    return defaults;
  }
};

const current = liveValue(stored());

const show = ({ theme, density }: Preferences) => {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
  if (density === 'compact') dataset.density = density;
  else delete dataset.density;
};

export const preferences = current.get;
export const usePreferences = current.use;

export const setPreferences = (change: Partial<Preferences>): void => {
  const next = { ...current.get(), ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // A full or closed storage: the choice holds until the page is left.
  }
  show(next);
  current.set(next);
};
