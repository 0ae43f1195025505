import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { openApp, parts, setNumber, useBackend } from './support/app';
import { dropPaths } from './support/drop';
import { test } from './support/test';

const folder = join(process.env.SHARED_DATA ?? '', 'odd-images');

test('each of the files that break image loaders ends as an image or as a name with a reason', async ({
  page,
}) => {
  const names = (await readdir(folder)).sort();
  await openApp(page);
  await useBackend(page, 'cpu');
  const { dataset, problems, button } = parts(page);
  await setNumber(dataset, 'Image size', 64);
  await dropPaths(page, [folder]);
  await expect(dataset.getByRole('progressbar', { name: 'Importing images' })).toBeVisible();
  await expect(dataset.getByRole('progressbar')).toHaveCount(0, { timeout: 90_000 });
  await expect(problems).toBeEmpty();

  const rejected = await dataset
    .getByRole('list', { name: 'Rejected files' })
    .getByRole('listitem')
    .allTextContents();
  for (const text of rejected) expect(text).toMatch(/^odd-images\/\S+\.\w+.*\w+ \w+ \w+/);
  const [accepted = ''] = await dataset.getByText(/^\d+ images$/).allTextContents();
  expect(Number.parseInt(accepted, 10) + rejected.length).toBe(names.length);
  // What the browser can read is most of them.
  expect(rejected.length).toBeLessThan(names.length / 3);

  // Whole images of every orientation are in.
  for (const name of [
    'exif__Landscape_8.jpg',
    'exif__Portrait_3.jpg',
    'sharp__Landscape_6.jpg',
    'pillow__hopper_orientation_5.jpg',
  ])
    expect(rejected.filter((text) => text.includes(name))).toEqual([]);
  await expect(button('Add images')).toBeEnabled();
});
