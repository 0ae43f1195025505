/**
 * What do the views cost? Trains the same network with the views off, at the default pace and at every step, in turn,
 * in the built app, with the strips of the cards in view and 32 large feature maps on the screen. Prints milliseconds an epoch and ratios.
 *
 *   npm run bench -- viewCost [backend=wasm ...]
 */
import { chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { browserArgs, findBrowser } from '../scripts/browser.mjs';

/** WebGPU is only worth the wait on a real GPU: a software one takes minutes an epoch. */
const backends = process.argv.length > 2 ? process.argv.slice(2) : ['wasm'];
const rounds = 4;
const epochs = 5;
const paces = ['off', 'live', 'everyStep'] as const;

async function fill(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('spinbutton', { name: label, exact: true }).fill(value);
  await page.keyboard.press('Enter');
}

/** Chooses a layer by its name: the inspector shows it. */
async function choose(page: Page, card: string): Promise<void> {
  await page.getByRole('button', { name: 'Find a layer' }).click();
  await page.getByRole('combobox', { name: 'Find a layer' }).fill(card);
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: `Parameters of ${card}` }).waitFor();
}

/** Median milliseconds of the epochs of one run, validation included. */
async function epochMs(page: Page, pace: string): Promise<number> {
  await page.getByRole('combobox', { name: 'View refresh' }).selectOption(pace);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  // A new run empties the history first.
  for (const full of [false, true]) {
    await page.waitForFunction(
      ([count, wanted]) => (window.convoscope?.history().epochs.length === count) === wanted,
      [epochs, full] as const,
      { timeout: 120_000, polling: 50 },
    );
  }
  const history = await page.evaluate(() => window.convoscope?.history());
  const durations = (history?.epochs ?? []).map(({ durationMs }) => durationMs).toSorted((a, b) => a - b);
  return durations[durations.length >> 1] ?? NaN;
}

await build({ logLevel: 'error' });
const server = await preview({ preview: { port: 0 }, logLevel: 'error' });
const executablePath = await findBrowser();
const browser = await chromium.launch({
  args: browserArgs,
  ...(executablePath === undefined ? {} : { executablePath }),
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.setDefaultTimeout(120_000);
await page.goto(server.resolvedUrls?.local[0] ?? '');
await fill(page, 'Image size', '32');
for (const [card, filters] of [
  ['Conv2D 1', '32'],
  ['Conv2D 2', '8'],
  ['Conv2D 3', '8'],
] as const) {
  await choose(page, card);
  await fill(page, 'Filters', filters);
}
await fill(page, 'Epochs', String(epochs));
await page.getByRole('button', { name: 'Use sample: Drawn cats and dogs' }).click();
await page.getByText('600 images').waitFor();
await choose(page, 'Conv2D 1');
for (const backend of backends) {
  await page.getByRole('combobox', { name: 'Backend' }).selectOption(backend);
  await page.waitForFunction((name) => window.convoscope?.backend() === name, backend);
  await epochMs(page, 'off');
  const times = new Map<string, number[]>(paces.map((pace) => [pace, []]));
  for (let round = 0; round < rounds; round++) {
    for (const pace of paces) times.get(pace)?.push(await epochMs(page, pace));
  }
  const best = (pace: string): number => Math.min(...(times.get(pace) ?? []));
  for (const pace of paces) {
    const ratio = best(pace) / best('off');
    console.log(
      `${backend.padEnd(7)} ${pace.padEnd(11)} ${best(pace).toFixed(0).padStart(6)} ms an epoch, × ${ratio.toFixed(3)}`,
    );
  }
}
await browser.close();
await server.close();
process.exit(0);
