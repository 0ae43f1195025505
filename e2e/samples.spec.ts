import { expect, type Page } from '@playwright/test';
import { ask, openApp, parts, setNumber, trainToTheEnd, useBackend } from './support/app';
import { test } from './support/test';

/** Brings the sample of digits and waits for it. */
async function useDigits(page: Page): Promise<void> {
  await parts(page).button('Use sample: Handwritten digits').click();
  await expect(parts(page).dataset.getByText('12,000 images', { exact: true })).toBeVisible();
}

async function open(page: Page, architecture: string, size: 'paper' | 'playground'): Promise<void> {
  await page.evaluate(([id, which]) => window.convoscope?.open(id, which), [architecture, size] as const);
}

test('handwritten digits are fetched when they are asked for, from this site, and cost no more at a larger size', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (/digits.*\.bin$/.test(request.url())) fetched.push(request.url());
  });
  await openApp(page);
  await useBackend(page, 'wasm');
  const { dataset, card } = parts(page);
  await expect(dataset.getByRole('link', { name: 'CC BY-SA 3.0' })).toBeVisible();
  expect(fetched).toEqual([]);

  await useDigits(page);
  expect(fetched).toHaveLength(1);
  await expect(dataset.getByText('10 classes', { exact: true })).toBeVisible();
  for (const digit of ['0', '9'])
    await expect(dataset.getByRole('listitem', { name: `${digit}, 1200 images` })).toBeVisible();

  const { imageBytes } = await ask(page, 'memory');
  await setNumber(dataset, 'Image size', 224);
  await expect(card('Input 1')).toContainText('224 × 224 × 3');
  await expect(dataset.getByRole('progressbar')).toHaveCount(0);
  expect((await ask(page, 'memory')).imageBytes).toBe(imageBytes);

  const attribution = await page.request.get('/assets/ATTRIBUTION.txt');
  expect(await attribution.text()).toContain('LeCun');
});

test('LeNet-5 learns digits in one epoch', async ({ page }) => {
  test.setTimeout(300_000);
  await openApp(page);
  await useBackend(page, 'wasm');
  await useDigits(page);
  await setNumber(parts(page).dataset, 'Image size', 28);
  await open(page, 'lenet5', 'playground');
  await expect(parts(page).button('Train')).toBeEnabled();
  await setNumber(page, 'Epochs', 1);
  await page.getByRole('combobox', { name: 'Optimizer' }).selectOption('Adam');
  await setNumber(page, 'Learning rate', 0.001);
  // Turned and mirrored, digits become other digits.
  await page.locator('summary', { hasText: 'Augmentation' }).click();
  await page.getByRole('switch', { name: 'Augment the training images' }).click();
  await trainToTheEnd(page, 240_000);

  // Chance is 0.1.
  const [epoch] = (await ask(page, 'history')).epochs;
  expect(epoch?.validationAccuracy).toBeGreaterThan(0.8);
});

test('VGG-16 opens and counts at once, is not computed unasked, and training that cannot fit is refused in words', async ({
  page,
}) => {
  await openApp(page);
  await useBackend(page, 'wasm');
  const { network, button, status } = parts(page);
  await useDigits(page);
  await open(page, 'vgg16', 'paper');
  await expect(network).toContainText('138,357,544 parameters');
  await expect(button('Train')).toBeDisabled();
  await button('Set units to 10').first().click();
  const notice = page
    .getByText(/This network is large \(537 MB of weights, 15\.5 billion multiply-adds/)
    .first();
  await expect(notice).toBeVisible();
  // The probe's tensor and no weights.
  expect((await ask(page, 'memory')).tensorBytes).toBeLessThan(1e6);

  await button('Train').click();
  const fault = page.getByRole('alert').filter({ hasText: 'WASM holds 4.3 GB' });
  await expect(fault).toContainText(/Training this network on batches of 32 takes at least \d+\.\d GB/);
  await expect(notice).toBeVisible();

  // A small one in its place works as ever.
  await open(page, 'lenet5', 'paper');
  await expect(notice).toHaveCount(0);
  await expect(button('Train')).toBeEnabled();
  await button('Step one batch').click();
  await expect(status).toContainText('paused', { timeout: 30_000 });
  await button('Stop').click();
});
