import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { articleCnn } from '../../network/architectures/articleCnn';
import { chain } from '../../network/chain';
import { connect } from '../../network/connecting';
import { addLayer, removeNode } from '../../network/edits';
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import type { ParameterControl, ParameterValue, ParameterValues, WeightSpec } from '../../network/layerType';
import { layerType, layerTypeNames, type LayerTypeName } from '../../network/layers';
import { parametersOf } from '../../network/parameter';
import { shapeSize } from '../../network/shape';
import { toTfjsModel } from './config';

/** What the engine registers in earnest: only shapes matter here. */
class LeakyRelu extends tf.serialization.Serializable {
  static readonly className = 'leakyRelu';
  getConfig() {
    return {};
  }
  apply(x: tf.Tensor) {
    return tf.leakyRelu(x, 0.2);
  }
}

beforeAll(async () => {
  tf.serialization.registerClass(LeakyRelu);
  await tf.setBackend('cpu');
});

/** Small enough values of a parameter, that tfjs may be built with many times. */
function valueOf(control: ParameterControl): fc.Arbitrary<ParameterValue> {
  switch (control.kind) {
    case 'integer':
      return fc.integer({ min: control.min, max: Math.min(control.max, 12) });
    case 'number':
      return fc.double({ min: control.min, max: control.max, noNaN: true });
    case 'pair': {
      const side = fc.integer({ min: control.min, max: Math.min(control.max, 4) });
      return fc.tuple(side, side);
    }
    case 'choice':
      return fc.constantFrom(...control.options);
    case 'toggle':
      return fc.boolean();
  }
}

function parametersArbitrary(type: LayerTypeName): fc.Arbitrary<ParameterValues> {
  const parameters = parametersOf(layerType(type).parameters);
  return fc.record(Object.fromEntries(parameters.map(({ name, meta }) => [name, valueOf(meta.control)])));
}

/** A layer to append, and for merging layers where the second input comes from. */
const step = fc
  .constantFrom(...layerTypeNames.filter((type) => type !== 'input'))
  .chain((type) =>
    fc.record({ type: fc.constant(type), parameters: parametersArbitrary(type), from: fc.nat() }),
  );

/** Networks that tfjs can build: steps that do not fit are left out. */
const buildable = fc
  .record({ input: parametersArbitrary('input'), steps: fc.array(step, { minLength: 1, maxLength: 14 }) })
  .map(({ input, steps }) =>
    steps.reduce(
      (network, { type, parameters, from }) => {
        const next = addLayer(network, type, { parameters });
        const added = next.nodes.at(-1)?.id ?? '';
        const source = network.nodes[from % network.nodes.length]?.id ?? '';
        const already = next.connections.some(
          (connection) => connection.from === source && connection.to === added,
        );
        if (layerType(type).inputs.max > 1 && already) return network;
        const joined = layerType(type).inputs.max > 1 ? connect(next, source, added) : next;
        const shape = infer(joined).nodes.get(added)?.outputShape ?? null;
        return shape !== null && shapeSize(shape) < 20_000 ? joined : network;
      },
      addLayer({ nodes: [], connections: [], blocks: [] }, 'input', { parameters: input }),
    ),
  );

async function build(network: Network) {
  const { config, layerNameOf } = toTfjsModel(network);
  const model = await tf.models.modelFromJSON(config as unknown as tf.io.ModelJSON);
  return { model, layerOf: (id: string) => model.getLayer(layerNameOf.get(id) ?? '') };
}

function specOf(weight: tf.LayerVariable): Omit<WeightSpec, 'initializer'> {
  return {
    name: weight.originalName.split('/').at(-1) ?? '',
    shape: weight.shape as number[],
    trainable: weight.trainable,
  };
}

