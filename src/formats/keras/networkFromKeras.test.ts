/** Models as Keras 2 and 3 write them, by hand. */
import { describe, expect, test } from 'vitest';
import { labels } from '../../network/graph';
import { infer } from '../../network/inference';
import { FormatError } from '../formatError';
import { networkFromKeras, type KerasNetwork } from './networkFromKeras';

type Config = Readonly<Record<string, unknown>>;

function layer(className: string, config: Config = {}, extra: Config = {}) {
  return { module: 'keras.layers', class_name: className, config, registered_name: null, ...extra };
}

function sequential(layers: readonly unknown[], extra: Config = {}) {
  return { module: 'keras', class_name: 'Sequential', config: { name: 'sequential', layers }, ...extra };
}

const input = (shape: readonly (number | null)[]) => layer('InputLayer', { batch_shape: shape, name: 'in' });
const conv = (config: Config = {}) =>
  layer('Conv2D', { name: 'conv2d', filters: 4, kernel_size: [3, 3], ...config });
const dense = (config: Config = {}) => layer('Dense', { name: 'dense', units: 2, ...config });

function read(model: unknown): KerasNetwork {
  const reading = networkFromKeras(JSON.stringify(model), null);
  if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.layers));
  return reading;
}

/** The names and reasons of what is refused. */
function refused(model: unknown): readonly string[] {
  const reading = networkFromKeras(JSON.stringify(model), null);
  if (reading.kind === 'network') throw new Error('It was read.');
  return reading.layers.map(({ name, reason }) => `${name}: ${reason}`);
}

const summary = ({ network }: KerasNetwork) => [...labels(network).values()];

describe('a chain', () => {
  test('with what a Keras config leaves out at its defaults there, not here', () => {
    const { network } = read(
      sequential([input([null, 8, 8, 3]), conv(), layer('MaxPooling2D', { pool_size: 3 })]),
    );
    expect(network.nodes[1]?.parameters).toMatchObject({
      activation: 'linear',
      strides: [1, 1],
      padding: 'valid',
    });
    expect(network.nodes[2]?.parameters).toMatchObject({ poolSize: [3, 3], strides: [3, 3] });
  });

  test('of Keras 2: the first layer says the size, activations and penalties are objects', () => {
    const { network } = read(
      sequential([
        {
          class_name: 'Conv2D',
          config: {
            batch_input_shape: [null, 8, 8, 1],
            name: 'c',
            filters: 2,
            kernel_size: 3,
            activation: { class_name: 'function', config: 'tanh' },
            kernel_regularizer: { class_name: 'L2', config: { l2: 0.01 } },
          },
        },
        { class_name: 'LeakyReLU', config: { alpha: 0.1 } },
      ]),
    );
    expect(network.nodes.map(({ type }) => type)).toEqual(['input', 'conv2d', 'leakyRelu']);
    expect(network.nodes[1]?.parameters).toMatchObject({
      activation: 'tanh',
      l1: 0,
      l2: 0.01,
      kernelSize: [3, 3],
    });
    expect(network.nodes[2]?.parameters).toEqual({ negativeSlope: 0.1 });
  });

  test('whose head augments and scales bytes: settings of the training, and pixels from 0 to 1', () => {
    const augmentation = sequential([
      layer('RandomFlip', { mode: 'horizontal' }),
      layer('RandomRotation', { factor: [-0.1, 0.1] }),
      layer('RandomContrast', { factor: 0.2 }),
    ]);
    const reading = read(
      sequential([
        input([null, 8, 8, 3]),
        augmentation,
        layer('Rescaling', { scale: 1 / 255, offset: 0 }),
        conv(),
      ]),
    );
    expect(summary(reading)).toEqual(['Input 1', 'Conv2D 1']);
    expect(reading.augmentation).toEqual({ horizontalFlip: true, rotation: { enabled: true, value: 36 } });
    expect(reading.notes).toContain('RandomContrast is left out: there is no such augmentation here.');
    const halves = read(
      sequential([input([null, 8, 8, 3]), layer('Rescaling', { scale: 1 / 127.5, offset: -1 })]),
    );
    expect(halves.network.nodes[1]?.parameters).toEqual({ scale: 2, offset: -1 });
  });

  test('of vectors of a square picture, and of pictures of any size', () => {
    expect(summary(read(sequential([input([null, 784]), dense()])))).toEqual([
      'Input 1',
      'Flatten 1',
      'Dense 1',
    ]);
    const open = read(sequential([input([null, null, null, 3]), conv()]));
    expect(open.network.nodes[0]?.parameters).toEqual({ height: 128, width: 128, channels: 3 });
    expect(open.notes).toHaveLength(1);
  });

  test('frozen layers stay frozen, where there is something to freeze', () => {
    const frozen = { trainable: false };
    const { network } = read(
      sequential([input([null, 8, 8, 3]), conv(frozen), layer('Flatten', frozen), dense()]),
    );
    expect(network.nodes.map(({ trainable }) => trainable)).toEqual([undefined, false, undefined, undefined]);
  });

  test('says how it goes on training', () => {
    const { training } = read(
      sequential([input([null, 8, 8, 3]), conv()], {
        compile_config: {
          optimizer: { class_name: 'SGD', config: { learning_rate: 0.10000000149, momentum: 0.9 } },
        },
      }),
    );
    expect(training).toEqual({ optimizer: 'SGD', learningRate: 0.1, momentum: 0.9 });
  });
});

