/**
 * What one unit of a feature map is made of, found by walking back from it. A unit is a cell of a layer's output with
 * all its channels; a vector counts as a map of one cell. Which cells feed which is what the layers' declarations say.
 *
 * Borders, gaps and paths are followed cell by cell. Two things are not, so that more may be said than is seen: which
 * channel feeds which (it matters where Permute makes rows of channels that no layer has mixed), and which cells Reshape
 * makes a cell of a map from (all of them, it is taken).
 */
import { findNode, predecessors, topologicalOrder, type LayerNode, type Network } from './graph';
import type { Axis, ReceptiveFieldStep, Shape, Span } from './layerType';
import { layerType } from './layers';
import { propagate } from './propagation';
import { cellsSeen, hull, pointwise } from './receptiveField';

/** Cells of a map, in rows and columns counted from 0; first and last are included. */
export interface CellRectangle {
  readonly rows: Span;
  readonly columns: Span;
}

/**
 * The smallest rectangles around the pixels that a unit sees: dilation and strides may leave pixels in them that it
 * does not see.
 */
export interface UnitReceptiveField {
  /**
   * As if every map went on beyond its borders, so it may reach outside the picture: what `ReceptiveField` says of this
   * cell. `null` where no cell feeds the unit, between the stamps of a transposed convolution.
   */
  readonly unclipped: CellRectangle | null;
  /**
   * The pixels of the picture that can change the unit. `null` where none can: the unit sees padding only. Padding in the
   * middle of the network hides what lies under it, so this may be less than the part of `unclipped` in the picture.
   */
  readonly clipped: CellRectangle | null;
}

/** What feeds a unit in one of the layers before it: the smallest rectangle around those cells, in a map of this size. */
export interface Contributor extends CellRectangle {
  readonly layerId: string;
  readonly height: number;
  readonly width: number;
}

