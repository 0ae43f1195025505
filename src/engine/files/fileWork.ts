/** What the file worker is asked for. */
import * as Comlink from 'comlink';
import { FormatError } from '../../formats/formatError';
import { kerasModelFile, packModelFile, type ModelFileFacts } from '../../formats/keras/modelFile';
import { onnxModel } from '../../formats/onnx/onnxModel';
import { tfjsBundle } from '../../formats/tfjs/bundle';
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { EngineError } from '../failure';
import type { WeightSnapshot } from '../model/networkModel';
import { loadHdf5, type Hdf5 } from './hdf5';
import { readKeras, type ReadNetwork } from './kerasReader';
import { writeWeights } from './weightsWriter';

export const fileWork = {
  writeKeras: async (network: Network, weights: WeightSnapshot, facts: ModelFileFacts) =>
    new Blob([writeKeras(await loadHdf5(), network, weights, facts)], { type: 'application/zip' }),
  readKeras: async (file: Blob): Promise<ReadNetwork> => {
    try {
      const read = await readKeras(loadHdf5, file);
      const buffers = [...(read.weights?.values() ?? [])].flat().map(({ buffer }) => buffer);
      return Comlink.transfer(read, [...new Set(buffers)]);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new EngineError('bad-file', error.message, { cause: error });
    }
  },
  writeOnnx: (network: Network, weights: WeightSnapshot, classNames: readonly string[]) =>
    new Blob([onnxModel(network, weights, classNames)]),
  writeTfjs: (
    network: Network,
    weights: WeightSnapshot,
    classNames: readonly string[],
    library: Uint8Array,
  ) => new Blob([tfjsBundle(network, weights, classNames, library)], { type: 'application/zip' }),
};

export type FileWork = typeof fileWork;

/** The `.keras` file of a network with these weights. */
export function writeKeras(
  hdf5: Hdf5,
  network: Network,
  weights: WeightSnapshot,
  facts: ModelFileFacts,
): Uint8Array<ArrayBuffer> {
  const file = kerasModelFile(network, facts);
  const { nodes } = infer(network);
  const groups = [...file.weightPaths].map(([id, path]) => {
    const values = weights.get(id) ?? [];
    const specs = nodes.get(id)?.weights ?? [];
    return {
      path,
      weights: specs.map(({ name, shape }, index) => {
        const found = values[index];
        if (found === undefined) throw new Error(`Layer "${id}" has no values for its ${name}.`);
        return { shape, values: found };
      }),
    };
  });
  return packModelFile(file, writeWeights(hdf5, groups));
}
