import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import {
  ask,
  cardAction,
  goToCard,
  openApp,
  openLayer,
  openReadyToTrain,
  parts,
  setNumber,
  useBackend,
} from './support/app';
import { test } from './support/test';

const devices = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

for (const theme of ['light', 'dark'] as const) {
  // The other theme is the same page in other colours.
  const look = theme === 'light' ? 'everything' : 'colours';
  for (const device of theme === 'light' ? (['desktop', 'phone'] as const) : (['desktop'] as const)) {
    test(`axe finds nothing in the editor: ${theme}, ${device}`, async ({ page }) => {
      await page.setViewportSize(devices[device]);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await openApp(page);
      await useBackend(page, 'cpu');
      const { button, card, inspector, network } = parts(page);
      /** A narrow page shows these as a wide one does. */
      const onDesktop = async (state: string) => {
        if (device === 'desktop') await expectAccessible(page, state, look);
      };
      await expectAccessible(page, "the article's CNN", look);

      await openLayer(page, 'Conv2D 1');
      await expectAccessible(page, 'a layer in the inspector', look);

      await cardAction(page, 'Flatten 1', 'Delete');
      await expect(card('Dense 1').getByRole('status')).toContainText('Flatten');
      await goToCard(page, 'Dense 1');
      await expect(inspector).toContainText('Flatten');
      await onDesktop('a layer with a problem');

      await button('Actions for Dense 1').click();
      await expect(page.getByRole('menu', { name: 'Actions for Dense 1' })).toBeVisible();
      await onDesktop('the menu of a card');
      await page.getByRole('menuitem', { name: 'Insert after…' }).click();
      await expect(page.getByRole('listbox', { name: 'Insert after Dense 1' })).toBeVisible();
      await expectAccessible(page, 'a layer to insert is searched', look);
      await page.keyboard.press('Escape');

      await button('New from').click();
      const gallery = page.getByRole('dialog', { name: 'New network' });
      // All that is counted stands there.
      await expect(gallery.getByRole('button', { name: /\d parameters/ })).toHaveCount(21);
      await expectAccessible(page, 'the gallery', look);
      await gallery.getByRole('button', { name: /ResNet-18, small/ }).click();
      await expect(page.getByRole('region', { name: 'About ResNet-18' })).toBeVisible();
      const [block] = (await ask(page, 'network')).blocks;
      if (block === undefined) throw new Error('ResNet-18 has no blocks.');
      await goToCard(page, block.title);
      await expect(inspector.getByRole('textbox', { name: 'Name of the block' })).toHaveValue(block.title);
      await onDesktop('ResNet-18, a block in the inspector');
      await button(`Open ${block.title}`).click();
      await expect(network.getByRole('button', { name: `Close ${block.title}` })).toBeVisible();
      await onDesktop('ResNet-18, a block open');

      await button('New from').click();
      await gallery.getByRole('button', { name: /^Empty network/ }).click();
      await expect(button('Begin with an Input')).toBeVisible();
      await onDesktop('an empty canvas');
    });
  }

  test(`axe finds nothing in training and in what layers see: ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await openReadyToTrain(page, { sidePx: 16 });
    const { button, status, inspector } = parts(page);
    await expectAccessible(page, 'loaded', look);

    await setNumber(page, 'Epochs', 1000);
    await button('Train').click();
    await expect(status).toContainText(/^epoch [2-9]/, { timeout: 60_000 });
    await expectAccessible(page, 'training', look);

    await button('Pause').click();
    await expect(status).toContainText('paused');
    for (const [layer, view] of [
      ['Conv2D 1', 'Feature maps'],
      ['Conv2D 2', 'Filters'],
      ['MaxPooling2D 1', 'Winning cells'],
    ] as const) {
      await goToCard(page, layer);
      await inspector.getByRole('tab', { name: view }).click();
      await expect(inspector.getByRole('img', { name: new RegExp(`^${layer} `) }).first()).toBeVisible();
      await expectAccessible(page, `inspecting ${layer}`, look);
    }
    await page.setViewportSize(devices.phone);
    await expectAccessible(page, 'inspecting, on a phone', look);
  });
}

/** Presses Tab until the control with this role and name has the focus. */
async function tabTo(
  page: Page,
  role: Parameters<Page['getByRole']>[0],
  name: string | RegExp,
): Promise<void> {
  const target = page.getByRole(role, { name, exact: true });
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab');
    if (
      await target.evaluateAll((elements) => elements.some((element) => element === document.activeElement))
    )
      return;
  }
  throw new Error(`Tab never came to the ${role} ${String(name)}.`);
}

/** Replaces the number in the field that has the focus. */
async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

test('the whole journey goes by keyboard alone', async ({ page }) => {
  await openApp(page);
  // The platform's select takes letters: not part of the journey, only quicker than WebGPU by software.
  await useBackend(page, 'wasm');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  const { dataset, status, inspector, card, cards, button } = parts(page);

  // Smaller images, another network, pictures.
  await tabTo(page, 'button', 'Use sample: Drawn cats and dogs');
  await tabTo(page, 'spinbutton', 'Image size');
  await type(page, '16');
  await tabTo(page, 'button', 'New from');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /article's CNN, small/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cards).toHaveCount(11);
  await tabTo(page, 'button', 'Use sample: Drawn cats and dogs');
  await page.keyboard.press('Enter');
  await expect(dataset.getByText('600 images', { exact: true })).toBeVisible({ timeout: 60_000 });

  // A layer from the palette, its place, a parameter; another one goes.
  await tabTo(page, 'button', 'Add BatchNormalization');
  await page.keyboard.press('Enter');
  await expect(card('BatchNormalization 1')).toBeAttached();
  // Of the cards, Tab comes to one; arrows go from there.
  await tabTo(page, 'group', /^[A-Z]\w+ \d+$/);
  await page.keyboard.press('End');
  await expect(card('Dense 2')).toBeFocused();
  // The last layer predicts: the new one went in before it.
  await page.keyboard.press('ArrowUp');
  await expect(card('BatchNormalization 1')).toBeFocused();
  for (let place = 10; place > 2; place--) {
    await page.keyboard.press('Alt+ArrowUp');
    await expect
      .poll(async () => Object.keys(await ask(page, 'shapes')).indexOf('BatchNormalization 1'))
      .toBe(place - 1);
    await expect(card('BatchNormalization 1')).toBeFocused();
  }
  await page.keyboard.press('ArrowUp');
  await expect(card('Conv2D 1')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('spinbutton', { name: 'Filters' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(card('Conv2D 1')).toContainText('16 × 16 × 15');
  await expect.poll(async () => (await ask(page, 'shapes'))['BatchNormalization 1']).toEqual([16, 16, 15]);

  // A short run, from the settings back to the header.
  await tabTo(page, 'spinbutton', 'Epochs');
  await type(page, '2');
  await tabTo(page, 'button', 'Train');
  await page.keyboard.press('Enter');
  await expect(status).toContainText('finished', { timeout: 60_000 });

  // A curve's numbers, and the inside of a layer down to a cell.
  await tabTo(page, 'slider', 'Loss at step');
  await page.keyboard.press('Home');
  await expect(page.getByRole('figure', { name: 'Loss' })).toContainText('step 1, epoch 1');
  await tabTo(page, 'button', 'Find a layer');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Conv2D 1');
  await page.keyboard.press('Enter');
  await expect(card('Conv2D 1')).toBeFocused();
  await expect(inspector.getByRole('table', { name: 'Prediction' })).toBeVisible();
  await tabTo(page, 'tab', 'Feature maps');
  await page.keyboard.press('ArrowRight');
  await expect(inspector.getByRole('img', { name: 'Conv2D 1 filter 1', exact: true })).toBeVisible();
  await tabTo(page, 'img', 'Conv2D 1 filter 1');
  await page.keyboard.press('ArrowRight');
  await expect(inspector.getByText(/row 1, column 2: red −?\d/)).toBeVisible();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(inspector.getByRole('img', { name: 'Conv2D 1 filter 2', exact: true })).toBeFocused();
  await expect(button('Train')).toBeEnabled();
});
