import { defineLayer } from '../layerType';
import { poolingParameters, poolingPicture, poolingSummary, poolingWindow } from '../pooling';
import { slidingReceptiveField, slidingShape } from '../slidingWindow';

export const averagePooling2d = defineLayer({
  className: 'AveragePooling2D',
  family: 'pooling',
  inputs: { min: 1, max: 1 },
  parameters: poolingParameters,
  outputShape: (inputShapes, layer) =>
    slidingShape(inputShapes, poolingWindow(layer), { layer: 'AveragePooling2D', window: 'pooling window' }),
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: (inputShapes, layer) => slidingReceptiveField(inputShapes, poolingWindow(layer)),
  explanation:
    'Makes each feature map smaller by taking the average of every window. It is a gentler summary than the maximum: weak ' +
    'responses count too.',
  picture: (layer) => poolingPicture(layer, 'average'),
  views: ['featureMaps', 'arithmetic'],
  summary: poolingSummary,
  kerasConstants: { data_format: 'channels_last' },
});
