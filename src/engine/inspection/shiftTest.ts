/** The shift test: the formulas are at its answer, in `protocol/shiftTest.ts`. */
import * as tf from '@tensorflow/tfjs';
import { infer } from '../../network/inference';
import { layerType } from '../../network/layers';
import type { NetworkModel } from '../model/networkModel';
import type { LayerShift, Shift, ShiftTestQuery } from '../protocol/shiftTest';
import { passTo, probeOf, readTogether } from './inspected';
import type { Inspection, InspectionContext } from './inspections';

/** Of one shift. */
export const shiftTest: Inspection<'shiftTest'> = (context, query) => answer(context, query);
/** Of a family of shifts: a kind of its own, so that a question about another single one does not take its place. */
export const shiftFamily: Inspection<'shiftFamily'> = (context, query) => answer(context, query);

interface Asked {
  readonly layerId: string;
  readonly symbolic: tf.SymbolicTensor;
  readonly stride: readonly [number, number] | null;
}

async function answer(context: InspectionContext, { shifts }: ShiftTestQuery) {
  const { network } = context;
  const layers = layersOf(network);
  // A layer may hand on what another made (Dropout): tfjs takes each output only once.
  const wanted = [...new Map(layers.map(({ symbolic }) => [symbolic.name, symbolic])).values()];
  const measured: (readonly Measured[])[] = [];
  for (const shift of shifts) {
    const [sums = new Float32Array()] = await readTogether(() => {
      const picture = probeOf(context);
      const pair = tf.concat([picture, shiftedPicture(picture, shift)]);
      const outputs = passTo(network, wanted, pair);
      const byName = new Map(wanted.map(({ name }, index) => [name, outputs[index] as tf.Tensor]));
      return [
        tf.stack(
          layers.flatMap(({ symbolic, stride }) => {
            const output = byName.get(symbolic.name) as tf.Tensor;
            const isLast = symbolic === network.model.outputs[0];
            return measures(isLast ? tf.softmax(output as tf.Tensor2D) : output, movedBy(shift, stride));
          }),
        ),
      ];
    });
    measured.push(
      layers.map((_, index) => ({
        change: ratio(sums[index * 4], sums[index * 4 + 1]),
        movedChange: ratio(sums[index * 4 + 2], sums[index * 4 + 3]),
      })),
    );
    await context.proceed();
  }
  return {
    shifts,
    layers: layers.map(({ layerId, stride }, index): LayerShift => {
      const of = (measure: keyof Measured) => measured.map((each) => each[index]?.[measure] ?? null);
      return { layerId, stride, change: of('change'), movedChange: of('movedChange') };
    }),
  };
}

interface Measured {
  readonly change: number | null;
  readonly movedChange: number | null;
}

/** In topological order, without the input. */
function layersOf(network: NetworkModel): readonly Asked[] {
  const { nodes, order } = infer(network.network);
  const types = new Map(network.network.nodes.map(({ id, type }) => [id, layerType(type)]));
  return order
    .filter((id) => types.get(id)?.family !== 'input')
    .map((layerId) => {
      const facts = nodes.get(layerId);
      const placed = facts?.outputShape?.length === 3 ? (facts.receptiveField?.stride ?? null) : null;
      return { layerId, symbolic: network.layer(layerId).output as tf.SymbolicTensor, stride: placed };
    });
}

/** A picture [1, height, width, channels] moved; a pixel that comes in from beyond the border repeats the nearest one. */
export function shiftedPicture(picture: tf.Tensor4D, [dx, dy]: Shift): tf.Tensor4D {
  return alongAxis(alongAxis(picture, 1, dy), 2, dx);
}

function alongAxis(picture: tf.Tensor4D, axis: 1 | 2, by: number): tf.Tensor4D {
  if (by === 0) return picture;
  const length = picture.shape[axis];
  const from = Array.from({ length }, (_, at) => Math.min(length - 1, Math.max(0, at - by)));
  return tf.gather(picture, tf.tensor1d(from, 'int32'), axis);
}

/** By how many cells a map moves with the picture, [rows, columns]; `null` where that is no whole number. */
function movedBy([dx, dy]: Shift, stride: Asked['stride']): readonly [number, number] | null {
  if (stride === null) return null;
  const cells = [dy / stride[0], dx / stride[1]] as const;
  // Strides behind enlarging layers are quotients.
  const whole = cells.every((each) => Math.abs(each - Math.round(each)) < 1e-6);
  return whole ? [Math.round(cells[0]), Math.round(cells[1])] : null;
}

/**
 * Of a layer's output for the picture and the moved one, [2, …]: ‖difference‖ and ‖first‖, and the same of the cells that
 * have moved by `cells` inside the map; NaN where there are none.
 */
function measures(output: tf.Tensor, cells: readonly [number, number] | null): tf.Scalar[] {
  const [before, after] = tf.unstack(output) as [tf.Tensor, tf.Tensor];
  const nothing = tf.scalar(NaN);
  const whole = [length(tf.sub(after, before)), length(before)];
  if (cells === null) return [...whole, nothing, nothing];
  const [rows, columns] = cells;
  const [height = 0, width = 0, maps = 0] = before.shape;
  const size = [height - Math.abs(rows), width - Math.abs(columns), maps] as [number, number, number];
  if (size.some((each) => each <= 0)) return [...whole, nothing, nothing];
  const part = (map: tf.Tensor, down: number, right: number) =>
    tf.slice(map as tf.Tensor3D, [Math.max(0, down), Math.max(0, right), 0], size);
  const still = part(before, -rows, -columns);
  return [...whole, length(tf.sub(part(after, rows, columns), still)), length(still)];
}

/** The root of the sum of squares; scaled by the largest value, so that squares neither overflow nor vanish. */
function length(tensor: tf.Tensor): tf.Scalar {
  const largest = tf.max(tf.abs(tensor));
  return tf.mul(largest, tf.sqrt(tf.sum(tf.square(tf.divNoNan(tensor, largest)))));
}

function ratio(change = NaN, size = NaN): number | null {
  if (size === 0) return change === 0 ? 0 : null;
  return Number.isNaN(change / size) ? null : change / size;
}
