import { strFromU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleCnn } from '../../network/architectures/articleCnn';
import { articleSettings, articleSplit } from '../../network/recipe';
import { waveWeights } from '../../network/verification/waveWeights';
import { wholeCatalogue } from '../../network/verification/wholeCatalogue';
import { FormatError } from '../formatError';
import { readProject, writeProject, type Project } from './project';

const network = wholeCatalogue();
const project: Project = {
  network,
  positions: { 'conv2d-3': { x: 1, y: -2.5 } },
  openBlocks: ['block-9'],
  settings: articleSettings,
  split: articleSplit,
  classNames: ['cat', 'dog', 'bird'],
  runs: [
    {
      id: '1700000000000',
      startedMs: 1.7e12,
      durationMs: 5000,
      ended: 'failed',
      backend: 'wasm',
      name: 'Run 1',
      note: 'diverged',
      pinned: true,
      settings: articleSettings,
      network: articleCnn.sizes.paper(),
      parameters: 13_070_658,
      data: { source: 'files', images: 3, classNames: ['cat', 'dog'], height: 128, width: 128, channels: 3 },
      epochs: [{ epoch: 1, loss: NaN, accuracy: 0.5, validationLoss: null, validationAccuracy: null }],
    },
  ],
};
const image = {
  path: 'pets/cat/1.JPG',
  key: 'pets/cat/1.JPG|3|9',
  className: 'cat',
  folderSplit: 'train',
  bytes: Uint8Array.of(1, 2, 3),
} as const;

function opened(file: Uint8Array) {
  const members = unzipSync(file);
  return readProject(strFromU8(members['project.json'] ?? new Uint8Array()), members['weights.bin'] ?? null);
}

/** The JSON of a project, changed. */
function changed(change: (json: Record<string, unknown>) => void): string {
  const { 'project.json': bytes = new Uint8Array() } = unzipSync(writeProject(project, null, []));
  const json = JSON.parse(strFromU8(bytes)) as Record<string, unknown>;
  change(json);
  return JSON.stringify(json);
}

describe('a project', () => {
  test('comes back as it was, weights bit for bit', () => {
    const weights = waveWeights(network);
    const file = writeProject(project, weights, [image]);
    const { bytes: _, ...kept } = image;
    expect(opened(file)).toEqual({ project, weights, images: [{ member: 'images/000000.jpg', ...kept }] });
    expect(unzipSync(file)['images/000000.jpg']).toEqual(image.bytes);
  });

  test('may have no weights and no images', () => {
    expect(opened(writeProject(project, null, []))).toEqual({ project, weights: null, images: [] });
  });

  test.each<[string, string, RegExp]>([
    ['no JSON', '{', /no valid JSON/],
    ['another thing', '[]', /cannot be read/],
    ['a later version', changed((json) => (json['version'] = 2)), /newer Convoscope/],
    [
      'an absurd shape',
      changed((json) => {
        const { nodes } = json['network'] as { nodes: { parameters: Record<string, unknown> }[] };
        Object.assign(nodes[0]?.parameters ?? {}, { height: 1e9 });
      }),
      /network\.nodes\.0\.parameters\.height/,
    ],
    ['a prototype', changed(() => undefined).replace('"version"', '"__proto__":{},"version"'), /__proto__/],
    [
      'too many classes',
      changed((json) => (json['classNames'] = Array.from({ length: 10_001 }, () => 'a'))),
      /classNames/,
    ],
  ])('with %s is refused, in words', (_, json, message) => {
    expect(() => readProject(json, null)).toThrow(FormatError);
    expect(() => readProject(json, null)).toThrow(message);
  });

  test.each<[string, (bytes: Uint8Array) => Uint8Array | null, RegExp]>([
    ['missing', () => null, /cut off or damaged/],
    ['cut off', (bytes) => bytes.subarray(4), /cut off or damaged/],
    ['no numbers', (bytes) => bytes.map(() => 255), /not all numbers/],
  ])('whose weights are %s is refused, in words', (_, damage, message) => {
    const members = unzipSync(writeProject(project, waveWeights(network), []));
    const json = strFromU8(members['project.json'] ?? new Uint8Array());
    expect(() => readProject(json, damage(members['weights.bin'] ?? new Uint8Array()))).toThrow(message);
  });

  test('whose weights are of another network is refused', () => {
    const file = writeProject(project, waveWeights(articleCnn.sizes.playground([32, 32, 3], 2)), []);
    expect(() => opened(file)).toThrow(/do not fit its network/);
  });

  test('with any damage to its text is read as something sound or refused', () => {
    const text = changed(() => undefined);
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom('', '"', '9', '-', '{', ']', 'x', 'null,'),
        (at, piece) => {
          try {
            expect(
              readProject(text.slice(0, at) + piece + text.slice(at + 1), null).project.network,
            ).toBeDefined();
          } catch (error) {
            expect(error).toBeInstanceOf(FormatError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
