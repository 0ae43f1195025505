/** A Keras model's text as a network, with what tells whoever reads its weights where they lie. */
import { incoming, type Connection, type LayerNode, type Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { networkSchema } from '../../network/networkSchema';
import type { TrainingSettings } from '../../network/recipe';
import { FormatError } from '../formatError';
import { isObject, listOf, parseJson } from '../json';
import type { AugmentationPatch } from './augmentationLayers';
import { toKerasModel } from './config';
import { flatten, type FlatLayer, type FlatModel, type LayerRefusal } from './flatModel';
import { readModel, subclassOf } from './readModel';
import { trainingOf } from './readTraining';

/** Where a file keeps the weights of one layer. */
export interface LayerPlace {
  readonly id: string;
  /** As the file calls it. */
  readonly name: string;
  /** In a `.keras` file: `layers/conv2d`; `null` for what the file does not have. */
  readonly group: string | null;
  /** In an `.h5` file: the layer of the outermost model. */
  readonly topLayer: string;
}

export interface KerasNetwork {
  readonly kind: 'network';
  readonly network: Network;
  /** In the file's order. */
  readonly places: readonly LayerPlace[];
  /** In the order of the outputs; empty where the file has no names for them. */
  readonly classNames: readonly string[];
  readonly training: Partial<TrainingSettings>;
  readonly augmentation: AugmentationPatch;
  /** What is otherwise than in the file, in sentences. */
  readonly notes: readonly string[];
}

export interface KerasRefused {
  readonly kind: 'refused';
  readonly layers: readonly LayerRefusal[];
}

export type KerasReading = KerasNetwork | KerasRefused;

const MOST_PARAMETERS = 250_000_000;

/**
 * Reads `config.json`, the `model_config` of an `.h5` or what `model.to_json()` gives; `metadataText` is `metadata.json` and
 * `trainingText` the `training_config` of an `.h5`, where there is one. Throws `FormatError` where it is damaged or no Keras model at all.
 */
export function networkFromKeras(
  configText: string,
  metadataText: string | null,
  trainingText: string | null = null,
): KerasReading {
  const text = parseJson(configText, 'The text of the model');
  const subclass = subclassOf(text);
  if (subclass !== null) {
    const reason = 'it is a subclassed model: what it computes is Python code, which is not in the file';
    return { kind: 'refused', layers: [{ name: subclass, className: subclass, reason }] };
  }
  const compiled = trainingText === null ? null : parseJson(trainingText, 'training_config');
  const training = trainingOf(compiled ?? (isObject(text) ? text.compile_config : null));
  const own = ownNetwork(text, metadataText);
  if (own !== null) return { ...own, training };
  const flat = flatten(readModel(text));
  if (flat.refusals.length > 0) return { kind: 'refused', layers: flat.refusals };
  const { layers, notes } = withPixelsFromZero(flat);
  const trained = networkOf(layers);
  const refusals = misfits(trained, layers);
  if (refusals.length > 0) return { kind: 'refused', layers: refusals };
  return {
    kind: 'network',
    network: withFrozen(trained, layers),
    places: layers.map(({ id, name, group, topLayer }) => ({ id, name, group, topLayer })),
    classNames: [],
    training,
    augmentation: flat.augmentation,
    notes,
  };
}

/** A network to which a file gives nothing but weights. Throws `FormatError` where it has an error in its shapes. */
export function networkForWeights(network: Network): KerasNetwork {
  if (!fitsTogether(network))
    throw new FormatError(
      'The file holds weights alone, for the network that is open; but that has an error first: its cards say which.',
    );
  return {
    kind: 'network',
    network,
    places: placesOf(network),
    classNames: [],
    training: {},
    augmentation: {},
    notes: ['The file holds weights alone: they are in the network that was open.'],
  };
}

/** Where Keras keeps the weights of a network that is written as it is. */
function placesOf(network: Network): readonly LayerPlace[] {
  return [...toKerasModel(network).layerNameOf].map(([id, name]) => ({
    id,
    name,
    group: `layers/${name}`,
    topLayer: name,
  }));
}

/**
 * The very network that Convoscope noted in the file, blocks and all, unless the model was changed since; `null` where there is none.
 */
function ownNetwork(text: unknown, metadataText: string | null): KerasNetwork | null {
  if (metadataText === null || !isObject(text)) return null;
  const metadata = parseJson(metadataText, 'metadata.json');
  const note = isObject(metadata) ? metadata.convoscope : null;
  if (!isObject(note)) return null;
  const parsed = networkSchema.safeParse(note.network);
  if (!parsed.success || !fitsTogether(parsed.data)) return null;
  refuseTooLarge(parsed.data);
  const { config } = toKerasModel(parsed.data);
  const { compile_config: _, ...written } = text;
  if (JSON.stringify(written) !== JSON.stringify(config)) return null;
  return {
    kind: 'network',
    network: parsed.data,
    places: placesOf(parsed.data),
    classNames: listOf(note.classNames).filter((name) => typeof name === 'string'),
    training: {},
    augmentation: {},
    notes: [],
  };
}

function fitsTogether(network: Network): boolean {
  return [...infer(network).nodes.values()].every(({ outputShape }) => outputShape !== null);
}

/** A model whose first layer brings bytes to small numbers reads bytes; here pixels go from 0 to 1 as it is. */
const MOST_BYTE_SCALE = 0.02;

function withPixelsFromZero({ layers, notes }: FlatModel): Pick<FlatModel, 'layers' | 'notes'> {
  const input = layers.find(({ type }) => type === 'input');
  const readers = layers.filter(({ sources }) => sources.includes(input?.id ?? ''));
  const [first] = readers;
  if (input === undefined || first?.type !== 'rescaling' || readers.length > 1) return { layers, notes };
  const scale = Number(first.parameters.scale);
  if (Math.abs(scale) > MOST_BYTE_SCALE) return { layers, notes };
  const scaled = Number((scale * 255).toPrecision(7));
  const told = [
    ...notes,
    'The file reads pixels from 0 to 255; here they go from 0 to 1, with the same outcome.',
  ];
  if (scaled !== 1 || first.parameters.offset !== 0) {
    const changed = { ...first, parameters: { ...first.parameters, scale: scaled } };
    return { layers: layers.map((layer) => (layer === first ? changed : layer)), notes: told };
  }
  const bypassed = (id: string): string => (id === first.id ? input.id : id);
  return {
    layers: layers
      .filter((layer) => layer !== first)
      .map((layer) => ({ ...layer, sources: layer.sources.map(bypassed) })),
    notes: told,
  };
}

function networkOf(layers: readonly FlatLayer[]): Network {
  return {
    nodes: layers.map(({ id, type, parameters }): LayerNode => ({ id, type, parameters })),
    connections: layers.flatMap(({ id, sources }) =>
      sources.map((from, input): Connection => ({ from, to: id, input })),
    ),
    blocks: [],
  };
}

/** Frozen where the file says so, as far as there is something to train. */
function withFrozen(network: Network, layers: readonly FlatLayer[]): Network {
  const { nodes } = infer(network);
  const frozen = new Set(layers.filter((layer) => layer.frozen).map(({ id }) => id));
  const rests = (id: string): boolean => frozen.has(id) && (nodes.get(id)?.weights.length ?? 0) > 0;
  return {
    ...network,
    nodes: network.nodes.map((node) => (rests(node.id) ? { ...node, trainable: false } : node)),
  };
}

/** Layers that Keras builds and that do not fit here. */
function misfits(network: Network, layers: readonly FlatLayer[]): readonly LayerRefusal[] {
  const { nodes } = infer(network);
  const groups = new Map<string, number>();
  for (const { group } of layers) if (group !== null) groups.set(group, (groups.get(group) ?? 0) + 1);
  const shapeOf = (id: string) => nodes.get(id)?.outputShape ?? null;
  const refusals = layers.flatMap(({ id, name, className, axis, group }): LayerRefusal[] => {
    const refusal = (reason: string): LayerRefusal[] => [{ name, className, reason }];
    const facts = nodes.get(id);
    const sources = (incoming(network).get(id) ?? []).map(({ from }) => shapeOf(from));
    if (facts === undefined || sources.includes(null)) return [];
    if (facts.outputShape === null) {
      const [problem] = facts.problems;
      return refusal(
        problem === undefined ? 'its shape cannot be told' : `it does not fit: ${problem.message}`,
      );
    }
    const rank = sources[0]?.length ?? 0;
    if (axis !== null && axis !== -1 && axis !== rank)
      return refusal(`it works along axis ${axis}, where layers here work along the last one`);
    const times = group === null ? 1 : (groups.get(group) ?? 1);
    if (times > 1 && facts.weights.length > 0 && group !== null && groups.delete(group))
      return refusal(`it is used ${times} times with the same weights`);
    return [];
  });
  if (refusals.length === 0) refuseTooLarge(network);
  return refusals;
}

function refuseTooLarge(network: Network): void {
  const { parameters } = infer(network).totals;
  if (!(parameters <= MOST_PARAMETERS))
    throw new FormatError(
      `This network would have ${parameters.toLocaleString('en')} parameters; the limit is ${MOST_PARAMETERS.toLocaleString('en')}.`,
    );
}