describe('toTfjsModel', () => {
  test('tfjs computes the shapes, weights and counts that were inferred', async () => {
    await fc.assert(
      fc.asyncProperty(buildable, async (network) => {
        const inference = infer(network);
        const { model, layerOf } = await build(network);
        try {
          for (const [id, { outputShape, weights, parameters }] of inference.nodes) {
            const layer = layerOf(id);
            expect(layer.outputShape).toEqual([null, ...(outputShape ?? [])]);
            expect(layer.weights.map(specOf)).toEqual(
              weights.map(({ name, shape, trainable }) => ({ name, shape, trainable })),
            );
            expect(layer.countParams()).toBe(parameters.trainable + parameters.nonTrainable);
          }
          expect(model.countParams()).toBe(inference.totals.parameters);
        } finally {
          model.dispose();
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('what tfjs really outputs has the inferred shape', async () => {
    await fc.assert(
      fc.asyncProperty(buildable, async (network) => {
        const { nodes, outputId } = infer(network);
        const { model } = await build(network);
        const [, ...shape] = model.inputs[0]?.shape ?? [];
        const output = tf.tidy(
          () => (model.predict(tf.zeros([2, ...(shape as number[])])) as tf.Tensor).shape,
        );
        model.dispose();
        expect(output).toEqual([2, ...(nodes.get(outputId ?? '')?.outputShape ?? [])]);
      }),
      { numRuns: 40 },
    );
  });

  test('the gradient reaches just the pixels of the inferred receptive field', async () => {
    const sliding = fc.record({
      type: fc.constantFrom('conv2d' as const, 'averagePooling2d' as const),
      size: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
      strides: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
      padding: fc.constantFrom('valid', 'same'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(sliding, { minLength: 1, maxLength: 3 }), async (layers) => {
        const size = [40, 37] as const;
        const network = layers.reduce(
          (before, { type, size: window, strides, padding }) => {
            const own =
              type === 'conv2d'
                ? { filters: 1, kernelSize: window, activation: 'linear' }
                : { poolSize: window };
            return addLayer(before, type, { parameters: { ...own, strides, padding } });
          },
          chain([['input', { height: size[0], width: size[1], channels: 1 }]]),
        );
        const { nodes, outputId } = infer(network);
        const facts = nodes.get(outputId ?? '');
        const field = facts?.receptiveField;
        const [rows, columns] = facts?.outputShape ?? [];
        // A stride wider than its window leaves pixels unseen inside the field.
        fc.pre(
          layers.every(({ size: window, strides }) => window[0] >= strides[0] && window[1] >= strides[1]),
        );
        if (field === null || field === undefined || rows === undefined || columns === undefined) return;
        // In the middle, where no layer on the way meets its padding.
        const cell = [Math.floor(rows / 2), Math.floor(columns / 2)] as const;
        const { model } = await build(network);
        model.setWeights(model.getWeights().map((weight) => tf.onesLike(weight)));
        const seen = tf.tidy(() => {
          const output = (image: tf.Tensor) =>
            (model.apply(image) as tf.Tensor4D)
              .slice([0, cell[0], cell[1], 0], [1, 1, 1, 1])
              .sum<tf.Scalar>();
          return tf
            .grad(output)(tf.zeros([1, size[0], size[1], 1]))
            .squeeze([0, 3])
            .arraySync() as number[][];
        });
        model.dispose();
        const reached = (axis: 0 | 1) => {
          const lines =
            axis === 0 ? seen : (seen[0] ?? []).map((_, column) => seen.map((row) => row[column] ?? 0));
          const touched = lines.map((line) => line.some((gradient) => gradient > 0));
          return [touched.indexOf(true), touched.lastIndexOf(true)];
        };
        for (const axis of [0, 1] as const) {
          const start = field.start[axis] + cell[axis] * field.stride[axis];
          const end = start + field.size[axis] - 1;
          expect(reached(axis)).toEqual([start, end]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("the article's network", async () => {
    const network = articleCnn.sizes.paper();
    const { model } = await build(network);
    expect(model.countParams()).toBe(13_070_658);
    expect(model.layers.map(({ outputShape }) => outputShape[1])).toEqual([
      128, 126, 63, 61, 30, 28, 14, 25088, 512, 512, 256, 2,
    ]);
    model.dispose();
  });

  test('ends at the logits, and starts from zeros', async () => {
    const network = chain([
      ['input', { height: 2, width: 1, channels: 1 }],
      ['flatten'],
      ['dense', { units: 2, activation: 'softmax' }],
    ]);
    const { model, layerOf } = await build(network);
    const dense = layerOf(network.nodes.at(-1)?.id ?? '');
    expect(dense.getWeights().map((weight) => [...weight.dataSync()])).toEqual([
      [0, 0, 0, 0],
      [0, 0],
    ]);
    dense.setWeights([tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor1d([10, 20])]);
    const logits = model.predict(tf.tensor4d([1, 1], [1, 2, 1, 1])) as tf.Tensor;
    expect([...logits.dataSync()]).toEqual([14, 26]);
    model.dispose();
  });

  test('removing one branch of two leaves a layer added to itself', async () => {
    const trunk = chain([
      ['input', { height: 1, width: 2, channels: 1 }],
      ['activation', { activation: 'relu' }],
      ['add'],
    ]);
    const [input, activation, add] = trunk.nodes.map(({ id }) => id);
    const doubled = removeNode(connect(trunk, input ?? '', add ?? ''), activation ?? '');
    const { model } = await build(doubled);
    const sum = model.predict(tf.tensor4d([3, 5], [1, 1, 2, 1])) as tf.Tensor;
    expect([...sum.dataSync()]).toEqual([6, 10]);
    model.dispose();
  });
});
