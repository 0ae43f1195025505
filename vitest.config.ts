import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { browserArgs, findBrowser } from './scripts/browser.mjs';
import { digitsSample } from './scripts/digits.mjs';

const executablePath = await findBrowser();
const sharedData = process.env.SHARED_DATA;

const unit: TestProjectInlineConfiguration = {
  test: {
    name: 'unit',
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    exclude: ['src/**/*.{browser,shared}.test.ts'],
    testTimeout: 20_000,
  },
};

const browser: TestProjectInlineConfiguration = {
  plugins: [digitsSample],
  // Dependencies found in the middle of a run would be bundled anew and reload the tests: name them all.
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
      'comlink',
      'fast-check',
      'fflate',
      'umap-js',
      'zod',
    ],
  },
  // SharedArrayBuffer, and with it WASM threads, exists only on cross-origin isolated pages.
  server: {
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  },
  test: {
    name: 'browser',
    include: ['src/**/*.browser.test.ts'],
    // A first step on WebGPU compiles its shaders: up to 9 s on a machine without a GPU.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { args: browserArgs, ...(executablePath === undefined ? {} : { executablePath }) },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
};

/** Checks against the project's shared data; they exist only where `SHARED_DATA` names its folder. */
const shared: TestProjectInlineConfiguration = {
  test: {
    name: 'shared',
    environment: 'node',
    include: ['src/**/*.shared.test.ts'],
    testTimeout: 120_000,
  },
};

export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [unit, browser, ...(sharedData === undefined ? [] : [shared])],
  },
});
