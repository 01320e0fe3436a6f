// Runs in a thread of its own, which whoever waits ends when it takes too long.
import { parentPort, workerData } from 'node:worker_threads';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';

// A letter page at about 150 dots an inch: small print can be read.
const longestSide = 1_680;

const { bytes, mostPages } = workerData as { bytes: Uint8Array; mostPages: number };
const library = await PDFiumLibrary.init();
const document = await library.loadDocument(bytes);
const pages: Uint8Array[] = [];
const count = document.getPageCount();
for (let index = 0; index < Math.min(count, mostPages); index++) {
  const page = document.getPage(index);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const { data, width, height } = await page.render({
    // What a file says of its own size is not to be believed.
    scale: Math.min(longestSide / Math.max(originalWidth, originalHeight), 4),
    colorSpace: 'Gray',
    render: 'bitmap',
  });
  pages.push(
    await sharp(data, { raw: { width, height, channels: 1 } })
      .jpeg({ quality: 72 })
      .toBuffer(),
  );
}
parentPort?.postMessage({ pages, count });
