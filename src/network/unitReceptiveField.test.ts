/** Units whose fields can be worked out by hand; random ones are compared with gradients in `engine/model`. */
import { describe, expect, test } from 'vitest';
import { architectures } from './architectures';
import { chain, type LayerSpec } from './chain';
import { infer } from './inference';
import { NetworkBuilder } from './networkBuilder';
import { contributors, unitReceptiveField } from './unitReceptiveField';

const grey = (side: number): LayerSpec => ['input', { height: side, width: side, channels: 1 }];

/** Fields of a unit of the last layer. */
function lastUnit(layers: readonly LayerSpec[], row: number, column: number) {
  const network = chain(layers);
  return unitReceptiveField(network, network.nodes.at(-1)?.id ?? '', row, column);
}

const square = (first: number, last: number) => ({ rows: [first, last], columns: [first, last] });

describe('the field of a unit', () => {
  test('reaches into padding where the picture ends', () => {
    const layers: readonly LayerSpec[] = [
      grey(8),
      ['conv2d', { padding: 'same' }],
      ['maxPooling2d'],
      ['conv2d', { padding: 'same' }],
    ];
    // A corner sees pooled cells -1 to 1, which are convolved cells -2 to 3, which are pixels -3 to 4.
    expect(lastUnit(layers, 0, 0)).toEqual({ unclipped: square(-3, 4), clipped: square(0, 4) });
    expect(lastUnit(layers, 3, 3)).toEqual({ unclipped: square(3, 10), clipped: square(3, 7) });
  });

  test('with padding `same` and strides begins where the length of the map says', () => {
    const strided: LayerSpec = ['conv2d', { kernelSize: [3, 3], strides: [2, 2], padding: 'same' }];
    expect(lastUnit([grey(8), strided], 0, 0).unclipped).toEqual(square(0, 2));
    expect(lastUnit([grey(7), strided], 0, 0).unclipped).toEqual(square(-1, 1));
  });

  test('is nothing between the stamps of a transposed convolution', () => {
    const stamps: LayerSpec = ['conv2dTranspose', { kernelSize: [1, 1], strides: [2, 2] }];
    expect(lastUnit([grey(4), stamps], 2, 2)).toEqual({ unclipped: square(1, 1), clipped: square(1, 1) });
    expect(lastUnit([grey(4), stamps], 2, 3)).toEqual({ unclipped: null, clipped: null });
    // Dilated windows fall on gaps only, or on stamps only.
    const gaps: LayerSpec = ['conv2d', { kernelSize: [2, 2], dilationRate: [2, 2] }];
    expect(lastUnit([grey(4), stamps, gaps], 1, 1).unclipped).toBeNull();
    expect(lastUnit([grey(4), stamps, gaps], 2, 2).unclipped).toEqual(square(1, 2));
  });

  test('is no pixel where a unit sees padding alone', () => {
    const rim: LayerSpec = ['zeroPadding2d', { padding: [1, 0, 1, 0] }];
    expect(lastUnit([grey(4), rim], 0, 2)).toEqual({
      unclipped: { rows: [-1, -1], columns: [1, 1] },
      clipped: null,
    });
    // What is cropped and padded again lies in the picture, but under the padding.
    const crop: LayerSpec = ['cropping2d', { cropping: [1, 0, 1, 0] }];
    expect(lastUnit([grey(4), crop, rim], 0, 0)).toEqual({ unclipped: square(0, 0), clipped: null });
  });

  test('follows turned maps', () => {
    const network = chain([
      ['input', { height: 6, width: 9, channels: 3 }],
      ['conv2d', { kernelSize: [1, 3] }],
      ['permute', { dims: [2, 1, 3] }],
    ]);
    const id = network.nodes.at(-1)?.id ?? '';
    expect(unitReceptiveField(network, id, 4, 1).clipped).toEqual({ rows: [1, 1], columns: [4, 6] });
  });

  test('of a vector is all that the maps before it see', () => {
    const crop: LayerSpec = ['cropping2d', { cropping: [1, 2, 1, 2] }];
    const seen = square(1, 5);
    expect(lastUnit([grey(8), crop, ['flatten'], ['dense']], 0, 0).clipped).toEqual(seen);
    expect(lastUnit([grey(8), crop, ['globalMaxPooling2d']], 0, 0).clipped).toEqual(seen);
  });

  test('is refused where there is no such cell, or no map yet', () => {
    const network = chain([grey(4), ['conv2d', { kernelSize: [5, 5] }]]);
    const [input = '', convolution = ''] = network.nodes.map(({ id }) => id);
    expect(() => unitReceptiveField(network, input, 4, 0)).toThrow(
      'no cell at row 4, column 0 in a map of 4×4',
    );
    expect(() => unitReceptiveField(network, convolution, 0, 0)).toThrow('no output so far');
  });
});

