import { expect, type Page } from '@playwright/test';
import {
  activeBackend,
  ask,
  goToCard,
  openApp,
  openLayer,
  parts,
  setNumber,
  useBackend,
  useSample,
} from './support/app';
import { drag, dropBelow, inPalette, onCard, outPort } from './support/canvas';
import { test } from './support/test';

/** Software WebGPU compiles and computes slowly: a network of few, small maps, and a single epoch of few steps. */
const SIDE_PX = 8;

/** An Input of 8 × 8 and a softmax of two, with little between. */
async function openTinyNetwork(page: Page): Promise<void> {
  await openApp(page);
  await useBackend(page, 'webgpu');
  await setNumber(parts(page).dataset, 'Image size', SIDE_PX);
  // What the article's network has for larger images.
  for (const label of [
    'Conv2D 3',
    'MaxPooling2D 3',
    'Conv2D 2',
    'MaxPooling2D 2',
    'MaxPooling2D 1',
    'Dropout 1',
  ]) {
    await goToCard(page, label);
    await page.keyboard.press('Delete');
  }
  await setNumber(await openLayer(page, 'Conv2D 1'), 'Filters', 4);
  await setNumber(await openLayer(page, 'Dense 1'), 'Units', 4);
  await setNumber(await openLayer(page, 'Dense 2'), 'Units', 4);
}

/** The connections by type, with the number of the input: `conv2d > add 1`. */
async function wiring(page: Page): Promise<readonly string[]> {
  const { nodes, connections } = await ask(page, 'network');
  const types = new Map(nodes.map(({ id, type }) => [id, type]));
  return connections.map(({ from, to, input }) => `${types.get(from)} > ${types.get(to)} ${input}`);
}

/** Trains an epoch of a few steps on WebGPU, and sees that it was WebGPU that did. */
async function trainOnWebgpu(page: Page): Promise<void> {
  const { status, button } = parts(page);
  await useSample(page);
  await setNumber(page, 'Epochs', 1);
  await setNumber(page, 'Batch size', 256);
  await button('Train').click();
  await expect(status).toContainText('finished', { timeout: 90_000 });
  expect(await activeBackend(page)).toBe('webgpu');
  const { batches } = await ask(page, 'history');
  expect(batches.length).toBeGreaterThan(1);
  for (const { loss } of batches) expect(Number.isFinite(loss)).toBe(true);
}

/** Conv2D 1 feeds Conv2D 2 and, past it, Add 1: what a residual block is. */
const residual = ['conv2d > conv2d 0', 'conv2d > add 0', 'conv2d > add 1'];

test('a residual block is built by drag and drop alone, and trains on WebGPU', async ({ page }) => {
  await openTinyNetwork(page);
  await dropBelow(page, 'Conv2D', 'Conv2D 1');
  const fields = await openLayer(page, 'Conv2D 2');
  await setNumber(fields, 'Filters', 4);
  await fields.getByRole('combobox', { name: 'Padding' }).selectOption('same');
  await dropBelow(page, 'Add', 'Conv2D 2');
  await expect(parts(page).card('Add 1')).toBeVisible();
  await drag(page, await outPort(page, 'Conv2D 1'), await onCard(page, 'Add 1', 0.3));
  await expect.poll(() => wiring(page)).toEqual(expect.arrayContaining(residual));
  await expect(parts(page).card('Add 1')).toContainText('6 × 6 × 4');
  await trainOnWebgpu(page);
});

test('a residual block is built by the keyboard alone, and trains on WebGPU', async ({ page }) => {
  await openTinyNetwork(page);
  const insert = async (name: string) => {
    await page.keyboard.press('i');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  const { card } = parts(page);
  await goToCard(page, 'Conv2D 1');
  await insert('Conv2D');
  await expect(card('Conv2D 2')).toBeFocused();
  // Into its first field, Filters; then kernel height and width, strides if shown, padding.
  await page.keyboard.press('Enter');
  await expect(parts(page).inspector.getByRole('spinbutton', { name: 'Filters' })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  const padding = parts(page).inspector.getByRole('combobox', { name: 'Padding' });
  for (
    let tabs = 0;
    tabs < 12 && !(await padding.evaluate((field) => field === document.activeElement));
    tabs++
  )
    await page.keyboard.press('Tab');
  await page.keyboard.type('same');
  await page.keyboard.press('Escape');
  await expect(card('Conv2D 2')).toBeFocused();
  await insert('Add');
  await expect(card('Add 1')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(card('Conv2D 1')).toBeFocused();
  await page.keyboard.press('c');
  await page.keyboard.type('Add 1');
  await page.keyboard.press('Enter');
  await expect.poll(() => wiring(page)).toEqual(expect.arrayContaining(residual));
  await expect(card('Add 1')).toContainText('6 × 6 × 4');
  await trainOnWebgpu(page);
});

test('a residual block of the palette comes ready, and fits where it is dropped', async ({ page }) => {
  await openApp(page);
  const { card, button } = parts(page);
  await goToCard(page, 'MaxPooling2D 1');
  const from = await inPalette(page, 'Residual block');
  await drag(page, from, await outPort(page, 'MaxPooling2D 1').then(({ x, y }) => ({ x, y: y + 18 })));
  await expect(card('Residual block')).toContainText('63 × 63 × 32');
  await button('Open Residual block').click();
  await expect(card('Add 1')).toContainText('63 × 63 × 32');
  await button('Close Residual block').click();
  await expect(card('Add 1')).toHaveCount(0);
  await expect(card('Residual block')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(card('Residual block')).toHaveCount(0);
});
