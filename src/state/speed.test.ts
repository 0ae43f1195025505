import { describe, expect, it } from 'vitest';
import { emptyNetwork } from '../network/graph';
import type { Network } from '../network/graph';
import { epochEstimate, type EpochWork, type MeasuredSpeed } from './speed';

const network: Network = { ...emptyNetwork };
const measured: MeasuredSpeed = {
  imagesPerSecond: 100,
  backend: 'wasm',
  network,
  multiplyAdds: 2e6,
  batchSize: 32,
  steps: 20,
};
const work: EpochWork = {
  backend: 'wasm',
  network,
  multiplyAdds: 2e6,
  batchSize: 32,
  trainingImages: 420,
  validationImages: 180,
};

describe('the time of an epoch', () => {
  it('is that of its training steps, and a third as long for each picture it only validates on', () => {
    expect(epochEstimate(measured, work)).toEqual({ seconds: 4.8, exact: true });
  });

  it('grows with the multiply-adds of another network, and is not exact then', () => {
    const other = { ...work, network: { ...emptyNetwork }, multiplyAdds: 5e6 };
    expect(epochEstimate(measured, other)).toEqual({ seconds: 12, exact: false });
  });

  it('is not exact after one step, in which WebGPU compiles', () => {
    expect(epochEstimate({ ...measured, steps: 1 }, work)?.exact).toBe(false);
  });

  it('is not exact on batches of another size', () => {
    expect(epochEstimate(measured, { ...work, batchSize: 8 })?.exact).toBe(false);
  });

  it('is unknown before a step was measured, and on another backend', () => {
    expect(epochEstimate(null, work)).toBeNull();
    expect(epochEstimate(measured, { ...work, backend: 'webgpu' })).toBeNull();
    expect(epochEstimate(measured, { ...work, backend: null })).toBeNull();
  });

  it('is nothing to speak of without pictures or without a network', () => {
    expect(epochEstimate(measured, { ...work, trainingImages: 0 })).toBeNull();
    expect(epochEstimate(measured, { ...work, multiplyAdds: 0 })).toBeNull();
  });
});
