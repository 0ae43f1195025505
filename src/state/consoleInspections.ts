/** `window.convoscope.inspect`: the numbers that the inspector's views show, as plain JSON. */
import type { Arithmetic, ArithmeticQuery } from '../engine/protocol/arithmetic';
import type { Explained } from '../engine/protocol/explanation';
import { labels } from '../network/graph';
import { contributors, unitReceptiveField } from '../network/unitReceptiveField';
import { useDataset } from './dataset';
import { synchronise } from './engineSync';
import { examinedNow, healthTold, type HealthTold } from './health';
import { inspect } from './inspections';
import { useNetwork } from './network';
import { useTraining } from './training';
import { gridOf, winningCells, type Grid, type WinningCells } from './winningCells';

type PoolingWinnersTold = WinningCells & { readonly layer: string; readonly map: number };

/** First and last, both included. */
type Ends = readonly [first: number, last: number];

interface AnsweredClass {
  readonly class: string;
  /** Of that class, for the picture as it is. */
  readonly probability: number;
}

/**
 * All take a layer by its label, `'Conv2D 1'`, or its id, and a class by its name or index; they are about the picture that
 * the page shows. Rows, columns and maps count from 0.
 */
export interface ConsoleInspections {
  /** What a layer makes of the picture: `maps[map][row][column]`; a vector is one map of one row. `shape` is that of the layer's output. */
  featureMaps(
    layer: string,
  ): Promise<{ readonly layer: string; readonly shape: readonly number[]; readonly maps: readonly Grid[] }>;
  /** How one number of a layer's output comes about; what is in it depends on `kind`. */
  arithmetic(
    layer: string,
    map: number,
    row?: number,
    column?: number,
  ): Promise<ArithmeticQuery & Arithmetic>;
  /** For each cell of a pooling layer's output, row by row, which cells of its input make it; global pooling has one. */
  poolingWinners(layer: string, map: number): Promise<PoolingWinnersTold>;
  /** The pixels that a cell depends on, and the cells of every layer before it; `null` where there are none. */
  receptiveField(
    layer: string,
    row: number,
    column: number,
  ): {
    readonly layer: string;
    readonly row: number;
    readonly column: number;
    /** Within the picture. */
    readonly rows: Ends | null;
    readonly columns: Ends | null;
    /** Also where the field reaches into the padding. */
    readonly unclipped: { readonly rows: Ends; readonly columns: Ends } | null;
    readonly contributors: readonly {
      readonly layer: string;
      readonly rows: Ends;
      readonly columns: Ends;
      readonly height: number;
      readonly width: number;
    }[];
  };
  /** Grad-CAM; without a class, of the likeliest. */
  gradCam(
    layer: string,
    ofClass?: string | number,
  ): Promise<AnsweredClass & { readonly layer: string; readonly map: Grid }>;
  /** Gradient × input, summed over the colours; without a class, of the likeliest. */
  saliency(ofClass?: string | number): Promise<AnsweredClass & { readonly map: Grid }>;
  /** Fall of the probability when a grey square lies at `tops[row]`, `lefts[column]`; without a class, of the likeliest. */
  occlusion(ofClass?: string | number): Promise<
    AnsweredClass & {
      readonly windowPx: number;
      readonly tops: readonly number[];
      readonly lefts: readonly number[];
      readonly map: Grid;
    }
  >;
  /**
   * How training goes inside, layer by layer, and what is found; with a layer, also that at each step looked at. Asking makes
   * the engine look at the steps of the next seconds.
   */
  health(layer?: string): Promise<HealthTold>;
}

