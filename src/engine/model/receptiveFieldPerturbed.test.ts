/**
 * The receptive field of a unit is what one finds by changing one pixel of the picture after the other and seeing which
 * units change: of random networks and of architectures with branches. What fed it is where its gradient is.
 */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { architectures } from '../../network/architectures';
import type { LayerNode, Network } from '../../network/graph';
import { infer } from '../../network/inference';
import type { LayerTypeName } from '../../network/layers';
import { contributors, unitReceptiveField, type CellRectangle } from '../../network/unitReceptiveField';
import { randomNetwork } from '../../network/verification/randomNetwork';
import { passTo } from '../inspection/inspected';
import { runLayers } from '../inspection/runLayers';
import { registerWasmKernels } from '../kernels/registerWasmKernels';
import { wasmInNode } from '../kernels/verification/wasmInNode';
import { registerLayers } from '../layers/registerLayers';
import { random } from '../random';
import { NetworkModel } from './networkModel';

beforeAll(async () => {
  registerLayers();
  wasmInNode();
  registerWasmKernels();
  await tf.setBackend('wasm');
});

/** Layers whose numbers can stand still though what they see changes: another that sees the same stands in for them. */
const hiding: readonly LayerTypeName[] = [
  'activation',
  'elu',
  'layerNormalization',
  'leakyRelu',
  'localResponseNormalization',
  'prelu',
  'relu',
  'rescaling',
  'softmax',
];
/** Where a gradient reaches only what wins. */
const smooth = {
  maxPooling2d: 'averagePooling2d',
  globalMaxPooling2d: 'globalAveragePooling2d',
  maximum: 'add',
} as const;

/** Which cells these make one of cannot be said exactly (`unitReceptiveField.ts`): there the field may be too large. */
const inexact: readonly LayerTypeName[] = ['permute', 'reshape'];
const isExact = (network: Network) => network.nodes.every(({ type }) => !inexact.includes(type));

/** The network with the same windows, in which every change of a positive picture shows in all that see it. */
function transparent(network: Network, others: Partial<Record<LayerTypeName, LayerTypeName>> = {}): Network {
  const { outputId } = infer(network);
  const clear = (node: LayerNode): LayerNode => {
    if (node.id === outputId) return node;
    if (hiding.includes(node.type))
      return { ...node, type: 'rescaling', parameters: { scale: 2, offset: 1 } };
    const linear = 'activation' in node.parameters ? { activation: 'linear' } : {};
    return {
      ...node,
      type: others[node.type] ?? node.type,
      parameters: { ...node.parameters, ...linear },
    };
  };
  return { ...network, nodes: network.nodes.map(clear) };
}

/** Built with positive weights that keep the size of the numbers, so that nothing cancels out. */
async function built(network: Network): Promise<NetworkModel> {
  const model = await NetworkModel.build(network, 1);
  const source = random(1, 7);
  tf.tidy(() => {
    for (const layer of model.model.layers) {
      layer.setWeights(
        layer.weights.map(({ shape, name }) => {
          const sizes = shape as number[];
          const size = sizes.reduce((product, axis) => product * axis, 1);
          const fanIn = sizes.length > 1 && !name.includes('alpha') ? size / (sizes.at(-1) ?? 1) : 1;
          if (name.includes('moving_mean')) return tf.zeros(sizes);
          return tf.tensor(
            Array.from({ length: size }, () => source.between(0.5, 1.5) / fanIn),
            sizes,
          );
        }),
      );
    }
  });
  return model;
}

type Pixel = readonly [row: number, column: number];

/** Pictures of ones, the first as it is, and in each of the others one pixel so much brighter. */
function pictures(
  { input: { height, width, channels } }: NetworkModel,
  pixels: readonly Pixel[],
  by: number,
) {
  const changes = tf.buffer<tf.Rank.R4>([pixels.length + 1, height, width, channels]);
  pixels.forEach(([row, column], index) => {
    for (let channel = 0; channel < channels; channel++) changes.set(by, index + 1, row, column, channel);
  });
  return tf.add<tf.Tensor4D>(changes.toTensor(), 1);
}

/** Of each pixel, whether changing it changes each cell of a layer, [pixel][row · width + column]. */
function changed(model: NetworkModel, layerIds: readonly string[], pixels: readonly Pixel[]): boolean[][][] {
  const wanted = layerIds.map((id) => model.layer(id).output as tf.SymbolicTensor);
  const seen = layerIds.map(() => pixels.map((): boolean[] => []));
  // A large change is not lost in the sum of many; a small one does not overflow where numbers are multiplied.
  for (const by of [1e2, 1e7]) {
    tf.tidy(() => {
      passTo(model, wanted, pictures(model, pixels, by)).forEach((output, at) => {
        const [first, ...others] = tf.unstack(output);
        others.forEach((other, pixel) => {
          const differs = tf.notEqual(other, first as tf.Tensor);
          const cells = differs.rank === 3 ? tf.any(differs, 2) : tf.any(differs);
          const known = seen[at]?.[pixel] ?? [];
          cells.dataSync().forEach((value, cell) => (known[cell] = known[cell] === true || value !== 0));
        });
      });
    });
  }
  return seen;
}

