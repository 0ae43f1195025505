/**
 * A network with its weights as a LayersModel of TensorFlow.js: `model.json` and `.bin` files, for `tf.loadLayersModel`.
 * Unlike the model that trains here it ends in probabilities, keeps its penalties, and is for any TensorFlow.js 4.
 */
import { strToU8 } from 'fflate';
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { toKerasFunctional } from '../keras/config';
import { asFile } from './fileLayer';

/** Values of every layer's weights by node id, in Keras's order. */
export type WeightValues = ReadonlyMap<string, readonly Float32Array[]>;

interface LayersModelFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface LayersModel {
  /** `model.json` first. */
  readonly files: readonly LayersModelFile[];
  /** Whether `customLayersCode` must run before it is loaded. */
  readonly usesCustomLayers: boolean;
}

/** As large as the parts that TensorFlow's own converter makes: browsers keep them one by one. */
const SHARD_BYTES = 4 * 2 ** 20;

const PREPROCESSING =
  'Transparent parts over white, resized to the input with a triangle filter (Pillow’s BILINEAR), then divided by 255.';

/** `classNames` has one name per output. Throws where a layer has no output shape, or its weights are not there. */
export function layersModel(
  network: Network,
  weights: WeightValues,
  classNames: readonly string[],
): LayersModel {
  const { config, layerNameOf } = toKerasFunctional(network);
  const { nodes } = infer(network);
  const idOf = new Map([...layerNameOf].map(([id, name]) => [name, id]));
  const factsOf = (name: string) => nodes.get(idOf.get(name) ?? '');
  const layers = config.config.layers.map((layer) => asFile(layer, factsOf(layer.name)?.outputShape ?? null));
  const tensors = layers.flatMap(({ name, kernelName }) => {
    const values = weights.get(idOf.get(name) ?? '') ?? [];
    return (factsOf(name)?.weights ?? []).map((spec, index) => {
      const own = values[index];
      if (own === undefined) throw new Error(`Layer "${name}" has no values for its ${spec.name}.`);
      const weightName = spec.name === 'kernel' ? kernelName : spec.name;
      return { entry: { name: `${name}/${weightName}`, shape: spec.shape, dtype: 'float32' }, values: own };
    });
  });
  const shards = shardsOf(tensors.map(({ values }) => values));
  const { name, input_layers, output_layers } = config.config;
  const model = {
    format: 'layers-model',
    generatedBy: 'Convoscope',
    convertedBy: null,
    modelTopology: {
      keras_version: '3.0.0',
      backend: 'tensorflow',
      model_config: {
        class_name: 'Model',
        config: { name, layers: layers.map(({ json }) => json), input_layers, output_layers },
      },
    },
    weightsManifest: [
      { paths: shards.map((shard) => shard.name), weights: tensors.map(({ entry }) => entry) },
    ],
    userDefinedMetadata: { classNames, preprocessing: PREPROCESSING },
  };
  return {
    files: [{ name: 'model.json', bytes: strToU8(JSON.stringify(model)) }, ...shards],
    usesCustomLayers: layers.some(({ custom }) => custom),
  };
}

/** All values one after the other, cut into files: little-endian, as every machine that runs a browser has them. */
function shardsOf(weights: readonly Float32Array[]): readonly LayersModelFile[] {
  const bytes = new Uint8Array(weights.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of weights) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  const count = Math.max(1, Math.ceil(bytes.length / SHARD_BYTES));
  return Array.from({ length: count }, (_, index) => ({
    name: `group1-shard${index + 1}of${count}.bin`,
    bytes: bytes.subarray(index * SHARD_BYTES, (index + 1) * SHARD_BYTES),
  }));
}
