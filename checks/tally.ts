// What the runners report, in one sum.

export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number };

export type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
};

export type PlaywrightReport = {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
};

/** A runner that ends badly without naming a failed test, or that ran nothing, has failed all the same. */
const honest = ({ passed, failed, skipped }: Tally, exitCode: number): Tally => ({
  passed,
  failed: failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : failed,
  skipped,
});

const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

export const vitestTally = (report: VitestReport | undefined, exitCode: number): Tally =>
  honest(
    report
      ? {
          passed: report.numPassedTests,
          failed: report.numFailedTests,
          skipped: report.numPendingTests + report.numTodoTests,
        }
      : nothing,
    exitCode,
  );

/** A story that passed only when tried again has failed. */
export const playwrightTally = (report: PlaywrightReport | undefined, exitCode: number): Tally =>
  honest(
    report
      ? {
          passed: report.stats.expected,
          failed: report.stats.unexpected + report.stats.flaky,
          skipped: report.stats.skipped,
        }
      : nothing,
    exitCode,
  );

export const sumOf = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    nothing,
  );
