/** How pictures enter a Keras model, as layers here. */
import type { ParameterValues } from '../../network/layerType';
import { layerType, type LayerTypeName } from '../../network/layers';

interface InputReading {
  /** Input, and a Flatten where the model takes vectors. */
  readonly layers: readonly { readonly type: LayerTypeName; readonly parameters: ParameterValues }[];
  readonly note?: string;
}

/** Where a model leaves the size of pictures open. */
const OPEN_SIDE = 128;

/** From the shape with its batch axis: `[null, height, width, channels]`, `[null, height, width]`, or the vector of a square picture. */
export function inputLayers(shape: unknown): InputReading | { readonly reason: string } {
  const sizes: readonly unknown[] = Array.isArray(shape) ? shape.slice(1) : [];
  const given = JSON.stringify(shape ?? null).slice(0, 60);
  if (!Array.isArray(shape)) return { reason: 'the file does not say what size its pictures have' };
  if (sizes.some((size) => size !== null && !(typeof size === 'number' && size >= 1)))
    return { reason: `it takes ${given}, which is no size of a picture` };
  if (sizes.length === 1) return vectorInput(Number(sizes[0]));
  if (sizes.length !== 2 && sizes.length !== 3)
    return { reason: `it takes ${given}, where networks here take pictures of height, width and channels` };
  const [height, width] = sizes.map((size) => (size === null ? OPEN_SIDE : Number(size)));
  const channels = sizes.length === 2 ? 1 : Number(sizes[2]);
  const parsed = layerType('input').parameters.safeParse({ height, width, channels });
  if (!parsed.success)
    return {
      reason: `it takes ${given}, where networks here take pictures of up to 1024 × 1024 with 1 or 3 channels`,
    };
  const open = sizes.slice(0, 2).includes(null);
  return {
    layers: [{ type: 'input', parameters: parsed.data as ParameterValues }],
    ...(open
      ? { note: `The file takes pictures of any size; here they are ${OPEN_SIDE} pixels on that side.` }
      : {}),
  };
}

/** A vector of n² or 3n² values is a square picture laid out. */
function vectorInput(length: number): InputReading | { readonly reason: string } {
  for (const channels of [1, 3]) {
    const side = Math.sqrt(length / channels);
    const parsed = layerType('input').parameters.safeParse({ height: side, width: side, channels });
    if (!parsed.success || side < 2) continue;
    return {
      layers: [
        { type: 'input', parameters: parsed.data as ParameterValues },
        { type: 'flatten', parameters: {} },
      ],
      note: `The file takes vectors of ${length} numbers, read here as pictures of ${side} × ${side}.`,
    };
  }
  return { reason: `it takes vectors of ${length} numbers, which are no square picture` };
}
