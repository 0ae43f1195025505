import type { LayerPicture } from './layerPicture';

/** Activation functions by their Keras names. `leaky_relu` has Keras's slope of 0.2, `gelu` is the exact one. */
export const activationNames = [
  'relu',
  'sigmoid',
  'tanh',
  'softmax',
  'elu',
  'selu',
  'gelu',
  'leaky_relu',
] as const;

/** For layers with an activation of their own, where `linear` is none. */
export const layerActivationNames = ['linear', ...activationNames] as const;

export type LayerActivationName = (typeof layerActivationNames)[number];

/** Each activation of one value, as Keras defines it; softmax works on many values and has no curve. */
const formulas: { readonly [Name in Exclude<LayerActivationName, 'softmax'>]: (x: number) => number } = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  elu: (x) => (x < 0 ? Math.expm1(x) : x),
  selu: (x) => 1.0507009873554805 * (x < 0 ? 1.6732632423543772 * Math.expm1(x) : x),
  // By the tanh form of Hendrycks & Gimpel: nearer to the exact one than a drawing can show.
  gelu: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  leaky_relu: (x) => (x < 0 ? 0.2 * x : x),
};

/** How a drawing shows an activation. */
export function activationPicture(name: LayerActivationName): LayerPicture {
  return name === 'softmax' ? { kind: 'softmax' } : curvePicture(formulas[name]);
}

/** The curve of any function of one value over [-4, 4]. */
export function curvePicture(f: (x: number) => number): LayerPicture {
  return { kind: 'curve', values: Array.from({ length: 65 }, (_, index) => f(index / 8 - 4)) };
}
