import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './support/test';
import { ask, openReadyToTrain, parts, setNumber } from './support/app';

/** The cards' names from top to bottom. */
async function order(page: Page): Promise<readonly string[]> {
  return Object.keys(await ask(page, 'shapes'));
}

/** The middle of an element, after it is scrolled into view. */
async function middle(element: Locator): Promise<{ readonly x: number; readonly y: number }> {
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (box === null) throw new Error('the element is not on the page');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await expect(parts(page).cards).toHaveCount(12);
});

test('a click on the palette adds a layer where it does no harm, or after the chosen one', async ({
  page,
}) => {
  const { button, card, cards } = parts(page);
  await button('Add Dropout').click();
  await expect(cards).toHaveCount(13);
  expect((await order(page)).slice(-2)).toEqual(['Dropout 2', 'Dense 3']);

  await button('Inspect Conv2D 1').click();
  await button('Add BatchNormalization').click();
  await expect(card('BatchNormalization 1')).toContainText('126 × 126 × 32');
  await button('Add Activation').click();
  expect((await order(page)).slice(1, 4)).toEqual(['Conv2D 1', 'BatchNormalization 1', 'Activation 1']);
});

test('a layer is dragged from the palette to its place', async ({ page }) => {
  const { button, card, cards } = parts(page);
  await card('MaxPooling2D 1').scrollIntoViewIfNeeded();
  const from = await middle(button('Add AveragePooling2D'));
  const target = await card('MaxPooling2D 1').boundingBox();
  if (target === null) throw new Error('the card is not on the page');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y, { steps: 3 });
  // Over its lower half: it lands behind the card.
  await page.mouse.move(target.x + target.width / 2, target.y + target.height * 0.8, { steps: 10 });
  await page.mouse.up();
  await expect(cards).toHaveCount(13);
  expect((await order(page)).slice(2, 4)).toEqual(['MaxPooling2D 1', 'AveragePooling2D 1']);
});

test('the keyboard adds a layer', async ({ page }) => {
  const { button, cards } = parts(page);
  await button('Add Conv2D').focus();
  await page.keyboard.press('Enter');
  await expect(cards).toHaveCount(13);
  expect((await order(page)).slice(6, 9)).toEqual(['MaxPooling2D 3', 'Conv2D 4', 'Flatten 1']);
});

test('a card is dragged to another place', async ({ page }) => {
  const { button, card } = parts(page);
  const from = await middle(button('Move MaxPooling2D 1'));
  const target = await card('Conv2D 1').boundingBox();
  if (target === null) throw new Error('the card is not on the page');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y - 20, { steps: 3 });
  await page.mouse.move(from.x, target.y + target.height / 4, { steps: 10 });
  await page.mouse.up();
  await expect
    .poll(() => order(page).then((names) => names.slice(0, 3)))
    .toEqual(['Input 1', 'MaxPooling2D 1', 'Conv2D 1']);
  await expect(card('MaxPooling2D 1')).toContainText('64 × 64 × 3');
  await expect(card('Conv2D 1')).toContainText('62 × 62 × 32');
});

