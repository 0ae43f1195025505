import { expect, type Page, type Worker } from '@playwright/test';
import { activeBackend, openReadyToTrain, parts, setNumber, trainToTheEnd } from './support/app';
import { test } from './support/test';

/** The engine's worker, for reaching the GPU behind the page's back. */
function engineWorker(page: Page): Worker {
  const worker = page.workers().find((each) => each.url().includes('engine.worker'));
  if (worker === undefined) throw new Error('The page has no engine worker.');
  return worker;
}

/** Does something to the device the engine computes on, the next time that it hands the GPU its commands. */
async function atNextCommands(page: Page, deed: 'loseDevice' | 'makeInvalidShader'): Promise<void> {
  await engineWorker(page).evaluate((what) => {
    const { createCommandEncoder } = GPUDevice.prototype;
    GPUDevice.prototype.createCommandEncoder = function (this: GPUDevice, ...args) {
      GPUDevice.prototype.createCommandEncoder = createCommandEncoder;
      const encoder = createCommandEncoder.apply(this, args);
      if (what === 'loseDevice') this.destroy();
      else this.createShaderModule({ code: 'this is no shader' });
      return encoder;
    };
  }, deed);
}

test.beforeEach(async ({ page }) => {
  await openReadyToTrain(page, { sidePx: 8, backend: 'webgpu' });
  await setNumber(page, 'Epochs', 200);
  await setNumber(page, 'Batch size', 256);
  await parts(page).button('Train').click();
  await expect(parts(page).status).toContainText(/step [1-9]/, { timeout: 60_000 });
});

test('a computation that the GPU refuses ends the run with a message; the next run works', async ({
  page,
  vigilance,
}) => {
  vigilance.expectTrouble(/shader|Tint|WGSL/i);
  const { problems, status, button } = parts(page);
  await atNextCommands(page, 'makeInvalidShader');
  await expect(problems).toContainText('The GPU refused a computation', { timeout: 30_000 });
  await expect(status).toContainText('failed');
  expect(await activeBackend(page)).toBe('webgpu');

  await problems.getByRole('button', { name: 'Dismiss' }).click();
  await expect(problems).toBeEmpty();
  await button('Reset weights').click();
  await setNumber(page, 'Epochs', 1);
  await trainToTheEnd(page);
  await expect(problems).toBeEmpty();
});

test('a lost device ends the run with a message; the next run works', async ({ page, vigilance }) => {
  vigilance.expectTrouble(/device|Device|lost|destroyed/);
  const { problems, status } = parts(page);
  await atNextCommands(page, 'loseDevice');
  await expect(problems).toContainText('The browser took the GPU away', { timeout: 30_000 });
  await expect(status).toContainText('failed');

  await problems.getByRole('button', { name: 'Dismiss' }).first().click();
  await setNumber(page, 'Epochs', 1);
  await trainToTheEnd(page);
  expect(await activeBackend(page)).toBe('webgpu');
});
