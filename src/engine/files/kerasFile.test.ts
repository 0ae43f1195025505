/** Files out and in again, and files that mean harm. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { FormatError } from '../../formats/formatError';
import { toKerasModel } from '../../formats/keras/config';
import { architectures } from '../../network/architectures';
import { chain } from '../../network/chain';
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { trainingSettingsSchema } from '../../network/recipe';
import { shapeSize } from '../../network/shape';
import { wholeCatalogue } from '../../network/verification/wholeCatalogue';
import type { WeightSnapshot } from '../model/networkModel';
import { random } from '../random';
import { writeKeras } from './fileWork';
import { loadHdf5, type Hdf5 } from './hdf5';
import { readKeras } from './kerasReader';
import { mutants } from './mutants';

let hdf5: Hdf5;
beforeAll(async () => {
  hdf5 = await loadHdf5();
});

const facts = {
  settings: trainingSettingsSchema.parse({ optimizer: 'SGD', learningRate: 0.05, momentum: 0.9 }),
  iterations: 100,
  classNames: ['cat', 'dog'],
  savedAt: new Date(Date.UTC(2026, 10, 25, 12, 0, 0)),
};

function weightsOf(network: Network): WeightSnapshot {
  const source = random(7);
  return new Map(
    [...infer(network).nodes].map(([id, { weights }]) => [
      id,
      weights.map(({ shape }) => Float32Array.from({ length: shapeSize(shape) }, () => source.normal())),
    ]),
  );
}

function fileOf(network: Network): Uint8Array<ArrayBuffer> {
  return writeKeras(hdf5, network, weightsOf(network), facts);
}

function open(bytes: Uint8Array<ArrayBuffer>) {
  return readKeras(() => Promise.resolve(hdf5), new Blob([bytes]));
}

/** The network that is read. */
async function opened(bytes: Uint8Array<ArrayBuffer>) {
  const { reading, weights } = await open(bytes);
  if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.layers));
  return { ...reading, weights };
}

/** The archive with other members in place of its own. */
function withMembers(bytes: Uint8Array, members: Readonly<Record<string, string | Uint8Array | null>>) {
  const all = Object.entries({ ...unzipSync(bytes), ...members }).flatMap(
    ([name, content]): [string, Uint8Array][] =>
      content === null ? [] : [[name, typeof content === 'string' ? strToU8(content) : content]],
  );
  return zipSync(Object.fromEntries(all));
}

const networks: readonly (readonly [string, () => Network])[] = [
  ['all layer types', wholeCatalogue],
  ...architectures.map(({ id, sizes }) => [id, () => sizes.playground([32, 32, 3], 2)] as const),
];

describe('out and in again', () => {
  test.each(networks)('%s is the identical network with bit-identical weights', async (_, make) => {
    const network = make();
    const { network: back, weights, classNames, training, notes } = await opened(fileOf(network));
    expect(back).toEqual(network);
    expect(weights).toEqual(weightsOf(network));
    expect(classNames).toEqual(['cat', 'dog']);
    expect(training).toEqual({ optimizer: 'SGD', learningRate: 0.05, momentum: 0.9 });
    expect(notes).toEqual([]);
  });

  test.each(networks)('%s is the same model where Keras wrote the metadata', async (_, make) => {
    const network = make();
    const bytes = withMembers(fileOf(network), { 'metadata.json': '{"keras_version": "3.15.1"}' });
    const { network: back, weights, places } = await opened(bytes);
    expect(toKerasModel(back).config).toEqual(toKerasModel(network).config);
    const before = weightsOf(network);
    const { layerNameOf } = toKerasModel(network);
    const idOf = new Map([...layerNameOf].map(([id, name]) => [name, id]));
    for (const { id, name } of places) expect(weights?.get(id)).toEqual(before.get(idOf.get(name) ?? ''));
  });

  test('a model that was changed in Keras is what it became, not what it was', async () => {
    const network = chain([['input', { height: 8, width: 8 }], ['flatten'], ['dense', { units: 3 }]]);
    const bytes = fileOf(network);
    const config = strFromU8(unzipSync(bytes)['config.json'] ?? new Uint8Array());
    const { network: back } = await opened(
      withMembers(bytes, { 'config.json': config.replace('"relu"', '"tanh"') }),
    );
    expect(back.nodes[2]?.parameters).toMatchObject({ units: 3, activation: 'tanh' });
  });
});

test('has the group of the model itself, which Keras 3.0 looks for', () => {
  const weights = unzipSync(fileOf(wholeCatalogue()))['model.weights.h5'] ?? new Uint8Array();
  hdf5.files.writeFile('/written.h5', weights);
  const file = new hdf5.library.File('/written.h5', 'r');
  expect(file.keys()).toEqual(['layers', 'vars']);
  file.close();
  hdf5.files.unlink('/written.h5');
});

