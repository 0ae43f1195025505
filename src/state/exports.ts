/** What leaves the page for other programs; the formats themselves are loaded when they are asked for. */
import type { ModelFileFormat } from '../engine/protocol/modelFile';
import { engine } from './engine';
import { synchronise } from './engineSync';
import { currentExperiment } from './experiment';
import { inspect } from './inspections';
import { useNetwork } from './network';
import { useTraining } from './training';

/** The Keras program of this network and its settings, as text. Throws, in words, where the network has an error. */
export async function exportKerasScript(): Promise<string> {
  const { kerasScript } = await import('../formats/python/kerasScript');
  return kerasScript(await currentExperiment());
}

/** As `exportKerasScript`, in PyTorch. */
export async function exportTorchScript(): Promise<string> {
  const { torchScript } = await import('../formats/python/torchScript');
  return torchScript(await currentExperiment());
}

/** The network with its weights in another format; throws what the engine throws. */
export async function exportModel(format: ModelFileFormat): Promise<Blob> {
  // An edit just made in the page must count, and a large network is built when there is need.
  await synchronise(useTraining.getState().settings.seed);
  await engine().buildNetwork();
  return (await inspect('modelFile', { format })).file;
}

/** The layers with their shapes and parameters as a table. */
export async function exportLayerTable(dialect: 'Markdown' | 'LaTeX'): Promise<string> {
  const { layerTableLatex, layerTableMarkdown } = await import('../formats/layerTable/layerTable');
  const { network } = useNetwork.getState();
  return dialect === 'LaTeX' ? layerTableLatex(network) : layerTableMarkdown(network);
}
