/**
 * One layer as `model.json` says it. What TensorFlow.js 4 lacks or does otherwise than Keras is a class of `customLayers.ts`, under a
 * name of its own, so that a page without them fails and computes nothing else unnoticed.
 */
import type { Shape } from '../../network/layerType';
import type { KerasFunctionalLayer } from '../keras/config';
import { tfjsNode, type TfjsReference } from './config';

type Config = Readonly<Record<string, unknown>>;

interface FileLayer {
  readonly name: string;
  readonly json: {
    readonly class_name: string;
    readonly name: string;
    readonly config: Config;
    readonly inbound_nodes: readonly (readonly TfjsReference[])[];
  };
  /** What TensorFlow.js calls its first kernel. */
  readonly kernelName: string;
  readonly custom: boolean;
}

/** `outputShape` without the batch axis. */
export function asFile(layer: KerasFunctionalLayer, outputShape: Shape | null): FileLayer {
  const { class_name: keras, config: others } = layer;
  const config = Object.fromEntries(
    Object.entries(others).map(([key, value]) => [key, configValue(key, value)]),
  );
  const [className, own] = translations[keras]?.(config, outputShape) ?? [keras, config];
  return {
    name: layer.name,
    json: {
      class_name: className,
      name: layer.name,
      config: own,
      inbound_nodes: layer.inbound_nodes.map(tfjsNode),
    },
    kernelName: className === 'DepthwiseConv2D' ? 'depthwise_kernel' : 'kernel',
    custom: className.startsWith('Convoscope') || own['activation'] === 'leaky_relu',
  };
}

/** By Keras's class: what it is here, and with what config. Left out where both are the same. */
const translations: Readonly<
  Record<string, (config: Config, outputShape: Shape | null) => readonly [string, Config]>
> = {
  InputLayer: ({ batch_shape: shape, ...config }) => ['InputLayer', { ...config, batch_input_shape: shape }],
  Conv2D: (config) => {
    const { groups, ...others } = config;
    return groups === 1 ? ['Conv2D', others] : ['ConvoscopeGroupedConv2D', config];
  },
  DepthwiseConv2D: (config) => [
    isPair(config['dilation_rate'], 1) ? 'DepthwiseConv2D' : 'ConvoscopeDepthwiseConv2D',
    config,
  ],
  ReLU: (config) => {
    const { negative_slope: slope, threshold, ...others } = config;
    return slope === 0 && threshold === 0 ? ['ReLU', others] : ['ConvoscopeReLU', config];
  },
  LeakyReLU: ({ negative_slope: alpha, ...config }) => ['LeakyReLU', { ...config, alpha }],
  ELU: (config) => [config['alpha'] === 1 ? 'ELU' : 'ConvoscopeELU', config],
  // A prediction does not ask which cells are dropped together.
  SpatialDropout2D: (config) => ['Dropout', config],
  // TensorFlow.js resizes from corner to corner, Keras from centre to centre.
  Resizing: ({ crop_to_aspect_ratio: _, data_format: __, ...config }) => ['ConvoscopeResizing', config],
  UpSampling2D: (config) => [
    config['interpolation'] === 'nearest' ? 'UpSampling2D' : 'ConvoscopeUpSampling2D',
    config,
  ],
  LocalResponseNormalization: (config) => ['ConvoscopeLocalResponseNormalization', config],
  // It leaves a -1 open, and what comes after then has weights of no size.
  Reshape: (config, outputShape) => ['Reshape', { ...config, target_shape: outputShape }],
};

function isPair(value: unknown, both: number): boolean {
  return Array.isArray(value) && value.every((side) => side === both);
}

interface KerasObject {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Weights follow, so nothing is drawn; of penalties TensorFlow.js knows the one class. */
function configValue(key: string, value: unknown): unknown {
  if (key.endsWith('_initializer')) return { class_name: 'Zeros', config: {} };
  if (!key.endsWith('_regularizer') || value === null) return value;
  const { l1 = 0, l2 = 0 } = (value as KerasObject).config;
  return { class_name: 'L1L2', config: { l1, l2 } };
}