export const consoleInspections: ConsoleInspections = {
  async featureMaps(layer) {
    const { id, label } = layerNamed(layer);
    await upToDate();
    const { shape, values } = await inspect('featureMaps', { layerId: id });
    return { layer: label, shape, maps: mapsOf(shape, values) };
  },
  async arithmetic(layer, map, row = 0, column = 0) {
    const query = { layerId: layerNamed(layer).id, map, row, column };
    await upToDate();
    return { ...query, ...(await inspect('arithmetic', query)) };
  },
  async poolingWinners(layer, map) {
    const { id, label } = layerNamed(layer);
    await upToDate();
    return { layer: label, map, ...winningCells(await inspect('poolingWinners', { layerId: id, map })) };
  },
  receptiveField(layer, row, column) {
    const { id, label } = layerNamed(layer);
    const { network } = useNetwork.getState();
    const names = labels(network);
    const { clipped, unclipped } = unitReceptiveField(network, id, row, column);
    return {
      layer: label,
      row,
      column,
      rows: clipped?.rows ?? null,
      columns: clipped?.columns ?? null,
      unclipped,
      contributors: contributors(network, id, row, column).map(({ layerId, ...part }) => ({
        layer: names.get(layerId) ?? layerId,
        ...part,
      })),
    };
  },
  async gradCam(layer, ofClass) {
    const { id, label } = layerNamed(layer);
    await upToDate();
    const { width, values, ...answer } = await inspect('gradCam', {
      layerId: id,
      classIndex: classNamed(ofClass),
    });
    return { layer: label, ...classOf(answer), map: gridOf(values, width) };
  },
  async saliency(ofClass) {
    await upToDate();
    const { width, values, ...answer } = await inspect('saliency', { classIndex: classNamed(ofClass) });
    return { ...classOf(answer), map: gridOf(values, width) };
  },
  async occlusion(ofClass) {
    await upToDate();
    const answer = await inspect('occlusion', { classIndex: classNamed(ofClass) });
    const { windowPx, tops, lefts, values } = answer;
    return { ...classOf(answer), windowPx, tops, lefts, map: gridOf(values, lefts.length) };
  },
  async health(layer) {
    const layerId = layer === undefined ? null : layerNamed(layer).id;
    await upToDate();
    const health = await inspect('health', { layerId });
    const { diagnose } = await import('../engine/protocol/diagnosis/diagnose');
    const names = labels(useNetwork.getState().network);
    return healthTold(health, (id) => names.get(id) ?? id, diagnose(examinedNow(health)));
  },
};

function classOf({ className, probability }: Explained): AnsweredClass {
  return { class: className, probability };
}

/** An index; `null`, the likeliest, where none is named. Throws for a name that no class has. */
function classNamed(ofClass: string | number | undefined): number | null {
  if (ofClass === undefined) return null;
  if (typeof ofClass === 'number') return ofClass;
  const known = useDataset.getState().summary?.classes.map(({ name }) => name) ?? [];
  const index = known.indexOf(ofClass);
  if (index < 0) throw new Error(`There is no class "${ofClass}"; there is ${known.join(', ') || 'none'}.`);
  return index;
}

/** An edit just made in the page must count, as everywhere. */
function upToDate(): Promise<void> {
  return synchronise(useTraining.getState().settings.seed);
}

/** Throws where no layer has this label or id. */
function layerNamed(name: string): { readonly id: string; readonly label: string } {
  const known = [...labels(useNetwork.getState().network)];
  const found = known.find(([id, label]) => id === name || label === name);
  if (found === undefined)
    throw new Error(`There is no layer "${name}"; there is ${known.map(([, label]) => label).join(', ')}.`);
  return { id: found[0], label: found[1] };
}

/** Values [height, width, channels] or [units], row-major, by map, row and column. */
function mapsOf(shape: readonly number[], values: Float32Array): number[][][] {
  const [height, width, channels] =
    shape.length === 3 ? (shape as [number, number, number]) : [1, values.length, 1];
  return Array.from({ length: channels }, (_, map) =>
    Array.from({ length: height }, (_row, row) =>
      Array.from(
        { length: width },
        (_cell, column) => values[(row * width + column) * channels + map] ?? NaN,
      ),
    ),
  );
}
