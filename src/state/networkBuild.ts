/** How far the engine has come with the network on the canvas. A large one waits until somebody asks for it. */
import { create } from 'zustand';
import type { BuildState } from '../engine/protocol';
import { engine, onEngineEvent, reportFailure } from './engine';
import { synchronise } from './engineSync';
import { useTraining } from './training';

interface NetworkBuild {
  readonly state: BuildState;
  /** From `computeNow` until the views are drawn. */
  readonly computing: boolean;
  /** Builds the network now, however long it takes. */
  computeNow(): Promise<void>;
}

export const useNetworkBuild = create<NetworkBuild>((set) => ({
  state: 'none',
  computing: false,
  computeNow: async () => {
    set({ computing: true });
    try {
      // An edit just made in the page must count.
      await synchronise(useTraining.getState().settings.seed);
      await engine().buildNetwork();
    } catch (error) {
      set({ computing: false });
      reportFailure('Building the network')(error);
    }
  },
}));

onEngineEvent('network', ({ state }) => {
  // An edit came in between: the network it made waits anew, or cannot be built.
  const given = state === 'waiting' || state === 'none';
  useNetworkBuild.setState(given ? { state, computing: false } : { state });
});
onEngineEvent('inspected', () => {
  if (useNetworkBuild.getState().state === 'built') useNetworkBuild.setState({ computing: false });
});