test('the keyboard moves a card: by its handle, and with Alt and an arrow', async ({ page }) => {
  const { button, card } = parts(page);
  await button('Move MaxPooling2D 1').focus();
  await page.keyboard.press('Space');
  await expect(page.getByText(/MaxPooling2D 1 is over MaxPooling2D 1, place 3/)).toBeAttached();
  // The drag measures the cards on the next frame and takes keys from then on.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText(/MaxPooling2D 1 is over Conv2D 1, place 2/)).toBeAttached();
  await page.keyboard.press('Space');
  await expect
    .poll(() => order(page).then((names) => names.slice(1, 3)))
    .toEqual(['MaxPooling2D 1', 'Conv2D 1']);

  await card('MaxPooling2D 1').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect
    .poll(() => order(page).then((names) => names.slice(1, 3)))
    .toEqual(['Conv2D 1', 'MaxPooling2D 1']);
  await expect(card('MaxPooling2D 1')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(card('Conv2D 1')).toBeFocused();
});

test('deletes by button and by key; undo and redo by button and by key', async ({ page }) => {
  const { button, card, cards } = parts(page);
  await button('Delete Dropout 1').click();
  await expect(cards).toHaveCount(11);
  await card('Dense 1').focus();
  await page.keyboard.press('Delete');
  await expect(cards).toHaveCount(10);

  await button('Undo').click();
  await expect(cards).toHaveCount(11);
  await page.keyboard.press('Control+z');
  await expect(cards).toHaveCount(12);
  await expect(button('Undo')).toBeDisabled();
  await page.keyboard.press('Control+Shift+z');
  await expect(cards).toHaveCount(11);
  await button('Redo').click();
  await expect(cards).toHaveCount(10);
  await expect(button('Redo')).toBeDisabled();
});

test('parameters change in place, and shapes and counts with them', async ({ page }) => {
  const { card, network } = parts(page);
  const convolution = card('Conv2D 1');
  await setNumber(convolution, 'Filters', 16);
  await expect(convolution).toContainText('126 × 126 × 16');
  await expect(convolution).toContainText('448 parameters');
  await setNumber(convolution, 'Kernel size height', 5);
  await setNumber(convolution, 'Kernel size width', 5);
  await expect(convolution).toContainText('124 × 124 × 16');
  await expect(convolution).toContainText('1,216 parameters');
  await convolution.getByRole('combobox', { name: 'Padding' }).selectOption('same');
  await expect(convolution).toContainText('128 × 128 × 16');
  await expect(card('MaxPooling2D 1')).toContainText('64 × 64 × 16');

  // 512 of 25,088 inputs and their biases stand behind most of the count.
  await setNumber(card('Dense 1'), 'Units', 8);
  await expect(network).not.toContainText('13,070,658 parameters');
  expect(await ask(page, 'parameterCount')).toBeLessThan(400_000);
});

test('Dense behind feature maps says what is wrong and repairs it at a click', async ({ page }) => {
  const { button, card } = parts(page);
  await button('Delete Flatten 1').click();
  const dense = card('Dense 1');
  await expect(dense.getByRole('status')).toContainText(/Flatten/);
  await dense.getByRole('button', { name: 'Add Flatten' }).click();
  await expect(card('Flatten 1')).toContainText('25,088');
  await expect(dense.getByRole('status')).toHaveCount(0);
  expect(await ask(page, 'parameterCount')).toBe(13_070_658);
});

test('a last layer that does not fit the classes is repaired at a click', async ({ page }) => {
  await openReadyToTrain(page, { sidePx: 16 });
  const { card, button } = parts(page);
  await setNumber(card('Dense 2'), 'Units', 5);
  await expect(button('Train')).toBeDisabled();
  await card('Dense 2').getByRole('button', { name: 'Set units to 2' }).click();
  await expect(button('Train')).toBeEnabled();
  await expect(card('Dense 2').getByRole('spinbutton', { name: 'Units' })).toHaveValue('2');
});

test('nothing can be edited while a run is active', async ({ page }) => {
  await openReadyToTrain(page, { sidePx: 16 });
  const { button, card, cards, network, number } = parts(page);
  await setNumber(page, 'Epochs', 1000);
  await button('Train').click();
  await expect(button('Stop')).toBeEnabled();
  await expect(network).toContainText('Stop to edit');
  await expect(button('Add Conv2D')).toBeDisabled();
  await expect(button('Delete Conv2D 1')).toBeDisabled();
  await expect(button('Move Conv2D 1')).toBeDisabled();
  await expect(button('Undo')).toBeDisabled();
  await expect(card('Conv2D 1').getByRole('spinbutton', { name: 'Filters' })).toBeDisabled();
  await expect(number('Epochs')).toBeDisabled();
  await expect(number('Image size')).toBeDisabled();
  const before = await cards.count();
  await card('Conv2D 1').focus();
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+z');
  await button('Stop').click();
  await expect(button('Delete Conv2D 1')).toBeEnabled();
  await expect(cards).toHaveCount(before);
});
