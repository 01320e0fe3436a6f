import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readPage } from '#domain/sheets/read-page.ts';
import { scanOf } from '#paper/decode.ts';
import { decodeCode } from '#paper/sheet-code.ts';
import { type Form, filledPage, formsOf } from './corpus.ts';
import { judged } from './judging.ts';
import { type Condition, flatbedConditions, isPhone, phoneConditions } from './scanner.ts';

let forms: readonly Form[];
beforeAll(async () => {
  forms = await formsOf([150, 200, 300]);
}, 60_000);

const at = (seed: number) => {
  const form = forms[seed % forms.length] as Form;
  return { form, page: 1 + (seed % form.layout.pages.length) };
};

const pageOf = async (bytes: Uint8Array, name: string) => {
  const scan = await scanOf(name, bytes);
  const page = scan.ok ? await scan.value.page(0) : scan;
  if (!page.ok) throw new Error(page.refusals[0]?.code);
  return page.value;
};

describe('sheets that were filled in and scanned', () => {
  test.each([...flatbedConditions, ...phoneConditions] as Condition[])(
    '%s: nothing is misread, and clear answers need nobody',
    async (condition) => {
      for (const seed of isPhone(condition) ? [43] : [40]) {
        const { form, page } = at(seed);
        const { hasCode, items } = await judged(await filledPage(form, page, condition, seed));
        expect(hasCode).toBe(true);
        const misread = items.filter(({ read, isRight }) => read?.status === 'accepted' && !isRight);
        expect(misread).toEqual([]);
        const clear = items.filter(({ meant }) => meant.isClear);
        const accepted = clear.filter(({ read }) => read?.status === 'accepted');
        expect(accepted.length).toBeGreaterThanOrEqual(clear.length - 1);
      }
    },
    60_000,
  );
});

/** The right way up, straight, as a PNG: a picture to cut and paste in. */
const plain = async (seed: number) => {
  const { form, page } = at(seed);
  const filled = await filledPage(form, page, 'plain', seed);
  return { filled, grey: await pageOf(filled.bytes, 'page.png') };
};

const emptyFormOf = async (id: string) => {
  const form = forms.find(({ layout }) => layout.instrument === id) as Form;
  const [picture] = form.pages.get(200) ?? [];
  if (!picture) throw new Error('no picture');
  return { layout: form.layout, picture: { ...picture, data: picture.data.slice() } };
};

test('blank is accepted where it may be; where a faint mark would be lost without a trace it is for a person', async () => {
  const { layout, picture } = await emptyFormOf('checklist');
  const read = (page: typeof picture) => {
    const reading = readPage(page, [layout], decodeCode);
    if (!('items' in reading)) throw new Error(reading.reason ?? '');
    return reading.items;
  };
  const optional = layout.pages[0]?.items.filter(({ required }) => !required).map(({ id }) => id);
  expect(read(picture).flatMap(({ id, status }) => (status === 'accepted' ? [id] : []))).toEqual(optional);
  const oneBit = { ...picture, data: picture.data.map((value) => (value < 140 ? 0 : 255)) };
  expect(new Set(read(oneBit).map(({ status }) => status))).toEqual(new Set(['check']));
});

test('a page to write on in own words has nothing to check', async () => {
  const { layout, picture } = await emptyFormOf('gad7');
  const pages = layout.pages.map((page) => ({ ...page, items: [], rows: [] }));
  expect(readPage(picture, [{ ...layout, pages }], decodeCode)).toMatchObject({
    result: 'read',
    reason: null,
    items: [],
  });
});

