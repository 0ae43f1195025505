/** Which pixels the gradient of one cell reaches is what its receptive field says. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { toTfjsModel } from '../../formats/tfjs/config';
import { chain } from '../../network/chain';
import { addLayer } from '../../network/edits';
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import type { ParameterValues } from '../../network/layerType';
import type { LayerTypeName } from '../../network/layers';
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

/** First and last row, first and last column of the picture that the middle cell of the output depends on. */
async function seenByMiddle(network: Network, cell: Pair): Promise<readonly [Pair, Pair]> {
  const model = await build(network);
  model.setWeights(model.getWeights().map((weight) => tf.onesLike(weight)));
  const seen = tf.tidy(() => {
    const output = (image: tf.Tensor) =>
      (model.apply(image) as tf.Tensor4D).slice([0, cell[0], cell[1], 0], [1, 1, 1, 1]).sum<tf.Scalar>();
    return tf
      .grad(output)(tf.zeros([1, ...picture, 1]))
      .squeeze([0, 3])
      .arraySync() as number[][];
  });
  model.dispose();
  const ends = (lines: readonly (readonly number[])[]): Pair => {
    const touched = lines.map((line) => line.some((gradient) => gradient > 0));
    return [touched.indexOf(true), touched.lastIndexOf(true)];
  };
  const columns = (seen[0] ?? []).map((_, column) => seen.map((row) => row[column] ?? 0));
  return [ends(seen), ends(columns)];
}

function networkOf(layers: readonly Layer[]): Network {
  return layers.reduce(
    (before, { type, parameters }) => addLayer(before, type, { parameters }),
    chain([['input', { height: picture[0], width: picture[1], channels: 1 }]]),
  );
}

/** The field of the last layer, and the cell in its middle, where no layer on the way meets its padding. */
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
          expect(seen[axis]).toEqual([start, start + field.size[axis] - 1]);
        }
      },
    ),
    { numRuns: 100 },
  );
});

const enlarging = fc.oneof(
  window.chain(({ size, padding }) =>
    fc.tuple(two, two).map((strides): Layer => {
      const parameters = { filters: 1, kernelSize: size, padding, strides, activation: 'linear' };
      return { type: 'conv2dTranspose', parameters };
    }),
  ),
  fc
    .record({ size: fc.tuple(two, two), interpolation: fc.constantFrom('nearest', 'bilinear') })
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
          expect(seen[axis][1] - seen[axis][0] + 1).toBeLessThanOrEqual(field.size[axis]);
        }
      },
    ),
    { numRuns: 60 },
  );
});
