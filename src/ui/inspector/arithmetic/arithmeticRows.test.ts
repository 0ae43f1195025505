import { expect, it } from 'vitest';
import { csvOf } from '../../shared/saveFile';
import { arithmeticRows } from './arithmeticRows';

const result = { sum: 5, bias: -1, preActivation: 4, activation: 'relu', value: 4 };
const term = { channel: 2, values: [[1, 2]], kernel: [[3, 1]], products: [[3, 2]], sum: 5 };
const window = {
  rows: [0],
  columns: [-1, 0],
  inputHeight: 4,
  inputWidth: 4,
  strides: [1, 1],
  dilation: [1, 1],
  rim: [0, 0, 1, 1],
} as const;

/** As it is saved, by lines. */
function saved(answer: Parameters<typeof arithmeticRows>[0]): readonly string[] {
  return csvOf(arithmeticRows(answer)).trimEnd().split('\n');
}

it('writes every product of a convolution, and what they add up to', () => {
  expect(saved({ kind: 'convolution', window, channels: [term], ...result })).toEqual([
    'channel,row,column,value,kernel,product',
    '2,0,-1,1,3,3',
    '2,0,0,2,1,2',
    'sum,,,,,5',
    'bias,,,,,-1',
    'relu,,,,,4',
  ]);
});

it('writes both stages of a separable convolution', () => {
  const terms = [{ ...term, filter: 1, weight: 2, product: 10 }];
  expect(
    saved({ kind: 'separableConvolution', window, terms, ...result, sum: 10, bias: null, value: 10 }),
  ).toEqual([
    'channel,kernel of the channel,row,column,value,kernel,product',
    '2,1,0,-1,1,3,3',
    '2,1,0,0,2,1,2',
    '"sum, weight, product",2,1,,5,2,10',
    'sum,,,,,,10',
    'relu,,,,,,10',
  ]);
});

it('writes which entry of the kernel a transposed convolution lays where', () => {
  expect(
    saved({
      kind: 'transposedConvolution',
      cells: { rows: [0], columns: [0, 1], inputHeight: 1, inputWidth: 2 },
      kernelRows: [0],
      kernelColumns: [2, 0],
      kernelSize: [1, 3],
      strides: [1, 2],
      channels: [term],
      ...result,
    }).slice(0, 3),
  ).toEqual([
    'channel,row,column,kernel row,kernel column,value,kernel,product',
    '2,0,0,0,2,1,3,3',
    '2,0,1,0,0,2,1,2',
  ]);
});

it('writes the inputs and weights of a Dense unit', () => {
  expect(saved({ kind: 'dense', inputs: [2, 3], weights: [0.5, -1], ...result, sum: -2 })).toEqual([
    'input,value,weight,product',
    '0,2,0.5,1',
    '1,3,-1,-3',
    'sum,,,-2',
    'bias,,,-1',
    'relu,,,4',
  ]);
});

it('writes what lies under a pooling window, and what is padding', () => {
  expect(
    saved({
      kind: 'pooling',
      mode: 'average',
      window,
      values: [[null, 3]],
      winner: null,
      max: 3,
      average: 3,
      value: 3,
    }),
  ).toEqual(['row,column,value', '0,-1,padding', '0,0,3', 'max,,3', 'average,,3', 'in the map (average),,3']);
});
