/** A filter over the epochs, as pictures and rows. */
import type { Pixels } from '../../../engine/protocol';
import type { FilterEpoch, FilterPart } from '../../../engine/protocol/filters';
import { colourOf, palettes } from '../../../engine/protocol/palette';

/** When that was, in words. */
export function epochName(epoch: number | null): string {
  return epoch === 0 ? 'as drawn' : epoch === null ? 'now' : `epoch ${epoch}`;
}

/** The strongest weight of a filter over all epochs shown; of one input channel, or of all where it is `null`. */
export function strongest(
  epochs: readonly FilterEpoch[],
  { inputs }: Pick<FilterPart, 'inputs'>,
  channel: number | null,
): number {
  let most = 0;
  for (const { values } of epochs) {
    for (let at = channel ?? 0; at < values.length; at += channel === null ? 1 : inputs) {
      most = Math.max(most, Math.abs(values[at] ?? 0));
    }
  }
  return most;
}

/**
 * One input channel of a filter [height, width, inputs] on the diverging scale, or, where `channel` is `null`, its first
 * three as red, green and blue around a grey that is 0. `range` has the strongest colour.
 */
export function filterPixels(
  values: Float32Array,
  { height, width, inputs }: Pick<FilterPart, 'height' | 'width' | 'inputs'>,
  channel: number | null,
  range: number,
  theme: 'light' | 'dark',
): Pixels {
  const rgba = new Uint8ClampedArray(height * width * 4);
  const share = (at: number, of: number) => (range === 0 ? 0 : (values[at * inputs + of] ?? 0) / range);
  for (let at = 0; at < height * width; at++) {
    const colour =
      channel === null
        ? [0, 1, 2].map((of) => 127.5 * (1 + share(at, of)))
        : colourOf(palettes[theme], share(at, channel));
    rgba.set([...colour, 255], at * 4);
  }
  return { height, width, rgba };
}

/** Rows for a CSV file: how far every filter was from where it began, a row an epoch. */
export function changeRows(epochs: readonly FilterEpoch[]): readonly (readonly (string | number)[])[] {
  const filters = epochs[0]?.changes.length ?? 0;
  return [
    ['epoch', ...Array.from({ length: filters }, (_, filter) => `filter ${filter + 1}`)],
    ...epochs.map(({ epoch, changes }) => [epoch ?? 'now', ...changes]),
  ];
}
