/** What the residual blocks share. */
import type { ParameterValues } from '../layerType';
import { choice, toggle } from '../parameter';
import type { PlannedLayer } from './blockKind';
import { momentumParameter } from './normalization';

/** Of Keras Applications' ResNet; the paper gives none. */
const EPSILON = 1.001e-5;

/** @param useBias Whether the convolutions have a bias unless it is said: a batch normalization after it makes one needless. */
export function residualParameters(useBias: boolean) {
  return {
    strides: choice([1, 2], {
      label: 'Stride',
      help: '2 halves the height and width of the maps; then the shortcut needs a projection.',
      default: 1,
    }),
    projection: toggle({
      label: 'Projection',
      help: 'A 1×1 convolution on the shortcut, needed where the block changes the size or the channels.',
      default: false,
    }),
    useBias: toggle({
      label: 'Use bias',
      help: 'A bias in each convolution. The normalization after it makes it needless; Keras’s ResNet-50 has it all the same.',
      default: useBias,
      primary: false,
    }),
    momentum: momentumParameter,
  };
}

/**
 * A convolution without activation and its BatchNormalization, whose role ends in `Norm`.
 * @param parameters Of the convolution; `momentum` of the normalization.
 */
export function withNormalization(
  role: string,
  from: string | null,
  { momentum, ...convolution }: ParameterValues & { readonly momentum: number },
): readonly PlannedLayer[] {
  return [
    {
      role,
      type: 'conv2d',
      parameters: { padding: 'same', activation: 'linear', ...convolution },
      from: [from],
    },
    {
      role: `${role}Norm`,
      type: 'batchNormalization',
      parameters: { epsilon: EPSILON, momentum },
      from: [role],
    },
  ];
}

/** The way past the convolutions: the role that ends it, and its layers. Without a projection, the block's input itself. */
export function shortcut(options: {
  readonly filters: number;
  readonly strides: number;
  readonly projection: boolean;
  readonly useBias: boolean;
  readonly momentum: number;
}): readonly [end: string | null, layers: readonly PlannedLayer[]] {
  const { filters, strides, projection, useBias, momentum } = options;
  if (!projection) return [null, []];
  const parameters = { filters, kernelSize: [1, 1], strides: [strides, strides], useBias, momentum };
  return ['projectionNorm', withNormalization('projection', null, parameters)];
}
