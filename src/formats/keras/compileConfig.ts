/** How a model goes on training, as `compile_config` of a `.keras` file says it; only keys of Keras 3.0. */
import type { OptimizerName, TrainingSettings } from '../../network/recipe';

interface KerasObject {
  readonly module: string;
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly registered_name: null;
}

interface CompileConfig {
  readonly optimizer: KerasObject;
  /** Labels are class indices, as `image_dataset_from_directory` gives them by default. */
  readonly loss: 'sparse_categorical_crossentropy';
  readonly metrics: readonly ['accuracy'];
}

/** What `optimizer` takes besides its learning rate. */
const optimizerOptions: {
  readonly [Name in OptimizerName]: (settings: TrainingSettings) => Readonly<Record<string, number>>;
} = {
  SGD: ({ momentum }): Readonly<Record<string, number>> => (momentum === 0 ? {} : { momentum }),
  Adam: () => ({}),
  RMSprop: () => ({}),
  AdamW: ({ weightDecay }) => ({ weight_decay: weightDecay }),
};

/** `iterations`: steps of a whole run, which a schedule of the learning rate is stretched over. */
function compileConfig(settings: TrainingSettings, iterations: number): CompileConfig {
  const { optimizer, learningRate, learningRateSchedule } = settings;
  return {
    optimizer: {
      module: 'keras.optimizers',
      class_name: optimizer,
      config: {
        learning_rate:
          learningRateSchedule === 'constant' || iterations === 0
            ? learningRate
            : cosineDecay(learningRate, iterations),
        ...optimizerOptions[optimizer](settings),
      },
      registered_name: null,
    },
    loss: 'sparse_categorical_crossentropy',
    metrics: ['accuracy'],
  };
}

function cosineDecay(initialLearningRate: number, iterations: number): KerasObject {
  return {
    module: 'keras.optimizers.schedules',
    class_name: 'CosineDecay',
    config: { initial_learning_rate: initialLearningRate, decay_steps: iterations },
    registered_name: null,
  };
}

/** As JSON. JSON knows one kind of number, but Keras refuses a learning rate of 1 that is not 1.0. */
export function compileConfigText(settings: TrainingSettings, iterations: number): string {
  return JSON.stringify(compileConfig(settings, iterations)).replaceAll(
    /("(?:initial_)?learning_rate":\d+)(?=[,}])/g,
    '$1.0',
  );
}
