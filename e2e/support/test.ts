/**
 * Playwright's `test`, in which every journey also fails on what a person would not see: an error or a warning on the
 * console (the page's or a worker's), an exception, a request to another origin, a breach of the page's policy (which
 * Chromium reports as a console error).
 */
import { test as base, expect, type BrowserContext } from '@playwright/test';

interface Vigilance {
  /** Console messages that match are part of what the test provokes. */
  expectTrouble(pattern: RegExp): void;
}

/** Chromium's own remarks on the speed of its software renderer. */
const rendererRemarks = /GL Driver Message|GPU stall due to ReadPixels/;

export const test = base.extend<{ vigilance: Vigilance }>({
  vigilance: [
    async ({ context, baseURL }, use) => {
      const expected: RegExp[] = [rendererRemarks];
      const troubles = watch(context, new URL(baseURL ?? 'http://localhost').origin);
      await use({ expectTrouble: (pattern) => expected.push(pattern) });
      const unexpected = troubles.filter((trouble) => !expected.some((pattern) => pattern.test(trouble)));
      expect(unexpected, 'console errors, exceptions and requests to other origins').toEqual([]);
    },
    { auto: true },
  ],
});

/** The list that every trouble of the context's pages is added to. */
function watch(context: BrowserContext, origin: string): readonly string[] {
  const troubles: string[] = [];
  context.on('console', (message) => {
    const type = message.type();
    if (type === 'error' || type === 'warning') troubles.push(`console ${type}: ${message.text()}`);
  });
  context.on('weberror', (webError) => {
    troubles.push(`exception: ${webError.error().message}`);
  });
  context.on('request', (request) => {
    const url = request.url();
    const isOwn =
      url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}/`) || url.startsWith('data:');
    if (!isOwn) troubles.push(`request to ${url}`);
  });
  return troubles;
}
