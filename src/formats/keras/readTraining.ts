/** How a Keras file goes on training, as settings here. */
import { optimizerNames, type TrainingSettings } from '../../network/recipe';
import { isObject, type JsonObject } from '../json';

/**
 * Optimizer and learning rate out of a `compile_config` or `training_config`; nothing where the optimizer has no counterpart.
 * Unchecked: numbers may lie outside of what the settings take.
 */
export function trainingOf(compiled: unknown): Partial<TrainingSettings> {
  const given = isObject(compiled) ? (compiled.optimizer ?? compiled.optimizer_config) : null;
  const className = isObject(given) ? given.class_name : given;
  const optimizer = optimizerNames.find(
    (name) => typeof className === 'string' && name.toLowerCase() === className.toLowerCase(),
  );
  if (optimizer === undefined) return {};
  const config: JsonObject = isObject(given) && isObject(given.config) ? given.config : {};
  const learningRate = numberOf(config.learning_rate) ?? scheduled(config.learning_rate);
  const momentum = numberOf(config.momentum);
  const weightDecay = numberOf(config.weight_decay);
  return {
    optimizer,
    ...(learningRate === null ? {} : { learningRate }),
    ...(momentum === null || optimizer !== 'SGD' ? {} : { momentum }),
    ...(weightDecay === null || optimizer !== 'AdamW' ? {} : { weightDecay }),
  };
}

/** Where a schedule begins. */
function scheduled(rate: unknown): number | null {
  const config = isObject(rate) && isObject(rate.config) ? rate.config : {};
  return numberOf(config.initial_learning_rate);
}

/** Keras stores numbers in float32: 0.001 comes back as 0.0010000000474974513. */
function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
}
