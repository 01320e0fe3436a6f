// Pictures of printed sheets: rasterized from the PDF that is printed, since that is what people hold in their hands.
import { PDFiumLibrary } from '@hyzyla/pdfium';

export type Picture = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** Every page of a PDF; `dots` an inch. */
export const rasterized = async (pdf: Uint8Array, dots: number): Promise<Picture[]> => {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const pictures: Picture[] = [];
  for (const page of document.pages()) {
    const { data, width, height } = await page.render({ scale: dots / 72, colorSpace: 'Gray', render: 'bitmap' });
    pictures.push({ data: data.slice(), width, height });
  }
  document.destroy();
  library.destroy();
  return pictures;
};
