// Reads back what a paper says, for tests.
import { inflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';

/** What stands on the pages, as somebody would read it: the strings of their content, in order. */
export const textOf = async (bytes: Uint8Array): Promise<string> => {
  const document = await PDFDocument.load(bytes);
  const written: string[] = [];
  for (const page of document.getPages()) {
    const contents = page.node.normalizedEntries().Contents;
    for (let index = 0; index < (contents?.size() ?? 0); index++) {
      const stream = contents?.lookup(index);
      if (!(stream instanceof PDFRawStream)) continue;
      const isDeflated = stream.dict.get(PDFName.of('Filter')) !== undefined;
      const text = Buffer.from(isDeflated ? inflateSync(stream.contents) : stream.contents).toString('latin1');
      for (const [, hex = ''] of text.matchAll(/<([0-9A-F]+)> Tj/g))
        written.push(new TextDecoder('windows-1252').decode(Buffer.from(hex, 'hex')));
    }
  }
  return written.join(' ');
};