/** Around the pixels that are true. */
function rectangleAround(pixels: readonly Pixel[]): CellRectangle | null {
  if (pixels.length === 0) return null;
  const ends = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;
  return { rows: ends(pixels.map(([row]) => row)), columns: ends(pixels.map(([, column]) => column)) };
}

function isWithin(part: CellRectangle | null, whole: CellRectangle | null): boolean {
  if (part === null || whole === null) return part === null;
  return [
    [part.rows, whole.rows],
    [part.columns, whole.columns],
  ].every(([inner = [0, 0], outer = [0, 0]]) => inner[0] >= outer[0] && inner[1] <= outer[1]);
}

/** Layers of a network whose units can be looked at, without the input and the scores. */
function innerLayers(network: Network): readonly string[] {
  const { order, outputId } = infer(network);
  const scores = network.connections.find(({ to }) => to === outputId)?.from;
  return order.slice(1).filter((id) => id !== outputId && id !== scores);
}

function mapSize(network: Network, id: string): readonly [number, number] {
  const shape = infer(network).nodes.get(id)?.outputShape ?? [];
  const [height = 1, width = 1] = shape.length === 3 ? shape : [];
  return [height, width];
}

const place = fc.double({ min: 0, max: 0.999, noNaN: true });

test('fields equal those found by changing pixels, on random networks', { timeout: 120_000 }, async () => {
  let parts = 0;
  await fc.assert(
    fc.asyncProperty(
      randomNetwork(8),
      fc.array(fc.tuple(place, place, place), { minLength: 6, maxLength: 6 }),
      async (original, places) => {
        const network = transparent(original);
        const layers = innerLayers(network);
        if (layers.length === 0) return;
        const model = await built(network);
        const { height, width } = model.input;
        const pixels = Array.from({ length: height * width }, (_, index): Pixel => [
          Math.floor(index / width),
          index % width,
        ]);
        const looked = [...new Set(places.map(([which]) => layers[Math.floor(which * layers.length)] ?? ''))];
        const seen = changed(model, looked, pixels);
        for (const [which, down, across] of places) {
          const id = layers[Math.floor(which * layers.length)] ?? '';
          const [rows, columns] = mapSize(network, id);
          const [row, column] = [Math.floor(down * rows), Math.floor(across * columns)];
          const found = rectangleAround(
            pixels.filter((_, index) => seen[looked.indexOf(id)]?.[index]?.[row * columns + column] === true),
          );
          const { clipped } = unitReceptiveField(network, id, row, column);
          if (isExact(network)) expect(clipped).toEqual(found);
          else expect(isWithin(found, clipped)).toBe(true);
          const all = { rows: [0, height - 1], columns: [0, width - 1] };
          if (JSON.stringify(found) !== JSON.stringify(all)) parts++;
        }
        model.dispose();
      },
    ),
    { numRuns: 40 },
  );
  expect(parts).toBeGreaterThan(40);
});

test('nothing outside the field changes a unit, whatever the layers do', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(randomNetwork(8), place, place, place, async (network, which, down, across) => {
      const layers = innerLayers(network);
      const id = layers[Math.floor(which * layers.length)];
      if (id === undefined) return;
      const model = await NetworkModel.build(network, 5);
      const [rows, columns] = mapSize(network, id);
      const [row, column] = [Math.floor(down * rows), Math.floor(across * columns)];
      const { clipped } = unitReceptiveField(network, id, row, column);
      const { height, width } = model.input;
      const outside = Array.from({ length: height * width }, (_, index): Pixel => [
        Math.floor(index / width),
        index % width,
      ]).filter(([y, x]) => !isWithin({ rows: [y, y], columns: [x, x] }, clipped));
      for (const cells of changed(model, [id], outside)[0] ?? []) {
        expect(cells[row * columns + column]).toBe(false);
      }
      model.dispose();
    }),
    { numRuns: 40 },
  );
});

