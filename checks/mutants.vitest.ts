// The tests of the domain alone, for mutants: they need no database, and none starts.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['src/domain/{access,consent}/**/*.test.ts'], pool: 'forks', passWithNoTests: false },
});
