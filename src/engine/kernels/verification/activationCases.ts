/** Activations that are layers with parameters. */
import { array64, map, softmax, type Array64 } from './float64';
import { broadcastPlace } from './float64Layers';
import type { LayerCase } from './layerCase';

function pointwiseCase(
  className: string,
  config: Readonly<Record<string, unknown>>,
  inputShape: readonly number[],
  f: (x: number) => number,
): LayerCase {
  return {
    name: `${className} ${JSON.stringify(config)} on ${inputShape.join('×')}`,
    className,
    config,
    inputShape,
    input: 'distinct',
    reference: (x) => map(x, f),
  };
}

function preluCase(inputShape: readonly number[], sharedAxes: readonly number[] | null): LayerCase {
  return {
    name: `PReLU, ${sharedAxes === null ? 'nothing' : `axes ${sharedAxes.join(', ')}`} shared, on ${inputShape.join('×')}`,
    className: 'PReLU',
    config: { shared_axes: sharedAxes },
    inputShape,
    input: 'distinct',
    reference: (x, alpha) => prelu(x, alpha),
  };
}

/** `alpha` has the shape of one image, 1 along shared axes. */
function prelu(x: Array64, alpha: Array64): Array64 {
  return array64(x.shape, (index) => {
    const value = x.data[index] as number;
    const place = broadcastPlace(index, x.shape, [1, ...alpha.shape]);
    return value > 0 ? value : value * (alpha.data[place] as number);
  });
}

export const activationCases: readonly LayerCase[] = [
  pointwiseCase('ReLU', {}, [2, 3, 4, 5], (x) => Math.max(0, x)),
  pointwiseCase('ReLU', { max_value: 1.02 }, [2, 3, 4, 5], (x) => Math.min(Math.max(0, x), 1.02)),
  pointwiseCase('ReLU', { max_value: null, negative_slope: 0.1, threshold: 0 }, [3, 17], (x) =>
    x < 0 ? 0.1 * x : x,
  ),
  pointwiseCase('ReLU', { max_value: 1.52, negative_slope: 0.2, threshold: 0.51 }, [2, 4, 4, 3], (x) => {
    if (x < 0.51) return 0.2 * (x - 0.51);
    return Math.min(x, 1.52);
  }),
  pointwiseCase('ReLU', { threshold: 0.51 }, [2, 4, 4, 3], (x) => (x < 0.51 ? 0 : x)),
  pointwiseCase('LeakyReLU', { negative_slope: 0.3 }, [2, 3, 4, 5], (x) => (x < 0 ? 0.3 * x : x)),
  pointwiseCase('ELU', { alpha: 1 }, [2, 3, 4, 5], (x) => (x < 0 ? Math.expm1(x) : x)),
  pointwiseCase('ELU', { alpha: 0.4 }, [2, 3, 4, 5], (x) => (x < 0 ? 0.4 * Math.expm1(x) : x)),
  preluCase([2, 3, 4, 5], null),
  preluCase([2, 3, 4, 5], [1, 2]),
  preluCase([2, 4, 3, 8], [1, 2]),
  preluCase([2, 4, 3, 2], [1, 2, 3]),
  preluCase([2, 4, 3, 2], [3]),
  preluCase([4, 6], null),
  ...[
    [3, 7],
    [2, 3, 4, 5],
  ].map((inputShape): LayerCase => ({
    name: `Softmax on ${inputShape.join('×')}`,
    className: 'Softmax',
    config: { axis: -1 },
    inputShape,
    input: 'normal',
    reference: softmax,
  })),
];
