import { z } from 'zod';
import { activationNames, activationPicture } from '../activations';
import { defineLayer } from '../layerType';
import { choice } from '../parameter';
import { pointwise } from '../receptiveField';
import { soleInput } from '../shape';

export const activation = defineLayer({
  className: 'Activation',
  family: 'activation',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    activation: choice(activationNames, {
      label: 'Activation',
      help: 'The function that every value goes through.',
      default: 'relu',
    }),
  }),
  outputShape: (inputShapes) => ({ shape: soleInput(inputShapes) }),
  weights: () => [],
  nonLinear: () => true,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'Sends every value through a bent function, such as relu, which keeps what is positive and turns the rest to zero. Without ' +
    'such bends a network of any depth could only draw straight lines between classes.',
  picture: ({ activation: name }) => activationPicture(name),
  views: ['featureMaps', 'probabilities'],
  summary: ({ activation: name }) => name,
});
