import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setNoiseStream } from './noiseStream';
import { registerLayers } from './registerLayers';

/** A model of one layer, by way of a Keras config, as the engine makes its models. */
async function modelOf(
  className: string,
  config: Readonly<Record<string, unknown>>,
  inputShape: readonly number[],
): Promise<tf.LayersModel> {
  const layer = {
    class_name: className,
    config: { name: 'layer', ...config, batch_input_shape: [null, ...inputShape] },
  };
  const topology = {
    class_name: 'Sequential',
    config: { name: 'model', layers: [layer] },
    keras_version: '3.0.0',
    backend: 'tensorflow',
  };
  return tf.models.modelFromJSON(topology);
}

/** The values of a tensor that nobody needs afterwards. */
async function readOnce(compute: () => tf.Tensor): Promise<Float32Array> {
  const tensor = tf.tidy(compute);
  const values = await tensor.data<'float32'>();
  tensor.dispose();
  return values;
}

/** What our layers promise besides right gradients, on `backend`. `prepare` runs before the backend is made. */
export function describeRegisteredLayersOn(backend: string, prepare: () => void): void {
  describe(`registered layers on ${backend}`, () => {
    beforeAll(async () => {
      prepare();
      registerLayers();
      registerLayers();
      expect(await tf.setBackend(backend)).toBe(true);
    });
    afterAll(() => tf.removeBackend(backend));

    /** From Keras 3.15.1, at -3, -1, -0.5, 0.5, 2. */
    const keras = {
      gelu: [-0.0040497, -0.1586553, -0.1542688, 0.3457312, 1.9544997],
      leaky_relu: [-0.6, -0.2, -0.1, 0.5, 2],
      elu: [-0.950213, -0.6321205, -0.3934693, 0.5, 2],
      selu: [-1.6705688, -1.1113307, -0.6917582, 0.5253505, 2.101402],
    };
    it.each(Object.entries(keras))('%s equals Keras', async (activation, expected) => {
      const model = await modelOf('Activation', { activation }, [5]);
      const output = await readOnce(() => model.apply(tf.tensor2d([[-3, -1, -0.5, 0.5, 2]])) as tf.Tensor);
      output.forEach((value, index) => expect(value).toBeCloseTo(expected[index] as number, 6));
      model.dispose();
    });

    it('dropout draws the same mask for the same seed and step, and another for the next', async () => {
      const model = await modelOf('Dropout', { rate: 0.25 }, [16]);
      const masks = await Promise.all(
        (
          [
            [5, 1],
            [5, 1],
            [5, 2],
            [6, 1],
          ] as const
        ).map(([seed, step]) => {
          setNoiseStream(seed, step);
          return readOnce(() => model.apply(tf.ones([1, 16]), { training: true }) as tf.Tensor);
        }),
      );
      const kept = masks.map((mask) => Array.from(mask, (value) => (value === 0 ? '.' : '#')).join(''));
      // The first is a literal so that every backend is held to the same mask.
      expect(kept[0]).toBe('.#..#..#.####.##');
      expect(kept[1]).toBe(kept[0]);
      expect(new Set(kept).size).toBe(3);
      expect(Math.max(...(masks[0] as Float32Array))).toBeCloseTo(4 / 3, 6);
      model.dispose();
    });

    it('spatial dropout drops whole feature maps of single images', async () => {
      const model = await modelOf('SpatialDropout2D', { rate: 0.5 }, [2, 3, 8]);
      setNoiseStream(8, 1);
      const output = await readOnce(
        () => model.apply(tf.ones([2, 2, 3, 8]), { training: true }) as tf.Tensor,
      );
      const maps = [0, 1].map((image) => output.slice(image * 48, image * 48 + 8));
      output.forEach((value, index) => expect(value).toBe(maps[Math.floor(index / 48)]?.[index % 8]));
      const kept = maps.map((map) => Array.from(map, (value) => (value === 0 ? '.' : '#')).join(''));
      expect(kept).toEqual(['#.####..', '###..#..']);
      model.dispose();
    });

    it('Gaussian noise is normal, and the same for the same seed and step', async () => {
      const model = await modelOf('GaussianNoise', { stddev: 0.5 }, [10_000]);
      const noise = (step: number): Promise<Float32Array> => {
        setNoiseStream(8, step);
        return readOnce(() => model.apply(tf.ones([1, 10_000]), { training: true }) as tf.Tensor);
      };
      const first = await noise(1);
      const mean = first.reduce((sum, value) => sum + value, 0) / first.length;
      expect(mean).toBeCloseTo(1, 1);
      expect(
        Math.sqrt(first.reduce((sum, value) => sum + (value - mean) ** 2, 0) / first.length),
      ).toBeCloseTo(0.5, 2);
      // A literal, so that every backend is held to the same noise.
      expect([...first.slice(0, 4)]).toEqual(
        [0.755792, 0.522762, 0.28668, 1.60499].map((value) => expect.closeTo(value, 5) as number),
      );
      expect(await noise(1)).toEqual(first);
      expect(await noise(2)).not.toEqual(first);
      model.dispose();
    });

    it.each([
      ['Dropout', { rate: 0.9 }],
      ['SpatialDropout2D', { rate: 0.9 }],
      ['GaussianNoise', { stddev: 10 }],
    ])('%s leaves everything as it is when it does not train', async (className, config) => {
      const model = await modelOf(className, config, [1, 3, 1]);
      const x = [1, -2, 3];
      expect(await readOnce(() => model.apply(tf.tensor4d(x, [1, 1, 3, 1])) as tf.Tensor)).toEqual(
        Float32Array.from(x),
      );
      model.dispose();
    });

    /** From Keras 3.15.1: what becomes of a column of cells. */
    const columns = [
      [
        'ReLU',
        { max_value: 1.5, negative_slope: 0.2, threshold: 0.5 },
        [-1, 0, 0.4, 0.5, 1, 2],
        [-0.3, -0.1, -0.02, 0, 1, 1.5],
      ],
      [
        'Resizing',
        { height: 7, width: 1, interpolation: 'nearest' },
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        [0, 2, 3, 5, 6, 7, 9],
      ],
      ['Resizing', { height: 4, width: 1 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [0.75, 3.25, 5.75, 8.25]],
      ['UpSampling2D', { size: [2, 1] }, [1, 2, 4], [1, 1, 2, 2, 4, 4]],
      ['UpSampling2D', { size: [2, 1], interpolation: 'bilinear' }, [1, 2, 4], [1, 1.25, 1.75, 2.5, 3.5, 4]],
    ] as const;
    it.each(columns)('%s %o equals Keras', async (className, config, column, expected) => {
      const model = await modelOf(className, config, [column.length, 1, 1]);
      const output = await readOnce(
        () => model.apply(tf.tensor4d([...column], [1, column.length, 1, 1])) as tf.Tensor,
      );
      expect([...output]).toEqual(expected.map((value) => expect.closeTo(value, 5) as number));
      model.dispose();
    });

    it('shares the gradient among the cells that share a maximum, as Keras does', async () => {
      const gradientOf = (className: string, config: Readonly<Record<string, unknown>>) =>
        modelOf(className, config, [2, 3, 1]).then(async (model) => {
          const slope = tf.grad((x) => tf.sum(model.apply(x) as tf.Tensor));
          const gradient = await readOnce(() => slope(tf.tensor4d([3, 1, 3, 3, 2, 0], [1, 2, 3, 1])));
          model.dispose();
          return [...gradient];
        });
      // Keras 3.15.1.
      const third = expect.closeTo(1 / 3, 6) as number;
      expect(await gradientOf('GlobalMaxPooling2D', {})).toEqual([third, 0, third, third, 0, 0]);
      // One cell of the three gets all of it: the first in Keras, another on WebGL.
      const pooled = await gradientOf('MaxPooling2D', { pool_size: [2, 3], strides: [2, 3] });
      expect(pooled.filter((value) => value !== 0)).toEqual([1]);
      expect([0, 2, 3]).toContain(pooled.indexOf(1));
    });

    it('batch normalisation moves its statistics once a training step, as Keras does', async () => {
      const model = await modelOf('BatchNormalization', { axis: -1, momentum: 0.99, epsilon: 1e-3 }, [2]);
      const variables = model.trainableWeights.map(
        (weight) => (weight as unknown as { val: tf.Variable }).val,
      );
      const x = tf.tensor2d([1, 10, 2, 20, 3, 60], [3, 2]);
      const step = (): void => {
        const { value, grads } = tf.variableGrads(
          () => tf.sum(tf.square(model.apply(x, { training: true }) as tf.Tensor)).asScalar(),
          variables,
        );
        tf.dispose([value, grads]);
      };
      step();
      const tensorsAfterOne = tf.memory().numTensors;
      step();
      expect(tf.memory().numTensors).toBe(tensorsAfterOne);
      // Keras 3.15.1 after the same two calls: gamma, beta, moving mean, moving variance.
      const expected = [1, 1, 0, 0, 0.0398, 0.597, 0.9933667, 10.2667668];
      const weights = (await Promise.all(model.getWeights().map((weight) => weight.data()))).flatMap(
        (each) => [...each],
      );
      weights.forEach((value, index) => expect(value).toBeCloseTo(expected[index] as number, 5));
      model.dispose();
      x.dispose();
    });

    it('batch normalisation without scale moves the statistics of its feature maps, too', async () => {
      const model = await modelOf('BatchNormalization', { momentum: 0.9, scale: false }, [2, 3, 2]);
      const x = tf.tensor4d(
        Float32Array.from({ length: 24 }, (_, index) => index ** 1.2),
        [2, 2, 3, 2],
      );
      for (let call = 0; call < 2; call++) tf.dispose(model.apply(x, { training: true }) as tf.Tensor);
      // Keras 3.15.1 after the same two calls: beta, moving mean, moving variance.
      const expected = [0, 0, 3.5589, 3.9118, 33.1907, 34.7581];
      const weights = (await Promise.all(model.getWeights().map((weight) => weight.data()))).flatMap(
        (each) => [...each],
      );
      expect(weights).toEqual(expected.map((value) => expect.closeTo(value, 3) as number));
      model.dispose();
      x.dispose();
    });
  });
}
