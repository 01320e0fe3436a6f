// Reads back what a paper says, for tests.
import { PDFiumLibrary } from '@hyzyla/pdfium';

/** What stands on the pages, as a reader copies it out or has it read aloud; its lines run on. */
export const textOf = async (bytes: Uint8Array): Promise<string> => {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    const pages = Array.from(document.pages(), (page) => page.getText());
    document.destroy();
    return pages.join(' ').replace(/\s+/g, ' ');
  } finally {
    library.destroy();
  }
};
