/** `window.convoscope.inspect`: the numbers that the inspector's views show, as plain JSON. */
import { labels } from '../network/graph';
import { synchronise } from './engineSync';
import { inspect } from './inspections';
import { useNetwork } from './network';
import { useTraining } from './training';

/** All take a layer by its label, `'Conv2D 1'`, or its id, and are about the picture that the page shows. */
export interface ConsoleInspections {
  /** What a layer makes of the picture: `maps[map][row][column]`; a vector is one map of one row. `shape` is that of the layer's output. */
  featureMaps(layer: string): Promise<{
    readonly layer: string;
    readonly shape: readonly number[];
    readonly maps: readonly (readonly (readonly number[])[])[];
  }>;
}

export const consoleInspections: ConsoleInspections = {
  async featureMaps(layer) {
    const { id, label } = layerNamed(layer);
    await upToDate();
    const { shape, values } = await inspect('featureMaps', { layerId: id });
    return { layer: label, shape, maps: mapsOf(shape, values) };
  },
};

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
