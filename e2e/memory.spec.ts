import { expect } from '@playwright/test';
import {
  activeBackend,
  ask,
  openApp,
  openLayer,
  parts,
  setNumber,
  trainToTheEnd,
  useSmallNetwork,
} from './support/app';
import { asUploads, pictureFiles } from './support/pictures';
import { test } from './support/test';

test('training and rebuilding again and again leaves no tensor and no GPU byte behind', async ({ page }) => {
  await openApp(page);
  await useSmallNetwork(page, 8);
  // Few pictures: each step by software takes its time.
  const pictures = { ...pictureFiles('cat.', 10, [220, 40, 30]), ...pictureFiles('dog.', 10, [30, 60, 210]) };
  await page.getByLabel('Image files').setInputFiles(asUploads(pictures));
  await expect(parts(page).button('Train')).toBeEnabled();
  expect(await activeBackend(page)).toBe('webgpu');
  const { inspector } = parts(page);
  await setNumber(page, 'Epochs', 1);
  const fields = await openLayer(page, 'Conv2D 1');
  await expect(inspector.getByRole('img', { name: 'Conv2D 1 feature map 1', exact: true })).toBeVisible();

  /** One round: other filters, a run, the old filters, a run. */
  const round = async () => {
    for (const filters of [12, 16]) {
      await setNumber(fields, 'Filters', filters);
      await expect(inspector.getByRole('img', { name: /^Conv2D 1 feature map/ })).toHaveCount(filters);
      await trainToTheEnd(page);
    }
    // The last views are drawn after the run has ended.
    await expect
      .poll(async () => (await ask(page, 'memory')).tensors === (await ask(page, 'memory')).tensors)
      .toBe(true);
    return ask(page, 'memory');
  };
  const { tensors, tensorBytes, gpuBytes, imageBytes } = await round();
  expect(gpuBytes).toBeGreaterThan(0);
  for (let times = 1; times <= 2; times++) {
    await round();
    // The last views may still be drawn when the run has ended.
    await expect.poll(() => ask(page, 'memory')).toEqual({ tensors, tensorBytes, gpuBytes, imageBytes });
  }
});
