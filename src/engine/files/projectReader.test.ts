import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../formats/formatError';
import { writeProject, type Project } from '../../formats/project/project';
import { lenet5 } from '../../network/architectures/lenet5';
import { articleSettings, articleSplit } from '../../network/recipe';
import { waveWeights } from '../../network/verification/waveWeights';
import { findCandidates } from '../data/candidates';
import { unzipEntry } from '../data/unzipEntry';
import { readProjectFile } from './projectReader';

const project: Project = {
  network: lenet5.sizes.playground([16, 16, 3], 2),
  positions: {},
  openBlocks: [],
  settings: articleSettings,
  split: articleSplit,
  classNames: ['cat', 'dog'],
  runs: [],
};
const image = {
  path: 'pets/1.jpg',
  key: 'pets/1.jpg|3|9',
  className: 'cat',
  folderSplit: 'validation',
  bytes: Uint8Array.of(1, 2, 3),
} as const;
const weights = waveWeights(project.network);
const whole = writeProject(project, weights, [image]);

describe('readProjectFile', () => {
  test('brings back what was written', async () => {
    const { bytes: _, ...known } = image;
    expect(await readProjectFile(new Blob([whole]))).toEqual({
      project,
      weights,
      images: [{ member: 'images/000000.jpg', ...known }],
    });
  });

  test('leaves other files to others', async () => {
    expect(await readProjectFile(new Blob(['{"class_name": "Sequential"}']))).toBeNull();
    expect(await readProjectFile(new Blob([zipSync({ 'config.json': strToU8('{}') })]))).toBeNull();
    expect(await readProjectFile(new Blob([]))).toBeNull();
  });

  test.each<[string, Uint8Array<ArrayBuffer>, RegExp]>([
    ['cut off', whole.slice(0, 3000), /cannot be opened/],
    [
      'with packed weights',
      zipSync({ 'project.json': strToU8('{}'), 'weights.bin': new Uint8Array(10_000) }),
      /packed/,
    ],
    ['of another kind', zipSync({ 'project.json': strToU8('{}') }), /cannot be read/],
    [
      'whose text is a bomb',
      zipSync({ 'project.json': new Uint8Array(40 * 2 ** 20) }),
      /more than any project needs/,
    ],
  ])('refuses one %s, in words', async (_, bytes, message) => {
    const reading = readProjectFile(new Blob([bytes]));
    await expect(reading).rejects.toThrow(FormatError);
    await expect(reading).rejects.toThrow(message);
  });

  test('of any single damaged byte reads something sound or refuses', async () => {
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 200)) {
      const damaged = whole.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      try {
        const read = await readProjectFile(new Blob([damaged]));
        if (read !== null) expect(read.project.network.nodes.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
    }
  });
});

test('the images of a project keep their class, their part and their key, whatever their member is called', async () => {
  const read = await readProjectFile(new Blob([whole]));
  const file = new File([whole], 'a.convoscope');
  const { candidates, rejected } = await findCandidates([
    { file, path: 'a.convoscope', known: read?.images ?? [] },
  ]);
  expect(rejected).toEqual([]);
  expect(candidates).toMatchObject([
    { path: image.path, key: image.key, className: 'cat', folderSplit: 'validation' },
  ]);
  const source = candidates[0]?.source;
  expect(source?.kind === 'zipEntry' ? await unzipEntry(source.entry) : null).toEqual(image.bytes);
});
