/** The app's program for a network as one Keras 3 script: read, split, augment, train, evaluate, save. */
import type { TrainingSettings } from '../../network/recipe';
import { networkEnds, type Experiment } from '../experiment';
import { constantsCode, imageCode, randomCode } from './imageCode';
import { kerasModelCode } from './kerasModelCode';

/**
 * The text of a `.py` file. The same experiment gives the same text, byte for byte. It reads the same images in the same
 * order as the app, with the same augmentation; only dropout and noise draw their own numbers.
 * Throws as `networkEnds` does.
 */
export function kerasScript(experiment: Experiment): string {
  const ends = networkEnds(experiment.network);
  const model = kerasModelCode(experiment.network);
  const images = imageCode(experiment);
  const parts = [
    header,
    constantsCode(experiment, ends),
    ...(model.usesLocalResponseNormalization ? [localResponseNormalizationCode] : []),
    model.code,
    optimizerCode(experiment.settings),
    randomCode,
    images.functions,
    trainingCode,
    mainCode,
    ...(images.lists === '' ? [] : [images.lists]),
    "if __name__ == '__main__':\n    main()",
  ];
  return `${parts.join('\n\n\n')}\n`;
}

const header = `"""Trains an image classifier as Convoscope does: the same network, images, order and augmentation.

Needs Keras 3 with one of its backends (tensorflow, jax or torch), and Pillow:

    pip install keras tensorflow pillow
    python train_keras.py --data FOLDER
    python train_keras.py --data FOLDER --weights exported.keras   (goes on from weights exported before)
    python train_keras.py --data FOLDER --distributed              (on all GPUs; tensorflow or jax)

The environment variable KERAS_BACKEND says which backend computes.
"""
import argparse
import contextlib
import csv
import functools
import io
import json
import math
import pathlib
import zipfile

import keras
import numpy as np
from keras import layers
from PIL import Image, ImageOps`;

/** Keras has no such layer; the name is the one that the exported \`.keras\` file asks for. */
const localResponseNormalizationCode = `@keras.saving.register_keras_serializable(package='Convoscope')
class LocalResponseNormalization(layers.Layer):
    """x / (bias + alpha * sum(x^2))^beta, the sum over depth_radius channels to either side (AlexNet, 2012)."""

    def __init__(self, depth_radius=2, bias=2.0, alpha=1e-4, beta=0.75, **kwargs):
        super().__init__(**kwargs)
        self.depth_radius, self.bias, self.alpha, self.beta = depth_radius, bias, alpha, beta

    def call(self, inputs):
        radius, channels = self.depth_radius, inputs.shape[-1]
        squares = keras.ops.pad(keras.ops.square(inputs), [[0, 0], [0, 0], [0, 0], [radius, radius]])
        total = sum(squares[..., i:i + channels] for i in range(2 * radius + 1))
        return inputs / keras.ops.power(self.bias + self.alpha * total, self.beta)

    def get_config(self):
        own = {key: getattr(self, key) for key in ('depth_radius', 'bias', 'alpha', 'beta')}
        return {**super().get_config(), **own}`;

function optimizerCode(settings: TrainingSettings): string {
  const { optimizer, momentum, weightDecay, learningRateSchedule } = settings;
  const extra = {
    SGD: momentum === 0 ? '' : `, momentum=${momentum}`,
    Adam: '',
    RMSprop: '',
    AdamW: `, weight_decay=${weightDecay}`,
  }[optimizer];
  const rate =
    learningRateSchedule === 'constant'
      ? '    learning_rate = LEARNING_RATE\n'
      : '    learning_rate = keras.optimizers.schedules.CosineDecay(LEARNING_RATE, decay_steps=steps_per_epoch * EPOCHS)\n';
  return `def compile_model(model, steps_per_epoch):
${rate}    model.compile(
        optimizer=keras.optimizers.${optimizer}(learning_rate=learning_rate${extra}),
        loss='sparse_categorical_crossentropy',
        metrics=['accuracy'],
    )`;
}

