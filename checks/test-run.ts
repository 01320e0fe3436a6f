// A test run as a whole uses the tests' database server: it is started by the first file that needs it and left at the end.
import { leaveTestServer } from '#store/embedded/test-server.ts';

export const setup = (): void => {
  process.env.FOOTBRIDGE_TEST_RUN = String(process.pid);
};

export const teardown = async (): Promise<void> => {
  await leaveTestServer();
};
