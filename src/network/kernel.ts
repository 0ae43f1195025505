/** What layers with a learned kernel share: how it begins, the bias, and the penalty on large weights. */
import { layerActivationNames } from './activations';
import { initializerNames, type InitializerName } from './initializers';
import type { Regularizer, Shape, WeightSpec } from './layerType';
import { choice, number, toggle } from './parameter';

/** The `activation` of a layer with a kernel. */
export const activationParameter = choice(layerActivationNames, {
  label: 'Activation',
  help: 'The function every result goes through. Without one (linear), two such layers can do no more than one.',
  default: 'relu',
});

/** How a kernel begins; one parameter per kernel of the layer. */
export function initializerParameter(label: string) {
  return choice(initializerNames, {
    label,
    help: 'How the weights are drawn before training. glorot_uniform suits most, he_normal deep networks with relu.',
    default: 'glorot_uniform',
    primary: false,
  });
}

/** Whether there is a bias, and how it begins. */
export const biasParameters = {
  useBias: toggle({
    label: 'Use bias',
    help: 'Adds one learned number to every output. Not needed right before BatchNormalization.',
    default: true,
    primary: false,
  }),
  biasInitializer: choice(initializerNames, {
    label: 'Bias initializer',
    help: 'What the bias is before training.',
    default: 'zeros',
    primary: false,
  }),
};

/** The penalty on the kernel's size: Keras's L1L2. */
export const penaltyParameters = {
  l1: number({
    label: 'L1 penalty',
    help: 'Adds this times the sum of all absolute weights to the loss, which drives needless ones to zero.',
    min: 0,
    max: 1,
    step: 0.0001,
    default: 0,
    primary: false,
  }),
  l2: number({
    label: 'L2 penalty',
    help: 'Adds this times the sum of all squared weights to the loss, which keeps them small.',
    min: 0,
    max: 1,
    step: 0.0001,
    default: 0,
    primary: false,
  }),
};

/** A trainable kernel, with its penalty where there is one. */
export function kernelWeight(
  name: string,
  shape: Shape,
  initializer: InitializerName,
  penalty: Regularizer,
): WeightSpec {
  const { l1, l2 } = penalty;
  const spec = { name, shape, trainable: true, initializer };
  return l1 === 0 && l2 === 0 ? spec : { ...spec, regularizer: { l1, l2 } };
}

/** The bias, one number per output channel or unit; none where the layer does without. */
export function biasWeights(
  { useBias, biasInitializer }: { readonly useBias: boolean; readonly biasInitializer: InitializerName },
  size: number,
): readonly WeightSpec[] {
  return useBias ? [{ name: 'bias', shape: [size], trainable: true, initializer: biasInitializer }] : [];
}
