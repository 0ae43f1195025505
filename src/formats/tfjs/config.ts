/**
 * A network as `tf.models.modelFromJSON` of tfjs 4.22 takes it: the Keras config that is exported, rewritten where
 * tfjs reads an older dialect. So what trains is what is exported.
 *
 * tfjs turns every string value in snake case but names into camel case: an activation written `leaky_relu` here is
 * looked up as `leakyRelu`.
 */
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import type { Shape } from '../../network/layerType';
import {
  toKerasFunctional,
  type KerasFunctionalLayer,
  type KerasNode,
  type KerasTensor,
} from '../keras/config';

export type TfjsReference = readonly [
  layer: string,
  node: number,
  tensor: number,
  kwargs: Readonly<Record<string, never>>,
];

interface TfjsLayer {
  readonly class_name: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly inbound_nodes: readonly (readonly TfjsReference[])[];
}

/** A topology without weights. Plain data, in the form of a Functional model. */
interface TfjsConfig {
  readonly class_name: 'Model';
  readonly config: {
    readonly name: string;
    readonly layers: readonly TfjsLayer[];
    readonly input_layers: readonly (readonly [layer: string, node: number, tensor: number])[];
    readonly output_layers: readonly (readonly [layer: string, node: number, tensor: number])[];
  };
}

/** What the engine builds its model from. */
interface TfjsModel {
  readonly config: TfjsConfig;
  /** Node id to the name of its layer in the model: `model.getLayer(name)`. */
  readonly layerNameOf: ReadonlyMap<string, string>;
}

/**
 * The model that trains. It differs from the exported one in three ways: every initializer is `zeros`, because the
 * engine writes the seeded weights itself (`WeightSpec.initializer` says which); there are no regularizers, because it
 * adds the penalties to the loss itself (`WeightSpec.regularizer`); and a final softmax, be it an activation or a layer,
 * is left out, so that the model ends at the logits, from which the loss is computed.
 * Throws where a layer has no output shape: ask `infer` for problems first.
 */
export function toTfjsModel(network: Network): TfjsModel {
  const { config, layerNameOf } = toKerasFunctional(network);
  const { nodes, outputId } = infer(network);
  const shapeOf = new Map([...nodes].map(([id, { outputShape }]) => [layerNameOf.get(id), outputShape]));
  const outputName = outputId === null ? undefined : layerNameOf.get(outputId);
  const { name, layers, input_layers, output_layers } = config.config;
  return {
    layerNameOf,
    config: {
      class_name: 'Model',
      config: {
        name,
        layers: layers.map((layer) =>
          tfjsLayer(layer.name === outputName ? atLogits(layer) : layer, shapeOf.get(layer.name) ?? null),
        ),
        input_layers,
        output_layers,
      },
    },
  };
}

function tfjsLayer(layer: KerasFunctionalLayer, outputShape: Shape | null): TfjsLayer {
  const { batch_shape: batchShape, ...config } = layer.config;
  return {
    class_name: layer.class_name,
    name: layer.name,
    config: {
      ...Object.fromEntries(
        Object.entries(config)
          .filter(([key]) => !key.endsWith('_regularizer'))
          .map(([key, value]) => [key, key.endsWith('_initializer') ? zeros : value]),
      ),
      ...(batchShape === undefined ? {} : { batch_input_shape: batchShape }),
      // tfjs leaves a -1 open, and the layers after it then have weights of no size.
      ...(Object.hasOwn(config, 'target_shape') ? { target_shape: outputShape } : {}),
    },
    inbound_nodes: layer.inbound_nodes.map(tfjsNode),
  };
}

const zeros = { class_name: 'Zeros', config: {} };

/** The last layer without its softmax: as an activation of its own layer, or as all that it does. */
function atLogits(layer: KerasFunctionalLayer): KerasFunctionalLayer {
  if (layer.class_name === 'Softmax') {
    return { ...layer, class_name: 'Activation', config: { name: layer.name, activation: 'linear' } };
  }
  const { activation } = layer.config;
  return activation === 'softmax' ? { ...layer, config: { ...layer.config, activation: 'linear' } } : layer;
}

/** A call of a layer in the older, list form. */
export function tfjsNode({ args }: KerasNode): readonly TfjsReference[] {
  return args.flat().map(({ config }: KerasTensor): TfjsReference => [...config.keras_history, {}]);
}
