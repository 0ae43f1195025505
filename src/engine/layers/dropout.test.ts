import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dropout } from './dropout';
import { setNoiseStream } from './noiseStream';

function masked(rate: number, shape: number[], extra: object = {}): Float32Array {
  const layer = new Dropout({ rate, ...extra });
  return tf.tidy(() => (layer.apply(tf.ones(shape), { training: true }) as tf.Tensor).dataSync<'float32'>());
}

describe('Dropout', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('drops the asked fraction and keeps the mean', () => {
    setNoiseStream(1, 1);
    const values = masked(0.3, [100_001]);
    const dropped = values.filter((value) => value === 0).length / values.length;
    expect(dropped).toBeCloseTo(0.3, 2);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(1, 2);
  });

  it('gives each layer of one step a mask of its own', () => {
    setNoiseStream(1, 1);
    expect(masked(0.5, [64])).not.toEqual(masked(0.5, [64]));
  });

  it('shares its mask along the axes where the noise shape is 1', () => {
    setNoiseStream(3, 1);
    const values = masked(0.5, [2, 4, 8], { noiseShape: [null, 1, null] });
    for (let image = 0; image < 2; image++) {
      const first = values.slice(image * 32, image * 32 + 8);
      expect(values.slice(image * 32 + 24, image * 32 + 32)).toEqual(first);
    }
    expect(values.slice(0, 8)).not.toEqual(values.slice(32, 40));
  });

  it('sends the gradient only through the cells it kept', () => {
    const layer = new Dropout({ rate: 0.5 });
    setNoiseStream(9, 4);
    const output = masked(0.5, [32]);
    setNoiseStream(9, 4);
    const gradient = tf.grad((x) => tf.sum(layer.apply(x, { training: true }) as tf.Tensor))(tf.ones([32]));
    expect(gradient.dataSync()).toEqual(output);
  });

  it('refuses a rate that would drop everything', () => {
    expect(() => new Dropout({ rate: 1 })).toThrow(
      "Dropout's rate is 1: it must be at least 0 and less than 1.",
    );
  });
});
