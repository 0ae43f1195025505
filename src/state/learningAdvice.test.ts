import { describe, expect, it } from 'vitest';
import type { EpochPoint } from '../engine/protocol';
import { articleSettings } from '../network/recipe';
import { learningAdvice } from './learningAdvice';

const epoch = (loss: number): EpochPoint => ({
  epoch: 10,
  step: 150,
  loss,
  accuracy: 0.5,
  validationLoss: null,
  validationAccuracy: null,
  durationMs: 1,
});

describe('learningAdvice', () => {
  it('says nothing of a network that learns, or before the first epoch', () => {
    expect(learningAdvice([epoch(0.4)], 2, articleSettings)).toBeNull();
    expect(learningAdvice([], 2, articleSettings)).toBeNull();
    // ln 10 = 2.303: a loss of 1 is good with ten classes and poor with two.
    expect(learningAdvice([epoch(1)], 10, articleSettings)).toBeNull();
    expect(learningAdvice([epoch(1)], 2, articleSettings)).not.toBeNull();
  });

  it('proposes smaller steps when the loss is worse than that of guessing', () => {
    const settings = { ...articleSettings, learningRate: 10 };
    const advice = learningAdvice([epoch(2.21)], 2, settings);
    expect(advice?.message).toContain('Reset the weights');
    expect(advice?.settings).toEqual({ ...settings, learningRate: 1 });
    expect(learningAdvice([epoch(0.75)], 2, settings)?.message).not.toContain('Reset the weights');
  });

  it('proposes Adam after SGD, and more epochs after that', () => {
    const first = learningAdvice([epoch(0.692)], 2, articleSettings);
    expect(first?.message).toContain('0.692');
    expect(first?.settings).toMatchObject({ optimizer: 'Adam', learningRate: 0.001, epochs: 10 });
    expect(learningAdvice([epoch(0.692)], 2, first?.settings ?? articleSettings)?.settings.epochs).toBe(30);
  });

  it('proposes the usual learning rate where Adam ran with that of SGD', () => {
    const settings = { ...articleSettings, optimizer: 'Adam', learningRate: 0.01 } as const;
    const advice = learningAdvice([epoch(0.693)], 2, settings);
    expect(advice?.message).toContain('Reset the weights');
    expect(advice?.settings).toEqual({ ...settings, learningRate: 0.001 });
  });
});
