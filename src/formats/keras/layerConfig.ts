/** The `config` of one layer as Keras 3 writes it, from its parameters. */
import type { InitializerName } from '../../network/initializers';
import type { LayerDeclaration, ParameterValue, ParameterValues, Shape } from '../../network/layerType';

/** An object of Keras's own inside a config. */
interface KerasObject {
  readonly module: string;
  readonly class_name: string;
  readonly config: Readonly<Record<string, number | null>>;
  readonly registered_name: null;
}

/** Keys and values that are particular to a type; `name`, `trainable` and `dtype` are the caller's. */
export function layerConfig(
  declaration: LayerDeclaration,
  parameters: ParameterValues,
  inputShapes: readonly Shape[],
): Readonly<Record<string, unknown>> {
  return {
    ...(declaration.kerasConfig?.(parameters, inputShapes) ?? snakeCased(declaration, parameters)),
    ...declaration.kerasConstants,
  };
}

function snakeCased(declaration: LayerDeclaration, parameters: ParameterValues): Record<string, unknown> {
  const { l1, l2, ...others } = parameters;
  const entries = Object.entries(declaration.kerasRegularizers === undefined ? parameters : others);
  const regularizers = (declaration.kerasRegularizers ?? []).map((key): [string, KerasObject | null] => [
    key,
    regularizer(Number(l1), Number(l2)),
  ]);
  return Object.fromEntries([
    ...entries.map(([name, value]): [string, unknown] => [parameterKey(name), configValue(name, value)]),
    ...regularizers,
  ]);
}

/** `kernelSize` to `kernel_size`. */
export function parameterKey(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function configValue(name: string, value: ParameterValue): unknown {
  return name.endsWith('Initializer') ? initializer(value as InitializerName) : value;
}

/** Class and config of every initializer. The plain ones have Keras's default range. */
const initializers: {
  readonly [Name in InitializerName]: readonly [className: string, config: KerasObject['config']];
} = {
  glorot_uniform: ['GlorotUniform', { seed: null }],
  glorot_normal: ['GlorotNormal', { seed: null }],
  he_uniform: ['HeUniform', { seed: null }],
  he_normal: ['HeNormal', { seed: null }],
  lecun_uniform: ['LecunUniform', { seed: null }],
  lecun_normal: ['LecunNormal', { seed: null }],
  random_uniform: ['RandomUniform', { seed: null, minval: -0.05, maxval: 0.05 }],
  random_normal: ['RandomNormal', { seed: null, mean: 0, stddev: 0.05 }],
  truncated_normal: ['TruncatedNormal', { seed: null, mean: 0, stddev: 0.05 }],
  zeros: ['Zeros', {}],
  ones: ['Ones', {}],
};

function initializer(name: InitializerName): KerasObject {
  const [className, config] = initializers[name];
  return { module: 'keras.initializers', class_name: className, config, registered_name: null };
}

/** `null` where there is no penalty. */
function regularizer(l1: number, l2: number): KerasObject | null {
  const part = (className: string, config: KerasObject['config']): KerasObject => ({
    module: 'keras.regularizers',
    class_name: className,
    config,
    registered_name: null,
  });
  if (l1 !== 0 && l2 !== 0) return part('L1L2', { l1, l2 });
  if (l1 !== 0) return part('L1', { l1 });
  return l2 === 0 ? null : part('L2', { l2 });
}
