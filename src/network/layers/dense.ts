import { z } from 'zod';
import { layerActivationNames } from '../activations';
import {
  biasParameters,
  biasWeights,
  initializerParameter,
  kernelWeight,
  penaltyParameters,
} from '../kernel';
import { defineLayer } from '../layerType';
import { choice, integer } from '../parameter';
import { activationText, counted, summaryOf } from '../parameterText';
import { formatShape, shapeSize, soleInput } from '../shape';

export const dense = defineLayer({
  className: 'Dense',
  family: 'core',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    units: integer({
      label: 'Units',
      help: 'How many numbers come out. In the last layer: one for each class.',
      min: 1,
      max: 65536,
      default: 64,
    }),
    activation: choice(layerActivationNames, {
      label: 'Activation',
      help: 'The function every result goes through; softmax in the last layer makes probabilities of them.',
      default: 'relu',
    }),
    ...biasParameters,
    kernelInitializer: initializerParameter('Kernel initializer'),
    ...penaltyParameters,
  }),
  // Keras would apply Dense to every cell's channels of a feature map; whoever puts it there means to flatten first.
  outputShape(inputShapes, { units }) {
    const shape = soleInput(inputShapes);
    if (shape.length !== 1) {
      return {
        problem: {
          message:
            `Dense reads a flat vector, but feature maps of ${formatShape(shape)} arrive. Put Flatten (or ` +
            `GlobalAveragePooling2D) before it.`,
          repair: 'insertFlattenBefore',
        },
      };
    }
    return { shape: [units] };
  },
  weights: (inputShapes, layer) => [
    kernelWeight('kernel', [shapeSize(soleInput(inputShapes)), layer.units], layer.kernelInitializer, layer),
    ...biasWeights(layer, layer.units),
  ],
  nonLinear: ({ activation }) => activation !== 'linear',
  operations: (inputShapes, { units }) => shapeSize(soleInput(inputShapes)) * units,
  receptiveField: () => null,
  explanation:
    'Every unit weighs everything that arrives and adds it up. After the convolutions have found features, Dense layers decide ' +
    'from all of them together; the last one, with softmax, gives a probability for each class.',
  picture: () => ({ kind: 'dense' }),
  views: ['featureMaps', 'filters', 'arithmetic', 'probabilities'],
  summary: ({ units, activation }) => summaryOf(counted(units, 'unit'), activationText(activation)),
  kerasRegularizers: ['kernel_regularizer'],
});
