import { expect, type Page } from '@playwright/test';
import { openReadyToTrain, parts, setNumber, trainToTheEnd } from './support/app';
import { test } from './support/test';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** A finger put down, held a moment, moved and lifted. */
async function dragByTouch(page: Page, from: readonly [number, number], to: readonly [number, number]) {
  const devtools = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: readonly [number, number]) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at === undefined ? [] : [{ x: at[0], y: at[1] }],
    });
  await touch('touchStart', from);
  await page.waitForTimeout(400);
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
  const { button, card, cards, inspector, layers } = parts(page);
  const before = await cards.count();
  await layers.getByRole('button', { name: /Dropout/ }).tap();
  await expect(cards).toHaveCount(before + 1);
  await expect(card('Dropout 2')).toBeInViewport();

  const order = () => cards.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
  await card('MaxPooling2D 1').evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const handle = await button('Move MaxPooling2D 1').boundingBox();
  const target = await card('Conv2D 2').boundingBox();
  if (handle === null || target === null) throw new Error('the cards are not on the screen');
  const start = [handle.x + handle.width / 2, handle.y + handle.height / 2] as const;
  await dragByTouch(page, start, [start[0], target.y + target.height / 2]);
  await expect.poll(order).toContain('MaxPooling2D 1');
  expect((await order()).slice(0, 4)).toEqual(['Input 1', 'Conv2D 1', 'Conv2D 2', 'MaxPooling2D 1']);
  await button('Undo').tap();
  expect((await order()).slice(0, 4)).toEqual(['Input 1', 'Conv2D 1', 'MaxPooling2D 1', 'Conv2D 2']);

  await setNumber(page, 'Epochs', 1);
  await trainToTheEnd(page);
  const chart = page.getByRole('slider', { name: 'Loss at step' });
  await chart.tap();
  await expect(page.getByRole('figure', { name: 'Loss' })).toContainText(/step \d+/);

  await button('Inspect Conv2D 1').tap();
  const map = inspector.getByRole('img', { name: 'Conv2D 1 feature map 3', exact: true });
  await map.tap();
  await expect(inspector.getByText(/row \d+, column \d+: -?\d/)).toBeVisible();
  await inspector.getByRole('heading', { name: 'Inspector' }).tap();
  await expect(inspector.getByText(/row \d+, column \d+/)).toHaveCount(0);
});
