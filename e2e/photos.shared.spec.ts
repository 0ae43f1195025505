import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import {
  activeBackend,
  ask,
  cardAction,
  openApp,
  openLayer,
  parts,
  setNumber,
  trainToTheEnd,
  useBackend,
  useSmallNetwork,
} from './support/app';
import { dropPaths } from './support/drop';
import { test } from './support/test';

const photos = join(process.env.SHARED_DATA ?? '', 'photos');
const EPOCHS = 6;

test('200 real photos on WebGPU: dropped in, trained on, looked into', async ({ page }) => {
  await openApp(page);
  await useBackend(page, 'webgpu');
  await useSmallNetwork(page, 32);
  const { dataset, inspector, evaluation } = parts(page);
  // Small enough for a GPU that is software.
  for (const layer of ['Conv2D 3', 'MaxPooling2D 3']) await cardAction(page, layer, 'Delete');
  await setNumber(await openLayer(page, 'Conv2D 1'), 'Filters', 8);
  await setNumber(await openLayer(page, 'Conv2D 2'), 'Filters', 8);

  await dropPaths(page, [photos]);
  await expect(dataset.getByText('200 images', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(dataset.getByRole('listitem', { name: 'cat, 100 images' })).toBeVisible();
  await expect(dataset.getByRole('listitem', { name: 'dog, 100 images' })).toBeVisible();
  await expect(dataset.getByRole('list', { name: 'Rejected files' })).toHaveCount(0);

  const map = inspector.getByRole('img', { name: 'Conv2D 1 feature map 3', exact: true });
  const filter = inspector.getByRole('img', { name: 'Conv2D 1 filter 3', exact: true });
  const see = async (tab: string, tile: Locator): Promise<Buffer> => {
    await inspector.getByRole('tab', { name: tab }).click();
    await expect(tile).toBeVisible();
    await page.mouse.move(0, 0);
    // Drawn: a picture that stays the same and is not of one colour.
    let last = await tile.screenshot();
    await expect
      .poll(async () => {
        const before = last;
        last = await tile.screenshot();
        return last.equals(before) && !(await isBlank(last));
      })
      .toBe(true);
    return last;
  };
  /** Whether all pixels of a PNG are alike. */
  const isBlank = (png: Buffer) =>
    page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      const pixels = new Uint32Array(
        context?.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer ?? new ArrayBuffer(0),
      );
      return pixels.every((pixel) => pixel === pixels[0]);
    }, png.toString('base64'));

  await openLayer(page, 'Conv2D 1');
  const mapBefore = await see('Feature maps', map);
  const filterBefore = await see('Filters', filter);

  await setNumber(page, 'Epochs', EPOCHS);
  await setNumber(page, 'Batch size', 20);
  await setNumber(page, 'Learning rate', 0.002);
  await page.getByRole('combobox', { name: 'Optimizer' }).selectOption('Adam');
  // Whether it learns is the question here, so the pictures stay as they are: augmented anew each epoch, 160 photos
  // teach too little in a few epochs for the loss to be sure to fall.
  await page.locator('summary', { hasText: 'Augmentation' }).click();
  await page.getByRole('switch', { name: 'Augment the training images' }).click();
  await trainToTheEnd(page, 150_000);
  expect(await activeBackend(page)).toBe('webgpu');

  const { batches, epochs } = await ask(page, 'history');
  expect(batches).toHaveLength(EPOCHS * 8);
  expect(epochs).toHaveLength(EPOCHS);
  const losses = epochs.map((epoch) => epoch.loss);
  expect(losses.at(-1), `loss of each epoch: ${losses.join(', ')}`).toBeLessThan(losses[0] ?? 0);
  for (const name of ['Loss', 'Accuracy']) {
    const figure = page.getByRole('figure', { name, exact: true });
    await expect(figure.getByRole('slider')).toHaveAttribute('aria-valuemax', String(EPOCHS * 8));
    await expect(figure.locator('path').first()).toHaveAttribute('d', /^M.*L/);
  }
  await expect(evaluation).toContainText(/validation accuracy [\d.]+ %/);

  expect((await see('Feature maps', map)).equals(mapBefore)).toBe(false);
  expect((await see('Filters', filter)).equals(filterBefore)).toBe(false);
  await expect(inspector.getByRole('table', { name: 'Prediction' }).getByRole('row')).toHaveCount(3);
});
