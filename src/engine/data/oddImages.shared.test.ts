/**
 * The 59 files that break image loaders, through the real pool in a real browser. The test starts its own Vite
 * server and browser, as the files lie outside the project.
 */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserArgs, findBrowser } from '../../../scripts/browser.mjs';
import type { Dataset } from './dataset';
import type { DecodePool } from './decodePool';

const folder = join(process.env.SHARED_DATA ?? '', 'odd-images');
const names = readdirSync(folder).sort();

/** What the page gives to `importAll`. Vitest would rewrite an `import()` in a function that runs in the page. */
const html = `<!doctype html>
<script type="module">
  import { Dataset } from '/src/engine/data/dataset.ts';
  import { DecodePool } from '/src/engine/data/decodePool.ts';
  window.parts = { Dataset, DecodePool };
</script>`;

declare global {
  interface Window {
    parts?: { readonly Dataset: typeof Dataset; readonly DecodePool: typeof DecodePool };
  }
}

/** The page, and the files under `/odd/`. */
const files: Plugin = {
  name: 'odd-images',
  configureServer(server) {
    server.middlewares.use('/page', (_request, response) => {
      response.setHeader('Content-Type', 'text/html').end(html);
    });
    server.middlewares.use('/odd/', (request, response, next) => {
      readFile(join(folder, decodeURIComponent(request.url ?? '').replace(/^\//, ''))).then(
        (bytes) => response.setHeader('Content-Type', 'application/octet-stream').end(bytes),
        next,
      );
    });
  },
};

interface Outcome {
  /** Path to [64, 64, 3] bytes. */
  readonly accepted: Readonly<Record<string, readonly number[]>>;
  /** Path to reason. */
  readonly rejected: Readonly<Record<string, string>>;
  readonly durationMs: number;
}

let server: ViteDevServer;
let browser: Browser;
let outcome: Outcome;

beforeAll(async () => {
  server = await createServer({
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    plugins: [files],
    server: { port: 0 },
  });
  await server.listen();
  const executablePath = await findBrowser();
  browser = await chromium.launch({
    args: browserArgs,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const page = await browser.newPage();
  await page.goto(new URL('/page', server.resolvedUrls?.local[0]).href);
  await page.waitForFunction(() => window.parts !== undefined);
  outcome = await page.evaluate(importAll, names);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Runs in the page. */
async function importAll(paths: readonly string[]): Promise<Outcome> {
  if (window.parts === undefined) throw new Error('the page has not loaded its modules');
  const { Dataset, DecodePool } = window.parts;
  const dataset = new Dataset(new DecodePool(), () => undefined);
  await dataset.setInputFormat({ height: 64, width: 64, channels: 3 });
  const items = await Promise.all(
    paths.map(async (path) => {
      const bytes = await (await fetch(`/odd/${encodeURIComponent(path)}`)).arrayBuffer();
      return { path, file: new File([bytes], path, { lastModified: 0 }) };
    }),
  );
  const start = performance.now();
  const { rejected, images } = await dataset.importImages(items);
  const durationMs = performance.now() - start;
  const infos = dataset.listImages({ label: null, offset: 0, limit: images });
  const result = {
    accepted: Object.fromEntries(infos.map(({ id, path }) => [path, [...dataset.pixels(id)]])),
    rejected: Object.fromEntries(rejected.map(({ path, reason }) => [path, reason])),
    durationMs,
  };
  dataset.dispose();
  return result;
}

/** Mean absolute difference, 0–255. */
function difference(first: string, second: string): number {
  const [a, b] = [outcome.accepted[first], outcome.accepted[second]];
  if (a === undefined || b === undefined) throw new Error(`${first} or ${second} was not accepted`);
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] as number)), 0) / a.length;
}

const orientationFiles = (pattern: RegExp): string[] => names.filter((name) => pattern.test(name));

describe('the odd images', () => {
  it('all end as accepted, or as rejected with a reason', () => {
    expect([...Object.keys(outcome.accepted), ...Object.keys(outcome.rejected)].sort()).toEqual(names);
    for (const [name, reason] of Object.entries(outcome.rejected)) expect(reason, name).toMatch(/^\S.*\.$/);
    expect(outcome.durationMs).toBeLessThan(60_000);
  });

  it('are rejected where a browser cannot read them, with the format and what to do', () => {
    const unreadable = names.filter((name) => /\.(heic|heif|tif|dds|tga)$/i.test(name));
    const { rejected } = outcome;
    for (const name of unreadable)
      expect(rejected[name], name).toMatch(/does not read .+ files\. Save it as JPEG or PNG\./);
    expect(rejected['pillow__decompression_bomb.gif']).toMatch(/65535 × \d+ pixels/);
    for (const name of ['sharp__truncated.jpg', 'pillow__truncated_image.png']) {
      if (name in rejected) expect(rejected[name]).toMatch(/damaged or cut off/);
    }
  });

  it('are accepted where a browser reads them: CMYK, 16 bits, grey, alpha, animated, odd headers', () => {
    const readable = names.filter((name) =>
      /cmyk|16|gr[ae]y|alpha|anim|transparent|icc|bad_exif|ff00/i.test(name),
    );
    expect(readable.length).toBeGreaterThan(10);
    expect(readable.filter((name) => !(name in outcome.accepted))).toEqual([]);
  });

  it('stand upright whatever their EXIF orientation', () => {
    const scenes: readonly (readonly [string, readonly string[]])[] = [
      ['exif__Landscape_0.jpg', ['exif__Landscape_8.jpg']],
      ['sharp__Landscape_2.jpg', orientationFiles(/^sharp__Landscape_/)],
      ['sharp__Portrait_2.jpg', orientationFiles(/^sharp__Portrait_/)],
      ['pillow__hopper.jpg', orientationFiles(/^pillow__hopper_orientation_/)],
    ];
    for (const [first, others] of scenes) {
      for (const other of others)
        expect(difference(first, other), `${other} against ${first}`).toBeLessThan(6);
    }
  });

  it('lie over white where they are transparent', () => {
    expect(new Set(outcome.accepted['sharp__full-transparent.png'])).toEqual(new Set([255]));
  });
});
