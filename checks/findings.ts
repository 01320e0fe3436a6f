// What a check has to say: where, and what is wrong, in one line.

export type Finding = {
  /** The rule's name; `npm run check:checks` plants one violation for each. */
  readonly rule: string;
  readonly file: string;
  readonly line?: number;
  readonly message: string;
};

/** A check looks at the project in `root` and names what breaks its rules. */
export type Check = (root: string) => Promise<Finding[]>;

export const inOneLine = ({ rule, file, line, message }: Finding): string =>
  `${file}${line === undefined ? '' : `:${line}`} [${rule}] ${message}`;
