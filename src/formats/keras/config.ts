/**
 * A network as a Keras 3 model config, as `config.json` of a `.keras` file holds it. Layer configs are derived from
 * the declarations in `network/layers`. Only keys of Keras 3.0 are written: an unknown one is an error in every
 * version, while those added later have defaults.
 */
import { isChain, predecessors, type LayerNode, type Network } from '../../network/graph';
import { infer, type NetworkInference } from '../../network/inference';
import type { Shape } from '../../network/layerType';
import { layerType } from '../../network/layers';
import { layerConfig } from './layerConfig';
import { kerasOrder, kerasNames } from './layerOrder';

/** What travels between layers: `[layer name, node index, tensor index]` of a call, with its shape. */
export interface KerasTensor {
  readonly class_name: '__keras_tensor__';
  readonly config: {
    readonly shape: readonly (number | null)[];
    readonly dtype: 'float32';
    readonly keras_history: readonly [layer: string, node: number, tensor: number];
  };
}

/** One call of a layer; merging layers take a list of tensors as their one argument. */
export interface KerasNode {
  readonly args: readonly (KerasTensor | readonly KerasTensor[])[];
  readonly kwargs: Readonly<Record<string, never>>;
}

interface KerasLayer {
  /** `keras.layers`; `null` for a class that Keras has not, which is found by its registered name. */
  readonly module: 'keras.layers' | null;
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** `Package>Class` of a class that Keras has not. */
  readonly registered_name: string | null;
  readonly build_config?: { readonly input_shape: readonly (number | null)[] };
}

export interface KerasFunctionalLayer extends KerasLayer {
  readonly name: string;
  readonly inbound_nodes: readonly KerasNode[];
}

type LayerReference = readonly [layer: string, node: number, tensor: number];

interface KerasFunctional {
  readonly module: 'keras.src.models.functional';
  readonly class_name: 'Functional';
  readonly config: {
    readonly name: string;
    readonly trainable: true;
    readonly layers: readonly KerasFunctionalLayer[];
    readonly input_layers: readonly LayerReference[];
    readonly output_layers: readonly LayerReference[];
  };
  readonly registered_name: 'Functional';
}

interface KerasSequential {
  readonly module: 'keras';
  readonly class_name: 'Sequential';
  readonly config: {
    readonly name: string;
    readonly trainable: true;
    readonly dtype: 'float32';
    readonly layers: readonly KerasLayer[];
    readonly build_input_shape: readonly (number | null)[];
  };
  readonly registered_name: null;
}

/** A model config with the names that its layers have in it. */
interface KerasModel<Config> {
  readonly config: Config;
  /** Node id to Keras layer name: `conv2d`, `conv2d_1`, …. */
  readonly layerNameOf: ReadonlyMap<string, string>;
}

/** Sequential where the network is a chain, else Functional. Throws as `toKerasFunctional` does. */
export function toKerasModel(network: Network): KerasModel<KerasSequential | KerasFunctional> {
  return isChain(network) ? toKerasSequential(network) : toKerasFunctional(network);
}

/**
 * Any network as a Functional model.
 * Throws where a layer has no output shape or the network is empty: ask `infer` for problems first.
 */
export function toKerasFunctional(network: Network): KerasModel<KerasFunctional> {
  const { inference, layers, layerNameOf } = describe(network);
  const sources = predecessors(network);
  const tensor = (id: string): KerasTensor => ({
    class_name: '__keras_tensor__',
    config: {
      shape: batched(shapeOf(inference, id)),
      dtype: 'float32',
      keras_history: [nameOf(layerNameOf, id), 0, 0],
    },
  });
  const functionalLayers = layers.map(({ node, layer }): KerasFunctionalLayer => {
    const tensors = (sources.get(node.id) ?? []).map(tensor);
    const [first] = tensors;
    const args = layerType(node.type).inputs.max > 1 ? [tensors] : first === undefined ? [] : [first];
    const name = nameOf(layerNameOf, node.id);
    return { ...layer, name, inbound_nodes: first === undefined ? [] : [{ args, kwargs: {} }] };
  });
  const inputs = layers.filter(({ node }) => layerType(node.type).inputs.max === 0);
  const reference = (id: string): LayerReference => [nameOf(layerNameOf, id), 0, 0];
  return {
    layerNameOf,
    config: {
      module: 'keras.src.models.functional',
      class_name: 'Functional',
      config: {
        name: 'functional',
        trainable: true,
        layers: functionalLayers,
        input_layers: inputs.map(({ node }) => reference(node.id)),
        output_layers: inference.outputId === null ? [] : [reference(inference.outputId)],
      },
      registered_name: 'Functional',
    },
  };
}

