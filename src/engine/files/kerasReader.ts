/** Reads whole models: `.keras` archives, `.h5` files, TensorFlow.js models, and the text of a model without weights. */
import { FormatError } from '../../formats/formatError';
import { parseJson } from '../../formats/json';
import {
  networkForWeights,
  networkFromKeras,
  type KerasNetwork,
  type KerasReading,
} from '../../formats/keras/networkFromKeras';
import { emptyNetwork, type Network } from '../../network/graph';
import { infer } from '../../network/inference';
import type { WeightSpec } from '../../network/layerType';
import { ImageRejection } from '../data/imageSource';
import { unzipEntry } from '../data/unzipEntry';
import { readZipDirectory } from '../data/zip';
import type { WeightSnapshot } from '../model/networkModel';
import type { Hdf5 } from './hdf5';
import { isTfjsModel, readTfjs } from './tfjsReader';
import { withHdf5, type WeightsFile } from './weightsReader';

/** A network out of a file; `weights` is `null` where the file has none. */
export interface ReadNetwork {
  readonly reading: KerasReading;
  readonly weights: WeightSnapshot | null;
}

const MOST_TEXT_BYTES = 32 * 2 ** 20;
const MOST_WEIGHTS_BYTES = 1.5 * 2 ** 30;
/** Deflate grows its input at most so many times. */
const MOST_EXPANSION = 1032;

/**
 * `open` is the network that a file of weights alone belongs to. Throws `FormatError` where the file is damaged, hostile or no Keras
 * model.
 */
export async function readKeras(
  hdf5: () => Promise<Hdf5>,
  file: Blob,
  open: Network = emptyNetwork,
): Promise<ReadNetwork> {
  if (file.size === 0) throw new FormatError('The file is empty.');
  if (file.size > MOST_WEIGHTS_BYTES)
    throw new FormatError('The file is larger than 1.6 GB, more than a network here can take.');
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  const start = String.fromCharCode(...head);
  if (start.startsWith('PK')) return readArchive(hdf5, file);
  if (start.startsWith('\x89HDF')) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return withHdf5(await hdf5(), bytes, (opened) => readH5(opened, open));
  }
  if (/^\s*\{/.test(start)) {
    if (file.size > MOST_TEXT_BYTES) throw new FormatError('The text is larger than any network needs.');
    const text = await file.text();
    if (isTfjsModel(parseJson(text, 'The text of the model')))
      return readTfjs(text, () => Promise.resolve(null));
    return { reading: networkFromKeras(text, null), weights: null };
  }
  throw new FormatError(
    'This is no Keras model: it is neither a .keras archive nor an .h5 file nor the text of a model.',
  );
}

async function readArchive(hdf5: () => Promise<Hdf5>, file: Blob): Promise<ReadNetwork> {
  const members = await archiveMembers(file);
  const config = await members('config.json', MOST_TEXT_BYTES);
  const tfjs = config === null ? await members('model.json', MOST_TEXT_BYTES) : null;
  if (tfjs !== null)
    return readTfjs(new TextDecoder().decode(tfjs), (path) => members(path, MOST_WEIGHTS_BYTES));
  if (config === null)
    throw new FormatError(
      'This archive has no config.json, so it is no Keras model. Images go to the data set.',
    );
  const metadata = await members('metadata.json', MOST_TEXT_BYTES);
  const decoder = new TextDecoder();
  const reading = networkFromKeras(
    decoder.decode(config),
    metadata === null ? null : decoder.decode(metadata),
  );
  if (reading.kind === 'refused') return { reading, weights: null };
  const weights = await members('model.weights.h5', MOST_WEIGHTS_BYTES);
  if (weights === null) return { reading, weights: null };
  return {
    reading,
    weights: withHdf5(await hdf5(), weights, (opened) => opened.ofGroups(reading.places, specsOf(reading))),
  };
}

/** A function that unpacks one member of the archive, or answers `null` where it has none of that name. */
async function archiveMembers(
  file: Blob,
): Promise<(name: string, mostBytes: number) => Promise<Uint8Array<ArrayBuffer> | null>> {
  const { entries, rejected } = await asFormatError(() => readZipDirectory(file, MOST_WEIGHTS_BYTES));
  return async (name, mostBytes) => {
    const refused = rejected.find(({ path }) => path === name);
    if (refused !== undefined) throw new FormatError(`${name} cannot be read: ${refused.reason}`);
    const entry = entries.find(({ path }) => path === name);
    if (entry === undefined) return null;
    if (entry.sizeBytes > mostBytes)
      throw new FormatError(`${name} would unpack to ${entry.sizeBytes} bytes, more than any network needs.`);
    if (entry.sizeBytes > MOST_EXPANSION * (entry.compressedBytes + 1) || entry.compressedBytes > file.size)
      throw new FormatError(`${name} claims a size that it cannot have: the archive is damaged.`);
    return asFormatError(() => unzipEntry(entry));
  };
}

/** What the reader of archives says of pictures, said of a model. */
async function asFormatError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ImageRejection)) throw error;
    throw new FormatError(`The file cannot be opened: ${error.message}`, { cause: error });
  }
}

/** An `.h5` that carries the model's text beside its weights, or weights alone for the network that is open. */
function readH5(file: WeightsFile, open: Network): ReadNetwork {
  const config = file.text('model_config');
  if (config === null) {
    const reading = networkForWeights(open);
    return { reading, weights: file.alone(reading.places, specsOf(reading)) };
  }
  const reading = networkFromKeras(config, null, file.text('training_config'));
  if (reading.kind === 'refused') return { reading, weights: null };
  return { reading, weights: file.ofLayerNames('model_weights/', reading.places, specsOf(reading)) };
}

function specsOf({ network }: KerasNetwork): ReadonlyMap<string, readonly WeightSpec[]> {
  return new Map([...infer(network).nodes].map(([id, { weights }]) => [id, weights]));
}
