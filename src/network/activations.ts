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
