import { expect, type Page } from '@playwright/test';
import { ask, cardAction, goToCard, openLayer, openReadyToTrain, parts, setNumber } from './support/app';
import { belowCard, drag, dropBelow, onCard } from './support/canvas';
import { test } from './support/test';

/** The layers' names in the order that images pass them. */
async function order(page: Page): Promise<readonly string[]> {
  return Object.keys(await ask(page, 'shapes'));
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

  await goToCard(page, 'Conv2D 1');
  await button('Add BatchNormalization').click();
  await expect(card('BatchNormalization 1')).toContainText('126 × 126 × 32');
  await button('Add Activation').click();
  expect((await order(page)).slice(1, 4)).toEqual(['Conv2D 1', 'BatchNormalization 1', 'Activation 1']);
});

test('a layer is dragged from the palette into a connection', async ({ page }) => {
  await dropBelow(page, 'AveragePooling2D', 'MaxPooling2D 1');
  await expect(parts(page).cards).toHaveCount(13);
  expect((await order(page)).slice(2, 4)).toEqual(['MaxPooling2D 1', 'AveragePooling2D 1']);
});

test('the keyboard adds a layer from the palette', async ({ page }) => {
  const { button, cards } = parts(page);
  await button('Add Conv2D').focus();
  await page.keyboard.press('Enter');
  await expect(cards).toHaveCount(13);
  expect((await order(page)).slice(6, 9)).toEqual(['MaxPooling2D 3', 'Conv2D 4', 'Flatten 1']);
});

test('a card is dragged into another connection, and undo takes it back in one step', async ({ page }) => {
  const { button, card } = parts(page);
  await goToCard(page, 'MaxPooling2D 1');
  await drag(page, await onCard(page, 'MaxPooling2D 1'), await belowCard(page, 'Input 1'));
  await expect
    .poll(() => order(page).then((names) => names.slice(0, 3)))
    .toEqual(['Input 1', 'MaxPooling2D 1', 'Conv2D 1']);
  await expect(card('MaxPooling2D 1')).toContainText('64 × 64 × 3');
  await expect(card('Conv2D 1')).toContainText('62 × 62 × 32');
  await button('Undo').click();
  expect((await order(page)).slice(0, 3)).toEqual(['Input 1', 'Conv2D 1', 'MaxPooling2D 1']);
  await expect(button('Undo')).toBeDisabled();
});

test('the keyboard walks along connections and moves a card along the chain', async ({ page }) => {
  const { card } = parts(page);
  await goToCard(page, 'MaxPooling2D 1');
  await page.keyboard.press('Alt+ArrowUp');
  await expect
    .poll(() => order(page).then((names) => names.slice(1, 3)))
    .toEqual(['MaxPooling2D 1', 'Conv2D 1']);
  await expect(card('MaxPooling2D 1')).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect
    .poll(() => order(page).then((names) => names.slice(1, 3)))
    .toEqual(['Conv2D 1', 'MaxPooling2D 1']);
  await expect(card('MaxPooling2D 1')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(card('Conv2D 1')).toBeFocused();
  await page.keyboard.press('End');
  await expect(card('Dense 3')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(card('Input 1')).toBeFocused();
});

test('deletes by menu and by key; undo and redo by button and by key', async ({ page }) => {
  const { button, cards } = parts(page);
  await cardAction(page, 'Dropout 1', 'Delete');
  await expect(cards).toHaveCount(11);
  await goToCard(page, 'Dense 1');
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

test('parameters change in the inspector, and shapes and counts on the cards with them', async ({ page }) => {
  const { card, network, inspector } = parts(page);
  const convolution = card('Conv2D 1');
  await goToCard(page, 'Conv2D 1');
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('spinbutton', { name: 'Filters' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(convolution).toBeFocused();

  const fields = await openLayer(page, 'Conv2D 1');
  await setNumber(fields, 'Filters', 16);
  await expect(convolution).toContainText('126 × 126 × 16');
  await expect(convolution).toContainText('448 parameters');
  await setNumber(fields, 'Kernel size height', 5);
  await setNumber(fields, 'Kernel size width', 5);
  await expect(convolution).toContainText('124 × 124 × 16');
  await expect(convolution).toContainText('1,216 parameters');
  await fields.getByRole('combobox', { name: 'Padding' }).selectOption('same');
  await expect(convolution).toContainText('128 × 128 × 16');
  await expect(card('MaxPooling2D 1')).toContainText('64 × 64 × 16');

  // 512 of 25,088 inputs and their biases stand behind most of the count.
  await setNumber(await openLayer(page, 'Dense 1'), 'Units', 8);
  await expect(network).not.toContainText('13,070,658 parameters');
  expect(await ask(page, 'parameterCount')).toBeLessThan(400_000);
});

test('Dense behind feature maps says what is wrong and repairs it at a click', async ({ page }) => {
  const { card } = parts(page);
  await cardAction(page, 'Flatten 1', 'Delete');
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
  const fields = await openLayer(page, 'Dense 2');
  await setNumber(fields, 'Units', 5);
  await expect(button('Train')).toBeDisabled();
  await card('Dense 2').getByRole('button', { name: 'Set units to 2' }).click();
  await expect(button('Train')).toBeEnabled();
  await expect(fields.getByRole('spinbutton', { name: 'Units' })).toHaveValue('2');
});

test('nothing can be edited while a run is active', async ({ page }) => {
  await openReadyToTrain(page, { sidePx: 16 });
  const { button, cards, network, number } = parts(page);
  const fields = await openLayer(page, 'Conv2D 1');
  await setNumber(page, 'Epochs', 1000);
  await button('Train').click();
  await expect(button('Stop')).toBeEnabled();
  await expect(network).toContainText('Stop to edit');
  await expect(button('Add Conv2D')).toBeDisabled();
  await expect(button('Undo')).toBeDisabled();
  await expect(fields.getByRole('spinbutton', { name: 'Filters' })).toBeDisabled();
  await expect(number('Epochs')).toBeDisabled();
  await expect(number('Image size')).toBeDisabled();
  const before = await cards.count();
  await goToCard(page, 'Conv2D 1');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+z');
  await button('Actions for Conv2D 1').click();
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await drag(page, await onCard(page, 'Conv2D 1'), await onCard(page, 'Conv2D 1', 1.6));
  await button('Stop').click();
  await expect(button('Add Conv2D')).toBeEnabled();
  await expect(cards).toHaveCount(before);
  await expect(button('Tidy up')).toBeDisabled();
});