describe('a page that is not what it seems', () => {
  test('with the code of another sheet glued over its own is refused, though that code is genuine', async () => {
    const { layout, picture } = await emptyFormOf('gad7');
    const [other] = await formsOf([200]).then((all) => all.filter((form) => form.layout.layout === layout.layout));
    const [from] = other?.pages.get(200) ?? [];
    const { qr, width } = layout.pages[0] as { qr: { x: number; y: number; size: number }; width: number };
    const dots = picture.width / width;
    for (let y = Math.floor((qr.y - 2) * dots); y < (qr.y + qr.size + 2) * dots; y++)
      for (let x = Math.floor((qr.x - 2) * dots); x < (qr.x + qr.size + 2) * dots; x++)
        picture.data[y * picture.width + x] = from?.data[y * picture.width + x] as number;
    expect(readPage(picture, [layout], decodeCode)).toMatchObject({ result: 'wrong-sheet', reason: 'glued-code' });
  });

  test('of a layout that is not known is refused', async () => {
    const { picture } = await emptyFormOf('gad7');
    const layouts = forms.filter(({ layout }) => layout.instrument !== 'gad7').map(({ layout }) => layout);
    expect(readPage(picture, layouts, decodeCode)).toMatchObject({ result: 'wrong-sheet', reason: 'unknown-layout' });
  });

  test('printed with its bubbles elsewhere goes to a person whole', async () => {
    const { layout, picture } = await emptyFormOf('gad7');
    const moved = {
      ...layout,
      pages: layout.pages.map((page) => ({
        ...page,
        items: page.items.map((item) => ({
          ...item,
          bubbles: item.bubbles.map((bubble) => ({ ...bubble, x: bubble.x + 6 })),
        })),
      })),
    };
    const reading = readPage(picture, [moved], decodeCode);
    expect(reading).toMatchObject({ result: 'check' });
    expect('items' in reading && reading.items.every(({ status }) => status === 'check')).toBe(true);
  });

  test('without its code, without its targets, or no sheet at all is not readable', async () => {
    const { layout, picture } = await emptyFormOf('gad7');
    const { width, height } = picture;
    const noCode = { ...picture, data: picture.data.slice() };
    for (let y = 0; y < height * 0.13; y++) noCode.data.fill(255, y * width + width * 0.72, y * width + width * 0.92);
    expect(readPage(noCode, [layout], decodeCode)).toMatchObject({ result: 'not-readable', reason: 'code' });
    const white = { width, height, data: new Uint8Array(width * height).fill(255) };
    expect(readPage(white, [layout], decodeCode)).toMatchObject({ result: 'not-readable', reason: 'targets' });
    expect(readPage({ width: 3, height: 2, data: new Uint8Array(6) }, [layout], decodeCode)).toMatchObject({
      result: 'not-readable',
    });
  });

  test('with two of its six targets torn off it is read all the same', async () => {
    const { filled, grey } = await plain(5);
    const before = readPage(grey, [filled.layout], decodeCode);
    const torn = { ...grey, data: grey.data.slice() };
    for (let y = Math.floor(grey.height * 0.93); y < grey.height; y++)
      torn.data.fill(255, y * grey.width, y * grey.width + grey.width * 0.12);
    for (let y = Math.floor(grey.height * 0.47); y < grey.height * 0.53; y++)
      torn.data.fill(255, y * grey.width + grey.width * 0.92, (y + 1) * grey.width);
    const after = readPage(torn, [filled.layout], decodeCode);
    if (!('items' in before) || !('items' in after)) throw new Error('not read');
    expect(after.items.map(({ value, status }) => [value, status])).toEqual(
      before.items.map(({ value, status }) => [value, status]),
    );
  });
});

test('whoever fills in and scans knows nothing of the reader', () => {
  for (const name of ['chance', 'corpus', 'forms', 'pen', 'picture', 'scanner']) {
    const source = readFileSync(new URL(`./${name}.ts`, import.meta.url), 'utf8');
    const imported = [...source.matchAll(/from '([^']+)'/g)].map(([, from]) => from);
    expect(
      imported.filter((from) => /read|placing|bullseyes|row-marks|outlines|sheets\/marks|judging/.test(from ?? '')),
    ).toEqual([]);
  }
});
