/** The part of a Keras script that builds the network, from the same config as the `.keras` file. */
import { blockLabels, blockPath } from '../../network/blockTree';
import { findNode, isChain, predecessors, type LayerNode, type Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { layerType } from '../../network/layers';
import { toKerasFunctional } from '../keras/config';
import { indented, pythonComment, pythonText, pythonValue } from './literal';

/** The `build_model` function, and whether it needs the class of `customLayerCode`. */
interface KerasModelCode {
  readonly code: string;
  readonly usesLocalResponseNormalization: boolean;
}

/** What Keras's layers take where nothing is said: such arguments are left out, but where leaving them out says less. */
const keptByKeras: Readonly<Record<string, unknown>> = {
  trainable: true,
  dtype: 'float32',
  padding: 'valid',
  strides: [1, 1],
  dilation_rate: [1, 1],
  groups: 1,
  depth_multiplier: 1,
  use_bias: true,
  axis: -1,
  center: true,
  scale: true,
  data_format: 'channels_last',
  activation: 'linear',
  sparse: false,
  crop_to_aspect_ratio: false,
  bias_initializer: 'zeros',
  kernel_initializer: 'glorot_uniform',
  depthwise_initializer: 'glorot_uniform',
  pointwise_initializer: 'glorot_uniform',
};

/** `def build_model():` and what is in it: Sequential where the network is a chain, Functional else. */
export function kerasModelCode(network: Network): KerasModelCode {
  const { config, layerNameOf } = toKerasFunctional(network);
  const idOf = new Map([...layerNameOf].map(([id, name]) => [name, id]));
  const lines = config.config.layers.map((layer) => {
    const node = findNode(network, idOf.get(layer.name) ?? '');
    if (node === undefined) throw new Error(`Layer "${layer.name}" is not in the network.`);
    return { node, name: layer.name, call: callOf(node, layer.config) };
  });
  const usesLocalResponseNormalization = lines.some(
    ({ node }) => layerType(node.type).customPackage !== undefined,
  );
  const code = isChain(network)
    ? sequential(
        network,
        lines.map(({ node, call }) => ({ node, line: `${call},` })),
      )
    : functional(network, lines, layerNameOf);
  return { code, usesLocalResponseNormalization };
}

interface Line {
  readonly node: LayerNode;
  readonly line: string;
}

function sequential(network: Network, lines: readonly Line[]): string {
  const body = withBlockTitles(network, lines);
  return `def build_model():
    return keras.Sequential([
${indented(body, 2)}
    ], name='sequential')`;
}

function functional(
  network: Network,
  lines: readonly { readonly node: LayerNode; readonly name: string; readonly call: string }[],
  layerNameOf: ReadonlyMap<string, string>,
): string {
  const sources = predecessors(network);
  const nameOf = (id: string): string => layerNameOf.get(id) ?? '';
  const input = lines.find(({ node }) => layerType(node.type).inputs.max === 0);
  const body = withBlockTitles(
    network,
    lines.map(({ node, name, call }) => {
      const inputs = (sources.get(node.id) ?? []).map(nameOf);
      if (inputs.length === 0) return { node, line: `${name} = ${call}` };
      const argument = layerType(node.type).inputs.max > 1 ? `[${inputs.join(', ')}]` : inputs.join('');
      return { node, line: `${name} = ${call}(${argument})` };
    }),
  );
  const output = nameOf(infer(network).outputId ?? '');
  return `def build_model():
${indented(body)}
    return keras.Model(${input?.name ?? ''}, ${output}, name='functional')`;
}

/** The lines, with the title of a block above the first of its layers. */
function withBlockTitles(network: Network, lines: readonly Line[]): string {
  const titles = blockLabels(network);
  let before: string | undefined;
  return lines
    .map(({ node, line }) => {
      const block = node.block;
      const title = blockPath(network, block)
        .map((id) => titles.get(id) ?? id)
        .join(' / ');
      const changed = block !== before;
      before = block;
      return changed ? `# ${title === '' ? '---' : pythonComment(title)}\n${line}` : line;
    })
    .join('\n');
}

function callOf(node: LayerNode, config: Readonly<Record<string, unknown>>): string {
  const { className, inputs, customPackage } = layerType(node.type);
  const { name, batch_shape: batchShape, ...others } = config;
  if (inputs.max === 0) {
    const [, ...shape] = batchShape as readonly (number | null)[];
    return `keras.Input(shape=${pythonValue(shape)}, name=${pythonText(String(name))})`;
  }
  const given = Object.entries(others)
    .map(([key, value]): [string, unknown, string] => [key, plain(value), argumentText(value)])
    .filter(([key, value]) => value !== null && !isKept(key, value, node))
    .map(([key, , text]) => `${key}=${text}`);
  const owner = customPackage === undefined ? 'layers.' : '';
  return `${owner}${className}(${[...given, `name=${pythonText(String(name))}`].join(', ')})`;
}

/** Pooling's strides follow its window in Keras too, but are none of 1 by themselves. */
function isKept(key: string, value: unknown, { parameters }: LayerNode): boolean {
  if (key === 'strides' && parameters['poolSize'] !== undefined)
    return sameJson(value, parameters['poolSize']);
  return Object.hasOwn(keptByKeras, key) && sameJson(value, keptByKeras[key]);
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

interface KerasObject {
  readonly module: string;
  readonly class_name: string;
  readonly config: Readonly<Record<string, number | null>>;
}

/** An initializer by the name that Keras takes for its class; all else as it is. */
function plain(value: unknown): unknown {
  return isObject(value) && value.module === 'keras.initializers' ? snakeCase(value.class_name) : value;
}

function argumentText(value: unknown): string {
  if (!isObject(value)) return pythonValue(value);
  if (value.module === 'keras.initializers') return pythonText(snakeCase(value.class_name));
  const { l1, l2 } = value.config;
  const amounts = value.class_name === 'L1L2' ? `l1=${String(l1)}, l2=${String(l2)}` : String(l1 ?? l2 ?? 0);
  return `keras.regularizers.${value.class_name}(${amounts})`;
}

function isObject(value: unknown): value is KerasObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `HeNormal` to `he_normal`. */
function snakeCase(className: string): string {
  return className.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase();
}
