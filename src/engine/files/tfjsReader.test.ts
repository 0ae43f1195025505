/** Models of TensorFlow.js in: our own, and those that tfjs itself saves. */
import * as tf from '@tensorflow/tfjs';
import { unzipSync, zipSync, strFromU8, strToU8 } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { FormatError } from '../../formats/formatError';
import { layersModel } from '../../formats/tfjs/layersModel';
import { architectures } from '../../network/architectures';
import { chain } from '../../network/chain';
import type { Network } from '../../network/graph';
import { waveWeights } from '../../network/verification/waveWeights';
import { wholeCatalogue } from '../../network/verification/wholeCatalogue';
import { random } from '../random';
import { readKeras } from './kerasReader';

const noHdf5 = () => Promise.reject(new Error('There is no HDF5 in it.'));

function zipOf(network: Network): Uint8Array<ArrayBuffer> {
  const { files } = layersModel(network, waveWeights(network), ['cat', 'dog']);
  return zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])));
}

async function opened(bytes: Uint8Array<ArrayBuffer> | string) {
  const { reading, weights } = await readKeras(noHdf5, new Blob([bytes]));
  if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.layers));
  return { ...reading, weights };
}

beforeAll(() => tf.setBackend('cpu'));

describe('a model of TensorFlow.js', () => {
  test.each([
    ...architectures.map(({ id, sizes }) => [id, sizes.playground([32, 32, 3], 2)] as const),
    ['every layer type', wholeCatalogue()] as const,
  ])(
    'that was exported here comes back with its layers and bit-identical weights: %s',
    async (_, network) => {
      const { network: back, weights, classNames } = await opened(zipOf(network));
      // A prediction does not ask which cells are dropped together, and TensorFlow.js has the one Dropout.
      const types = ({ nodes }: Network) =>
        nodes.map(({ type }) => type.replace('spatialDropout2d', 'dropout')).toSorted();
      expect(types(back)).toEqual(types(network));
      expect(classNames).toEqual(['cat', 'dog']);
      const all = (values: Iterable<readonly Float32Array[]>) =>
        [...values]
          .flat()
          .map((each) => each.join(' '))
          .toSorted();
      expect(all(weights?.values() ?? [])).toEqual(all(waveWeights(network).values()));
    },
  );

  test('as tfjs itself saves it, in order, with its kernels where they belong', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ filters: 2, kernelSize: 3, inputShape: [6, 6, 1], activation: 'relu' }),
        tf.layers.batchNormalization(),
        tf.layers.flatten(),
        tf.layers.dense({ units: 2, activation: 'softmax' }),
      ],
    });
    let zip = new Uint8Array();
    await model.save(
      tf.io.withSaveHandler(async ({ modelTopology, weightSpecs = [], weightData }) => {
        const bytes = new Uint8Array(await new Blob([weightData as ArrayBuffer]).arrayBuffer());
        const half = Math.floor(bytes.length / 2);
        const json = {
          modelTopology,
          format: 'layers-model',
          weightsManifest: [
            { paths: ['./a.bin', './b.bin'].map((path) => path.slice(2)), weights: weightSpecs },
          ],
        };
        zip = zipSync({
          'model.json': strToU8(JSON.stringify(json)),
          'a.bin': bytes.subarray(0, half),
          'b.bin': bytes.subarray(half),
        });
        return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
      }),
    );
    const { network, weights } = await opened(zip);
    expect(network.nodes.map(({ type }) => type)).toEqual([
      'input',
      'conv2d',
      'batchNormalization',
      'flatten',
      'dense',
    ]);
    const kept = [...(weights?.values() ?? [])].flat();
    const own = model.layers.flatMap((layer) => layer.getWeights());
    expect(kept.map((values) => [...values])).toEqual(own.map((tensor) => [...tensor.dataSync()]));
    model.dispose();
  });

  test('without its .bin files says which one is missing', async () => {
    const members = unzipSync(zipOf(wholeCatalogue()));
    const json = members['model.json'] ?? new Uint8Array();
    await expect(opened(strFromU8(json))).rejects.toThrow(
      /group1-shard1of1\.bin is missing: choose model\.json/,
    );
    await expect(opened(zipSync({ 'model.json': json }))).rejects.toThrow(/group1-shard1of1\.bin is missing/);
  });

  test.each([
    ['cut off', (bin: Uint8Array) => bin.subarray(0, 100), /end before the weight/],
    [
      'NaN',
      (bin: Uint8Array) => new Uint8Array(new Float32Array(bin.length / 4).fill(NaN).buffer),
      /no numbers/,
    ],
  ])('with weights that are %s is refused with the reason', async (_, damage, reason) => {
    const members = unzipSync(zipOf(wholeCatalogue()));
    const bin = members['group1-shard1of1.bin'] ?? new Uint8Array();
    await expect(opened(zipSync({ ...members, 'group1-shard1of1.bin': damage(bin) }))).rejects.toThrow(
      reason,
    );
  });

  test('of operations instead of layers is named as such', async () => {
    const graph = JSON.stringify({ format: 'graph-model', modelTopology: { node: [] } });
    await expect(opened(graph)).rejects.toThrow(/graph model/);
  });

  test('with any damage to its text is opened or refused, never more', async () => {
    const network = chain([
      ['input', { height: 8, width: 8, channels: 3 }],
      ['depthwiseConv2d', { dilationRate: [2, 2] }],
      ['batchNormalization'],
      ['flatten'],
      ['dense', { units: 2, activation: 'softmax' }],
    ]);
    const members = unzipSync(zipOf(network));
    const text = strFromU8(members['model.json'] ?? new Uint8Array());
    const source = random(11);
    for (let turn = 0; turn < 500; turn++) {
      const at = source.below(text.length);
      const damaged = `${text.slice(0, at)}${['', '9', '"', '-1', '[]', '1e9', 'null'][source.below(7)] ?? ''}${text.slice(at + source.below(12))}`;
      try {
        await opened(zipSync({ ...members, 'model.json': strToU8(damaged) }));
      } catch (error) {
        if (!(error instanceof FormatError) && !(error instanceof Error && error.message.startsWith('[{')))
          throw error;
      }
    }
  });
});
