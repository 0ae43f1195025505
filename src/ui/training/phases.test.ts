import { describe, expect, it } from 'vitest';
import { paceText, positionText, runFraction } from './phases';
import type { TrainingStatus } from '../../engine/protocol';

const running: TrainingStatus = {
  phase: 'running',
  epoch: 2,
  epochs: 4,
  step: 10,
  stepsPerEpoch: 20,
  imagesPerSecond: 120.4,
  secondsLeft: 185,
  backend: 'wasm',
};

describe('a run in words', () => {
  it('says where it stands and how fast it goes', () => {
    expect(positionText(running)).toBe('epoch 2 of 4 · step 10 of 20');
    expect(paceText(running)).toBe('120 images/s · 3 min 05 s left · WASM');
    expect(runFraction(running)).toBe(0.375);
  });

  it('counts epochs from 1 from the start', () => {
    expect(positionText({ ...running, epoch: 0, step: 0 })).toBe('epoch 1 of 4 · step 0 of 20');
  });

  it('says when it is paused and when it is finished', () => {
    expect(positionText({ ...running, phase: 'paused' })).toBe('paused · epoch 2 of 4 · step 10 of 20');
    const finished: TrainingStatus = { ...running, phase: 'finished', epoch: 4, secondsLeft: null };
    expect(positionText(finished)).toBe('finished · epoch 4 of 4');
    expect(paceText(finished)).toBe('120 images/s · WASM');
    expect(runFraction(finished)).toBe(1);
  });

  it('has nothing to say before the first run', () => {
    expect(positionText(null)).toBeNull();
    expect(paceText({ ...running, phase: 'idle' })).toBeNull();
    expect(runFraction(null)).toBe(0);
  });
});