/** Every row of `rows` at every column of `columns`; both ascending and not empty. */
interface Cells {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/**
 * The input pixels that the unit at `row` and `column` of a layer's output depends on, through all paths.
 * @throws Error where the layer has no shape, and RangeError where its map has no such cell.
 */
export function unitReceptiveField(
  network: Network,
  layerId: string,
  row: number,
  column: number,
): UnitReceptiveField {
  const pixels = (borders: boolean): CellRectangle | null => {
    const feeding = cellsFeeding(network, layerId, row, column, borders);
    return rectangleAround([...feeding].flatMap(([id, cells]) => (isInput(network, id) ? cells : [])));
  };
  return { unclipped: pixels(false), clipped: pixels(true) };
}

/**
 * The cells in every layer before that feed the unit, on all paths, and the unit itself: from the input on, in
 * topological order. A layer none of whose cells feed it is left out.
 * @throws As `unitReceptiveField`.
 */
export function contributors(
  network: Network,
  layerId: string,
  row: number,
  column: number,
): readonly Contributor[] {
  const feeding = cellsFeeding(network, layerId, row, column, true);
  const facts = propagate(network);
  return topologicalOrder(network).flatMap((id) => {
    const rectangle = rectangleAround(feeding.get(id) ?? []);
    const [height, width] = mapSize(facts.get(id)?.outputShape ?? []);
    return rectangle === null ? [] : [{ layerId: id, ...rectangle, height, width }];
  });
}

/**
 * By layer, the cells that feed a unit. They are kept path by path, as long as none of them has all that another has:
 * together the cells of two paths are no rectangle, and a border may hide just one of them.
 * @param borders Whether maps end at their borders.
 */
function cellsFeeding(
  network: Network,
  layerId: string,
  row: number,
  column: number,
  borders: boolean,
): ReadonlyMap<string, readonly Cells[]> {
  const facts = propagate(network);
  const shape = facts.get(layerId)?.outputShape;
  if (!shape)
    throw new Error(
      `Layer "${layerId}" has no output so far: connect its inputs, or mend what does not fit.`,
    );
  const [height, width] = mapSize(shape);
  if (!isIndex(row, height) || !isIndex(column, width)) {
    throw new RangeError(`There is no cell at row ${row}, column ${column} in a map of ${height}×${width}.`);
  }
  const feeding = new Map<string, readonly Cells[]>([[layerId, [{ rows: [row], columns: [column] }]]]);
  const sources = predecessors(network);
  for (const id of topologicalOrder(network).toReversed()) {
    const [node, cells] = [findNode(network, id), feeding.get(id)];
    if (node === undefined || cells === undefined) continue;
    const inputShapes = (facts.get(id)?.inputShapes ?? []).filter((input) => input !== null);
    const before = cellsBefore(node, inputShapes, borders);
    sources.get(id)?.forEach((source, input) => {
      for (const some of cells) {
        const found = before(some, input);
        if (found !== null) feeding.set(source, withCells(feeding.get(source) ?? [], found));
      }
    });
  }
  return feeding;
}

/** Which cells of an input feed cells of the output; `null` where none do. */
function cellsBefore(
  { type, parameters }: LayerNode,
  inputShapes: readonly Shape[],
  borders: boolean,
): (cells: Cells, input: number) => Cells | null {
  const layer = layerType(type);
  if (inputShapes.length === 0) return () => null;
  const step = layer.receptiveField(inputShapes, parameters);
  const axes = step === null ? layer.axesSeen?.(inputShapes, parameters) : undefined;
  return (cells, input) => {
    const size = mapSize(inputShapes[input] ?? []);
    const along = (axis: Axis): readonly number[] => {
      if (step === null) {
        const seen = axes?.[input]?.[axis] ?? null;
        return seen === null ? Array.from({ length: size[axis] }, (_, index) => index) : indices(cells, seen);
      }
      return indicesSeen(step, axis, indices(cells, axis), borders ? size[axis] : null);
    };
    if (step === pointwise) return cells;
    const [rows, columns] = [along(0), along(1)];
    return rows.length === 0 || columns.length === 0 ? null : { rows, columns };
  };
}

/** Along an axis, all input cells that some output cells see; of those in a map of this length where one is given. */
function indicesSeen(
  step: ReceptiveFieldStep,
  axis: Axis,
  from: readonly number[],
  length: number | null,
): readonly number[] {
  const found: number[] = [];
  // Windows without gaps begin and end in the order of their cells, so what is not beyond the last is there already.
  const gaps = step.kernel[axis] > 1 && step.dilation[axis] > 1;
  for (const index of from) {
    const { first, count, apart } = cellsSeen(step, axis, index);
    for (let place = 0; place < count; place++) {
      const cell = first + place * apart;
      if (length !== null && !isIndex(cell, length)) continue;
      if (gaps || cell > (found.at(-1) ?? -Infinity)) found.push(cell);
    }
  }
  return gaps ? [...new Set(found)].sort((a, b) => a - b) : found;
}

/** One more path's cells, unless they are there; those that they have all of are dropped. */
function withCells(before: readonly Cells[], more: Cells): readonly Cells[] {
  if (before.some((cells) => isPartOf(more, cells))) return before;
  return [...before.filter((cells) => !isPartOf(cells, more)), more];
}

function isPartOf(part: Cells, whole: Cells): boolean {
  return isSubset(part.rows, whole.rows) && isSubset(part.columns, whole.columns);
}

function isSubset(part: readonly number[], whole: readonly number[]): boolean {
  if (part === whole) return true;
  const [first = 0, last = 0] = [whole[0], whole.at(-1)];
  const withinEnds = (part[0] ?? first) >= first && (part.at(-1) ?? last) <= last;
  if (!withinEnds || last - first === whole.length - 1) return withinEnds;
  const all = new Set(whole);
  return part.every((index) => all.has(index));
}

function rectangleAround(cells: readonly Cells[]): CellRectangle | null {
  const along = (axis: Axis): Span | null =>
    hull(cells.map((some) => [indices(some, axis)[0] ?? 0, indices(some, axis).at(-1) ?? 0]));
  const [rows, columns] = [along(0), along(1)];
  return rows === null || columns === null ? null : { rows, columns };
}

function indices(cells: Cells, axis: Axis): readonly number[] {
  return axis === 0 ? cells.rows : cells.columns;
}

function isIndex(index: number, length: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < length;
}

/** Height and width; a vector is one cell. */
function mapSize([height, width, channels]: Shape): readonly [number, number] {
  return height === undefined || width === undefined || channels === undefined ? [1, 1] : [height, width];
}

function isInput(network: Network, id: string): boolean {
  const node = findNode(network, id);
  return node !== undefined && layerType(node.type).inputs.max === 0;
}
