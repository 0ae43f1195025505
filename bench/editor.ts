/**
 * Does the editor stay fluid? Measures, in the built app, how long a frame takes while a card is dragged, and how long
 * from the change of a parameter to the next paint, with 20 cards on the canvas and with the 177 of ResNet-50, all its
 * blocks open. Prints medians in milliseconds, and how they grow beside the number of cards.
 *
 *   npm run bench -- editor
 */
import { chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { browserArgs, findBrowser } from '../scripts/browser.mjs';

const MOVES = 60;
const EDITS = 15;

interface Measured {
  readonly cards: number;
  readonly dragMs: number;
  readonly editMs: number;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

/** Opens every block, then those that were in them, until none is left. */
async function openAllBlocks(page: Page): Promise<void> {
  const closed = page.getByRole('region', { name: 'Network' }).locator('button[aria-label^="Open "]');
  while ((await closed.count()) > 0)
    await closed.first().evaluate((button) => (button as HTMLElement).click());
}

/** Milliseconds from a pointer move to the paint after it, moved by `MOVES` steps. */
async function dragMs(page: Page, label: string): Promise<number> {
  const box = await page.getByRole('group', { name: label, exact: true }).boundingBox();
  if (box === null) throw new Error(`${label} is not on the canvas`);
  const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 10, start.y + 10, { steps: 3 });
  const times = await page.evaluate(
    async ({ x, y, moves }) => {
      const measured: number[] = [];
      for (let move = 0; move < moves; move++) {
        const at = {
          clientX: x + 10 + move,
          clientY: y + 10 + (move % 7),
          pointerId: 1,
          pointerType: 'mouse',
        };
        const began = performance.now();
        window.dispatchEvent(new PointerEvent('pointermove', { ...at, bubbles: true }));
        await new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done)));
        measured.push(performance.now() - began);
      }
      return measured;
    },
    { ...start, moves: MOVES },
  );
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return median(times);
}

/** Milliseconds from one press of an arrow key in the chosen layer's first field to the paint after it. */
async function editMs(page: Page): Promise<number> {
  const field = page.getByRole('region', { name: 'Inspector' }).getByRole('spinbutton', { name: 'Filters' });
  await field.focus();
  const times: number[] = [];
  for (let edit = 0; edit < EDITS; edit++) {
    times.push(
      await field.evaluate(async (input) => {
        const began = performance.now();
        input.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
        await new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done)));
        return performance.now() - began;
      }),
    );
  }
  return median(times);
}

async function measure(page: Page, label: string): Promise<Measured> {
  const network = page.getByRole('region', { name: 'Network' });
  const cards = await network.locator('[data-card]').count();
  await network.getByRole('button', { name: 'Find a layer' }).click();
  await network.getByRole('combobox', { name: 'Find a layer' }).fill(label);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(800);
  return { cards, dragMs: await dragMs(page, label), editMs: await editMs(page) };
}

await build({ logLevel: 'error' });
const server = await preview({ preview: { port: 0 }, logLevel: 'error' });
const executablePath = await findBrowser();
const browser = await chromium.launch({
  args: browserArgs,
  ...(executablePath === undefined ? {} : { executablePath }),
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.setDefaultTimeout(60_000);
await page.goto(server.resolvedUrls?.local[0] ?? '');
await page.waitForFunction(() => (window.convoscope?.backend() ?? null) !== null);

// The article's 12 layers and 8 more.
for (let more = 0; more < 8; more++)
  await page.evaluate(() => window.convoscope?.addLayer('batchNormalization', 'Conv2D 3'));
// A first round warms up what both share.
await measure(page, 'Conv2D 1');
const few = await measure(page, 'Conv2D 1');
await page.evaluate(() => window.convoscope?.open('resnet50', 'paper'));
await openAllBlocks(page);
const many = await measure(page, 'Conv2D 10');

for (const { cards, dragMs: drag, editMs: edit } of [few, many])
  console.log(
    `${String(cards).padStart(4)} cards: drag ${drag.toFixed(1)} ms a frame, edit ${edit.toFixed(1)} ms to the paint`,
  );
const growth = (of: (measured: Measured) => number): string => (of(many) / of(few)).toFixed(2);
console.log(
  `× ${growth(({ cards }) => cards)} cards: drag × ${growth((one) => one.dragMs)}, edit × ${growth((one) => one.editMs)}`,
);
await browser.close();
await server.close();
process.exit(0);
