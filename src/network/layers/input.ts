import { z } from 'zod';
import { defineLayer } from '../layerType';
import { choice, integer } from '../parameter';
import { formatSides } from '../parameterText';
import { pointwise } from '../receptiveField';

const side = { min: 1, max: 1024, default: 128 };

export const input = defineLayer({
  className: 'Input',
  configClassName: 'InputLayer',
  family: 'input',
  inputs: { min: 0, max: 0 },
  parameters: z.strictObject({
    height: integer({ label: 'Height', help: 'Rows of pixels of every image, after resizing.', ...side }),
    width: integer({ label: 'Width', help: 'Columns of pixels of every image, after resizing.', ...side }),
    channels: choice([1, 3], {
      label: 'Channels',
      help: '3 for colour (red, green, blue), 1 for greyscale.',
      default: 3,
    }),
  }),
  outputShape: (_, { height, width, channels }) => ({ shape: [height, width, channels] }),
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'Where images enter. Each one is resized to this height and width, and every pixel becomes one number from 0 to 1 ' +
    'per colour channel.',
  picture: ({ channels }) => ({ kind: 'image', channels }),
  views: ['featureMaps'],
  summary: ({ height, width, channels }) => formatSides([height, width, channels]),
  kerasRefusesTrainable: true,
  kerasConfig: ({ height, width, channels }) => ({
    batch_shape: [null, height, width, channels],
    sparse: false,
  }),
});
