// What a layout says. Lengths in millimetres from the top left corner; bubbles and fiducials by their centres, all else by its top left.
import type { Value } from '#domain/instruments/expression.ts';
import type { Face } from './helvetica.ts';

export type Bubble = {
  readonly value: Value;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Which of the page's rows it stands in. */
  readonly row: number;
  /** Bubbles under one heading are compared with each other. */
  readonly column: string;
};

export type SheetItem = {
  readonly id: string;
  readonly kind: 'single' | 'many';
  readonly required: boolean;
  readonly bubbles: readonly Bubble[];
};

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** `y` is the line the letters stand on, `size` in points. */
export type TextLine = {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly face: Face;
  readonly text: string;
};

export type SheetPage = {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly fiducials: readonly { readonly id: string; readonly x: number; readonly y: number; readonly size: number }[];
  /** Black, beside the fiducial at the top left alone: it says which way is up. */
  readonly orientation: Box;
  readonly qr: { readonly x: number; readonly y: number; readonly size: number };
  /** A few bits of the code again, at the foot, where nobody glues anything over it. */
  readonly echo: Box & { readonly cells: number };
  /** Rows of bubbles, each between two small black marks. */
  readonly rows: readonly { readonly y: number; readonly marks: readonly [Box, Box] }[];
  readonly items: readonly SheetItem[];
  /** Where people write; kept as pictures for somebody to type. */
  readonly text: readonly (Box & { readonly id: string })[];
  /** Where the short id of the sheet is printed for people to read. */
  readonly shortId: { readonly x: number; readonly y: number; readonly size: number };
  readonly print: {
    readonly lines: readonly TextLine[];
    readonly rules: readonly (Box & { readonly isDark: boolean })[];
  };
};

export type SheetLayout = {
  readonly layout: string;
  readonly instrument: string;
  readonly version: number;
  readonly language: 'en' | 'es';
  readonly title: string;
  readonly unit: 'mm';
  readonly origin: 'top-left';
  readonly pages: readonly SheetPage[];
};

/** What a sheet says of itself, in the language of the sheet. */
export type SheetWords = {
  readonly instructions: string;
  readonly several: string;
  readonly recall: (period: string) => string;
  readonly initials: string;
  readonly day: string;
  readonly sheet: string;
  readonly page: (page: number, of: number) => string;
};

/** Whether a file that was read holds a layout: what the reader stands on is there. Values are those our own printer wrote. */
export const isLayout = (value: unknown): value is SheetLayout => {
  const layout = value as Partial<SheetLayout> | null;
  if (typeof layout !== 'object' || layout === null || typeof layout.layout !== 'string') return false;
  if (!Array.isArray(layout.pages) || layout.pages.length === 0) return false;
  return (layout.pages as readonly Partial<SheetPage>[]).every(
    (page) =>
      [page.page, page.width, page.height, page.qr?.size, page.echo?.cells].every(Number.isFinite) &&
      page.orientation !== undefined &&
      page.fiducials?.length === 6 &&
      Array.isArray(page.rows) &&
      Array.isArray(page.items) &&
      (page.items as readonly SheetItem[]).every(({ bubbles }) =>
        bubbles.every(({ row, x, y }) => page.rows?.[row] !== undefined && Number.isFinite(x + y)),
      ),
  );
};
