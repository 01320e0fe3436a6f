import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,content,checks,bench}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: Number(process.env.FOOTBRIDGE_TEST_WORKERS ?? 2),
    globalSetup: ['./checks/test-run.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
  },
});
