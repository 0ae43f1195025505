import { expect, test } from 'vitest';
import { chain } from '../../network/chain';
import { infer } from '../../network/inference';
import { parametersText, receptiveFieldText, shapesText } from './layerFacts';

const network = chain([
  ['input', { height: 32, width: 32, channels: 3 }],
  ['conv2d', { filters: 8 }],
  ['maxPooling2d'],
  ['batchNormalization'],
  ['flatten'],
]);
const facts = [...infer(network).nodes.values()];
const [input, convolution, pooling, normalization, flat] = facts;

test('shapes of one input and of several', () => {
  expect(shapesText([[126, 126, 32]])).toBe('126 × 126 × 32');
  expect(shapesText([[8, 8, 4], null])).toBe('8 × 8 × 4, not known');
  expect(shapesText([])).toBe('none');
});

test('parameters say which are not trained', () => {
  expect(parametersText(convolution?.parameters ?? none)).toBe('224');
  expect(parametersText(normalization?.parameters ?? none)).toBe('32: 16 trainable, 16 not');
});

test('receptive fields say what they mean', () => {
  const text = (layer: (typeof facts)[number] | undefined) =>
    receptiveFieldText(layer ?? { outputShape: null, receptiveField: null }, [32, 32]);
  expect(text(input).value).toBe('1 × 1 pixel');
  expect(text(convolution)).toEqual({
    value: '3 × 3 pixels',
    meaning: 'Every cell sees a patch of this size; neighbours look 1 pixel apart.',
  });
  expect(text(pooling)).toEqual({
    value: '4 × 4 pixels',
    meaning: 'Every cell sees a patch of this size; neighbours look 2 pixels apart.',
  });
  expect(text(flat).value).toBe('the whole picture');
  expect(text(undefined).value).toBe('not known');
});

const none = { trainable: 0, nonTrainable: 0 };
