import { expect, test, vi } from 'vitest';

/** As in a browser that has just come: no language is in use yet. */
const fresh = () => {
  vi.resetModules();
  return import('./spoken-words.ts');
};

const settings = 'settings.title';
const prospects = 'prospects.title';

test('What is there from the start has its words, and no others', async () => {
  const { wordsIn } = await fresh();
  const english = await wordsIn('en');
  expect(english['shell.search']).toBe('Find a client, or type a command');
  expect(english[settings]).toBeUndefined();
});

test('A part that comes later has its words when it is there, in every language in use', async () => {
  const { withWords, wordsIn } = await fresh();
  const english = await wordsIn('en');
  const spanish = await wordsIn('es');
  const screen = await withWords(['settings'], async () => 'the screen')();
  expect(screen).toBe('the screen');
  expect(english[settings]).toBe('Settings');
  expect(spanish[settings]).toBe('Ajustes');
});

test('A language chosen later speaks of every part opened before', async () => {
  const { withWords, wordsIn } = await fresh();
  await withWords(['settings'], async () => 'the screen')();
  const accented = await wordsIn('en-XA');
  expect(accented[settings]).toMatch(/^\[.*~\]$/);
});

test('A part opened while another language is on its way has its words in that one too', async () => {
  const { withWords, wordsIn } = await fresh();
  const later = wordsIn('es');
  await withWords(['prospects'], async () => 'the screen')();
  expect((await later)[prospects]).toBe('Prospectos y lista de espera');
});

test('A part whose code did not come has failed, and comes the next time', async () => {
  const { withWords } = await fresh();
  let isReachable = false;
  const open = withWords(['account'], async () => {
    if (!isReachable) throw new Error('out of reach');
    return 'the screen';
  });
  await expect(open()).rejects.toThrow('out of reach');
  isReachable = true;
  expect(await open()).toBe('the screen');
});
