// Sheets are printed from a chart and from the caseload. The shell knows only for whom; `app/root.tsx` names the feature that answers.
import { liveValue } from '#web/ui/live-value.ts';

export type PrintSheetsRequest = {
  readonly clientIds: readonly string[];
  /** What the person reads, where only one is meant. */
  readonly language?: string | null;
};

const asked = liveValue<PrintSheetsRequest | null>(null);

export const useSheetsToPrint = asked.use;

export const openPrintSheets = (request: PrintSheetsRequest): void => asked.set(request);
export const closePrintSheets = (): void => asked.set(null);
