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

    it('dropout leaves everything as it is when it does not train', async () => {
      const model = await modelOf('Dropout', { rate: 0.9 }, [3]);
      expect(await readOnce(() => model.apply(tf.tensor2d([[1, -2, 3]])) as tf.Tensor)).toEqual(
        Float32Array.of(1, -2, 3),
      );
      model.dispose();
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
  });
}
