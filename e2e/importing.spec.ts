import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './support/test';
import { openApp, parts, setNumber, useBackend } from './support/app';
import { dropPaths } from './support/drop';
import { asUploads, pictureFiles, png, zip } from './support/pictures';

const red = [220, 40, 30] as const;
const blue = [30, 60, 210] as const;

/** Twelve pictures in split folders: 4 + 2 cats, 4 + 2 dogs. */
const splitFolders = {
  ...pictureFiles('train/cat/', 4, red),
  ...pictureFiles('train/dog/', 4, blue),
  ...pictureFiles('val/cat/a', 2, red),
  ...pictureFiles('val/dog/a', 2, blue),
};

/** The engine's own part is the same on every backend: the quickest one to start will do. */
test.beforeEach(async ({ page }) => {
  await openApp(page);
  await useBackend(page, 'cpu');
  await setNumber(parts(page).dataset, 'Image size', 16);
});

/** Waits until so many pictures are in, and nothing is under way. */
async function expectImages(page: Page, images: string, classes: string): Promise<void> {
  const { dataset } = parts(page);
  await expect(dataset.getByText(images, { exact: true })).toBeVisible();
  await expect(dataset.getByText(classes, { exact: true })).toBeVisible();
  await expect(dataset.getByRole('progressbar')).toHaveCount(0);
}

async function pickFiles(page: Page, files: Readonly<Record<string, Buffer>>): Promise<void> {
  // While pictures are read, a person could not choose more.
  await expect(parts(page).button('Add images')).toBeEnabled();
  await page.getByLabel('Image files').setInputFiles(asUploads(files));
}

/** Writes the files below `folder`. */
async function writeFiles(folder: string, files: Readonly<Record<string, Buffer>>): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

test('opens a file dialog for several files', async ({ page }) => {
  const chooser = page.waitForEvent('filechooser');
  await parts(page).button('Add images').click();
  expect((await chooser).isMultiple()).toBe(true);
});

test('takes classes from the names of files', async ({ page }) => {
  await pickFiles(page, { ...pictureFiles('cat.', 3, red), ...pictureFiles('dog.', 2, blue) });
  await expectImages(page, '5 images', '2 classes');
  const { dataset } = parts(page);
  await expect(dataset.getByRole('listitem', { name: 'cat, 3 images' })).toBeVisible();
  await expect(dataset.getByRole('listitem', { name: 'dog, 2 images' })).toBeVisible();
});

test('takes classes and splits from folders, and keeps or pools the splits', async ({ page }, info) => {
  await writeFiles(info.outputPath('pets'), splitFolders);
  await page.getByLabel('Image folder').setInputFiles(info.outputPath('pets'));
  await expectImages(page, '12 images', '2 classes');
  const { dataset } = parts(page);
  const cats = dataset.getByRole('listitem', { name: 'cat, 6 images' });
  await expect(cats.getByRole('img')).toHaveAccessibleName('5 training, 1 validation');

  await dataset.getByRole('combobox', { name: 'Split' }).selectOption('Keep train / val / test folders');
  await expect(cats.getByRole('img')).toHaveAccessibleName('4 training, 2 validation');
  await dataset.getByRole('combobox', { name: 'Split' }).selectOption('Split at random, by class');
  await setNumber(dataset, 'Validation part', 50);
  await expect(cats.getByRole('img')).toHaveAccessibleName('3 training, 3 validation');
});

test('opens a zip of folders', async ({ page }) => {
  await pickFiles(page, { 'pets.zip': zip(splitFolders) });
  await expectImages(page, '12 images', '2 classes');
  await expect(parts(page).dataset.getByRole('listitem', { name: 'dog, 6 images' })).toBeVisible();
});

test('takes a folder, a zip and a picture that are dropped on the page', async ({ page }, info) => {
  const folder = info.outputPath('pets');
  await writeFiles(folder, splitFolders);
  await writeFiles(info.outputPath('.'), {
    'more.zip': zip(pictureFiles('more/cat/', 3, red)),
    'dog.7.png': png(8, 8, blue),
  });
  await dropPaths(page, [folder, info.outputPath('more.zip'), info.outputPath('dog.7.png')]);
  await expectImages(page, '16 images', '2 classes');
  const { dataset } = parts(page);
  await expect(dataset.getByRole('listitem', { name: 'cat, 9 images' })).toBeVisible();
  await expect(dataset.getByRole('combobox', { name: 'Split' })).toBeVisible();
  await expect(page.getByText('Drop to add images')).toHaveCount(0);
});

