/** The page as a person uses it: everything is found by role and accessible name. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { ConvoscopeConsole } from '../../src/state/console';
import type { BackendName } from '../../src/engine/protocol';

/** What to call each part of the page. */
export function parts(page: Page) {
  const dataset = page.getByRole('region', { name: 'Dataset' });
  const network = page.getByRole('region', { name: 'Network' });
  return {
    dataset,
    network,
    layers: page.getByRole('region', { name: 'Layers' }),
    inspector: page.getByRole('region', { name: 'Inspector' }),
    evaluation: page.getByRole('region', { name: 'Evaluation' }),
    status: page.getByRole('status', { name: 'Training status' }),
    problems: page.getByRole('alert', { name: 'Problems' }),
    cards: network.getByRole('group', { name: /^[A-Z]\w+ \d+$/ }),
    card: (name: string): Locator => network.getByRole('group', { name, exact: true }),
    button: (name: string): Locator => page.getByRole('button', { name, exact: true }),
    number: (name: string): Locator => page.getByRole('spinbutton', { name, exact: true }),
  };
}

/** Opens the page and waits for the engine. */
export async function openApp(page: Page): Promise<void> {
  await page.goto('/');
  await expect.poll(() => activeBackend(page), { timeout: 30_000 }).not.toBeNull();
}

/** The backend that runs, as the console tells; `null` while none does. */
export function activeBackend(page: Page): Promise<BackendName | null> {
  return page.evaluate(() => window.convoscope?.backend() ?? null);
}

/** Chooses a backend in the page and waits until it runs. */
export async function useBackend(page: Page, name: BackendName): Promise<void> {
  const picker = page.getByRole('combobox', { name: 'Backend' });
  await expect(picker).toBeEnabled();
  await picker.selectOption(name);
  await expect.poll(() => activeBackend(page), { timeout: 30_000 }).toBe(name);
  await expect(picker).toBeEnabled();
}

/** Goes to a layer's card as a person does who does not see it: by its name. The card is chosen and has the focus. */
export async function goToCard(page: Page, label: string): Promise<Locator> {
  const { network, card } = parts(page);
  await network.getByRole('button', { name: 'Find a layer' }).click();
  await network.getByRole('combobox', { name: 'Find a layer' }).fill(label);
  await page.keyboard.press('Enter');
  await expect(card(label)).toBeFocused();
  await settled(card(label));
  return card(label);
}

/** Chooses a layer; answers with its parameter fields in the inspector. */
export async function openLayer(page: Page, label: string): Promise<Locator> {
  await goToCard(page, label);
  const fields = parts(page).inspector.getByRole('group', { name: `Parameters of ${label}` });
  await expect(fields).toBeVisible();
  return fields;
}

/** Chooses an action from a card's menu. */
export async function cardAction(page: Page, label: string, action: string): Promise<void> {
  await goToCard(page, label);
  await parts(page).button(`Actions for ${label}`).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

/** Where an element is once it has come to rest: the canvas glides. */
export async function settled(
  element: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  let last = '';
  let box = await element.boundingBox();
  await expect(async () => {
    box = await element.boundingBox();
    const now = JSON.stringify(box);
    const rests = now === last;
    last = now;
    expect(rests).toBe(true);
  }).toPass({ intervals: [120], timeout: 5000 });
  if (box === null) throw new Error('the element is not on the page');
  return box;
}

/** Types a number into a field, inside `place` if the name is not unique on the page, and commits it. */
export async function setNumber(place: Page | Locator, name: string, value: number): Promise<void> {
  const field = place.getByRole('spinbutton', { name, exact: true });
  await field.fill(String(value));
  await field.press('Enter');
  await expect(field).toHaveValue(String(value));
}

/** The article's network cut down to images of `sidePx`: trains in seconds. */
export async function useSmallNetwork(page: Page, sidePx: number): Promise<void> {
  await setNumber(parts(page).dataset, 'Image size', sidePx);
  await page.getByRole('button', { name: 'New from' }).click();
  await page.getByRole('button', { name: /article's CNN, small/ }).click();
  // What is said of it lies over the canvas's head.
  await page.getByRole('button', { name: /^Dismiss what is said/ }).click();
  await expect(parts(page).cards.first()).toContainText(`${sidePx} × ${sidePx} × 3`);
}

/** Draws the sample and waits for it: 300 cats and 300 dogs. */
export async function useSample(page: Page): Promise<void> {
  await parts(page).button('Use sample: Drawn cats and dogs').click();
  await expect(parts(page).dataset.getByText('600 images', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(parts(page).button('Train')).toBeEnabled();
}

/** A run from Train to its end; `timeoutMs` is generous, since a first step on WebGPU compiles shaders. */
export async function trainToTheEnd(page: Page, timeoutMs = 60_000): Promise<void> {
  const { button, status } = parts(page);
  await button('Train').click();
  await expect(button('Stop')).toBeEnabled();
  await expect(status).toContainText('finished', { timeout: timeoutMs });
  await expect(button('Train')).toBeEnabled();
}

/** Ready to train in seconds: the drawn sample and the small network on WASM. */
export async function openReadyToTrain(
  page: Page,
  options: { readonly sidePx?: number; readonly backend?: BackendName } = {},
): Promise<void> {
  await openApp(page);
  await useBackend(page, options.backend ?? 'wasm');
  await useSmallNetwork(page, options.sidePx ?? 32);
  await useSample(page);
}

/** What `window.convoscope` can be asked without arguments. */
type Question = 'network' | 'shapes' | 'parameterCount' | 'memory' | 'history';

/** One answer of `window.convoscope`. */
export async function ask<Name extends Question>(
  page: Page,
  question: Name,
): Promise<Awaited<ReturnType<ConvoscopeConsole[Name]>>> {
  const answer = await page.evaluate(
    async (name: Question): Promise<unknown> => window.convoscope?.[name](),
    question,
  );
  return answer as Awaited<ReturnType<ConvoscopeConsole[Name]>>;
}
