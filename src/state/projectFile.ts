/** All that is open in the page as one file, and such a file opened in its place. */
import { EngineError } from '../engine/failure';
import type { ReadProjectFile } from '../engine/protocol/projectFile';
import type { Project } from '../formats/project/project';
import { counted } from '../network/parameterText';
import { useDataset } from './dataset';
import { engine } from './engine';
import { synchronise } from './engineSync';
import { useFileNote } from './fileNote';
import { inspect } from './inspections';
import { newIdsOf, useNetwork } from './network';
import { useOpenBlocks } from './openBlocks';
import { useRunLock } from './runLock';
import { useRuns } from './runs';
import { useTraining } from './training';

/** The project as a `.convoscope` file. While the network cannot be built it has neither weights nor images, which the user is told. */
export async function exportProject(withImages: boolean): Promise<Blob> {
  const project = currentProject();
  try {
    await synchronise(project.settings.seed);
    await engine().buildNetwork();
    return (await inspect('projectFile', { project, withImages })).file;
  } catch (error) {
    if (!(error instanceof EngineError && error.code === 'bad-network')) throw error;
    const { writeProject } = await import('../formats/project/project');
    useFileNote.getState().tell({
      text: 'The project is saved without weights and images: its network cannot be built yet, as its cards say.',
    });
    return new Blob([writeProject(project, null, [])], { type: 'application/zip' });
  }
}

/**
 * Shows a project that was read from `file`: the network with its weights (one step of undo), settings, runs beside those that are
 * there, and its images, if it has any, in the place of the others.
 */
export async function showProject(read: ReadProjectFile, file: Blob, name: string): Promise<void> {
  const { project, images } = read;
  const before = { settings: useTraining.getState().settings, split: useDataset.getState().split };
  useNetwork.getState().replace(project.network, project.positions);
  const made = useNetwork.getState().network;
  const idOf = newIdsOf(project.network, made);
  // Before the engine hears of the network: it builds it with these.
  const expected = engine().expectWeights(made.nodes.map(({ id }) => id));
  useOpenBlocks.getState().set(project.openBlocks.map((id) => idOf.get(id) ?? id));
  useTraining.getState().setSettings(project.settings);
  useDataset.getState().setSplit(project.split);
  const { runs, restore } = useRuns.getState();
  const known = new Set(runs.map(({ id }) => id));
  for (const run of project.runs) if (!known.has(run.id)) restore(run);
  tellOpened(name, read, before);
  await expected;
  await synchronise(project.settings.seed);
  if (images.length === 0) return;
  await useDataset.getState().clear();
  await useDataset.getState().importImages([{ file: new File([file], name), path: name, known: images }]);
}

/** Until the user goes on with what was opened. */
function tellOpened(
  name: string,
  { project, hasWeights, images }: ReadProjectFile,
  before: Pick<Project, 'settings' | 'split'>,
): void {
  const { tell, dismiss } = useFileNote.getState();
  const end = useNetwork.subscribe((now, then) => {
    if (now.network === then.network) return;
    end();
    dismiss();
  });
  const holds = [
    `${counted(project.network.nodes.length, 'layer')}${hasWeights ? ' with their weights' : ''}`,
    ...(project.runs.length > 0 ? [counted(project.runs.length, 'run')] : []),
    ...(images.length > 0
      ? [`${counted(images.length, 'image')} in the place of those that were there`]
      : []),
  ];
  const run = (): void => {
    if (useRunLock.getState().locked) return;
    useNetwork.getState().undo();
    useTraining.getState().setSettings(before.settings);
    useDataset.getState().setSplit(before.split);
  };
  tell({
    text: `Opened ${name}: ${holds.join(', ')}.`,
    action: { label: 'Go back to what was open', run },
  });
}

function currentProject(): Project {
  return {
    network: useNetwork.getState().network,
    positions: useNetwork.getState().positions,
    openBlocks: [...useOpenBlocks.getState().ids],
    settings: useTraining.getState().settings,
    split: useDataset.getState().split,
    classNames: useDataset.getState().summary?.classes.map(({ name }) => name) ?? [],
    runs: useRuns.getState().runs.map((run) => ({
      ...run,
      data: { ...run.data, classNames: [...run.data.classNames] },
      epochs: run.epochs.map((epoch) => ({ ...epoch })),
    })),
  };
}