/** Units of playground sizes, by the label's place among the layers: a share of the way through the network. */
test.each([
  ['googlenet', 0.2],
  ['googlenet', 0.45],
  ['resnet18', 0.15],
  ['resnet18', 0.4],
  ['resnet50', 0.25],
  ['inception-v3', 0.15],
] as const)(
  'fields equal those found by changing pixels, in %s, %d of the way',
  { timeout: 60_000 },
  async (name, share) => {
    const architecture = architectures.find(({ id }) => id === name);
    const network = transparent(
      architecture?.sizes.playground([32, 32, 3], 2) ?? { nodes: [], connections: [], blocks: [] },
    );
    const layers = innerLayers(network);
    const id = layers[Math.floor(share * layers.length)] ?? '';
    const [rows, columns] = mapSize(network, id);
    const model = await built(network);
    for (const [row, column] of [
      [0, columns - 1],
      [Math.floor(rows / 2), Math.floor(columns / 3)],
    ] as const) {
      const { clipped } = unitReceptiveField(network, id, row, column);
      if (clipped === null) throw new Error(`${id} sees nothing`);
      const { rows: down, columns: across } = clipped;
      const along = ([first, last]: readonly [number, number]) =>
        Array.from({ length: last - first + 1 }, (_, index) => first + index);
      const sides: readonly (readonly Pixel[])[] = [
        ...down.map((y) => along(across).map((x): Pixel => [y, x])),
        ...across.map((x) => along(down).map((y): Pixel => [y, x])),
      ];
      const rim = [
        ...[down[0] - 1, down[1] + 1].flatMap((y) => along(across).map((x): Pixel => [y, x])),
        ...[across[0] - 1, across[1] + 1].flatMap((x) => along(down).map((y): Pixel => [y, x])),
      ].filter(([y, x]) => y >= 0 && x >= 0 && y < 32 && x < 32);
      const changes = (pixels: readonly Pixel[]) =>
        changed(model, [id], pixels)[0]?.map((cells) => cells[row * columns + column] === true) ?? [];
      // Each side has a pixel that counts, and next to the field there is none.
      for (const side of sides) expect(changes(side)).toContain(true);
      expect(changes(rim)).not.toContain(true);
    }
    model.dispose();
  },
);

test(
  'the cells that fed a unit are those its gradient reaches, layer by layer, on random networks',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(randomNetwork(8), place, place, place, async (original, which, down, across) => {
        const network = transparent(original, smooth);
        const layers = innerLayers(network);
        const id = layers[Math.floor(which * layers.length)];
        if (id === undefined) return;
        const [rows, columns] = mapSize(network, id);
        const [row, column] = [Math.floor(down * rows), Math.floor(across * columns)];
        const model = await built(network);
        const reached = reachedByGradient(model, id, row, column);
        const chain = new Map(
          contributors(network, id, row, column).map(({ layerId, rows: r, columns: c }) => [
            layerId,
            { rows: r, columns: c },
          ]),
        );
        for (const [layerId, found] of reached) {
          const told = chain.get(layerId) ?? null;
          if (isExact(network)) expect([layerId, told]).toEqual([layerId, found]);
          else expect(isWithin(found, told)).toBe(true);
        }
        model.dispose();
      }),
      { numRuns: 40 },
    );
  },
);

/** By layer, the rectangle around the cells on which a unit's gradient is not 0. */
function reachedByGradient(model: NetworkModel, id: string, row: number, column: number) {
  const { network, input } = model;
  const { order, nodes } = infer(network);
  const before = order.slice(0, order.indexOf(id) + 1);
  const shapes = before.map((each) => [1, ...(nodes.get(each)?.outputShape ?? [])]);
  const found = new Map<string, CellRectangle | null>();
  tf.tidy(() => {
    const picture = tf.ones<tf.Rank.R4>([1, input.height, input.width, input.channels]);
    const unit = (...added: tf.Tensor[]): tf.Scalar => {
      const kept: tf.Tensor[] = [];
      runLayers(model, picture, (each, output) => {
        const at = before.indexOf(each);
        if (at < 0) return output;
        const sum = tf.add(output, added[at] as tf.Tensor);
        if (each === id) kept.push(sum);
        return sum;
      });
      const [output] = kept as [tf.Tensor];
      const cell = tf.sum(output.rank === 4 ? tf.slice(output, [0, row, column, 0], [1, 1, 1, -1]) : output);
      // tfjs refuses what is on no way to the unit; there the gradient is 0.
      return tf.add(cell, tf.mul(0, tf.addN(added.map((each) => tf.sum(each)))));
    };
    tf.grads(unit)(shapes.map((shape) => tf.zeros(shape))).forEach((gradient, at) => {
      const width = gradient.rank === 4 ? (gradient.shape[2] ?? 1) : 1;
      const cells = gradient.rank === 4 ? tf.max(tf.abs(gradient), 3) : tf.max(tf.abs(gradient));
      const reached = [...cells.dataSync()].flatMap((value, index): Pixel[] =>
        value === 0 ? [] : [[Math.floor(index / width), index % width]],
      );
      found.set(before[at] ?? '', rectangleAround(reached));
    });
  });
  return found;
}
