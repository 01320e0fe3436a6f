// One server for all the tests of a checkout, shared by parallel files and by runs at the same time; it is stopped by the last run
// that used it, and the next run adopts one that a killed run left.
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { leaveEmbedded, startEmbedded } from './embedded-server.ts';

const dataFolder =
  process.env.FOOTBRIDGE_TEST_DATA ?? fileURLToPath(new URL('../../../.cache/postgres-test', import.meta.url));

// A test file runs in a process of its own that ends without a word; the run as a whole uses the server (vitest.config.ts).
const runPid = (): number => Number(process.env.FOOTBRIDGE_TEST_RUN ?? process.pid);

let url: Promise<string> | undefined;

const start = async (): Promise<string> => {
  const options = { dataFolder, durable: false, userPid: runPid() };
  try {
    return (await startEmbedded(options)).url;
  } catch (error) {
    // Without fsync a machine that lost power leaves a broken cluster; there is nothing in it to keep.
    if (!/did not start/.test((error as Error).message)) throw error;
    await rm(dataFolder, { recursive: true, force: true });
    return (await startEmbedded(options)).url;
  }
};

/** `DATABASE_URL_FOR_TESTS`, or the owner's connection string of the tests' own server, started if it does not run. */
export const testServerUrl = (): Promise<string> => {
  url ??= process.env.DATABASE_URL_FOR_TESTS ? Promise.resolve(process.env.DATABASE_URL_FOR_TESTS) : start();
  return url;
};

/** At the end of a test run. */
export const leaveTestServer = (): Promise<void> => leaveEmbedded(dataFolder, runPid());
