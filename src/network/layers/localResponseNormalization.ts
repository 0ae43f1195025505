import { z } from 'zod';
import { defineLayer } from '../layerType';
import { integer, number } from '../parameter';
import { pointwise } from '../receptiveField';
import { featureMapProblem, soleInput } from '../shape';

/**
 * `x / (bias + alpha · Σ x²)^beta`, the sum over `depthRadius` channels to either side: tf.nn.local_response_normalization.
 * Defaults are AlexNet's (Krizhevsky et al. 2012, section 3.3): k = 2, n = 5, α = 1e-4, β = 0.75.
 */
export const localResponseNormalization = defineLayer({
  className: 'LocalResponseNormalization',
  family: 'normalization',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    depthRadius: integer({
      label: 'Depth radius',
      help: 'How many neighbouring channels to each side compete with a value.',
      min: 0,
      max: 64,
      default: 2,
    }),
    bias: number({
      label: 'Bias',
      help: 'Added to the sum of squares, so that weak responses stay as they are. k in the paper.',
      min: 0.001,
      max: 100,
      step: 0.5,
      default: 2,
      primary: false,
    }),
    alpha: number({
      label: 'Alpha',
      help: 'How strongly the neighbours count.',
      min: 0,
      max: 10,
      step: 0.0001,
      default: 0.0001,
      primary: false,
    }),
    beta: number({
      label: 'Beta',
      help: 'The power to which the sum is taken before a value is divided by it.',
      min: 0,
      max: 10,
      step: 0.05,
      default: 0.75,
      primary: false,
    }),
  }),
  outputShape(inputShapes) {
    const shape = soleInput(inputShapes);
    const problem = featureMapProblem('LocalResponseNormalization', shape);
    return problem === null ? { shape } : { problem };
  },
  weights: () => [],
  nonLinear: () => true,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'Divides each value by the strength of its neighbours in nearby channels, so that strong responses quieten weak ones beside ' +
    'them. AlexNet and GoogLeNet used it; batch normalization has replaced it since.',
  picture: () => ({ kind: 'normalize', over: 'neighbours' }),
  views: ['featureMaps'],
  summary: ({ depthRadius }) => `radius ${depthRadius}`,
  customPackage: 'Convoscope',
});
