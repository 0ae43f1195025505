/** The chosen card in the inspector: its parameters of every kind, its facts, its problems, and what it does. */
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { ask, openApp, parts, setNumber } from './support/app';
import { test } from './support/test';

test('parameters of every kind are edited in the inspector', async ({ page }) => {
  await openApp(page);
  const { card, inspector, button } = parts(page);
  await card('Conv2D 1').click();
  const convolution = page.getByRole('group', { name: 'Parameters of Conv2D 1' });
  await setNumber(convolution, 'Filters', 8);
  await setNumber(convolution, 'Kernel size height', 5);
  await convolution.getByRole('combobox', { name: 'Padding' }).selectOption('same');
  await expect.poll(async () => (await ask(page, 'shapes'))['Conv2D 1']).toEqual([128, 128, 8]);
  await expect(inspector).toContainText('5 × 3 pixels');

  // The rarer ones stay open from layer to layer.
  await convolution.getByText('More parameters').click();
  await convolution.getByRole('switch', { name: 'Use bias' }).uncheck();
  await expect.poll(() => node(page, 'conv2d')).toMatchObject({ useBias: false });
  await card('Conv2D 2').click();
  await expect(inspector.getByRole('spinbutton', { name: 'Strides height' })).toBeVisible();

  // Sides, a list, and a number that may be left out; each new layer goes in after the chosen one.
  await button('Add ZeroPadding2D').click();
  const padding = page.getByRole('group', { name: 'Parameters of ZeroPadding2D 1' });
  await setNumber(padding, 'Padding left', 3);
  await expect.poll(() => node(page, 'zeroPadding2d')).toEqual({ padding: [1, 1, 3, 1] });
  await button('Add ReLU').click();
  const relu = page.getByRole('group', { name: 'Parameters of ReLU 1' });
  await relu.getByRole('switch', { name: 'Max value' }).check();
  await setNumber(relu, 'Max value set to', 4);
  await expect.poll(() => node(page, 'relu')).toMatchObject({ maxValue: 4 });
  await relu.getByRole('switch', { name: 'Max value' }).uncheck();
  await expect.poll(() => node(page, 'relu')).toMatchObject({ maxValue: null });
  await button('Add Permute').click();
  const order = inspector.getByRole('textbox');
  await order.fill('2, 1, 3');
  await order.press('Enter');
  await expect.poll(() => node(page, 'permute')).toEqual({ dims: [2, 1, 3] });
  await order.fill('two');
  await order.press('Enter');
  await expect(inspector.getByRole('status')).toContainText('“two” is not a whole number');
  await expect(order).toHaveValue('2 × 1 × 3');
});

test('a layer shows what it does in a picture that can be paused', async ({ page }) => {
  await openApp(page);
  const { card, inspector } = parts(page);
  await card('MaxPooling2D 1').click();
  await expect(
    inspector.getByRole('img', { name: /^Of every 2 × 2 window the largest value stays/ }),
  ).toBeVisible();
  await inspector.getByRole('button', { name: 'Pause the picture' }).click();
  await expect(inspector.getByRole('button', { name: 'Play the picture' })).toBeVisible();
  await expectAccessible(page, 'a layer with a moving picture');
  await inspector.getByText('What this layer does').click();
  await expect(inspector.getByRole('img', { name: /^Of every/ })).toBeHidden();
  // As it was left, for another layer as well.
  await card('Conv2D 1').click();
  await expect(inspector.getByRole('img', { name: /window of weights/ })).toBeHidden();

  await page.emulateMedia({ reducedMotion: 'reduce' });
  await inspector.getByText('What this layer does').click();
  await expect(inspector.getByRole('img', { name: /window of weights/ })).toBeVisible();
  await expect(inspector.getByRole('button', { name: 'Pause the picture' })).toBeHidden();
});

test('a block has its own parameters until its layers are edited by hand', async ({ page }) => {
  await openApp(page);
  const { card, inspector, layers, button } = parts(page);
  await card('MaxPooling2D 1').click();
  await layers.getByRole('searchbox', { name: 'Find a layer' }).fill('resid');
  await expect(layers.getByRole('button')).toHaveCount(1);
  await button('Add Residual block').click();
  const block = inspector.getByRole('group', { name: /^Parameters of (Residual block|Shortcut)$/ });
  await expect(block.getByRole('spinbutton', { name: 'Filters' })).toHaveValue('32');

  const name = inspector.getByRole('textbox', { name: 'Name of the block' });
  await name.fill('Shortcut');
  await name.press('Enter');
  await expect(inspector.getByRole('heading', { name: 'Shortcut' })).toBeVisible();

  // Into one of its layers by hand; back in the block, the layers have the parameters.
  await inspector
    .getByRole('button', { name: /^Go to Conv2D/ })
    .first()
    .click();
  await setNumber(inspector, 'Kernel size height', 1);
  await button('Close Shortcut').click();
  await card('Shortcut').click();
  await expect(inspector).toContainText('Edited by hand');
  await expect(block).toBeHidden();
});

/** Parameters of the first layer of a type. */
async function node(page: Page, type: string): Promise<unknown> {
  return (await ask(page, 'network')).nodes.find((each) => each.type === type)?.parameters;
}
