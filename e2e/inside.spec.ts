/** Looking inside: the numbers of the views, of the console and of each other are the same. */
import { expect } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import {
  goToCard,
  openApp,
  parts,
  setNumber,
  trainToTheEnd,
  useBackend,
  useSample,
  useSmallNetwork,
} from './support/app';
import { test } from './support/test';

test('one number is followed through every view, on the network just trained', async ({ page }) => {
  test.setTimeout(180_000);
  const { inspector, evaluation, problems } = parts(page);
  await openApp(page);
  await useBackend(page, 'wasm');
  await useSample(page);
  await useSmallNetwork(page, 16);
  await page.getByRole('combobox', { name: 'Optimizer' }).selectOption('Adam');
  await setNumber(page, 'Epochs', 2);
  await trainToTheEnd(page);

  await goToCard(page, 'Conv2D 2');
  await inspector.getByRole('button', { name: 'Widen inspector' }).click();
  await inspector.getByRole('tab', { name: 'Arithmetic' }).click();
  await setNumber(inspector, 'Feature map', 3);
  await setNumber(inspector, 'Row', 4);
  await setNumber(inspector, 'Column', 5);
  const told = await page.evaluate(async () => {
    const { inspect } = window.convoscope as NonNullable<typeof window.convoscope>;
    const maps = await inspect.featureMaps('Conv2D 2');
    const sum = await inspect.arithmetic('Conv2D 2', 2, 3, 4);
    return { value: maps.maps[2]?.[3]?.[4] ?? NaN, sum, field: inspect.receptiveField('Conv2D 2', 3, 4) };
  });
  if (told.sum.kind !== 'convolution') throw new Error(told.sum.kind);
  expect(told.sum.value).toBeCloseTo(told.value, 5);
  expect(Math.max(0, told.sum.preActivation)).toBeCloseTo(told.value, 4);
  await expect(inspector.getByLabel('The sum')).toContainText(shown(told.value));
  await expectAccessible(page, 'arithmetic');

  // The cell that was chosen there is the one that is spoken of here.
  await inspector.getByRole('tab', { name: 'Receptive field' }).click();
  await expect(inspector.getByRole('spinbutton', { name: 'Row', exact: true })).toHaveValue('4');
  const [first = NaN, last = NaN] = told.field.rows ?? [];
  await expect(inspector.getByText(`rows ${first + 1} to ${last + 1}, columns`)).toBeVisible();
  await expectAccessible(page, 'receptive field');

  await inspector.getByRole('tab', { name: 'Explain' }).click();
  await inspector.getByRole('combobox', { name: 'Class' }).selectOption({ index: 2 });
  await expect(inspector.getByText(/^What speaks for dog, to which the network gives/)).toBeVisible();
  await inspector.getByRole('button', { name: 'Run occlusion' }).click();
  await expect(inspector.getByRole('region', { name: 'Occlusion' })).toContainText(
    'How far the probability falls',
  );
  await expectAccessible(page, 'explain');

  await goToCard(page, 'MaxPooling2D 1');
  await inspector.getByRole('tab', { name: 'Arithmetic' }).click();
  await expect(inspector.getByLabel('The result')).toContainText('largest');

  await evaluation.getByRole('tab', { name: 'Confusion matrix' }).click();
  const wrong = evaluation.getByRole('cell').nth(1);
  const count = Number.parseFloat((await wrong.textContent()) ?? '');
  await wrong.getByRole('button').click();
  await expect(evaluation.getByRole('region', { name: 'cat, taken for dog' })).toContainText(
    `${count} ${count === 1 ? 'image' : 'images'}: cat, taken for dog`,
  );
  for (const view of ['Mistakes', 'Per class', 'Calibration', 'Embedding']) {
    await evaluation.getByRole('tab', { name: view }).click();
    await expect(evaluation.getByRole('group', { name: /^Export / })).toBeVisible();
  }
  await expectAccessible(page, 'embedding');
  // A picture anywhere becomes the picture that all views show.
  await evaluation.getByRole('tab', { name: 'Mistakes' }).click();
  const mistake = evaluation.getByRole('list', { name: 'Mistakes' }).getByRole('button').first();
  await mistake.click();
  await expect(mistake).toHaveAttribute('aria-pressed', 'true');

  // The run is kept, with all that made it.
  const runs = page.getByRole('region', { name: 'Runs', exact: true });
  await runs.getByRole('checkbox', { name: 'Compare Run 1' }).check();
  const beside = runs.getByRole('region', { name: 'Side by side' });
  await expect(beside.getByRole('img', { name: /^Validation accuracy by epoch/ })).toBeVisible();
  await beside.getByRole('textbox', { name: 'Note' }).fill('the first one');
  await expectAccessible(page, 'runs');
  await page.reload();
  await runs.getByRole('checkbox', { name: 'Compare Run 1' }).check();
  await expect(beside.getByRole('textbox', { name: 'Note' })).toHaveValue('the first one');
  await expect(problems).toBeEmpty();
});

/** As the page writes it: four figures. */
function shown(value: number): string {
  return value === 0 ? '0' : value.toPrecision(4);
}
