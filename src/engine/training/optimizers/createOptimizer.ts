import type { TrainingSettings } from '../../../network/recipe';
import { Adam } from './adam';
import { RmsProp } from './rmsprop';
import { Sgd } from './sgd';
import type { TrainingOptimizer } from './trainingOptimizer';

export type { TrainingOptimizer };

/** The optimizer that the settings name, with Keras 3's formulas and defaults for all they do not say. */
export function createOptimizer(settings: TrainingSettings): TrainingOptimizer {
  const { learningRate } = settings;
  switch (settings.optimizer) {
    case 'SGD':
      return new Sgd(learningRate, settings.momentum);
    case 'Adam':
      return new Adam(learningRate);
    case 'AdamW':
      return new Adam(learningRate, settings.weightDecay);
    case 'RMSprop':
      return new RmsProp(learningRate);
    default:
      throw new Error(`There is no optimizer ${String(settings.optimizer satisfies never)}.`);
  }
}
