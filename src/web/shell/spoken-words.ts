// The words the browser has so far. A part of the app comes together with its words, in every language in use, and is shown when
// both are there; so no screen ever stands there with words missing.
import { wordsByPart } from 'words:by-part';
import type { Part } from '#words/parts.ts';
import { pseudo } from './pseudo.ts';

/** `en-XA` is the accented, longer English of tests. */
export type Tongue = 'en' | 'es' | 'en-XA';
type Words = Record<string, string>;

const asked = new Set<Part>(['frame']);
// Sentences are looked up when they are shown, so what comes later is simply added.
const spoken = new Map<Tongue, Words>();
const coming = new Map<string, Promise<void>>();

const fetchWords = async (part: Part, tongue: Tongue, into: Words): Promise<void> => {
  const { words } = await wordsByPart[tongue === 'es' ? 'es' : 'en'][part]();
  for (const [key, text] of Object.entries(words)) into[key] = tongue === 'en-XA' ? pseudo(text) : text;
};

const bring = (part: Part, tongue: Tongue, into: Words): Promise<void> => {
  const key = `${tongue} ${part}`;
  const before = coming.get(key);
  if (before) return before;
  const now = fetchWords(part, tongue, into);
  coming.set(key, now);
  // What failed is asked for again the next time.
  now.catch(() => coming.delete(key));
  return now;
};

/** The words of every part asked for so far, in `tongue`; those of parts asked for later are added to the same object. */
export const wordsIn = async (tongue: Tongue): Promise<Words> => {
  const words = spoken.get(tongue) ?? {};
  spoken.set(tongue, words);
  await Promise.all([...asked].map((part) => bring(part, tongue, words)));
  return words;
};

/** `load`, with the words of `names` beside it: both are asked for at once, and it is there when both are. */
export const withWords =
  <Module>(names: readonly Part[], load: () => Promise<Module>) =>
  async (): Promise<Module> => {
    for (const name of names) asked.add(name);
    const words = [...spoken].flatMap(([tongue, into]) => names.map((name) => bring(name, tongue, into)));
    const [module] = await Promise.all([load(), ...words]);
    return module;
  };
