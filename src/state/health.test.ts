import { expect, it } from 'vitest';
import { HEALTH_BINS, type Health } from '../engine/protocol/health';
import { healthTold } from './health';

it('tells training health as plain JSON, layers by their labels', () => {
  const counts = new Float32Array(HEALTH_BINS).fill(2);
  const histogram = { low: -1, high: 1, counts };
  const spread = {
    count: 80,
    notANumber: 0,
    infinite: 0,
    mean: 0,
    std: 1,
    min: -1,
    max: 1,
    norm: 9,
    histogram,
  };
  const layer = {
    layerId: 'conv2d-2',
    weights: spread,
    gradients: null,
    updateRatio: null,
    activations: spread,
    units: 4,
    deadUnits: 1,
  };
  const health: Health = {
    step: 3,
    sampledStep: 2,
    pictures: 32,
    layers: [layer],
    steps: [1, 2],
    series: [{ updateRatio: Float32Array.of(NaN, 0.5), gradientNorm: Float32Array.of(1, 2) }],
    chosen: [layer, layer],
  };
  const told = healthTold(health, () => 'Conv2D 1', []);
  expect(JSON.parse(JSON.stringify(told))).toEqual(told);
  expect(told).toMatchObject({
    step: 3,
    updateRatios: { 'Conv2D 1': [null, 0.5] },
    layers: [{ layer: 'Conv2D 1', units: 4, weights: { norm: 9, histogram: { low: -1 } } }],
  });
  expect(told.history).toHaveLength(2);
  expect(told.layers[0]?.weights?.histogram.counts).toEqual(Array.from(counts));
});