describe('a graph', () => {
  const tensor = (name: string) => ({
    class_name: '__keras_tensor__',
    config: { shape: [null, 8, 8, 3], dtype: 'float32', keras_history: [name, 0, 0] },
  });
  const call = (...names: readonly string[]) => ({
    args: names.length === 1 ? names.map(tensor) : [names.map(tensor)],
    kwargs: {},
  });
  const node = (name: string, made: ReturnType<typeof layer>, ...calls: readonly unknown[]) => ({
    ...made,
    config: { ...made.config, name },
    name,
    inbound_nodes: calls,
  });
  const graph = (layers: readonly unknown[], output: string) => ({
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: { name: 'f', layers, input_layers: [['in', 0, 0]], output_layers: [[output, 0, 0]] },
  });

  test('with a model inside lies flat; groups are those of Keras', () => {
    const inner = sequential([
      layer('InputLayer', { batch_shape: [null, 8, 8, 3] }),
      conv({ name: 'inner_conv' }),
    ]);
    const reading = read(
      graph(
        [
          node('in', input([null, 8, 8, 3])),
          node('body', inner as unknown as ReturnType<typeof layer>, call('in')),
          node('other', conv({ padding: 'valid' }), call('in')),
          node('sum', layer('Add'), call('body', 'other')),
        ],
        'sum',
      ),
    );
    expect(summary(reading)).toEqual(['Input 1', 'Conv2D 1', 'Conv2D 2', 'Add 1']);
    expect(reading.places.map(({ group, topLayer, name }) => [name, group, topLayer])).toEqual([
      ['in', null, 'in'],
      ['body/inner_conv', 'layers/sequential/layers/conv2d', 'body'],
      ['other', 'layers/conv2d', 'other'],
      ['sum', 'layers/add', 'sum'],
    ]);
    expect(infer(reading.network).nodes.get('add-4')?.outputShape).toEqual([6, 6, 4]);
  });

  test('refuses layers that share weights, each by name', () => {
    const shared = graph(
      [
        node('in', input([null, 8, 8, 3])),
        node('twice', conv({ padding: 'same', filters: 3 }), call('in'), call('in')),
        node('sum', layer('Add'), {
          args: [[tensor('twice'), { ...tensor('twice'), config: { keras_history: ['twice', 1, 0] } }]],
          kwargs: {},
        }),
      ],
      'sum',
    );
    expect(refused(shared)).toEqual(['twice: it is used 2 times with the same weights']);
    const again = graph(
      [
        node('in', input([null, 8, 8, 3])),
        node('twice', conv({ padding: 'same', filters: 3 }), call('in'), call('twice')),
      ],
      'twice',
    );
    expect(refused(again)).toEqual(['twice: it is used 2 times, one after the other']);
  });

  test('a circle is no model', () => {
    const circle = graph(
      [node('in', input([null, 8, 8, 3])), node('a', conv(), call('b')), node('b', conv(), call('a'))],
      'b',
    );
    expect(() => networkFromKeras(JSON.stringify(circle), null)).toThrow(FormatError);
  });
});

test('what has no counterpart is named, layer by layer, with the reason', () => {
  const layers = [
    input([null, 8, 8, 3]),
    conv({ data_format: 'channels_first' }),
    layer('LSTM', { name: 'lstm' }),
    layer('Lambda', { name: 'lambda' }),
    layer('Mine', { name: 'mine' }, { module: 'mine', registered_name: 'mine>Mine' }),
    layer('EinsumDense', { name: 'einsum' }),
    layer('BatchNormalization', { name: 'bn', axis: [1] }),
    dense({ units: 1_000_000 }),
  ];
  expect(refused(sequential(layers))).toEqual([
    'conv2d: its data_format is "channels_first", which Convoscope has no setting for',
    'lstm: it works on sequences, where networks here look at single pictures',
    'lambda: it runs Python code, which a browser cannot',
    'mine: it is a class of its own, whose Python code is not in the file',
    'einsum: Convoscope has no such layer',
    'dense: its units is 1000000, where Convoscope takes a whole number from 1 to 65536',
  ]);
  expect(
    refused(sequential([input([null, 8, 8, 3]), layer('BatchNormalization', { name: 'bn', axis: [1] })])),
  ).toEqual(['bn: it works along axis 1, where layers here work along the last one']);
  expect(refused(sequential([input([null, 8, 8, 4]), conv()]))[0]).toContain('with 1 or 3 channels');
});
