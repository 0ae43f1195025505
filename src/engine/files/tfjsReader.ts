/** Reads a LayersModel of TensorFlow.js: `model.json` and the `.bin` files that it names. Nothing in them is trusted. */
import { FormatError } from '../../formats/formatError';
import { isObject, listOf, parseJson, textOf, type JsonObject } from '../../formats/json';
import { networkFromKeras } from '../../formats/keras/networkFromKeras';
import { infer } from '../../network/inference';
import type { WeightSpec } from '../../network/layerType';
import { formatShape, shapeSize } from '../../network/shape';
import type { ReadNetwork } from './kerasReader';

/** Bytes of a file that lies beside `model.json`; `null` where there is none of that name. */
type FilesBeside = (path: string) => Promise<Uint8Array | null>;

const MOST_SHARDS = 10_000;

/** Whether a JSON text's value is `model.json` of TensorFlow.js. */
export function isTfjsModel(value: unknown): value is JsonObject {
  return isObject(value) && (isObject(value.modelTopology) || value.format === 'graph-model');
}

/** Throws `FormatError` where the model is damaged, hostile, or not made of layers. */
export async function readTfjs(text: string, filesBeside: FilesBeside): Promise<ReadNetwork> {
  const model = parseJson(text, 'model.json');
  if (!isTfjsModel(model) || model.format === 'graph-model')
    throw new FormatError(
      'This is a graph model of TensorFlow.js: it has operations and no layers. Save the model with model.save, or as .keras.',
    );
  const topology = isObject(model.modelTopology) ? model.modelTopology : {};
  const config = isObject(topology.model_config) ? topology.model_config : topology;
  const read = networkFromKeras(JSON.stringify(withKerasClasses(config)), null);
  if (read.kind === 'refused') return { reading: read, weights: null };
  const { userDefinedMetadata: metadata } = model;
  const names = isObject(metadata)
    ? listOf(metadata.classNames).filter((name): name is string => typeof name === 'string')
    : [];
  const reading = { ...read, classNames: names };
  const kept = await keptWeights(model, filesBeside);
  if (kept.length === 0) return { reading, weights: null };
  const { nodes } = infer(read.network);
  const weights = new Map(
    read.places.map(({ id, name }) => {
      const specs = nodes.get(id)?.weights ?? [];
      const own = ofLayer(kept, name);
      if (own.length !== specs.length)
        throw new FormatError(
          `Layer "${name}" has ${own.length} weights in the file, where ${specs.length} belong to it.`,
        );
      return [id, specs.map((spec, index) => fitting(own[index], spec, name))];
    }),
  );
  return { reading, weights };
}

/** The model with the classes of our own export called what Keras calls them. */
function withKerasClasses(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKerasClasses);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === 'class_name' && typeof part === 'string'
        ? part.replace(/^Convoscope(?:Grouped)?/, '')
        : withKerasClasses(part),
    ]),
  );
}

interface KeptWeight {
  /** `conv2d/kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

/** All weights that the manifest names, out of its groups' files laid end to end. */
async function keptWeights(
  { weightsManifest }: JsonObject,
  filesBeside: FilesBeside,
): Promise<readonly KeptWeight[]> {
  const kept: KeptWeight[] = [];
  for (const group of listOf(weightsManifest).filter(isObject)) {
    const entries = listOf(group.weights).filter(isObject);
    if (entries.length === 0) continue;
    const bytes = await groupBytes(listOf(group.paths), filesBeside);
    let at = 0;
    for (const entry of entries) {
      const name = textOf(entry.name, 'without a name').slice(0, 400);
      const shape = listOf(entry.shape).map(Number);
      const size = 4 * shapeSize(shape);
      if (entry.quantization !== undefined)
        throw new FormatError(`The weights are quantized (${name}). Convert the model without that.`);
      if (entry.dtype !== 'float32')
        throw new FormatError(`The weight ${name} is not stored as 32-bit numbers.`);
      if (!Number.isSafeInteger(size) || size < 0 || at + size > bytes.length)
        throw new FormatError(`The .bin files end before the weight ${name}: they are cut off.`);
      const values = new Float32Array(bytes.slice(at, at + size).buffer);
      if (!values.every(Number.isFinite))
        throw new FormatError(
          `The weight ${name} holds values that are no numbers (NaN or infinite): its training went astray.`,
        );
      kept.push({ name, shape, values });
      at += size;
    }
  }
  return kept;
}

async function groupBytes(paths: readonly unknown[], filesBeside: FilesBeside): Promise<Uint8Array> {
  if (paths.length > MOST_SHARDS)
    throw new FormatError(`model.json names ${paths.length} files of weights, more than any network needs.`);
  const parts: Uint8Array[] = [];
  for (const path of paths) {
    const name = textOf(path, 'a file without a name').slice(0, 400);
    const part = await filesBeside(name);
    if (part === null)
      throw new FormatError(`${name} is missing: choose model.json together with its .bin files.`);
    parts.push(part);
  }
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The weights of a layer, in their order. A model in a model says its layers' names alone. */
function ofLayer(kept: readonly KeptWeight[], name: string): readonly KeptWeight[] {
  const named = (prefix: string) =>
    kept.filter((weight) => weight.name.slice(0, weight.name.lastIndexOf('/')) === prefix);
  const own = named(name);
  return own.length > 0 ? own : named(name.split('/').at(-1) ?? name);
}

function fitting(
  weight: KeptWeight | undefined,
  { name, shape }: WeightSpec,
  layer: string,
): Float32Array<ArrayBuffer> {
  if (weight?.shape.length === shape.length && shape.every((size, axis) => size === weight.shape[axis]))
    return weight.values;
  throw new FormatError(
    `The ${name} of layer "${layer}" is ${formatShape(weight?.shape ?? [])} in the file, where ${formatShape(shape)} belongs.`,
  );
}
