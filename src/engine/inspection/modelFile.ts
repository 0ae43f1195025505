import { EngineError } from '../failure';
import { inFileWorker } from '../files/fileWorker';
import type { NetworkModel } from '../model/networkModel';
import type { Weights } from '../protocol/modelFile';
import { readTogether } from './inspected';
import type { Inspection } from './inspections';

/** The network as a file of another format. It is written in a worker of its own, so that the run goes on meanwhile. */
export const modelFile: Inspection<'modelFile'> = async ({ network, classNames }, { format }) => {
  const { layers } = await weightsOf(network);
  const weights = new Map(layers.map(({ id, values }) => [id, values]));
  if (format === 'onnx')
    return { file: await inFileWorker((files) => files.writeOnnx(network.network, weights, classNames)) };
  if (format === 'tensorflowjs') {
    const library = await tensorFlowJs();
    return {
      file: await inFileWorker((files) => files.writeTfjs(network.network, weights, classNames, library)),
    };
  }
  return format satisfies never;
};

/** What the network has learnt so far. */
export const weights: Inspection<'weights'> = ({ network }) => weightsOf(network);

/** All weights of one moment. */
export async function weightsOf(built: NetworkModel): Promise<Weights> {
  const layers = built.network.nodes.map(({ id }) => ({ id, tensors: built.layer(id).getWeights() }));
  const values = await readTogether(() => layers.flatMap(({ tensors }) => tensors));
  let taken = 0;
  return {
    layers: layers.map(({ id, tensors }) => ({ id, values: values.slice(taken, (taken += tensors.length)) })),
  };
}

/** The library's own file for pages, which lies beside the app's and is fetched when it is asked for. */
async function tensorFlowJs(): Promise<Uint8Array<ArrayBuffer>> {
  const url = new URL('../../../node_modules/@tensorflow/tfjs/dist/tf.min.js', import.meta.url);
  const response = await fetch(url);
  if (!response.ok) {
    throw new EngineError(
      'internal',
      'TensorFlow.js could not be loaded from the site that Convoscope came from. Check the connection, then try again.',
    );
  }
  return new Uint8Array(await response.arrayBuffer());
}
