/** The text of a model as Keras 2 and 3 write it (`config.json`, `model.to_json()`), taken apart into models, layers and calls. */
import { FormatError } from '../formatError';
import { isObject, listOf, textOf, type JsonObject } from '../json';

/** What flows from one layer to another: output number `tensor` of its call number `call`. */
export interface TensorReference {
  readonly layer: string;
  readonly call: number;
  readonly tensor: number;
}

export interface KerasLayerText {
  readonly name: string;
  readonly className: string;
  /** `null` for what Keras itself has; else `package>Class`. */
  readonly registeredName: string | null;
  readonly config: JsonObject;
  /** What each call of the layer is given; only Functional models say it. */
  readonly calls: readonly (readonly TensorReference[])[];
  /** Where the layer is a model itself. */
  readonly model: KerasModelText | null;
}

export interface KerasModelText {
  readonly kind: 'sequential' | 'functional';
  readonly name: string;
  readonly layers: readonly KerasLayerText[];
  /** Of a Functional model. */
  readonly inputs: readonly TensorReference[];
  readonly outputs: readonly TensorReference[];
  /** With its batch axis; `null` where the text does not say. */
  readonly inputShape: unknown;
}

const MOST_LAYERS = 2000;
const MOST_REFERENCES = 10_000;

/** Class of a model whose layers are in Python code alone; `null` for one that can be read. */
export function subclassOf(text: unknown): string | null {
  if (!isObject(text) || typeof text.class_name !== 'string') return null;
  return modelKind(text) === null ? text.class_name : null;
}

/** Throws `FormatError` where the text is no model, or one without layers. */
export function readModel(text: unknown): KerasModelText {
  const kind = isObject(text) ? modelKind(text) : null;
  if (!isObject(text) || kind === null)
    throw new FormatError('This is no Keras model: its text names neither Sequential nor Functional.');
  const { config, build_config: build } = text;
  const own = isObject(config) ? config : {};
  const layers = listOf(isObject(config) ? config.layers : config);
  if (layers.length === 0) throw new FormatError('This Keras model has no layers.');
  if (layers.length > MOST_LAYERS)
    throw new FormatError(`This Keras model has ${layers.length} layers; the limit is ${MOST_LAYERS}.`);
  return {
    kind,
    name: textOf(own.name, kind),
    layers: layers.map(readLayer),
    inputs: references(own.input_layers),
    outputs: references(own.output_layers),
    inputShape: own.build_input_shape ?? (isObject(build) ? build.input_shape : undefined) ?? null,
  };
}

/** `null` for what is no model whose layers are in its text. */
function modelKind({ class_name: className, config }: JsonObject): KerasModelText['kind'] | null {
  const layers = isObject(config) ? config.layers : config;
  if (!Array.isArray(layers)) return null;
  if (className === 'Sequential') return 'sequential';
  return className === 'Functional' || className === 'Model' ? 'functional' : null;
}

function readLayer(text: unknown, index: number): KerasLayerText {
  if (!isObject(text) || typeof text.class_name !== 'string')
    throw new FormatError(`Layer ${index + 1} of this Keras model has no class.`);
  const config = isObject(text.config) ? text.config : {};
  const isModel = modelKind(text) !== null;
  return {
    name: textOf(text.name, textOf(config.name, `${text.class_name} ${index + 1}`)).slice(0, 200),
    className: text.class_name.slice(0, 200),
    registeredName: !isModel && typeof text.registered_name === 'string' ? text.registered_name : null,
    config,
    calls: listOf(text.inbound_nodes).map(callOf),
    model: isModel ? readModel(text) : null,
  };
}

/** Keras 3: `{ args: [tensor or list of them], kwargs }`. Keras 2: `[[name, call, tensor, kwargs], …]`. */
function callOf(node: unknown): readonly TensorReference[] {
  return isObject(node) ? [...tensorsIn(node.args), ...tensorsIn(node.kwargs)] : references(node);
}

/** Every `__keras_tensor__` in the arguments of a call. */
function tensorsIn(value: unknown): readonly TensorReference[] {
  if (Array.isArray(value)) return value.flatMap(tensorsIn);
  if (!isObject(value)) return [];
  if (value.class_name === '__keras_tensor__' && isObject(value.config))
    return references(value.config.keras_history);
  return Object.values(value).flatMap(tensorsIn);
}

/** `[name, call, tensor]`, or a list of such, at any depth. */
function references(value: unknown): readonly TensorReference[] {
  const found: TensorReference[] = [];
  const walk = (part: unknown): void => {
    if (isObject(part)) Object.values(part).forEach(walk);
    if (!Array.isArray(part)) return;
    const [layer, call, tensor] = part as readonly unknown[];
    if (typeof layer === 'string') found.push({ layer, call: indexOf(call), tensor: indexOf(tensor) });
    else part.forEach(walk);
    if (found.length > MOST_REFERENCES)
      throw new FormatError('This Keras model has more connections than any network.');
  };
  walk(value);
  return found;
}

function indexOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : 0;
}
