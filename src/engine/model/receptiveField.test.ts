/** Which pixels the gradient of one cell reaches is what its receptive field says. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { toTfjsModel } from '../../formats/tfjs/config';
import { chain, type LayerSpec } from '../../network/chain';
import { addLayer } from '../../network/edits';
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import type { ParameterValues } from '../../network/layerType';
import type { LayerTypeName } from '../../network/layers';
import { NetworkBuilder } from '../../network/networkBuilder';
import { unitReceptiveField } from '../../network/unitReceptiveField';
import { registerLayers } from '../layers/registerLayers';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

function build(network: Network): Promise<tf.LayersModel> {
  return tf.models.modelFromJSON(toTfjsModel(network).config as unknown as tf.io.ModelJSON);
}

type Pair = readonly [number, number];

interface Layer {
  readonly type: LayerTypeName;
  readonly parameters: ParameterValues;
}

const picture = [40, 37] as const;

/** A model of a network with all weights one: on a bright picture nothing cancels out. */
async function modelOf(network: Network): Promise<tf.LayersModel> {
  const model = await build(network);
  tf.tidy(() => model.setWeights(model.getWeights().map((weight) => tf.onesLike(weight))));
  return model;
}

/** First and last row, first and last column of the picture that a cell of the output depends on; `null` where on none. */
function pixelsSeen(model: tf.LayersModel, [row, column]: Pair): readonly [Pair, Pair] | null {
  const [, height = 1, width = 1] = model.inputs[0]?.shape ?? [];
  const seen = tf.tidy(() => {
    const cell = (image: tf.Tensor): tf.Scalar => {
      const output = model.apply(image) as tf.Tensor;
      return output.rank === 4 ? output.slice([0, row, column, 0], [1, 1, 1, -1]).sum() : output.sum();
    };
    const image = tf.ones([1, height ?? 1, width ?? 1, 1]);
    return tf.grad(cell)(image).squeeze([0, 3]).arraySync() as number[][];
  });
  const columns = (seen[0] ?? []).map((_, index) => seen.map((line) => line[index] ?? 0));
  const touched = [seen, columns].map((lines) =>
    lines.map((line) => line.some((gradient) => gradient !== 0)),
  );
  const [rowEnds, columnEnds] = touched.map((line): Pair => [line.indexOf(true), line.lastIndexOf(true)]);
  return rowEnds === undefined || columnEnds === undefined || rowEnds[0] < 0 ? null : [rowEnds, columnEnds];
}

/** What the middle cell of the output sees. */
async function seenByMiddle(network: Network, cell: Pair): Promise<readonly [Pair, Pair] | null> {
  const model = await modelOf(network);
  const seen = pixelsSeen(model, cell);
  model.dispose();
  return seen;
}

function networkOf(layers: readonly Layer[]): Network {
  return layers.reduce(
    (before, { type, parameters }) => addLayer(before, type, { parameters }),
    chain([['input', { height: picture[0], width: picture[1], channels: 1 }]]),
  );
}

/** The field of the last layer, and the cell in its middle. */
function middle(network: Network) {
  const { nodes, outputId } = infer(network);
  const { receptiveField, outputShape } = nodes.get(outputId ?? '') ?? {};
  const [rows, columns] = outputShape ?? [];
  if (!receptiveField || rows === undefined || columns === undefined) return null;
  return { field: receptiveField, cell: [Math.floor(rows / 2), Math.floor(columns / 2)] as const };
}

const two = fc.integer({ min: 1, max: 2 });
const window = fc.record({
  size: fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 })),
  padding: fc.constantFrom('valid', 'same'),
});
/** Strides or dilation, equal along both axes where a type asks for it. */
const motion = fc.record({ strides: two, dilationRate: two }).map(({ strides, dilationRate }) => ({
  strides: strides === 2 && dilationRate === 2 ? [1, 1] : [strides, strides],
  dilationRate: [dilationRate, dilationRate],
}));
const convolution = fc
  .record({
    type: fc.constantFrom('conv2d' as const, 'depthwiseConv2d' as const, 'separableConv2d' as const),
    window,
    motion,
  })
  .map(({ type, window: { size, padding }, motion: moving }): Layer => {
    const filters = type === 'depthwiseConv2d' ? {} : { filters: 1 };
    return { type, parameters: { ...filters, kernelSize: size, padding, activation: 'linear', ...moving } };
  });