test('asks for the class of pictures that tell none', async ({ page }) => {
  await pickFiles(page, pictureFiles('IMG_', 3, red));
  const { dataset } = parts(page);
  await expect(dataset.getByText('3 images need a class')).toBeVisible();
  await expect(parts(page).button('Train')).toBeDisabled();
  await dataset.getByRole('textbox', { name: 'Name of the class' }).fill('bird');
  await dataset.getByRole('button', { name: 'Assign' }).click();
  await expect(dataset.getByRole('listitem', { name: 'bird, 3 images' })).toBeVisible();

  await pickFiles(page, pictureFiles('DSC_', 1, blue));
  await expect(dataset.getByText('1 image needs a class')).toBeVisible();
  await dataset.getByRole('combobox', { name: 'Class' }).selectOption('bird');
  await dataset.getByRole('button', { name: 'Assign' }).click();
  await expect(dataset.getByRole('listitem', { name: 'bird, 4 images' })).toBeVisible();
});

test('lists files that cannot be read with the reason, and takes the rest', async ({ page }) => {
  const whole = png(12, 12, red);
  await pickFiles(page, {
    'cat.1.png': whole,
    'cat.2.png': whole.subarray(0, 30),
    'cat.3.png': Buffer.from('this is a letter, not a picture'),
    'cat.4.png': Buffer.alloc(0),
    'broken.zip': Buffer.from('PK but no archive'),
  });
  await expectImages(page, '1 image', '1 class');
  const rejected = parts(page).dataset.getByRole('list', { name: 'Rejected files' });
  await expect(rejected.getByRole('listitem')).toHaveCount(4);
  for (const name of ['cat.2.png', 'cat.3.png', 'cat.4.png', 'broken.zip']) {
    // A name and a sentence.
    await expect(rejected.getByRole('listitem').filter({ hasText: name })).toHaveText(
      new RegExp(`${name}.*\\w+ \\w+`),
    );
  }
});

test('an import can be cancelled; what was read stays', async ({ page }) => {
  const picture = png(900, 900, red);
  const files = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`cat/${index}.png`, picture]));
  await pickFiles(page, { 'many.zip': zip(files) });
  const { dataset } = parts(page);
  await expect(dataset.getByRole('progressbar', { name: 'Importing images' })).toBeVisible();
  await expect(dataset.getByText(/^\d+ of 400 files/)).toBeVisible();
  await dataset.getByRole('button', { name: 'Cancel' }).click();
  await expect(dataset.getByRole('progressbar')).toHaveCount(0);
  await expect(parts(page).button('Add images')).toBeEnabled();
  const [text = ''] = await dataset.getByText(/^\d+ images?$/).allTextContents();
  expect(Number.parseInt(text || '0', 10)).toBeLessThan(400);
  await expect(parts(page).problems).toBeEmpty();
});

test('pictures dropped while others are read come in after them', async ({ page }, info) => {
  const picture = png(900, 900, red);
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`cat/${index}.png`, picture]));
  await pickFiles(page, { 'many.zip': zip(files) });
  const { dataset } = parts(page);
  await expect(dataset.getByRole('progressbar', { name: 'Importing images' })).toBeVisible();
  await writeFiles(info.outputPath('late'), pictureFiles('dog/', 2, blue));
  await dropPaths(page, [info.outputPath('late')]);
  await expectImages(page, '62 images', '2 classes');
});

test('another image size reads the pictures again', async ({ page }) => {
  await pickFiles(page, { ...pictureFiles('cat.', 3, red), ...pictureFiles('dog.', 3, blue) });
  await expectImages(page, '6 images', '2 classes');
  const { dataset, card } = parts(page);
  await setNumber(dataset, 'Image size', 40);
  await expect(card('Input 1')).toContainText('40 × 40 × 3');
  await expectImages(page, '6 images', '2 classes');
  await expect(dataset.getByRole('listitem', { name: 'cat, 3 images' })).toBeVisible();
});

test('photos take the sample’s place; all can be removed', async ({ page }) => {
  const { dataset, button } = parts(page);
  await button('Use sample: Drawn cats and dogs').click();
  await expectImages(page, '600 images', '2 classes');
  await pickFiles(page, pictureFiles('bird.', 2, red));
  await expectImages(page, '2 images', '1 class');
  await button('Remove all images').click();
  await expect(dataset.getByText(/^\d+ images?$/)).toHaveCount(0);
  await expect(dataset).toContainText('Drop photos, folders or a .zip');
});
