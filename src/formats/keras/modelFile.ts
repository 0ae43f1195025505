/**
 * A network as the three members of a `.keras` file. Its weights are HDF5, which whoever calls this writes: at each path of
 * `weightPaths`, `/0`, `/1`, … hold the layer's weights in Keras's order.
 */
import { strToU8, zipSync } from 'fflate';
import type { Network } from '../../network/graph';
import type { TrainingSettings } from '../../network/recipe';
import { compileConfigText } from './compileConfig';
import { toKerasModel } from './config';

/** What a file says besides the layers. */
export interface ModelFileFacts {
  readonly settings: TrainingSettings;
  /** Steps of a whole run with these settings; 0 where there is nothing to train on. */
  readonly iterations: number;
  /** In the order of the outputs; empty where they have no names. */
  readonly classNames: readonly string[];
  readonly savedAt: Date;
}

interface KerasModelFile {
  readonly configJson: string;
  readonly metadataJson: string;
  /** Node id to where its weights lie: `layers/conv2d/vars`. */
  readonly weightPaths: ReadonlyMap<string, string>;
}

/** What Convoscope adds to `metadata.json`, which Keras does not read. */
export interface ConvoscopeNote {
  readonly version: 1;
  /** With its blocks, of which Keras knows nothing. */
  readonly network: Network;
  readonly classNames: readonly string[];
  readonly preprocessing: string;
}

const PREPROCESSING =
  'Resize the picture to the input\u2019s height and width (bilinear), then divide its bytes by 255: the model reads pixels from 0 to 1.';

/** The oldest Keras that loads what is written here. */
const KERAS_VERSION = '3.0.0';

/** Throws where a layer has no output shape: ask `infer` for problems first. */
export function kerasModelFile(network: Network, facts: ModelFileFacts): KerasModelFile {
  const { config, layerNameOf } = toKerasModel(network);
  const note: ConvoscopeNote = {
    version: 1,
    network,
    classNames: facts.classNames,
    preprocessing: PREPROCESSING,
  };
  return {
    configJson: `${JSON.stringify(config).slice(0, -1)},"compile_config":${compileConfigText(facts.settings, facts.iterations)}}`,
    metadataJson: JSON.stringify({
      keras_version: KERAS_VERSION,
      date_saved: facts.savedAt.toISOString().slice(0, 19).replace('T', '@'),
      convoscope: note,
    }),
    weightPaths: new Map([...layerNameOf].map(([id, name]) => [id, `layers/${name}/vars`])),
  };
}

/** The `.keras` file. Weights hardly compress, so they are only stored. */
export function packModelFile(file: KerasModelFile, weights: Uint8Array): Uint8Array<ArrayBuffer> {
  return zipSync({
    'metadata.json': strToU8(file.metadataJson),
    'config.json': strToU8(file.configJson),
    'model.weights.h5': [weights, { level: 0 }],
  });
}
