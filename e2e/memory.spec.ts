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
  const tab = (name: string) => inspector.getByRole('tab', { name, exact: true }).click();
  await tab('Filters');
  await expect(inspector.getByRole('img', { name: 'Conv2D 1 filter 1', exact: true })).toBeVisible();

  /**
   * One round: other filters and a run while they are drawn and asked about, the old filters and a run while nothing is. The
   * GPU keeps its buffers until the next rebuild, and how many a question takes while training runs is a matter of time.
   */
  const round = async () => {
    for (const [filters, view] of [
      [12, 'Kernels'],
      [16, 'What it looks for'],
    ] as const) {
      await tab(view);
      await setNumber(fields, 'Filters', filters);
      if (view === 'Kernels') {
        await expect(inspector.getByRole('img', { name: /^Conv2D 1 filter/ })).toHaveCount(filters);
      }
      await trainToTheEnd(page);
      // The next rebuild takes back what is kept, but not what a question still holds.
      await rested(page);
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
  await expect
    .poll(
      async () => {
        const before = memory;
        // Two looks at once would both see what is under way.
        await page.waitForTimeout(1000);
        memory = await ask(page, 'memory');
        return JSON.stringify(memory) === JSON.stringify(before);
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  return memory;
}
