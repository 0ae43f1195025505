import { number } from '../parameter';

/** How slowly the moving statistics of a block's BatchNormalization layers follow the batches. */
export const momentumParameter = number({
  label: 'Momentum',
  help: 'How slowly the remembered mean and variance of its normalizations follow those of the batches. With few steps, use less (0.9).',
  min: 0,
  max: 0.999,
  step: 0.01,
  default: 0.99,
  primary: false,
});
