import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { test } from './support/test';
import {
  activeBackend,
  ask,
  cardAction,
  goToCard,
  openApp,
  openLayer,
  openReadyToTrain,
  parts,
  setNumber,
  trainToTheEnd,
  useBackend,
} from './support/app';

test('opens with the article’s network, before any of the engine’s code is there', async ({ page }) => {
  const loadedByPage: string[] = [];
  page.on('request', (request) => loadedByPage.push(new URL(request.url()).pathname));
  // The engine is held back: what shows must not wait for it.
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/engine\.worker/, async (route) => {
    await held;
    await route.continue();
  });

  await page.goto('/');
  const { cards, card, network } = parts(page);
  await expect(cards).toHaveCount(12);
  await expect(network).toContainText('13,070,658 parameters');
  await expect(card('Conv2D 1')).toContainText('126 × 126 × 32');
  expect(await page.evaluate(() => window.convoscope?.backend())).toBeNull();
  expect(loadedByPage.filter((path) => /\.wasm$|decode\.worker/.test(path))).toEqual([]);

  release();
  await expect(page.getByRole('combobox', { name: 'Backend' })).toBeEnabled({ timeout: 30_000 });
  expect(await ask(page, 'parameterCount')).toBe(13_070_658);
  expect(await ask(page, 'shapes')).toEqual({
    'Input 1': [128, 128, 3],
    'Conv2D 1': [126, 126, 32],
    'MaxPooling2D 1': [63, 63, 32],
    'Conv2D 2': [61, 61, 64],
    'MaxPooling2D 2': [30, 30, 64],
    'Conv2D 3': [28, 28, 128],
    'MaxPooling2D 3': [14, 14, 128],
    'Flatten 1': [25088],
    'Dense 1': [512],
    'Dropout 1': [512],
    'Dense 2': [256],
    'Dense 3': [2],
  });
});

test('trains on the drawn sample, tells how it goes, and looks inside', async ({ page }) => {
  await openReadyToTrain(page);
  const { dataset, card, status, evaluation, inspector, button } = parts(page);
  await expect(dataset.getByText('2 classes', { exact: true })).toBeVisible();
  await expect(dataset.getByRole('listitem', { name: 'cat, 300 images' })).toBeVisible();
  await expect(dataset.getByRole('listitem', { name: 'dog, 300 images' })).toBeVisible();
  await setNumber(page, 'Epochs', 3);
  await page.getByRole('combobox', { name: 'Optimizer' }).selectOption('Adam');

  await button('Train').click();
  await expect(status).toContainText(/epoch [1-3] of 3/);
  await expect(status).toContainText('finished', { timeout: 60_000 });
  await expect(status).toContainText('epoch 3 of 3');

  const { batches, epochs } = await ask(page, 'history');
  expect(batches.map((point) => point.step)).toEqual(Array.from({ length: 45 }, (_, index) => index + 1));
  expect(epochs.map((point) => point.step)).toEqual([15, 30, 45]);

  for (const name of ['Loss', 'Accuracy']) {
    const figure = page.getByRole('figure', { name, exact: true });
    await expect(figure.locator('circle:visible')).not.toHaveCount(0);
    // The keyboard reads the curve from its end.
    const slider = figure.getByRole('slider');
    await expect(slider).toHaveAttribute(
      'aria-valuetext',
      /^step 45, epoch 3: batch .+, training .+, validation .+/,
    );
    await slider.focus();
    await page.keyboard.press('Home');
    await expect(slider).toHaveAttribute('aria-valuetext', /^step 1, epoch 1: batch /);
    await expect(figure).toContainText('step 1, epoch 1');
  }

  const accuracy = epochs.at(-1)?.validationAccuracy ?? NaN;
  await expect(evaluation).toContainText(`validation accuracy ${Number((accuracy * 100).toFixed(1))} %`);
  const rows = evaluation.getByRole('table', { name: 'Confusion matrix' }).getByRole('row');
  await expect(rows).toHaveCount(3);
  const counts = await evaluation.getByRole('cell').allTextContents();
  const [catAsCat = 0, catAsDog = 0, dogAsCat = 0, dogAsDog = 0] = counts.map(Number.parseFloat);
  expect([catAsCat + catAsDog, dogAsCat + dogAsDog]).toEqual([60, 60]);
  expect((catAsCat + dogAsDog) / 120).toBeCloseTo(accuracy, 5);

  await goToCard(page, 'Conv2D 1');
  await expect(inspector.getByRole('img', { name: 'Conv2D 1 feature map 3', exact: true })).toBeVisible();
  await expect(inspector.getByRole('table', { name: 'Prediction' }).getByRole('row')).toHaveCount(3);
  await inspector.getByRole('img', { name: 'Conv2D 1 feature map 3', exact: true }).hover();
  await expect(inspector.getByText(/^Conv2D 1 feature map 3row \d+, column \d+: −?\d/)).toBeVisible();

  await inspector.getByRole('tab', { name: 'Filters' }).click();
  const filter = inspector.getByRole('img', { name: 'Conv2D 1 filter 3', exact: true });
  await filter.hover();
  await expect(inspector.getByText(/row 2, column 2: red −?\d.*, green −?\d.*, blue −?\d/)).toBeVisible();

  await goToCard(page, 'MaxPooling2D 1');
  await inspector.getByRole('tab', { name: 'Winning cells' }).click();
  await inspector.getByRole('img', { name: 'MaxPooling2D 1 winning cells of map 1', exact: true }).hover();
  await expect(inspector.getByText(/wins (no|1) window/)).toBeVisible();

  // The last card shows the prediction, any other its maps: a click on what is shown looks inside.
  await goToCard(page, 'Conv2D 2');
  const prediction = card('Dense 2').getByRole('button', {
    name: /^Look inside Dense 2: cat [\d.]+ %, dog [\d.]+ %$/,
  });
  await page.keyboard.press('End');
  await expect(card('Dense 2')).toBeFocused();
  await expect(inspector.getByRole('heading', { name: 'Conv2D 2' })).toBeVisible();
  await prediction.click();
  await expect(inspector.getByRole('img', { name: 'Dense 2 feature map 1', exact: true })).toBeVisible();
});

