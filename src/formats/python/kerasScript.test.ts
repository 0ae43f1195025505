import { describe, expect, test } from 'vitest';
import { architectures } from '../../network/architectures';
import { articleCnn } from '../../network/architectures/articleCnn';
import { chain } from '../../network/chain';
import { connect } from '../../network/connecting';
import { articleSettings } from '../../network/recipe';
import { wholeCatalogue } from '../../network/verification/wholeCatalogue';
import type { Experiment } from '../experiment';
import { kerasScript } from './kerasScript';

const article: Experiment = {
  network: articleCnn.sizes.paper(),
  settings: articleSettings,
  classNames: ['cat', 'dog'],
  images: [
    { path: 'pets/dog/b.jpg', label: 1, split: 'train' },
    { path: "pets/cat/it's.jpg", label: 0, split: 'train' },
    { path: 'pets/cat/c.jpg', label: 0, split: 'validation' },
  ],
  validationFraction: 0.2,
};

/** The text of one function, up to the next thing at the margin. */
function functionOf(script: string, name: string): string {
  return new RegExp(`^def ${name}\\(.*\\n(?:(?: .*)?\\n)*`, 'm').exec(script)?.[0].trimEnd() ?? '';
}

describe('kerasScript', () => {
  test('builds a chain as Sequential, with what differs from the defaults of Keras', () => {
    expect(functionOf(kerasScript(article), 'build_model')).toBe(`def build_model():
    return keras.Sequential([
        keras.Input(shape=(128, 128, 3), name='input_layer'),
        layers.Conv2D(filters=32, kernel_size=(3, 3), activation='relu', name='conv2d'),
        layers.MaxPooling2D(pool_size=(2, 2), name='max_pooling2d'),
        layers.Conv2D(filters=64, kernel_size=(3, 3), activation='relu', name='conv2d_1'),
        layers.MaxPooling2D(pool_size=(2, 2), name='max_pooling2d_1'),
        layers.Conv2D(filters=128, kernel_size=(3, 3), activation='relu', name='conv2d_2'),
        layers.MaxPooling2D(pool_size=(2, 2), name='max_pooling2d_2'),
        layers.Flatten(name='flatten'),
        layers.Dense(units=512, activation='relu', name='dense'),
        layers.Dropout(rate=0.5, name='dropout'),
        layers.Dense(units=256, activation='relu', name='dense_1'),
        layers.Dense(units=2, activation='softmax', name='dense_2'),
    ], name='sequential')`);
  });

  test('builds branches as Functional, with initializers and penalties', () => {
    const trunk = chain([
      ['input', { height: 4, width: 4, channels: 1 }],
      ['conv2d', { filters: 1, padding: 'same', kernelInitializer: 'he_normal', l1: 0.1, l2: 0.2 }],
      ['add'],
      ['flatten'],
      ['dense', { units: 2, activation: 'softmax', l2: 0.01 }],
    ]);
    const [input = '', , add = ''] = trunk.nodes.map(({ id }) => id);
    const script = kerasScript({ ...article, network: connect(trunk, input, add) });
    expect(functionOf(script, 'build_model')).toBe(`def build_model():
    input_layer = keras.Input(shape=(4, 4, 1), name='input_layer')
    conv2d = layers.Conv2D(filters=1, kernel_size=(3, 3), padding='same', activation='relu', kernel_initializer='he_normal', kernel_regularizer=keras.regularizers.L1L2(l1=0.1, l2=0.2), name='conv2d')(input_layer)
    add = layers.Add(name='add')([conv2d, input_layer])
    flatten = layers.Flatten(name='flatten')(add)
    dense = layers.Dense(units=2, activation='softmax', kernel_regularizer=keras.regularizers.L2(0.01), name='dense')(flatten)
    return keras.Model(input_layer, dense, name='functional')`);
  });

  test('compiles with the optimizer, its own numbers and the schedule', () => {
    const settings = {
      ...articleSettings,
      optimizer: 'AdamW',
      weightDecay: 0.01,
      learningRateSchedule: 'CosineDecay',
    } as const;
    expect(functionOf(kerasScript({ ...article, settings }), 'compile_model')).toBe(
      `def compile_model(model, steps_per_epoch):
    learning_rate = keras.optimizers.schedules.CosineDecay(LEARNING_RATE, decay_steps=steps_per_epoch * EPOCHS)
    model.compile(
        optimizer=keras.optimizers.AdamW(learning_rate=learning_rate, weight_decay=0.01),
        loss='sparse_categorical_crossentropy',
        metrics=['accuracy'],
    )`,
    );
  });

  test('lists the images of each part, sorted by path, without the folder that all share', () => {
    const script = kerasScript(article);
    expect(script).toContain(`SPLIT = {
    'train': [
        (0, 'cat/it\\'s.jpg'),
        (1, 'dog/b.jpg'),
    ],
    'validation': [
        (0, 'cat/c.jpg'),
    ],
    'test': [
    ],
}`);
    expect(kerasScript({ ...article, images: article.images.toReversed() })).toBe(script);
  });

  test('takes a folder a class where there are no images', () => {
    const script = kerasScript({ ...article, images: [], classNames: [] });
    expect(script).toContain("CLASS_NAMES = ['class 0', 'class 1']");
    expect(script).toContain('VALIDATION_FRACTION = 0.2');
    expect(script).not.toContain('SPLIT');
  });

  test('augments by nothing that is switched off', () => {
    const { augmentation } = articleSettings;
    const settings = {
      ...articleSettings,
      augmentation: { ...augmentation, zoom: { enabled: false, value: 0.3 } },
    };
    const script = kerasScript({ ...article, settings });
    expect(script).toContain('ROTATION = 20 ');
    expect(script).toContain('ZOOM = 0 ');
  });

  test('brings the layer that Keras has not, and only where it is needed', () => {
    const script = kerasScript({ ...article, network: wholeCatalogue() });
    expect(script).toContain('class LocalResponseNormalization(layers.Layer)');
    expect(script).toMatch(/ LocalResponseNormalization\(depth_radius=/);
    expect(kerasScript(article)).not.toContain('LocalResponseNormalization');
  });

  test('names the blocks of a network', () => {
    const resnet = architectures.find(({ id }) => id === 'resnet18');
    const network = resnet?.sizes.playground([32, 32, 3], 2) ?? article.network;
    expect(kerasScript({ ...article, network })).toContain('    # Stage 2 / Block 2.1\n');
  });

  test('refuses a network that cannot be trained, in words', () => {
    const network = chain([['input'], ['conv2d']]);
    expect(() => kerasScript({ ...article, network })).toThrow('The network ends here, in feature maps');
  });
});
