/** What the inspector says of a layer in figures, in words. */
import type { NodeInference } from '../../network/inference';
import type { Shape } from '../../network/layerType';
import { formatShape } from '../../network/shape';
import { formatCount } from '../shared/format';

/** `126 × 126 × 32`; several inputs are said one after the other. */
export function shapesText(shapes: readonly (Shape | null)[]): string {
  if (shapes.length === 0) return 'none';
  return shapes.map((shape) => (shape === null ? 'not known' : formatShape(shape))).join(', ');
}

/** `896`, and where some are not trained how many. */
export function parametersText({ trainable, nonTrainable }: NodeInference['parameters']): string {
  const total = formatCount(trainable + nonTrainable);
  return nonTrainable === 0
    ? total
    : `${total}: ${formatCount(trainable)} trainable, ${formatCount(nonTrainable)} not`;
}

/** How large a part of the picture one output value depends on, and what that means. `picture` is [height, width]. */
export function receptiveFieldText(
  { outputShape, receptiveField }: Pick<NodeInference, 'outputShape' | 'receptiveField'>,
  picture: readonly [number, number] | null,
): { readonly value: string; readonly meaning?: string } {
  if (outputShape === null) return { value: 'not known' };
  if (receptiveField === null)
    return { value: 'the whole picture', meaning: 'Every value depends on all pixels.' };
  const [height, width] = receptiveField.size;
  const [down, across] = receptiveField.stride;
  const value = `${formatCount(height)} × ${formatCount(width)} pixels`;
  if (height === 1 && width === 1) return { value: '1 × 1 pixel', meaning: 'Every cell sees one pixel.' };
  if (picture !== null && height >= picture[0] && width >= picture[1])
    return { value, meaning: 'As large as the picture or larger: a cell in the middle sees all of it.' };
  const apart = down === across ? pixels(down) : `${down} (down) and ${pixels(across)} (across)`;
  return { value, meaning: `Every cell sees a patch of this size; neighbours look ${apart} apart.` };
}

function pixels(count: number): string {
  return `${count} ${count === 1 ? 'pixel' : 'pixels'}`;
}