const pooling = fc
  .record({ window, strides: fc.tuple(two, two) })
  .map(({ window: { size, padding }, strides }): Layer => ({
    type: 'averagePooling2d',
    parameters: { poolSize: size, padding, strides },
  }));
const rim = fc
  .record({
    pad: fc.boolean(),
    sides: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ pad, sides }): Layer =>
    pad
      ? { type: 'zeroPadding2d', parameters: { padding: sides } }
      : { type: 'cropping2d', parameters: { cropping: sides } },
  );

test('the gradient reaches just the pixels of the inferred receptive field', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(convolution, pooling, rim), { minLength: 1, maxLength: 3 }),
      async (layers) => {
        const network = networkOf(layers);
        const place = middle(network);
        if (place === null) return;
        const { field, cell } = place;
        const seen = await seenByMiddle(network, cell);
        for (const axis of [0, 1] as const) {
          const start = field.start[axis] + cell[axis] * field.stride[axis];
          const end = start + field.size[axis] - 1;
          // Wide fields reach over the rim even there.
          expect(seen?.[axis]).toEqual([Math.max(0, start), Math.min(picture[axis] - 1, end)]);
        }
      },
    ),
    { numRuns: 60 },
  );
});

const interpolation = fc.constantFrom('nearest', 'bilinear');
const enlarging = fc.oneof(
  fc.record({ window, strides: fc.tuple(two, two) }).map(({ window: { size, padding }, strides }): Layer => ({
    type: 'conv2dTranspose',
    parameters: { filters: 1, kernelSize: size, padding, strides, activation: 'linear' },
  })),
  fc
    .record({ size: fc.tuple(two, two), interpolation })
    .map((parameters): Layer => ({ type: 'upSampling2d', parameters })),
);

test('behind layers that enlarge the map no cell sees more pixels than the field has', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(enlarging, convolution), { minLength: 1, maxLength: 3 }),
      async (layers) => {
        const network = networkOf(layers);
        const place = middle(network);
        if (place === null) return;
        const { field, cell } = place;
        const seen = await seenByMiddle(network, cell);
        for (const axis of [0, 1] as const) {
          const [first, last] = seen?.[axis] ?? [0, -1];
          expect(last - first + 1).toBeLessThanOrEqual(field.size[axis]);
        }
      },
    ),
    { numRuns: 40 },
  );
});

/** Layers between which any cell may lie: gaps between stamps, windows that fall on padding alone, turned maps. */
const any = fc.oneof(
  convolution,
  pooling,
  rim,
  enlarging,
  fc
    .record({
      kernel: two,
      strides: fc.integer({ min: 2, max: 3 }),
      padding: fc.constantFrom('valid', 'same'),
    })
    .map(({ kernel, strides, padding }): Layer => ({
      type: 'conv2dTranspose',
      parameters: { filters: 1, kernelSize: [kernel, 1], strides: [strides, strides], padding },
    })),
  fc
    .record({
      height: fc.integer({ min: 1, max: 30 }),
      width: fc.integer({ min: 1, max: 30 }),
      interpolation,
    })
    .map((parameters): Layer => ({ type: 'resizing', parameters })),
  fc
    .shuffledSubarray([1, 2, 3], { minLength: 3 })
    .map((dims): Layer => ({ type: 'permute', parameters: { dims } })),
);

/** Sums the channels up and adds one, so that no factor of a product is zero. */
const oneChannel: LayerSpec = ['conv2d', { filters: 1, kernelSize: [1, 1], activation: 'linear' }];

/** Layers as code. Units are cells with all their channels, so channels are mixed before and after Permute moves them. */
function specsOf(layers: readonly Layer[]): readonly LayerSpec[] {
  const mixed: LayerSpec = ['conv2d', { filters: 2, kernelSize: [1, 1], activation: 'linear' }];
  return layers.flatMap(({ type, parameters }) => {
    const spec = [type, parameters] as LayerSpec;
    return type === 'permute' ? [mixed, spec, oneChannel] : [spec];
  });
}

