/**
 * A Keras model with all models inside it laid out flat: one list of layers, each with what feeds it and where a file keeps its
 * weights. What has no counterpart is collected with the reason, layer by layer, and not thrown.
 */
import type { ParameterValues } from '../../network/layerType';
import { layerType, type LayerTypeName } from '../../network/layers';
import { FormatError } from '../formatError';
import { isObject } from '../json';
import { augmentationOf, isAugmentation, type AugmentationPatch } from './augmentationLayers';
import { inputLayers } from './inputLayer';
import { kerasNames, kerasOrder } from './layerOrder';
import { readLayer } from './readLayer';
import type { KerasLayerText, KerasModelText, TensorReference } from './readModel';

export interface FlatLayer {
  readonly id: string;
  readonly type: LayerTypeName;
  readonly parameters: ParameterValues;
  readonly sources: readonly string[];
  /** As the file calls it: `base/conv1`. */
  readonly name: string;
  readonly className: string;
  readonly axis: number | null;
  /** Whether the file does not train it. */
  readonly frozen: boolean;
  /**
   * Where a `.keras` file keeps its weights: `layers/functional/layers/conv2d`; `null` for what the file does not have. Two layers of
   * one group are one layer of the file that is used twice.
   */
  readonly group: string | null;
  /** The layer of the outermost model that it is in: an `.h5` file keeps its weights under that name. */
  readonly topLayer: string;
}

/** Why a layer could not be taken over. */
export interface LayerRefusal {
  readonly name: string;
  readonly className: string;
  /** To be read after its name: `it works on sequences, …`. */
  readonly reason: string;
}

export interface FlatModel {
  readonly layers: readonly FlatLayer[];
  readonly refusals: readonly LayerRefusal[];
  readonly augmentation: AugmentationPatch;
  /** What is otherwise than in the file, in sentences. */
  readonly notes: readonly string[];
}

const MOST_FLAT_LAYERS = 2000;
const MOST_NESTED = 20;

/** Stands in for an input that was refused, so that the layers after it are looked at, too. */
const anyInput = { type: 'input', parameters: { height: 32, width: 32, channels: 3 } } as const;

const MOST_CALLS = 20_000;

/** Layers that hand on what they get. */
const identities = new Set(['Identity', 'ActivityRegularization']);

/** Throws `FormatError` where the wiring makes no sense; what merely has no counterpart is a refusal. */
export function flatten(model: KerasModelText): FlatModel {
  const flattening = new Flattening();
  flattening.place(model, { inputs: null, group: '', path: [] });
  const { layers, refusals, augmentation, notes } = flattening;
  return { layers, refusals, augmentation, notes: [...notes] };
}

interface Place {
  /** What feeds the model; `null` for the outermost one, which has Input layers of its own. */
  readonly inputs: readonly string[] | null;
  /** Of the model itself; empty for the outermost. */
  readonly group: string;
  /** Names of the models around. */
  readonly path: readonly string[];
}

class Flattening {
  readonly layers: FlatLayer[] = [];
  readonly refusals: LayerRefusal[] = [];
  readonly notes = new Set<string>();
  augmentation: AugmentationPatch = {};
  private calls = 0;

  /** Adds all layers of a model; answers with the ids of what gives its outputs. */
  place(model: KerasModelText, place: Place): readonly string[] {
    if (place.path.length > MOST_NESTED)
      throw new FormatError(`This Keras model has models inside each other more than ${MOST_NESTED} deep.`);
    return model.kind === 'sequential' ? this.placeChain(model, place) : this.placeGraph(model, place);
  }

  private placeChain(model: KerasModelText, place: Place): readonly string[] {
    const own = model.layers.filter(({ className }) => className !== 'InputLayer');
    const groups = kerasNames(own.map(groupClass));
    const declared = model.layers.find(({ className }) => className === 'InputLayer');
    let source = place.inputs?.[0] ?? this.addInput(declared ?? own[0], model.inputShape, place);
    own.forEach((layer, index) => {
      const [output] = this.call(layer, [source], `${place.group}layers/${groups[index] ?? ''}`, place);
      source = output ?? source;
    });
    return [source];
  }

  private placeGraph(model: KerasModelText, place: Place): readonly string[] {
    const byName = new Map(model.layers.map((layer) => [layer.name, layer]));
    if (byName.size < model.layers.length)
      throw new FormatError('Two layers of this model have the same name.');
    const layerNamed = (name: string): KerasLayerText => {
      const layer = byName.get(name);
      if (layer === undefined)
        throw new FormatError(`This model speaks of a layer "${name}", which it has not.`);
      return layer;
    };
    const feeds = new Map(
      model.layers.map(({ name, calls }) => [name, calls.flat().map(({ layer }) => layerNamed(layer).name)]),
    );
    const outputs = model.outputs.map(({ layer }) => layerNamed(layer).name);
    if (outputs.length === 0) throw new FormatError('This model does not say which layer gives its output.');
    if (isCircular(feeds)) return this.refuseCircle(model, place);
    const order = kerasOrder(feeds, outputs);
    const groups = kerasNames(order.map((name) => groupClass(layerNamed(name))));
    /** Outputs of each call of each layer. */
    const called = new Map<string, (readonly string[])[]>();
    const idOf = ({ layer, call, tensor }: TensorReference): string => {
      const calls = called.get(layer) ?? [];
      // A model counts the call in which it was made, too; only one of its calls is in this model.
      const found = (calls.length === 1 ? calls[0] : calls[call]) ?? [];
      const id = found[tensor] ?? found[0];
      if (id === undefined) throw new FormatError(`Layer "${layer}" is used before it has an output.`);
      return id;
    };
    order.forEach((name, index) => {
      const layer = layerNamed(name);
      const group = `${place.group}layers/${groups[index] ?? ''}`;
      if (layer.className === 'InputLayer') {
        const position = model.inputs.findIndex((input) => input.layer === name);
        const given = place.inputs?.[Math.max(position, 0)];
        called.set(name, [[given ?? this.addInput(layer, model.inputShape, place)]]);
        return;
      }
      const outcomes = layer.calls.map((call) => this.call(layer, call.map(idOf), group, place));
      called.set(name, outcomes);
    });
    return model.outputs.map(idOf);
  }