test('contributors are the cells of every layer on all paths, from the input on', () => {
  const builder = new NetworkBuilder();
  const input = builder.add('input', { height: 8, width: 8, channels: 1 });
  const pool = builder.add('maxPooling2d', {}, input);
  const wide = builder.add('conv2d', { kernelSize: [3, 1], padding: 'same', filters: 1 }, pool);
  const flat = builder.add('conv2d', { kernelSize: [1, 3], padding: 'same', filters: 1 }, pool);
  const add = builder.add('add', {}, wide, flat);
  builder.add('flatten', {}, add);
  const four = { height: 4, width: 4 };
  expect(contributors(builder.network(), add, 0, 2)).toEqual([
    { layerId: input, rows: [0, 3], columns: [2, 7], height: 8, width: 8 },
    { layerId: pool, rows: [0, 1], columns: [1, 3], ...four },
    { layerId: wide, rows: [0, 0], columns: [2, 2], ...four },
    { layerId: flat, rows: [0, 0], columns: [2, 2], ...four },
    { layerId: add, rows: [0, 0], columns: [2, 2], ...four },
  ]);
});

test('a gate that weighs whole maps is fed by all of them, the maps beside it by one cell', () => {
  const builder = new NetworkBuilder();
  const input = builder.add('input', { height: 4, width: 4, channels: 3 });
  const maps = builder.add('relu', {}, input);
  const gate = builder.line(input, ['globalAveragePooling2d'], ['reshape', { targetShape: [1, 1, 3] }]);
  const scaled = builder.add('multiply', {}, maps, gate);
  const feeding = contributors(builder.network(), scaled, 1, 2);
  const of = (id: string) => feeding.find(({ layerId }) => layerId === id);
  expect(of(maps)).toMatchObject({ rows: [1, 1], columns: [2, 2] });
  expect(of(gate)).toMatchObject({ rows: [0, 0], columns: [0, 0], height: 1, width: 1 });
  expect(of(input)).toMatchObject({ rows: [0, 3], columns: [0, 3] });
});

test('behind a transposed convolution the size of the field is the most that a cell sees', () => {
  const network = chain([
    grey(12),
    ['conv2d', { kernelSize: [2, 2], strides: [2, 2] }],
    ['conv2dTranspose', { kernelSize: [2, 2], strides: [2, 1], padding: 'same' }],
    ['conv2dTranspose', { kernelSize: [2, 2], strides: [1, 1] }],
  ]);
  const { nodes, outputId } = infer(network);
  // Down, two neighbours lie under one stamp or two; across, each is under two stamps of its own: cells, each of 2 pixels.
  expect(nodes.get(outputId ?? '')?.receptiveField?.size).toEqual([4, 6]);
});

test('where paths of several strides meet, the size of the field is the most that a cell sees', () => {
  const builder = new NetworkBuilder();
  const input = builder.add('input', { height: 9, width: 9, channels: 1 });
  const strided = builder.add('conv2d', { kernelSize: [1, 1], strides: [2, 2] }, input);
  const wide = builder.add('conv2d', { kernelSize: [5, 5] }, input);
  const add = builder.add('add', {}, strided, wide);
  // Cell 4 sees pixel 8 on one way and pixels 4 to 8 on the other; a cell 5 would see pixels 5 to 10.
  expect(infer(builder.network()).nodes.get(add)?.receptiveField?.size).toEqual([5, 5]);
  const pair = builder.add('maxPooling2d', { strides: [1, 1] }, add);
  expect(infer(builder.network()).nodes.get(pair)?.receptiveField?.size).toEqual([6, 6]);
});

test.each(architectures.map(({ id, sizes }) => [id, sizes.paper()] as const))(
  'what is said of the middle cell of every map of %s is what is inferred',
  (_, network) => {
    for (const [id, { outputShape, receptiveField }] of infer(network).nodes) {
      const [height = 0, width = 0] = outputShape ?? [];
      if (receptiveField === null) continue;
      const { size, stride, start } = receptiveField;
      const [row, column] = [Math.floor(height / 2), Math.floor(width / 2)];
      const [top, left] = [start[0] + row * stride[0], start[1] + column * stride[1]];
      expect(unitReceptiveField(network, id, row, column).unclipped).toEqual({
        rows: [top, top + size[0] - 1],
        columns: [left, left + size[1] - 1],
      });
    }
  },
);
