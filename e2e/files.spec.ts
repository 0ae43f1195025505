/** What leaves the page comes back the same, and what is no network changes nothing. */
import { readFile } from 'node:fs/promises';
import { expect, type Download, type Page } from '@playwright/test';
import type { LayerNode } from '../src/network/graph';
import { expectAccessible } from './support/accessibility';
import { ask, goToCard, openApp, openReadyToTrain, parts, setNumber, trainToTheEnd } from './support/app';
import { test } from './support/test';

test('a trained network leaves as .keras, gives way to another, and comes back with what it learnt', async ({
  page,
}) => {
  const { inspector, card, button } = parts(page);
  await openReadyToTrain(page, { sidePx: 16 });
  await setNumber(page, 'Epochs', 1);
  await goToCard(page, 'Conv2D 1');
  await inspector.getByRole('switch', { name: 'Trainable' }).click();
  await expect(card('Conv2D 1')).toContainText('frozen');
  await trainToTheEnd(page);
  const before = await ask(page, 'network');
  const judged = await judgement(page);

  await fileMenu(page);
  await expectAccessible(page, 'the menu File');
  const keras = await saved(page, 'Export Keras (.keras)');
  expect(keras.name).toMatch(/\.keras$/);
  const script = await saved(page, 'Export Python (Keras)');
  expect(script.bytes.toString()).toContain('import keras');
  const diagram = await saved(page, 'Export network diagram (SVG)');
  expect(diagram.bytes.toString()).toContain('>Conv2D 1</text>');

  await page.evaluate(() => window.convoscope?.open('lenet5', 'paper'));
  await expect(card('AveragePooling2D 1')).toBeVisible();
  const lenet = await ask(page, 'network');

  await open(page, 'photo.keras', Buffer.from('no network at all'));
  await expect(parts(page).problems).toContainText('photo.keras');
  expect(await ask(page, 'network')).toEqual(lenet);
  await parts(page)
    .problems.getByRole('button', { name: /Dismiss|Close/ })
    .first()
    .click();

  await open(page, keras.name, keras.bytes);
  await expect(page.getByText(/^Opened .*with their weights/)).toBeVisible();
  await expect(card('Conv2D 1')).toContainText('frozen');
  const after = await ask(page, 'network');
  expect(after.nodes.map(said)).toEqual(before.nodes.map(said));
  await expect.poll(() => judgement(page).catch(() => null)).toEqual(judged);
  await expectAccessible(page, 'a file was opened');
  await trainToTheEnd(page);

  await button('Go back to what was open').click();
  await expect(card('AveragePooling2D 1')).toBeVisible();
});

test('a project and a link open in a page that knows nothing of them', async ({ page, context }) => {
  await openReadyToTrain(page, { sidePx: 16 });
  await setNumber(page, 'Epochs', 7);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await fileMenu(page);
  await page.getByRole('menuitem', { name: 'Copy share link' }).click();
  await expect(page.getByText(/^The link is copied/)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const sent = await ask(page, 'network');
  const project = await saved(page, 'Export project with images');

  await page.evaluate(() => window.localStorage.clear());
  const tfjs = await saved(page, 'Export TensorFlow.js');

  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByText(/^Opened from a link/)).toBeVisible();
  expect((await ask(page, 'network')).nodes.map(said)).toEqual(sent.nodes.map(said));
  await expect(parts(page).number('Epochs')).toHaveValue('7');
  expect(page.url()).not.toContain('#');

  await page.evaluate(() => window.localStorage.clear());
  await page.goto('about:blank');
  await openApp(page);
  await open(page, project.name, project.bytes);
  await expect(page.getByText(/^Opened .*600 images/)).toBeVisible();
  expect((await ask(page, 'network')).nodes.map(said)).toEqual(sent.nodes.map(said));
  await expect(parts(page).number('Epochs')).toHaveValue('7');
  await expect(parts(page).dataset).toContainText('600 images');

  await page.evaluate(() => window.convoscope?.open('lenet5', 'paper'));
  await open(page, tfjs.name, tfjs.bytes);
  await expect(page.getByText(/^Opened .*\.zip: 11 layers with their weights/)).toBeVisible();
});

/** A layer but for its id, which a page gives but once. */
function said({ type, parameters, trainable }: LayerNode): unknown {
  return { type, parameters, trainable };
}

async function fileMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await expect(page.getByRole('menu', { name: 'File' })).toBeVisible();
}

async function saved(page: Page, item: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  if (!(await page.getByRole('menu', { name: 'File' }).isVisible())) await fileMenu(page);
  const coming: Promise<Download> = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item, exact: true }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function open(page: Page, name: string, buffer: Buffer): Promise<void> {
  await fileMenu(page);
  const coming = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Open…' }).click();
  await (await coming).setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

/** What comes out of the network's last layer for the picture it looks at. */
function judgement(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const { inspect } = window.convoscope as NonNullable<typeof window.convoscope>;
    return (await inspect.featureMaps('Dense 2')).maps;
  });
}
