import { describe, expect, test } from 'vitest';
import { articleCnn } from '../../network/architectures/articleCnn';
import { chain } from '../../network/chain';
import { connect } from '../../network/connecting';
import { toKerasFunctional, toKerasModel } from './config';

describe('toKerasModel', () => {
  test('writes a chain as Sequential', () => {
    const { config, layerNameOf } = toKerasModel(articleCnn.sizes.paper());
    expect([...layerNameOf.values()]).toEqual([
      'input_layer',
      'conv2d',
      'max_pooling2d',
      'conv2d_1',
      'max_pooling2d_1',
      'conv2d_2',
      'max_pooling2d_2',
      'flatten',
      'dense',
      'dropout',
      'dense_1',
      'dense_2',
    ]);
    expect(config).toMatchObject({ module: 'keras', class_name: 'Sequential', registered_name: null });
    expect(config.config).toMatchObject({ build_input_shape: [null, 128, 128, 3] });
    expect(config.config.layers.slice(0, 3)).toEqual([
      {
        module: 'keras.layers',
        class_name: 'InputLayer',
        config: { name: 'input_layer', dtype: 'float32', batch_shape: [null, 128, 128, 3], sparse: false },
        registered_name: null,
      },
      {
        module: 'keras.layers',
        class_name: 'Conv2D',
        config: {
          name: 'conv2d',
          trainable: true,
          dtype: 'float32',
          filters: 32,
          kernel_size: [3, 3],
          strides: [1, 1],
          padding: 'valid',
          dilation_rate: [1, 1],
          groups: 1,
          activation: 'relu',
          use_bias: true,
          bias_initializer: {
            module: 'keras.initializers',
            class_name: 'Zeros',
            config: {},
            registered_name: null,
          },
          kernel_initializer: {
            module: 'keras.initializers',
            class_name: 'GlorotUniform',
            config: { seed: null },
            registered_name: null,
          },
          kernel_regularizer: null,
          data_format: 'channels_last',
        },
        registered_name: null,
        build_config: { input_shape: [null, 128, 128, 3] },
      },
      {
        module: 'keras.layers',
        class_name: 'MaxPooling2D',
        config: {
          name: 'max_pooling2d',
          trainable: true,
          dtype: 'float32',
          pool_size: [2, 2],
          strides: [2, 2],
          padding: 'valid',
          data_format: 'channels_last',
        },
        registered_name: null,
        build_config: { input_shape: [null, 126, 126, 32] },
      },
    ]);
    expect(config.config.layers.at(-1)?.config).toMatchObject({ units: 2, activation: 'softmax' });
  });

  test('writes branches as Functional', () => {
    const trunk = chain([
      ['input', { height: 4, width: 4, channels: 1 }],
      ['activation'],
      ['add'],
      ['flatten'],
    ]);
    const [input = '', , add = ''] = trunk.nodes.map(({ id }) => id);
    const { config } = toKerasModel(connect(trunk, input, add));
    const tensor = (name: string) => ({
      class_name: '__keras_tensor__',
      config: { shape: [null, 4, 4, 1], dtype: 'float32', keras_history: [name, 0, 0] },
    });
    expect(config).toMatchObject({
      module: 'keras.src.models.functional',
      class_name: 'Functional',
      registered_name: 'Functional',
      config: {
        layers: [
          { name: 'input_layer', inbound_nodes: [] },
          { name: 'activation', inbound_nodes: [{ args: [tensor('input_layer')], kwargs: {} }] },
          {
            name: 'add',
            inbound_nodes: [{ args: [[tensor('activation'), tensor('input_layer')]], kwargs: {} }],
          },
          { name: 'flatten', inbound_nodes: [{ args: [tensor('add')], kwargs: {} }] },
        ],
        input_layers: [['input_layer', 0, 0]],
        output_layers: [['flatten', 0, 0]],
      },
    });
  });
});

test('toKerasFunctional refuses a network whose shapes do not fit', () => {
  const network = chain([['input'], ['conv2d'], ['dense'], ['dense']]);
  expect(() => toKerasFunctional(network)).toThrow('Layer "dense-3" has no output shape');
});

test('writes no trainable where Keras refuses it', () => {
  const { config } = toKerasModel(chain([['input'], ['spatialDropout2d', { rate: 0.3 }]]));
  const { config: dropout } = config.config.layers[1] ?? {};
  expect(dropout).toEqual({ name: 'spatial_dropout2d', dtype: 'float32', rate: 0.3 });
});

test('writes penalties and initializers as Keras does', () => {
  const network = chain([
    ['input'],
    ['separableConv2d', { l1: 0.1, l2: 0.2, biasInitializer: 'random_normal' }],
  ]);
  const penalty = {
    module: 'keras.regularizers',
    class_name: 'L1L2',
    config: { l1: 0.1, l2: 0.2 },
    registered_name: null,
  };
  expect(toKerasModel(network).config.config.layers[1]?.config).toMatchObject({
    depthwise_regularizer: penalty,
    pointwise_regularizer: penalty,
    bias_initializer: { class_name: 'RandomNormal', config: { seed: null, mean: 0, stddev: 0.05 } },
  });
});