/** A chain as a Sequential model. */
function toKerasSequential(network: Network): KerasModel<KerasSequential> {
  const { inference, layers, layerNameOf } = describe(network);
  const [inputId = ''] = inference.order;
  return {
    layerNameOf,
    config: {
      module: 'keras',
      class_name: 'Sequential',
      config: {
        name: 'sequential',
        trainable: true,
        dtype: 'float32',
        layers: layers.map(({ layer }) => layer),
        build_input_shape: batched(shapeOf(inference, inputId)),
      },
      registered_name: null,
    },
  };
}

interface Description {
  readonly inference: NetworkInference;
  /** In the order that Keras itself gives them, which is a topological one. */
  readonly layers: readonly { readonly node: LayerNode; readonly layer: KerasLayer }[];
  readonly layerNameOf: ReadonlyMap<string, string>;
}

function describe(network: Network): Description {
  const inference = infer(network);
  const nodes = new Map(network.nodes.map((node) => [node.id, node]));
  const outputs = inference.outputId === null ? [] : [inference.outputId];
  const ordered = new Set([...kerasOrder(predecessors(network), outputs), ...inference.order]);
  const inOrder = [...ordered].map((id) => nodes.get(id)).filter((node) => node !== undefined);
  const names = kerasNames(inOrder.map(configClassName));
  const layerNameOf = new Map(inOrder.map(({ id }, index) => [id, names[index] ?? id]));
  const layers = inOrder.map((node) => {
    const inputShapes = inference.nodes.get(node.id)?.inputShapes ?? [];
    return { node, layer: kerasLayer(node, nameOf(layerNameOf, node.id), inputShapes) };
  });
  return { inference, layers, layerNameOf };
}

function kerasLayer(node: LayerNode, name: string, inputShapes: readonly (Shape | null)[]): KerasLayer {
  const declaration = layerType(node.type);
  const known = inputShapes.filter((shape) => shape !== null);
  const [inputShape] = known;
  const { customPackage } = declaration;
  const trainable = declaration.kerasRefusesTrainable === true ? {} : { trainable: node.trainable !== false };
  return {
    module: customPackage === undefined ? 'keras.layers' : null,
    class_name: configClassName(node),
    config: {
      name,
      ...trainable,
      dtype: 'float32',
      ...layerConfig(declaration, node.parameters, known),
    },
    registered_name: customPackage === undefined ? null : `${customPackage}>${configClassName(node)}`,
    // Layers with several inputs are built by their call.
    ...(inputShapes.length === 1 && inputShape !== undefined
      ? { build_config: { input_shape: batched(inputShape) } }
      : {}),
  };
}

function configClassName(node: LayerNode): string {
  const { className, configClassName: other } = layerType(node.type);
  return other ?? className;
}

function shapeOf(inference: NetworkInference, id: string): Shape {
  const shape = inference.nodes.get(id)?.outputShape;
  if (shape === null || shape === undefined) {
    throw new Error(`Layer "${id}" has no output shape, so there is no Keras model of this network.`);
  }
  return shape;
}

function nameOf(names: ReadonlyMap<string, string>, id: string): string {
  const name = names.get(id);
  if (name === undefined) throw new Error(`Layer "${id}" is not in the network.`);
  return name;
}

function batched(shape: Shape): readonly (number | null)[] {
  return [null, ...shape];
}
