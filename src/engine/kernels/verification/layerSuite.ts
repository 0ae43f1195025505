import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerLayers } from '../../layers/registerLayers';
import { checkLayer } from './checkLayer';
import { layerCases } from './layerCases';

/**
 * Every layer case on `backend`: within 1e-3 of float64, without a leaked tensor, and on WebGPU without an
 * error that tfjs lets pass in silence. `prepare` runs before the backend is made.
 */
export function describeLayersOn(backend: string, prepare: () => void): void {
  describe(`layers and their gradients on ${backend}`, () => {
    const gpuErrors: string[] = [];

    beforeAll(async () => {
      prepare();
      registerLayers();
      expect(await tf.setBackend(backend)).toBe(true);
      const { device } = tf.backend() as { device?: GPUDevice };
      device?.addEventListener('uncapturederror', ({ error }) => gpuErrors.push(error.message));
    });
    afterAll(() => tf.removeBackend(backend));

    it.each(layerCases.map((layerCase) => [layerCase.name, layerCase] as const))(
      '%s',
      async (_, layerCase) => {
        expect(tf.getBackend()).toBe(backend);
        const tensorsBefore = tf.memory().numTensors;
        const distances = await checkLayer(layerCase);
        expect(gpuErrors.splice(0)).toEqual([]);
        const wrong = Object.entries(distances).filter(([, distance]) => !(distance <= 1e-3));
        expect(Object.fromEntries(wrong)).toEqual({});
        expect(tf.memory().numTensors).toBe(tensorsBefore);
      },
    );
  });
}
