import { defineConfig } from 'vitest/config';
import { wordsByPart } from './vite.config.ts';

export default defineConfig({
  plugins: [wordsByPart],
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
