/** The exported LayersModel with a page that runs it, as one `.zip`. */
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { Network } from '../../network/graph';
import { customLayersCode } from './customLayers';
import { layersModel, type WeightValues } from './layersModel';
import { classifyCode, pageHtml, preprocessingCode } from './page';

const README = `An image classifier for TensorFlow.js, exported from Convoscope.

index.html        classifies an image that is dropped on it. Put this folder on any web server, or open the file
                  from disk and choose model.json and the .bin files when it asks for them
model.json        the network, for tf.loadLayersModel; with its class names in userDefinedMetadata
*.bin             its weights
preprocess.js     makes of an image what the network reads
custom-layers.js  where it is there: layers that TensorFlow.js lacks; load it before the model
tf.min.js         TensorFlow.js, Apache License 2.0, https://www.tensorflow.org/js
`;

/**
 * @param library `tf.min.js` of TensorFlow.js 4
 * Throws as `layersModel` does.
 */
export function tfjsBundle(
  network: Network,
  weights: WeightValues,
  classNames: readonly string[],
  library: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const { files, usesCustomLayers } = layersModel(network, weights, classNames);
  const members: Zippable = {
    'README.txt': strToU8(README),
    'index.html': strToU8(pageHtml(usesCustomLayers)),
    'classify.js': strToU8(classifyCode),
    'preprocess.js': strToU8(preprocessingCode),
    ...(usesCustomLayers ? { 'custom-layers.js': strToU8(customLayersCode) } : {}),
    'tf.min.js': library,
  };
  // Weights hardly compress, so they are only stored.
  for (const { name, bytes } of files) members[name] = name.endsWith('.bin') ? [bytes, { level: 0 }] : bytes;
  return zipSync(members);
}
