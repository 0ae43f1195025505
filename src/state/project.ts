/**
 * The project behind the page: brought back when the page opens, saved after every change, and passed on to
 * the engine. `openProject` is called once, before the first paint; `startWorking` after it.
 */
import { create } from 'zustand';
import { backendNames, viewPaces } from '../engine/protocol';
import type { BackendChoice } from '../engine/protocol';
import { loadWorkspace, pageStore, saveWorkspace } from '../storage/workspace';
import type { Workspace } from '../storage/workspace';
import { useDataset } from './dataset';
import { onEngineEvent, reportFailure } from './engine';
import { synchronise } from './engineSync';
import { useInspection } from './inspection';
import { useNetwork } from './network';
import { useOpenBlocks } from './openBlocks';
import { useRunLock } from './runLock';
import { useRuns } from './runs';
import { openLinkInAddress } from './shareLink';
import { themeChoices, useTheme } from './theme';
import { useTraining } from './training';

interface ProjectState {
  /** What could not be brought back or saved, for the user; `null` when all is well. */
  readonly complaint: string | null;
  dismissComplaint(): void;
}

/** Typing a number must not rebuild the engine's model at every key. */
const TELL_ENGINE_AFTER_MS = 250;
const SAVE_AFTER_MS = 400;

const NOT_SAVED =
  'This browser refuses to keep the network and settings, so a reload will lose them. Free some of its storage, ' +
  'or allow this page to use it.';

export const useProject = create<ProjectState>((set) => ({
  complaint: null,
  dismissComplaint: () => set({ complaint: null }),
}));

/** Fills the stores with what was saved. */
export function openProject(): void {
  const { workspace, complaint } = loadWorkspace(pageStore());
  if (complaint !== null) useProject.setState({ complaint });
  if (workspace === null) return;
  useNetwork.getState().open(workspace.network, workspace.positions);
  useOpenBlocks.getState().set(workspace.openBlocks);
  useTraining.setState({ settings: workspace.training });
  useDataset.setState({ split: workspace.split });
  useTheme.getState().choose(themeChoices.find((choice) => choice === workspace.theme) ?? 'system');
  const pace = viewPaces.find((known) => known === workspace.viewPace);
  if (pace !== undefined) useInspection.setState({ pace });
  savedBackend = backendNames.find((name) => name === workspace.backend) ?? 'auto';
}

/** Starts the engine, and from now on saves changes and tells the engine of them. Returns the way to end it. */
export function startWorking(): () => void {
  const save = later(SAVE_AFTER_MS, saveNow);
  const tell = later(TELL_ENGINE_AFTER_MS, () => {
    synchronise(useTraining.getState().settings.seed).catch(reportFailure('Building the network'));
  });
  void useRuns.getState().load();
  useInspection.getState().setPace(useInspection.getState().pace);
  // First, so that the network is built on it at once.
  if (savedBackend !== 'auto') void useTraining.getState().selectBackend(savedBackend);
  tell();
  const openLink = (): void => void openLinkInAddress();
  const endings = [
    useNetwork.subscribe((now, before) => {
      if (now.history.present === before.history.present) return;
      save();
      if (now.network !== before.network) tell();
    }),
    useTraining.subscribe((now, before) => {
      if (now.backend?.choice !== before.backend?.choice) save();
      if (now.settings === before.settings) return;
      save();
      if (now.settings.seed !== before.settings.seed) tell();
    }),
    useDataset.subscribe((now, before) => {
      if (now.split !== before.split) save();
      if (now.split !== before.split || now.summary?.classes.length !== before.summary?.classes.length)
        tell();
    }),
    useRunLock.subscribe((now) => {
      if (!now.locked) tell();
    }),
    // A device lost while it took in an edit left the engine without that edit.
    onEngineEvent('backend', tell),
    useTheme.subscribe(save),
    useOpenBlocks.subscribe(save),
    useInspection.subscribe((now, before) => {
      if (now.pace !== before.pace) save();
    }),
  ];
  // A reload may come sooner than the wait is over.
  window.addEventListener('pagehide', saveNow);
  window.addEventListener('hashchange', openLink);
  openLink();
  return () => {
    window.removeEventListener('pagehide', saveNow);
    window.removeEventListener('hashchange', openLink);
    for (const end of endings) end();
  };
}

let saved = true;
/** The choice that was saved: it holds until a backend runs. */
let savedBackend: BackendChoice = 'auto';

function saveNow(): void {
  const worked = saveWorkspace(pageStore(), currentWorkspace());
  // Told once: it would be the same after every key.
  if (!worked && saved) useProject.setState({ complaint: NOT_SAVED });
  saved = worked;
}

function currentWorkspace(): Workspace {
  return {
    version: 1,
    network: useNetwork.getState().network,
    positions: useNetwork.getState().positions,
    openBlocks: [...useOpenBlocks.getState().ids],
    training: useTraining.getState().settings,
    split: useDataset.getState().split,
    theme: useTheme.getState().choice,
    viewPace: useInspection.getState().pace,
    backend: useTraining.getState().backend?.choice ?? savedBackend,
  };
}

/** A function that calls `call` once it has not been called again for `delayMs`. */
function later(delayMs: number, call: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(call, delayMs);
  };
}
