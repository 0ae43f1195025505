import { expect } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { openApp, parts, useBackend } from './support/app';
import { asUploads, pictureFiles } from './support/pictures';
import { test } from './support/test';

/** 30 pictures of a camera, which tell no class: more than a page of them. */
test.beforeEach(async ({ page }) => {
  await openApp(page);
  await useBackend(page, 'cpu');
  await page.getByLabel('Image files').setInputFiles(asUploads(pictureFiles('IMG_', 30, [200, 90, 40])));
  await expect(parts(page).dataset.getByText('30 images need a class')).toBeVisible();
  await expect(parts(page).button('Add images')).toBeEnabled();
});

test('gives a class to the pictures chosen with the mouse, and another to the rest', async ({ page }) => {
  const { dataset, button } = parts(page);
  const images = dataset.getByRole('listbox', { name: 'Images without a class' });
  const image = (number: number) => images.getByRole('option', { name: `IMG_${number}.png`, exact: true });
  await image(0).click();
  await image(5).click();
  await image(8).click({ modifiers: ['Shift'] });
  await image(6).click();
  await expect(images.getByRole('option', { selected: true })).toHaveCount(4);
  await expectAccessible(page, 'choosing pictures for a class');

  await dataset.getByRole('textbox', { name: 'Name of the class' }).fill('cat');
  await button('Assign to 4').click();
  await expect(dataset.getByRole('listitem', { name: 'cat, 4 images' })).toBeVisible();
  await expect(dataset.getByText('26 images need a class')).toBeVisible();
  await expect(image(5)).toHaveCount(0);
  await expect(image(6)).toHaveAttribute('aria-selected', 'false');

  await image(1).click();
  await dataset.getByRole('combobox', { name: 'Class' }).selectOption('cat');
  await button('Assign to 1').click();
  await expect(dataset.getByRole('listitem', { name: 'cat, 5 images' })).toBeVisible();
  await dataset.getByRole('combobox', { name: 'Class' }).selectOption('A new class');
  await dataset.getByRole('textbox', { name: 'Name of the class' }).fill('dog');
  await button('Assign to all 25').click();
  await expect(dataset.getByRole('listitem', { name: 'dog, 25 images' })).toBeVisible();
  await expect(images).toHaveCount(0);
});

test('gives classes by keyboard alone', async ({ page }) => {
  const { dataset } = parts(page);
  const images = dataset.getByRole('listbox', { name: 'Images without a class' });
  await images.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(images.getByRole('option', { selected: true })).toHaveCount(3);
  // The last picture is on the second page.
  await page.keyboard.press('End');
  await expect(dataset.getByText('25–30 of 30')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(dataset.getByText('4 chosen')).toBeVisible();
  await dataset.getByRole('textbox', { name: 'Name of the class' }).focus();
  await page.keyboard.type('bird');
  await page.keyboard.press('Enter');
  await expect(dataset.getByRole('listitem', { name: 'bird, 4 images' })).toBeVisible();

  await images.focus();
  await page.keyboard.press('Control+a');
  await expect(dataset.getByText('26 chosen')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dataset.getByText('none chosen')).toBeVisible();
});
