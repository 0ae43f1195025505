/** Networks worth starting from: chosen from the gallery, introduced on the canvas, with what they cost to train. */
import { expect } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { ask, openApp, parts, setNumber } from './support/app';
import { test } from './support/test';

test('an architecture is opened from the gallery and says what it introduced', async ({ page }) => {
  await openApp(page);
  const { network, button, inspector, number } = parts(page);
  await setNumber(parts(page).dataset, 'Image size', 32);

  await button('New from').click();
  const gallery = page.getByRole('dialog', { name: 'New network' });
  await expect(gallery.getByRole('listitem')).toHaveCount(11);
  await expect(gallery.getByRole('button', { name: /VGG-16, paper size/ })).toContainText(
    '138,357,544 parameters',
  );
  await expectAccessible(page, 'gallery');

  // Escape closes it and gives the focus back.
  await page.keyboard.press('Escape');
  await expect(gallery).toBeHidden();
  await expect(button('New from')).toBeFocused();

  await button('New from').click();
  await gallery.getByRole('button', { name: /ResNet-18, small/ }).click();
  const about = page.getByRole('region', { name: 'About ResNet-18' });
  await about.getByRole('button', { name: 'More' }).click();
  await expect(about).toContainText('Deep Residual Learning for Image Recognition');
  await expect(network).toContainText(
    `${(await ask(page, 'parameterCount')).toLocaleString('en')} parameters`,
  );

  // The recipe it learns with, and the card to look at.
  const recipe = about.getByRole('button', { name: /^Train with Adam/ });
  const [, rate = ''] = /learning rate ([\d.]+)/.exec((await recipe.textContent()) ?? '') ?? [];
  await recipe.click();
  await expect(page.getByRole('combobox', { name: 'Optimizer' })).toHaveValue('Adam');
  await expect(number('Learning rate')).toHaveValue(rate);
  await about.getByRole('button', { name: /^Go to / }).click();
  await expect(inspector.getByRole('textbox', { name: 'Name of the block' })).toBeVisible();

  // With the network it goes and comes.
  await button('Undo').click();
  await expect(about).toBeHidden();
  await button('Redo').click();
  await about.getByRole('button', { name: 'Dismiss what is said of ResNet-18' }).click();
  await expect(about).toBeHidden();
});

test('the totals tell the memory of training by its parts', async ({ page }) => {
  await openApp(page);
  const { network, number } = parts(page);
  await expect(network).toContainText('13,070,658 parameters');
  await expect(network).toContainText('153 M multiply-adds');
  await expect(network).toContainText('train a step to measure an epoch');
  const memory = network.getByRole('button', { name: /to train$/ });
  const before = await memory.textContent();
  await memory.focus();
  const breakdown = page.getByRole('tooltip');
  await expect(breakdown).toContainText('52 MB weights');
  await expect(breakdown).toContainText('activations of 32 images');
  await page.keyboard.press('Escape');
  await expect(breakdown).toBeHidden();
  await setNumber(page, 'Batch size', 64);
  await expect(number('Batch size')).toHaveValue('64');
  await expect(memory).not.toHaveText(before ?? '');
});
