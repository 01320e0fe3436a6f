import { defineConfig } from '@playwright/test';
import { findChromium } from './checks/chromium.ts';

const executablePath = findChromium();

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/demonstration.ts',
  // Two cores carry two browsers; each has an app of its own, and screens are shared out between them.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['line']],
  use: {
    browserName: 'chromium',
    actionTimeout: 15_000,
    locale: 'en-US',
    timezoneId: 'America/New_York',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
        ...['--disable-component-update', '--disable-sync'],
      ],
    },
  },
  projects: [
    { name: 'stories', testMatch: '**/*.story.ts' },
    { name: 'screens', testMatch: '**/*.screens.ts', fullyParallel: true },
  ],
});
