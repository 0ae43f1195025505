/**
 * The little picture that shows what a layer does: what to draw, as plain data. A layer type says which
 * (`LayerDeclaration.picture`); the inspector knows how to draw each kind, and animates what moves.
 */

type Pair = readonly [number, number];

export type LayerPicture =
  /** The image, entering: `channels` planes. */
  | { readonly kind: 'image'; readonly channels: number }
  /** A window that slides over a map; what becomes of the cells under it. */
  | {
      readonly kind: 'window';
      readonly size: Pair;
      readonly strides: Pair;
      readonly dilation: Pair;
      readonly padding: 'valid' | 'same';
      readonly result: 'weightedSum' | 'max' | 'average';
      /** Which channels one filter reads: all, those of its group, or one. */
      readonly reads: 'allChannels' | 'group' | 'oneChannel';
    }
  /** Every input cell stamps a weighted window onto a larger map. */
  | {
      readonly kind: 'stamp';
      readonly size: Pair;
      readonly strides: Pair;
      /** Rows and columns that are cut off before the first cell of what the stamps cover. */
      readonly cut: Pair;
    }
  /** One channel each first, then a mix of channels cell by cell. */
  | { readonly kind: 'depthThenPoint'; readonly size: Pair }
  /** A whole map becomes one number. */
  | { readonly kind: 'wholeMap'; readonly result: 'max' | 'average' }
  /** Every input feeds every unit. */
  | { readonly kind: 'dense' }
  /** The function every value goes through: `f` sampled at even steps over [-4, 4]. */
  | { readonly kind: 'curve'; readonly values: readonly number[] }
  /** Scores become probabilities that add up to 1. */
  | { readonly kind: 'softmax' }
  /** Some values are switched off while training: single cells, or whole maps. */
  | { readonly kind: 'drop'; readonly what: 'cells' | 'maps'; readonly rate: number }
  /** A little noise on every value while training. */
  | { readonly kind: 'noise'; readonly standardDeviation: number }
  /** Values are brought to one scale: per channel over the batch, per image, or among neighbouring channels. */
  | { readonly kind: 'normalize'; readonly over: 'batch' | 'image' | 'neighbours' }
  /** Several inputs become one. */
  | { readonly kind: 'merge'; readonly how: 'add' | 'multiply' | 'average' | 'maximum' | 'concatenate' }
  /** Cells added around the map, or cut from its rim: [top, bottom, left, right]. */
  | { readonly kind: 'rim'; readonly change: 'pad' | 'crop'; readonly sides: readonly number[] }
  /** The map at another size. */
  | {
      readonly kind: 'resize';
      readonly interpolation: 'nearest' | 'bilinear';
      /** How many times as high and as wide it becomes; `null` where it comes to a size that is asked for. */
      readonly factor: Pair | null;
    }
  /** Every value times one number plus another. */
  | { readonly kind: 'rescale'; readonly scale: number; readonly offset: number }
  /** The same values in another order: unrolled to a line, folded to a shape, or with axes swapped. */
  | { readonly kind: 'rearrange'; readonly how: 'flatten' | 'reshape' | 'permute' };