const trainingCode = `class Batches(keras.utils.PyDataset):
    """Batches of images, 0 to 1, and labels. While training in the order of the epoch and augmented."""

    def __init__(self, images, labels, training=False, multiple=1):
        super().__init__()
        self.images, self.labels, self.training = images, labels, training
        self.begin_epoch(1)
        # Devices that share a batch take equal parts of it: what is left over of the last one is left out.
        self.count = len(labels) - len(labels) % multiple

    def begin_epoch(self, epoch):
        """Counted from 1. Keras's own signal will not do: it also comes when the model is built on a first batch."""
        self.epoch = epoch
        count = len(self.labels)
        self.order = epoch_order(count, epoch) if self.training else list(range(count))

    def __len__(self):
        return math.ceil(self.count / BATCH_SIZE)

    def __getitem__(self, index):
        ids = self.order[index * BATCH_SIZE:min((index + 1) * BATCH_SIZE, self.count)]
        images = self.images[ids].astype('float32') / 255
        if self.training and AUGMENTS:
            transforms = draw_transforms(len(ids), (self.epoch - 1) * len(self) + index + 1)
            images = keras.ops.convert_to_numpy(keras.ops.image.affine_transform(
                images, transforms, interpolation='bilinear', fill_mode='nearest', data_format='channels_last'))
        return images, self.labels[ids]


def distribute():
    """Every GPU trains on its part of each batch. Answers how many there are, and where to build the model."""
    if keras.backend.backend() == 'tensorflow':
        import tensorflow as tf
        strategy = tf.distribute.MirroredStrategy()
        return strategy.num_replicas_in_sync, strategy.scope()
    if keras.backend.backend() == 'jax':
        keras.distribution.set_distribution(keras.distribution.DataParallel())
        return len(keras.distribution.list_devices()), contextlib.nullcontext()
    raise SystemExit('--distributed needs the tensorflow or the jax backend: set KERAS_BACKEND.')


def confusion_matrix(model, batches):
    """counts[truth, predicted]"""
    counts = np.zeros((len(CLASS_NAMES), len(CLASS_NAMES)), int)
    predicted = np.argmax(model.predict(batches, verbose=0), axis=-1)
    np.add.at(counts, (batches.labels[:batches.count], predicted), 1)
    return counts`;

const mainCode = `def main():
    parser = argparse.ArgumentParser(description='Trains an image classifier as Convoscope does.')
    parser.add_argument('--data', type=pathlib.Path, required=True, help='the folder with the images, or a project exported with them')
    parser.add_argument('--weights', help='a .keras file of this network to start from')
    parser.add_argument('--epochs', type=int, default=EPOCHS)
    parser.add_argument('--output', default='trained.keras', help='where the trained model goes')
    parser.add_argument('--distributed', action='store_true', help='train on all GPUs of this machine')
    arguments = parser.parse_args()

    keras.utils.set_random_seed(SEED)
    devices, scope = distribute() if arguments.distributed else (1, contextlib.nullcontext())
    if BATCH_SIZE % devices:
        raise SystemExit(f'{devices} devices cannot share batches of {BATCH_SIZE}: change BATCH_SIZE.')

    training = Batches(*read_part(arguments.data, 'train'), training=True, multiple=devices)
    validation = Batches(*read_part(arguments.data, 'validation'), multiple=devices)
    test = Batches(*read_part(arguments.data, 'test'), multiple=devices)
    print(f'{training.count} images to train on, {validation.count} to validate, {test.count} to test')

    with scope:
        model = build_model()
        compile_model(model, len(training))
    if arguments.weights:
        model.load_weights(arguments.weights)
    model.summary()

    history = model.fit(
        training,
        epochs=arguments.epochs,
        validation_data=validation if len(validation) else None,
        shuffle=False,
        callbacks=[keras.callbacks.LambdaCallback(on_epoch_begin=lambda epoch, logs: training.begin_epoch(epoch + 1))],
    )
    model.save(arguments.output)

    with open(pathlib.Path(arguments.output).with_suffix('.csv'), 'w', newline='') as file:
        writer = csv.writer(file)
        writer.writerow(['epoch', *history.history])
        writer.writerows([epoch, *values] for epoch, values in enumerate(zip(*history.history.values()), 1))

    for name, part in (('validation', validation), ('test', test)):
        if len(part):
            loss, accuracy = model.evaluate(part, verbose=0)
            print(f'{name}: loss {loss:.4f}, accuracy {accuracy:.4f}')
            print('confusion matrix (rows: truth, columns: predicted)')
            print(confusion_matrix(model, part))`;
