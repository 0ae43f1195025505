import { defineLayer } from '../layerType';
import { poolingParameters, poolingPicture, poolingSummary, poolingWindow } from '../pooling';
import { slidingReceptiveField, slidingShape } from '../slidingWindow';

export const maxPooling2d = defineLayer({
  className: 'MaxPooling2D',
  family: 'pooling',
  inputs: { min: 1, max: 1 },
  parameters: poolingParameters,
  outputShape: (inputShapes, layer) =>
    slidingShape(inputShapes, poolingWindow(layer), { layer: 'MaxPooling2D', window: 'pooling window' }),
  weights: () => [],
  nonLinear: () => true,
  operations: () => 0,
  receptiveField: (inputShapes, layer) => slidingReceptiveField(inputShapes, poolingWindow(layer)),
  explanation:
    'Makes each feature map smaller by keeping only the strongest value of every window. What was found stays, where exactly is ' +
    'forgotten: the network minds small shifts less, and the layers after it have less to compute.',
  picture: (layer) => poolingPicture(layer, 'max'),
  views: ['featureMaps', 'poolingWinners', 'arithmetic'],
  summary: poolingSummary,
  kerasConstants: { data_format: 'channels_last' },
});