test('leads from the reason why it cannot train to the layer that causes it', async ({ page }) => {
  await openReadyToTrain(page, { sidePx: 16 });
  const { button, card, status } = parts(page);
  await setNumber(await openLayer(page, 'Dense 2'), 'Units', 5);
  await expect(status).toContainText('Dense 2: The data set has 2 classes');
  await goToCard(page, 'Input 1');
  await button('Show Dense 2').click();
  await expect(card('Dense 2')).toBeFocused();
  await expect(card('Dense 2')).toBeInViewport();
});

test('gives the history as CSV, one row a batch and one an epoch', async ({ page }) => {
  await openReadyToTrain(page, { sidePx: 16 });
  await setNumber(page, 'Epochs', 2);
  await trainToTheEnd(page);
  const download = page.waitForEvent('download');
  await parts(page).button('Export as CSV').click();
  const path = await (await download).path();
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toBe('kind,epoch,step,loss,accuracy,validation_loss,validation_accuracy,duration_ms');
  expect(lines.filter((line) => line.startsWith('batch,'))).toHaveLength(30);
  expect(lines.filter((line) => line.startsWith('epoch,'))).toHaveLength(2);
  const { batches } = await ask(page, 'history');
  expect(lines[1]?.split(',').slice(1, 4).map(Number)).toEqual([1, 1, batches[0]?.loss]);
});

test('pauses, steps, resumes and stops where it is told to', async ({ page }) => {
  await openReadyToTrain(page, { sidePx: 16 });
  const { button, status } = parts(page);
  await setNumber(page, 'Epochs', 500);
  await button('Step one batch').click();
  await expect(status).toContainText('paused · epoch 1 of 500 · step 1 of 15');
  await button('Step one batch').click();
  await expect(status).toContainText('paused · epoch 1 of 500 · step 2 of 15');
  await button('Resume').click();
  await expect(status).toContainText(/^epoch [2-9]/);
  await button('Pause').click();
  await expect(status).toContainText('paused');
  const { batches } = await ask(page, 'history');
  await button('Stop').click();
  await expect(status).toContainText('stopped');
  await expect(button('Train')).toBeEnabled();
  expect((await ask(page, 'history')).batches).toEqual(batches);
});

test('asks the trained network about a picture from the console', async ({ page }) => {
  await openReadyToTrain(page, { sidePx: 16 });
  const prediction = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30);
    canvas.getContext('2d')?.fillRect(5, 5, 20, 10);
    return window.convoscope?.predict(await canvas.convertToBlob());
  });
  expect(prediction?.classNames).toEqual(['cat', 'dog']);
  expect(prediction?.probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 5);
});

test('keeps network and settings over a reload', async ({ page }) => {
  await openApp(page);
  await useBackend(page, 'wasm');
  const { dataset, number, network } = parts(page);
  await setNumber(dataset, 'Image size', 48);
  await setNumber(await openLayer(page, 'Conv2D 1'), 'Filters', 7);
  await cardAction(page, 'Dropout 1', 'Delete');
  await setNumber(page, 'Epochs', 4);
  await setNumber(page, 'Seed', 1234);
  await setNumber(page, 'Learning rate', 0.05);
  await page.getByRole('combobox', { name: 'Optimizer' }).selectOption('RMSprop');
  const before = await ask(page, 'network');

  await page.reload();
  await expect(number('Epochs')).toHaveValue('4');
  await expect(number('Seed')).toHaveValue('1234');
  await expect(number('Learning rate')).toHaveValue('0.05');
  await expect(page.getByRole('combobox', { name: 'Optimizer' })).toHaveValue('RMSprop');
  await expect(number('Image size')).toHaveValue('48');
  await expect((await openLayer(page, 'Conv2D 1')).getByRole('spinbutton', { name: 'Filters' })).toHaveValue(
    '7',
  );
  await expect(network.getByRole('group', { name: 'Dropout 1', exact: true })).toHaveCount(0);
  expect(await ask(page, 'network')).toEqual(before);
  await expect.poll(() => activeBackend(page), { timeout: 30_000 }).toBe('wasm');
});
