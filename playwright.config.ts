import { createServer, type AddressInfo } from 'node:net';
import { defineConfig, type PlaywrightTestProject } from '@playwright/test';
import { browserArgs, findBrowser } from './scripts/browser.mjs';

// Playwright reads this file again in each worker, where the server already has its port.
const port = (process.env.E2E_PORT ??= String(await freePort()));
const executablePath = await findBrowser();
const hasSharedData = process.env.SHARED_DATA !== undefined;

const journeys: PlaywrightTestProject = {
  name: 'chromium',
  testMatch: '*.spec.ts',
  testIgnore: '*.shared.spec.ts',
};
/** Journeys with the project's shared data; they exist only where `SHARED_DATA` names its folder. */
const sharedJourneys: PlaywrightTestProject = { name: 'shared', testMatch: '*.shared.spec.ts' };

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Training fills the cores of a small machine: two journeys at once would only slow each other.
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { args: browserArgs, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [journeys, ...(hasSharedData ? [sharedJourneys] : [])],
  webServer: {
    command: `node scripts/build.mjs --if-changed && npx vite preview --port ${port} --strictPort`,
    url: `http://localhost:${port}/`,
    timeout: 120_000,
  },
});

/** A port that nothing listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(free);
      });
    });
  });
}
