/** What the network knows of a layer whose numbers are taken apart, without computing, and where its windows lie. */
import { infer } from '../../network/inference';
import type { LayerPicture } from '../../network/layerPicture';
import type { Axis, KernelAxes, ReceptiveFieldStep, Shape } from '../../network/layerType';
import { layerType } from '../../network/layers';
import { EngineError } from '../failure';
import type { NetworkModel } from '../model/networkModel';
import type { ArithmeticQuery, Window } from '../protocol/arithmetic';

export interface ArithmeticLayer {
  readonly name: string;
  readonly picture: LayerPicture;
  readonly activation: string;
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  /** `null` where every output sees the whole input. */
  readonly step: ReceptiveFieldStep | null;
  readonly axes: KernelAxes;
}

/** Throws `bad-network` for a layer that is not in the network. */
export function arithmeticLayer({ network }: NetworkModel, layerId: string): ArithmeticLayer {
  const node = network.nodes.find(({ id }) => id === layerId);
  const facts = infer(network).nodes.get(layerId);
  if (node === undefined || !facts?.outputShape) {
    throw new EngineError('bad-network', `The network has no layer "${layerId}".`);
  }
  const declaration = layerType(node.type);
  const inputShapes = facts.inputShapes.flatMap((shape) => (shape === null ? [] : [shape]));
  const { activation } = node.parameters;
  return {
    name: declaration.className,
    picture: declaration.picture(node.parameters),
    activation: typeof activation === 'string' ? activation : 'linear',
    inputShapes,
    outputShape: facts.outputShape,
    step: declaration.receptiveField(inputShapes, node.parameters),
    axes: declaration.kernelAxes ?? 'inputOutput',
  };
}

/** Throws `bad-network` for a map or cell that the layer does not have. */
export function refuseOutside(
  { name, outputShape }: ArithmeticLayer,
  { map, row, column }: Pick<ArithmeticQuery, 'map' | 'row' | 'column'>,
): void {
  const [height, width, maps] = sizeOf(outputShape);
  const within = (index: number, length: number) => Number.isInteger(index) && index >= 0 && index < length;
  if (within(map, maps) && within(row, height) && within(column, width)) return;
  throw new EngineError(
    'bad-network',
    `${name} has no cell at map ${map}, row ${row}, column ${column}: it has ${maps} maps of ${height} × ${width}, counted from 0.`,
  );
}

/** Where the window of an output cell lies. Global pooling has one window over the whole map. */
export function windowAt(layer: ArithmeticLayer, cell: { row: number; column: number }): Window {
  const { step, inputShapes, outputShape } = layer;
  const [inputHeight, inputWidth] = sizeOf(inputShapes[0] ?? []);
  if (step === null) return wholeMap(inputHeight, inputWidth);
  const [height, width] = sizeOf(outputShape);
  const along = (axis: Axis, index: number): number[] =>
    Array.from(
      { length: step.kernel[axis] },
      (_, offset) => index * step.stride[axis] - step.padding[axis] + offset * step.dilation[axis],
    );
  const beyond = (axis: Axis, count: number, length: number) =>
    Math.max(0, (along(axis, count - 1).at(-1) ?? 0) - (length - 1));
  return {
    rows: along(0, cell.row),
    columns: along(1, cell.column),
    inputHeight,
    inputWidth,
    strides: step.stride,
    dilation: step.dilation,
    rim: [step.padding[0], beyond(0, height, inputHeight), step.padding[1], beyond(1, width, inputWidth)],
  };
}

function wholeMap(inputHeight: number, inputWidth: number): Window {
  const all = (length: number) => Array.from({ length }, (_, index) => index);
  return {
    rows: all(inputHeight),
    columns: all(inputWidth),
    inputHeight,
    inputWidth,
    strides: [inputHeight, inputWidth],
    dilation: [1, 1],
    rim: [0, 0, 0, 0],
  };
}

/** Height, width and maps; a vector is as many maps of one cell. */
function sizeOf(shape: Shape): readonly [number, number, number] {
  const [first = 1, width, maps] = shape;
  return width === undefined || maps === undefined ? [1, 1, first] : [first, width, maps];
}