interface Fork {
  readonly arms: readonly (readonly Layer[])[];
  readonly merge: 'add' | 'average' | 'concatenate' | 'multiply';
  readonly size: Pair;
  /** What makes an axis of the last arm 1, so that it goes with all rows or all cells of the others. */
  readonly gate: 'none' | 'row' | 'cell';
}

/** Paths that meet: each is brought to one size, from wherever it got to. */
const fork: fc.Arbitrary<Fork> = fc.record({
  arms: fc.array(fc.array(any, { maxLength: 2 }), { minLength: 2, maxLength: 3 }),
  merge: fc.constantFrom('add' as const, 'average' as const, 'concatenate' as const, 'multiply' as const),
  size: fc.tuple(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 2, max: 12 })),
  gate: fc.constantFrom('none' as const, 'row' as const, 'cell' as const),
});

function addFork(builder: NetworkBuilder, from: string, { arms, merge, size, gate }: Fork): string {
  const [height, width] = size;
  const gated = merge === 'concatenate' ? 'none' : gate;
  const ends = arms.map((layers, arm) => {
    const last = arm === arms.length - 1;
    const end = builder.line(from, ...specsOf(layers));
    if (last && gated === 'cell')
      return builder.line(
        end,
        ['globalAveragePooling2d'],
        ['reshape', { targetShape: [1, 1, -1] }],
        oneChannel,
      );
    return builder.line(
      end,
      ['resizing', { height: last && gated === 'row' ? 1 : height, width }],
      oneChannel,
    );
  });
  return builder.add(merge, {}, ...ends);
}

const randomNetwork = fc
  .record({
    size: fc.tuple(fc.integer({ min: 6, max: 16 }), fc.integer({ min: 6, max: 16 })),
    before: fc.array(any, { maxLength: 2 }),
    fork: fc.option(fork),
    after: fc.array(any, { maxLength: 2 }),
    end: fc.constantFrom('map', 'map', 'map', 'vector'),
  })
  .map(({ size: [height, width], before, fork: paths, after, end }): Network => {
    const builder = new NetworkBuilder();
    const input = builder.add('input', { height, width, channels: 1 });
    const forked = builder.line(input, ...specsOf(before));
    const merged = paths === null ? forked : addFork(builder, forked, paths);
    const last = builder.line(merged, ...specsOf(after));
    if (end === 'vector') builder.line(last, ['flatten'], ['dense', { units: 2, activation: 'linear' }]);
    return builder.network();
  })
  .filter((network) => [...infer(network).nodes.values()].every(({ outputShape }) => outputShape !== null));

/** Where a cell lies along an axis: at either end, or anywhere. */
const place = fc.oneof(fc.constant(0), fc.constant(0.999), fc.double({ min: 0, max: 0.999, noNaN: true }));

test('the gradient of any cell reaches just from the first to the last pixel that is said of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      randomNetwork,
      fc.array(fc.tuple(place, place), { minLength: 3, maxLength: 3 }),
      async (network, places) => {
        const { nodes, outputId } = infer(network);
        const id = outputId ?? '';
        const { outputShape, receptiveField: field } = nodes.get(id) ?? {};
        const [height, width] = outputShape?.length === 3 ? outputShape : [1, 1];
        if (height === undefined || width === undefined) return;
        const model = await modelOf(network);
        for (const [down, across] of places) {
          const cell = [Math.floor(down * height), Math.floor(across * width)] as const;
          const { clipped, unclipped } = unitReceptiveField(network, id, ...cell);
          expect(clipped === null ? null : [clipped.rows, clipped.columns]).toEqual(pixelsSeen(model, cell));
          if (!field) continue;
          for (const axis of [0, 1] as const) {
            const [first, last] = (axis === 0 ? unclipped?.rows : unclipped?.columns) ?? [0, -1];
            expect(last - first + 1).toBeLessThanOrEqual(field.size[axis]);
            if (field.turns !== undefined) continue;
            expect(first).toBe(field.start[axis] + cell[axis] * field.stride[axis]);
            expect(last).toBe(first + field.size[axis] - 1);
          }
        }
        model.dispose();
      },
    ),
    { numRuns: 60 },
  );
});
