import { expect, type Page } from '@playwright/test';
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
  // Feature maps are asked about in between, and how many buffers that takes at once is a matter of time.
  await inspector.getByRole('tab', { name: 'Filters' }).click();
  await expect(inspector.getByRole('img', { name: 'Conv2D 1 filter 1', exact: true })).toBeVisible();

  /** One round: other filters, a run, the old filters, a run. */
  const round = async () => {
    for (const filters of [12, 16]) {
      await setNumber(fields, 'Filters', filters);
      await expect(inspector.getByRole('img', { name: /^Conv2D 1 filter/ })).toHaveCount(filters);
      await trainToTheEnd(page);
    }
    return rested(page);
  };
  const { tensors, tensorBytes, gpuBytes, imageBytes } = await round();
  expect(gpuBytes).toBeGreaterThan(0);
  for (let times = 1; times <= 2; times++) {
    expect(await round()).toEqual({ tensors, tensorBytes, gpuBytes, imageBytes });
  }
});

/** What the engine holds once it has come to rest: the last views are drawn, and asked about, after a run has ended. */
async function rested(page: Page) {
  let memory = await ask(page, 'memory');
  await expect(async () => {
    const before = memory;
    memory = await ask(page, 'memory');
    expect(memory).toEqual(before);
  }).toPass({ intervals: [1000] });
  return memory;
}