describe('weights alone', () => {
  const network = chain([
    ['input', { height: 8, width: 8, channels: 1 }],
    ['conv2d', { filters: 2 }],
    ['batchNormalization'],
    ['flatten'],
    ['dense', { units: 2, activation: 'softmax' }],
  ]);
  const open = (bytes: Uint8Array, into: Network) =>
    readKeras(() => Promise.resolve(hdf5), new Blob([Uint8Array.from(bytes)]), into);

  test('of Keras 3 belong to the network that is open', async () => {
    const bytes = unzipSync(fileOf(network))['model.weights.h5'] ?? new Uint8Array();
    const { reading, weights } = await open(bytes, network);
    expect(reading).toMatchObject({ kind: 'network', network });
    expect(weights).toEqual(weightsOf(network));
    await expect(open(bytes, wholeCatalogue())).rejects.toThrow(
      / in the file, where | is missing in the file/,
    );
  });

  test('of Keras 2 go layer by layer, whatever they are called', async () => {
    const given = weightsOf(network);
    const weighted = network.nodes.filter(({ id }) => (given.get(id) ?? []).length > 0);
    const file = new hdf5.library.File('/alone.h5', 'w');
    file.create_attribute('layer_names', ['first', 'pool', 'second', 'third']);
    file.create_group('pool').create_attribute('weight_names', new Float64Array());
    weighted.forEach(({ id }, index) => {
      const name = ['first', 'second', 'third'][index] ?? '';
      const group = file.create_group(name);
      const specs = infer(network).nodes.get(id)?.weights ?? [];
      group.create_attribute(
        'weight_names',
        specs.map((spec) => `${spec.name}:0`),
      );
      specs.forEach((spec, weight) =>
        group.create_dataset({
          name: `${spec.name}:0`,
          data: given.get(id)?.[weight] ?? new Float32Array(),
          shape: [...spec.shape],
        }),
      );
    });
    file.close();
    const bytes = hdf5.files.readFile('/alone.h5');
    const { weights } = await open(bytes, network);
    for (const { id } of weighted) expect(weights?.get(id)).toEqual(given.get(id));
    await expect(open(bytes, chain([['input'], ['flatten'], ['dense']]))).rejects.toThrow(
      'The file has the weights of 3 layers, but the network that is open has 1 with weights.',
    );
  });
});

describe('files that mean harm', () => {
  const network = chain([
    ['input', { height: 8, width: 8, channels: 1 }],
    ['conv2d', { filters: 2 }],
    ['flatten'],
    ['dense', { units: 2, activation: 'softmax' }],
  ]);

  /** The message of the refusal. */
  async function refusal(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    try {
      await open(bytes);
    } catch (error) {
      if (error instanceof FormatError) return error.message;
      throw error;
    }
    throw new Error('It was opened.');
  }

  test.each([
    ['nothing', new Uint8Array(), 'The file is empty'],
    ['noise', Uint8Array.from({ length: 500 }, (_, index) => (index * 37) % 251), 'no Keras model'],
    ['JSON that is cut off', strToU8('{"class_name": "Sequential", "config": {'), 'no valid JSON'],
    ['deep nesting', strToU8(`{"a":${'['.repeat(1e6)}`), 'nested more than 200 deep'],
    [
      '__proto__',
      strToU8('{"class_name":"Sequential","config":{"layers":[{"__proto__":{"a":1}}]}}'),
      '__proto__',
    ],
    ['another JSON', strToU8('{"name": "package"}'), 'no Keras model'],
  ])('%s', async (_, bytes, message) => {
    expect(await refusal(bytes)).toContain(message);
  });

  test('an archive that is cut off', async () => {
    const bytes = fileOf(network);
    expect(await refusal(bytes.slice(0, bytes.length / 2))).toContain('end is missing');
  });

  test('an archive without weights gives the network alone', async () => {
    const { weights, network: back } = await opened(
      withMembers(fileOf(network), { 'model.weights.h5': null }),
    );
    expect([weights, back]).toEqual([null, network]);
  });

  test('a member that claims 2 GB', async () => {
    const bytes = fileOf(network);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 46; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x7fff0000, true);
    expect(await refusal(bytes)).toMatch(/would unpack to|bomb/);
  });

  test('a bomb', async () => {
    const bytes = withMembers(fileOf(network), { 'config.json': new Uint8Array(40 * 2 ** 20) });
    expect(await refusal(bytes)).toContain('more than any network needs');
  });

  test('a network too large to be honest', async () => {
    const vast = chain([['input', { height: 1024, width: 1024 }], ['flatten'], ['dense', { units: 60000 }]]);
    const text = JSON.stringify(toKerasModel(vast).config);
    expect(await refusal(strToU8(text))).toContain('parameters; the limit is');
  });

  test('weights that are no numbers, weights of other shapes, weights that are damaged', async () => {
    const id = network.nodes[3]?.id ?? '';
    const spoilt = new Map(weightsOf(network)).set(id, [
      new Float32Array(144).fill(NaN),
      new Float32Array(2),
    ]);
    expect(await refusal(writeKeras(hdf5, network, spoilt, facts))).toContain(
      'The kernel of layer "dense" holds values that are no numbers',
    );
    const wider = fileOf(
      chain([
        ['input', { height: 8, width: 8, channels: 1 }],
        ['conv2d', { filters: 3 }],
      ]),
    );
    const foreign = unzipSync(wider)['model.weights.h5'] ?? null;
    expect(await refusal(withMembers(fileOf(network), { 'model.weights.h5': foreign }))).toContain(
      'The kernel of layer "conv2d" is 3 × 3 × 1 × 3 in the file, where 3 × 3 × 1 × 2 belongs',
    );
    const half = (unzipSync(fileOf(network))['model.weights.h5'] ?? new Uint8Array()).slice(0, 900);
    expect(await refusal(withMembers(fileOf(network), { 'model.weights.h5': half }))).toContain('HDF5 part');
  });

  test('2,000 mutated files are opened or refused with a reason', { timeout: 120_000 }, async () => {
    let refused = 0;
    for (const bytes of mutants(fileOf(network), 2000, 11)) {
      try {
        await open(bytes);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(1000);
  });
});
