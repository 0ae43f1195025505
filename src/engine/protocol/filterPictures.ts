/** Pictures that say what a filter looks for: those of the user that wake it most, and one made up for it. */
import type { CellRectangle } from '../../network/unitReceptiveField';
import type { SplitName } from '../protocol';

export interface TopPatchesQuery {
  readonly layerId: string;
  /** Counted from 0; a unit of a vector is a map of one cell. */
  readonly map: number;
  /** How many patches at most. */
  readonly count: number;
  /** At most so many images are looked at, evenly spread over all that have a class. */
  readonly images: number;
}

/** The strongest cell of the map on one image. */
export interface TopPatch {
  readonly id: number;
  readonly path: string;
  readonly className: string;
  readonly split: SplitName;
  readonly row: number;
  readonly column: number;
  readonly value: number;
  /** The pixels that the cell sees; `null` where it sees padding only. */
  readonly field: CellRectangle | null;
  /** The whole image, [height, width, channels], from 0 to 255. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

export interface TopPatches {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** Images looked at, and how many there are. */
  readonly looked: number;
  readonly all: number;
  /** The strongest first, one an image. */
  readonly patches: readonly TopPatch[];
}

export interface FeatureVisualizationQuery {
  readonly layerId: string;
  /** Counted from 0; of the last layer it is a class, whose score before softmax is raised. */
  readonly map: number;
  readonly seed: number;
  /** How many steps to take now. */
  readonly steps: number;
  /** Where the last answer to the same question ended; `null` begins anew. */
  readonly from: { readonly step: number; readonly pixels: Float32Array<ArrayBuffer> } | null;
}

/** A picture on its way to what raises a map most. */
export interface FeatureVisualization {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** Steps taken since the noise. */
  readonly step: number;
  /** [height, width, channels], from 0 to 1, as the network gets it. */
  readonly pixels: Float32Array<ArrayBuffer>;
  /** The mean of the map over its cells for this picture. */
  readonly activation: number;
  /** The same for the noise that a beginning chose; `null` in what follows. */
  readonly startActivation: number | null;
  /** Whether the map is flat around every noise that was tried: nothing says which way to go. */
  readonly dead: boolean;
}