  /** A layer that is called twice, the second time with what came of the first, stands in a circle with itself. */
  private refuseCircle(model: KerasModelText, place: Place): readonly string[] {
    const shared = model.layers.filter(({ calls }) => calls.length > 1);
    if (shared.length === 0) throw new FormatError('The layers of this model feed each other in a circle.');
    for (const layer of shared)
      this.refuse(layer, place, `it is used ${layer.calls.length} times, one after the other`);
    return place.inputs ?? [this.addInput(undefined, [null, 32, 32, 3], place)];
  }

  /** One call of a layer; answers with the ids of its outputs. */
  private call(
    layer: KerasLayerText,
    sources: readonly string[],
    group: string,
    place: Place,
  ): readonly string[] {
    const { name, className, config, model } = layer;
    const path = [...place.path, name];
    this.calls += 1;
    if (this.calls > MOST_CALLS)
      throw new FormatError('This Keras model calls its layers more often than any network.');
    if (model !== null) return this.place(model, { inputs: sources, group: `${group}/`, path });
    this.noteType(config.dtype);
    if (identities.has(className) || (className === 'Activation' && config.activation === 'linear'))
      return sources.slice(0, 1);
    if (isAugmentation(className)) {
      const { patch, note } = augmentationOf(className, config);
      this.augmentation = { ...this.augmentation, ...patch };
      this.notes.add(note);
      return sources.slice(0, 1);
    }
    const read = readLayer(layer);
    if ('reason' in read) {
      this.refuse(layer, place, read.reason);
      return sources.slice(0, 1);
    }
    const { min, max } = layerType(read.type).inputs;
    if (sources.length < min || sources.length > max) {
      this.refuse(
        layer,
        place,
        `it has ${sources.length} inputs, where it takes ${min}${max > min ? ' or more' : ''}`,
      );
      return sources.slice(0, 1);
    }
    for (const note of read.notes) this.notes.add(`${path.join('/')} (${className}): ${note}.`);
    const frozen = config.trainable === false;
    return [this.add({ ...read, sources, name: path.join('/'), className, frozen, group }, place, name)];
  }

  /** Adds what the pictures enter by, for what an InputLayer, or the first layer of a chain, says of them. */
  private addInput(layer: KerasLayerText | undefined, otherwise: unknown, place: Place): string {
    const shape = layer?.config.batch_shape ?? layer?.config.batch_input_shape ?? otherwise;
    const read = inputLayers(shape);
    const name = layer?.className === 'InputLayer' ? layer.name : 'input';
    if ('reason' in read) this.refusals.push({ name, className: 'InputLayer', reason: read.reason });
    else if (read.note !== undefined) this.notes.add(read.note);
    const layers = 'reason' in read ? [anyInput] : read.layers;
    if (this.layers.some(({ className }) => className === 'InputLayer'))
      this.refusals.push({
        name,
        className: 'InputLayer',
        reason: 'it is a second input; networks here have one',
      });
    let source = '';
    for (const { type, parameters } of layers) {
      const sources = source === '' ? [] : [source];
      source = this.add(
        { type, parameters, axis: null, frozen: false, sources, name, className: 'InputLayer', group: null },
        place,
        name,
      );
    }
    return source;
  }

  private add(layer: Omit<FlatLayer, 'id' | 'topLayer'>, { path }: Place, name: string): string {
    if (this.layers.length >= MOST_FLAT_LAYERS)
      throw new FormatError(
        `This Keras model has more than ${MOST_FLAT_LAYERS} layers, all models in it counted.`,
      );
    const id = `${layer.type}-${this.layers.length + 1}`;
    this.layers.push({ ...layer, id, topLayer: path[0] ?? name });
    return id;
  }

  private refuse({ name, className }: KerasLayerText, { path }: Place, reason: string): void {
    this.refusals.push({ name: [...path, name].join('/'), className, reason });
  }

  private noteType(dtype: unknown): void {
    const policy = isObject(dtype) ? (isObject(dtype.config) ? dtype.config.name : undefined) : dtype;
    if (typeof policy === 'string' && policy !== 'float32')
      this.notes.add(`The file computes in ${policy.slice(0, 40)}; here it is float32.`);
  }
}

/** Class that names a layer's group; a model's is that of its kind. */
function groupClass({ className, model }: KerasLayerText): string {
  if (model === null) return className;
  return model.kind === 'sequential' ? 'Sequential' : 'Functional';
}

/** Whether layers feed each other in a circle; one that is called again by what it feeds looks like one. */
function isCircular(feeds: ReadonlyMap<string, readonly string[]>): boolean {
  const done = new Set<string>();
  const under = new Set<string>();
  const circles = (name: string): boolean => {
    if (under.has(name)) return true;
    if (done.has(name)) return false;
    under.add(name);
    const found = (feeds.get(name) ?? []).some(circles);
    under.delete(name);
    done.add(name);
    return found;
  };
  return [...feeds.keys()].some(circles);
}
