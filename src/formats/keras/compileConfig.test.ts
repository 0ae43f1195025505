import { describe, expect, it } from 'vitest';
import { trainingSettingsSchema } from '../../network/recipe';
import { compileConfigText } from './compileConfig';

const settings = (over: object) => trainingSettingsSchema.parse(over);

describe('the compile config', () => {
  it('writes numbers that Keras wants with a point with one', () => {
    const text = compileConfigText(settings({ optimizer: 'SGD', momentum: 0, learningRate: 1 }), 0);
    expect(text).toContain('"config":{"learning_rate":1.0}');
    expect(compileConfigText(settings({ optimizer: 'SGD', momentum: 0.9, learningRate: 0.5 }), 0)).toContain(
      '"config":{"learning_rate":0.5,"momentum":0.9}',
    );
  });

  it('stretches a falling rate over the steps of the run', () => {
    const text = compileConfigText(
      settings({ optimizer: 'Adam', learningRate: 2, learningRateSchedule: 'CosineDecay' }),
      40,
    );
    expect(JSON.parse(text)).toMatchObject({
      optimizer: {
        class_name: 'Adam',
        config: { learning_rate: { config: { initial_learning_rate: 2, decay_steps: 40 } } },
      },
    });
    expect(text).toContain('"initial_learning_rate":2.0,');
  });
});
