import { expect } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { openApp, parts } from './support/app';
import { test } from './support/test';

test('the tour speaks of the network there is, opens what it speaks of, and goes on where it was left', async ({
  page,
}) => {
  await openApp(page);
  const { button, inspector } = parts(page);
  const tour = page.getByRole('region', { name: 'Guided tour' });
  await button('Tour').click();
  await expect(tour.getByRole('heading')).toBeFocused();
  await expect(tour).toContainText('128 × 128 × 3 = 49,152 numbers');
  await expect(tour.getByRole('button', { name: 'Use the drawn cats and dogs' })).toBeVisible();
  await expectAccessible(page, 'the tour');

  await tour.getByRole('button', { name: 'Next' }).click();
  await expect(tour).toContainText('Conv2D 1 slides 32 small patterns');
  await expect(inspector.getByRole('heading', { name: 'Conv2D 1', exact: true })).toBeVisible();
  await expect(inspector.getByRole('tab', { name: 'Arithmetic' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(tour).toHaveCount(0);

  await page.reload();
  await button('Tour').click();
  await expect(tour.getByRole('heading', { name: 'Convolution' })).toBeFocused();
});
