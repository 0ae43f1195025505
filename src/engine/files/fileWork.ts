/** What the file worker is asked for. */
import * as Comlink from 'comlink';
import { FormatError } from '../../formats/formatError';
import { kerasModelFile, packModelFile, type ModelFileFacts } from '../../formats/keras/modelFile';
import { onnxModel } from '../../formats/onnx/onnxModel';
import { writeProject, type Project, type ProjectImage } from '../../formats/project/project';
import { tfjsBundle } from '../../formats/tfjs/bundle';
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { EngineError } from '../failure';
import type { WeightSnapshot } from '../model/networkModel';
import { loadHdf5, type Hdf5 } from './hdf5';
import { readKeras, type ReadNetwork } from './kerasReader';
import { readProjectFile } from './projectReader';
import { writeWeights } from './weightsWriter';

export const fileWork = {
  writeKeras: async (network: Network, weights: WeightSnapshot, facts: ModelFileFacts) =>
    new Blob([writeKeras(await loadHdf5(), network, weights, facts)], { type: 'application/zip' }),
  readKeras: (file: Blob, open: Network): Promise<ReadNetwork> =>
    readingFile(() => readKeras(loadHdf5, file, open)),
  /** `null` where it is no project. */
  readProject: (file: Blob) => readingFile(() => readProjectFile(file)),
  writeProject: async (
    project: Project,
    weights: WeightSnapshot,
    images: readonly (Omit<ProjectImage, 'member'> & { readonly file: Blob })[],
  ) => {
    const kept = [];
    for (const { file, ...image } of images)
      kept.push({ ...image, bytes: new Uint8Array(await file.arrayBuffer()) });
    return new Blob([writeProject(project, weights, kept)], { type: 'application/zip' });
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

/** Hands weights over without copying them, and says what cannot be read as the engine does. */
async function readingFile<Read extends { readonly weights: WeightSnapshot | null } | null>(
  read: () => Promise<Read>,
): Promise<Read> {
  try {
    const result = await read();
    const buffers = [...(result?.weights?.values() ?? [])].flat().map(({ buffer }) => buffer);
    return result === null ? result : Comlink.transfer(result, [...new Set(buffers)]);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new EngineError('bad-file', error.message, { cause: error });
  }
}

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
