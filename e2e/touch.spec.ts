import { expect, type Page } from '@playwright/test';
import { ask, goToCard, openReadyToTrain, parts, setNumber, trainToTheEnd } from './support/app';
import { belowCard, onCard } from './support/canvas';
import { test } from './support/test';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** A finger put down, held for a while, moved and lifted. */
async function dragByTouch(
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
  heldMs = 400,
) {
  const devtools = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: readonly [number, number]) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at === undefined ? [] : [{ x: at[0], y: at[1] }],
    });
  await touch('touchStart', from);
  await page.waitForTimeout(heldMs);
  for (let part = 1; part <= 10; part++) {
    await touch('touchMove', [
      from[0] + ((to[0] - from[0]) * part) / 10,
      from[1] + ((to[1] - from[1]) * part) / 10,
    ]);
    await page.waitForTimeout(20);
  }
  await touch('touchEnd');
  await devtools.detach();
}

test('a phone: add a layer by tap, move one by finger, train, and read values by tap', async ({ page }) => {
  await openReadyToTrain(page);
  const { button, cards, inspector, layers } = parts(page);
  const before = await cards.count();
  await layers.getByRole('button', { name: 'Add Dropout', exact: true }).tap();
  await expect(cards).toHaveCount(before + 1);

  const order = async () => Object.keys(await ask(page, 'shapes')).slice(0, 4);
  const { network } = parts(page);
  await goToCard(page, 'Conv2D 1');
  await network.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  // Tapped, a card is chosen; held, it goes where the finger goes.
  const pool = await onCard(page, 'MaxPooling2D 1', 0.5, 0.3);
  const above = await belowCard(page, 'Input 1');
  await dragByTouch(page, [pool.x, pool.y], [pool.x, above.y]);
  await expect.poll(order).toEqual(['Input 1', 'MaxPooling2D 1', 'Conv2D 1', 'Conv2D 2']);
  await button('Undo').tap();
  expect(await order()).toEqual(['Input 1', 'Conv2D 1', 'MaxPooling2D 1', 'Conv2D 2']);

  await setNumber(page, 'Epochs', 1);
  await trainToTheEnd(page);
  const chart = page.getByRole('slider', { name: 'Loss at step' });
  await chart.tap();
  await expect(page.getByRole('figure', { name: 'Loss' })).toContainText(/step \d+/);

  await network.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await goToCard(page, 'Conv2D 1');
  const map = inspector.getByRole('img', { name: 'Conv2D 1 feature map 3', exact: true });
  await map.tap();
  await expect(inspector.getByText(/row \d+, column \d+: -?\d/)).toBeVisible();
  await inspector.getByRole('heading', { name: 'Conv2D 1' }).tap();
  await expect(inspector.getByText(/row \d+, column \d+/)).toHaveCount(0);
});

test('a phone: a finger pans the canvas, and two taps on ports connect', async ({ page }) => {
  await page.goto('/');
  const { network } = parts(page);
  await network.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await page.evaluate(() => window.convoscope?.addLayer('add', 'Conv2D 1'));
  const start = await onCard(page, 'Conv2D 1');
  await dragByTouch(page, [start.x, start.y], [start.x, start.y - 120], 0);
  await expect.poll(async () => (await onCard(page, 'Conv2D 1')).y).toBeLessThan(start.y - 60);

  await page.getByTitle('Output of Conv2D 1').tap();
  await page.getByTitle('Input of Add 1').tap();
  // It has that input already.
  await expect(page.getByText('Conv2D 1 already feeds Add 1.').first()).toBeVisible();
});
