import { activationPicture, layerActivationNames, type LayerActivationName } from './activations';
import type { LayerNode } from './graph';
import { layerType } from './layers';

/**
 * Whether a layer's last deed is to turn all that is negative to 0, as ReLU does: its units can die, since where they give 0
 * no gradient comes through. Told by the curve of its activation, or its own, over what is negative.
 */
export function rectifies({ type, parameters }: LayerNode): boolean {
  const { activation } = parameters;
  const picture = isActivation(activation)
    ? activationPicture(activation)
    : layerType(type).picture(parameters);
  if (picture.kind !== 'curve') return false;
  const negative = picture.values.slice(0, (picture.values.length - 1) / 2);
  return negative.every((value) => value === 0);
}

function isActivation(value: unknown): value is LayerActivationName {
  return layerActivationNames.some((name) => name === value);
}
