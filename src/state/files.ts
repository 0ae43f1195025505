/** Networks as files: what leaves the page, and what is opened in it. */
import type { ReadFile, RefusedFile } from '../engine/protocol/files';
import { EngineError } from '../engine/failure';
import { trainingSettingsSchema, type TrainingSettings } from '../network/recipe';
import { engine } from './engine';
import { synchronise } from './engineSync';
import { useFileNote } from './fileNote';
import { useNetwork } from './network';
import { showProject } from './projectFile';
import { useRunLock } from './runLock';
import { useTraining } from './training';

/** The network with its weights as a `.keras` file; throws what the engine throws. */
export async function exportKeras(): Promise<Blob> {
  const { settings } = useTraining.getState();
  // An edit just made in the page must count.
  await synchronise(settings.seed);
  return engine().exportKeras(settings);
}

/** Whether a file of this name is opened as a network or project, and not taken for pictures. */
export function isModelFile(name: string): boolean {
  return /\.(keras|h5|hdf5|convoscope)$/i.test(name);
}

/**
 * Puts the network of a `.keras` or `.h5` file, a zipped model of TensorFlow.js, or the JSON text of a model, on the canvas with its weights: one step of
 * undo, and what the old network has learnt comes back with it. Throws, in words, what cannot be opened; then nothing has changed.
 */
export async function openFile(file: Blob, name: string): Promise<void> {
  refuseWhileLocked();
  const read = await engine().readFile(file, useNetwork.getState().network).catch(naming(name));
  if (read.kind === 'refused') throw new EngineError('bad-file', refusalText(name, read));
  // A run may have begun meanwhile.
  refuseWhileLocked();
  if (read.kind === 'project') {
    await showProject(read, file, name);
    return;
  }
  const { settings, setSettings } = useTraining.getState();
  useNetwork.getState().replace(read.network);
  const { nodes } = useNetwork.getState().network;
  // Before the engine hears of the network: it builds it with these.
  const expected = engine().expectWeights(nodes.map(({ id }) => id));
  setSettings(settingsFor(settings, read));
  tellOpened(name, read, settings);
  await expected;
  await synchronise(settings.seed);
}

/** As `openFile`, also for a model in several files: `model.json` of TensorFlow.js and the `.bin` files that it names. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const [first, ...others] = files;
  if (first === undefined) return;
  if (others.length === 0) {
    await openFile(first, first.name);
    return;
  }
  const text = files.find(({ name }) => /\.json$/i.test(name));
  if (text === undefined || files.some((file) => file !== text && !isWeightsPart(file.name)))
    throw new EngineError(
      'bad-file',
      'Open one model at a time. Only model.json of TensorFlow.js comes with other files, its .bin files.',
    );
  const { zipSync } = await import('fflate');
  const members = await Promise.all(
    files.map(async (file) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return [file === text ? 'model.json' : file.name, bytes] as const;
    }),
  );
  await openFile(new Blob([zipSync(Object.fromEntries(members), { level: 0 })]), text.name);
}

/** Whether a file of this name belongs to a model in several files. */
export function isModelPart(name: string): boolean {
  return /\.json$/i.test(name) || isWeightsPart(name);
}

function isWeightsPart(name: string): boolean {
  return /\.bin$/i.test(name);
}

/** Says which file it was, which the engine does not know. */
function naming(name: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof EngineError) || error.code !== 'bad-file') throw error;
    throw new EngineError('bad-file', `${name} was not opened. ${error.message}`, { cause: error });
  };
}

function refuseWhileLocked(): void {
  if (useRunLock.getState().locked)
    throw new EngineError('busy', 'A run holds the network: stop it first, then open the file again.');
}

/** The settings with what the file says of training, as far as they take it. */
function settingsFor(settings: TrainingSettings, { training, augmentation }: ReadFile): TrainingSettings {
  const wanted = { ...settings, ...training, augmentation: { ...settings.augmentation, ...augmentation } };
  return trainingSettingsSchema.safeParse(wanted).data ?? settings;
}

const MOST_NAMED = 5;

function refusalText(name: string, { layers }: RefusedFile): string {
  const named = layers
    .slice(0, MOST_NAMED)
    .map((layer) =>
      layer.name === layer.className
        ? `${layer.name}: ${layer.reason}`
        : `${layer.name} (${layer.className}): ${layer.reason}`,
    );
  const more = layers.length > MOST_NAMED ? `; and ${layers.length - MOST_NAMED} more` : '';
  return `${name} was not opened, because of what has no counterpart here. ${named.join('; ')}${more}.`;
}

/** Until the user goes on with what was opened. */
function tellOpened(name: string, read: ReadFile, before: TrainingSettings): void {
  const { tell, dismiss } = useFileNote.getState();
  const { network, hasWeights, classNames, notes } = read;
  const shown = notes.slice(0, MOST_NAMED);
  const sentences = [
    `Opened ${name}: ${network.nodes.length} layers${hasWeights ? ' with their weights' : ', without weights'}.`,
    ...(classNames.length > 0 ? [`Its classes: ${classNames.join(', ')}.`] : []),
    ...shown,
    ...(notes.length > shown.length ? [`And ${notes.length - shown.length} more differences.`] : []),
  ];
  const end = useNetwork.subscribe((now, then) => {
    if (now.network === then.network) return;
    end();
    dismiss();
  });
  const run = (): void => {
    if (useRunLock.getState().locked) return;
    useNetwork.getState().undo();
    useTraining.getState().setSettings(before);
  };
  tell({ text: sentences.join(' '), action: { label: 'Go back to what was open', run } });
}
