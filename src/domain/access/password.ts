// Passwords: at least twelve characters, no rules of composition, none that everybody guesses first (OWASP ASVS 5.0, 6.2).
// Long common passwords are nearly all a common word with digits, repeats or keyboard runs around it, so the word is looked for,
// not the whole: the check works offline and in the browser.
import { type Refusal, refusal } from '#domain/basics/result.ts';

export const shortestPassword = 12;
export const longestPassword = 256;

const commonWords = new Set(
  `password passwort passw contrasena clave secret secreto letmein welcome bienvenido login admin administrator root user guest
  test testing demo sample default changeme change temp temporary qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm azerty abc abcd abcdef
  abcdefg iloveyou teamo loveyou love lovely princess princesa dragon monkey football futbol baseball basketball soccer hockey superman batman
  spiderman pokemon starwars master shadow sunshine michael jennifer jordan ashley daniel jessica charlie andrew thomas george maria jose carlos
  summer winter spring autumn verano invierno january february march april june july august september october november december monday tuesday
  wednesday thursday friday saturday sunday america mexico espana london newyork chicago boston computer internet google facebook microsoft
  windows apple samsung android hospital clinic clinica health salud mental casemanager casemanagement caseworker socialwork footbridge agency
  freedom whatever trustno hello hola flower flores cheese cookie chocolate banana orange purple yellow silver golden diamond tigger buster
  killer hunter ranger harley mustang ferrari porsche mercedes yankees lakers cowboys eagles steelers packers nothing access success money dinero
  jesus christ angel angeles blessed forever family familia baby babygirl sweet honey pepper ginger maggie bailey buddy lucky happy feliz smile`
    .split(/\s+/)
    .filter(Boolean),
);

const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '01234567890', 'abcdefghijklmnopqrstuvwxyz'];

const isRun = (text: string): boolean =>
  rows.some((row) => row.includes(text) || [...row].reverse().join('').includes(text));

const withoutRepeats = (text: string): string => {
  for (let length = 1; length <= text.length / 2; length++)
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text)
      return withoutRepeats(text.slice(0, length));
  return text;
};

const inLetters = (text: string): string => [...text].map((character) => leet[character] ?? character).join('');

/** What remains after everything that guessing programs add: case, digits and marks at the ends, letters written as digits. */
const cores = (password: string): string[] => {
  const plain = password.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  const between = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const letters = inLetters(between);
  // The first letter may itself be written as a digit, the last few digits are hardly ever letters.
  const begun = inLetters(plain.replace(/[^\p{L}]+$/u, ''));
  return [plain, between, letters, letters.replace(/[^\p{L}]/gu, ''), begun].map(withoutRepeats);
};

const madeOfCommonWords = (text: string): boolean => {
  if (text.length === 0) return false;
  if (commonWords.has(text)) return true;
  for (let at = 3; at < text.length - 2; at++)
    if (commonWords.has(text.slice(0, at)) && commonWords.has(text.slice(at))) return true;
  return false;
};

const none: ReadonlySet<string> = new Set();

/**
 * Why a password may not be used; empty when it may. `known` are words that others know: e-mail address, name, agency. `common` are
 * passwords out of leaks, in lower case: the server has them at hand, the browser goes without so long a list.
 */
export const whyNotPassword = (
  password: string,
  known: readonly string[] = [],
  common: ReadonlySet<string> = none,
): readonly Refusal[] => {
  if ([...password].length < shortestPassword)
    return [refusal('password-too-short', { least: shortestPassword }, '/password')];
  if (password.length > longestPassword) return [refusal('password-too-long', { most: longestPassword }, '/password')];
  const found = cores(password);
  const obvious = found.some((core) => core.length < 4 || isRun(core) || madeOfCommonWords(core) || common.has(core));
  if (obvious) return [refusal('password-common', {}, '/password')];
  const plain = password.toLowerCase();
  const own = known
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((part) => part.length >= 4)
    .find((part) => plain.includes(part) && plain.length - part.length < 8);
  return own ? [refusal('password-known', {}, '/password')] : [];
};
