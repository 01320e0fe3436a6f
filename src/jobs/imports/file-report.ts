// What became of one file. Faults carry a rule and what it is about; the sentence is made where the language is known.
import { type Language, sentence } from '#words/catalogue.ts';

export type Counts = Readonly<Record<string, number>>;

/** `rule` and `params` make the sentence `import.rule.<rule>`, or `refusal.<rule>` where a rule of the cycle says no. */
export type FileFault = {
  readonly row?: number;
  readonly pointer?: string;
  readonly rule: string;
  readonly params: Readonly<Record<string, string | number>>;
};

export type FileReport = {
  readonly file: string;
  readonly status: 'imported' | 'unchanged' | 'refused';
  readonly read: Counts;
  readonly created: Counts;
  readonly updated: Counts;
  readonly ignored: Counts;
  readonly warnings: readonly FileFault[];
  readonly errors: readonly FileFault[];
};

export type FaultDocument = {
  readonly file: string;
  readonly row?: number;
  readonly pointer?: string;
  readonly rule: string;
  readonly message: string;
};

export type ImportDocument = {
  readonly kind: string;
  readonly dryRun: boolean;
  readonly files: readonly (Omit<FileReport, 'warnings' | 'errors'> & {
    readonly warnings: readonly FaultDocument[];
    readonly errors: readonly FaultDocument[];
  })[];
};

const inWords = (language: Language, file: string, { row, pointer, rule, params }: FileFault): FaultDocument => {
  const own = `import.rule.${rule}`;
  const message = sentence(language, own, params);
  return {
    file,
    ...(row !== undefined && { row }),
    ...(pointer !== undefined && { pointer }),
    rule,
    message: message === own ? sentence(language, `refusal.${rule}`, params) : message,
  };
};

export const importDocument = (
  language: Language,
  kind: string,
  dryRun: boolean,
  reports: readonly FileReport[],
): ImportDocument => ({
  kind,
  dryRun,
  files: reports.map((report) => ({
    ...report,
    warnings: report.warnings.map((fault) => inWords(language, report.file, fault)),
    errors: report.errors.map((fault) => inWords(language, report.file, fault)),
  })),
});
