/** How far the engine has come with the network on the canvas. A large one waits until somebody asks for it. */
import { create } from 'zustand';
import type { BuildState } from '../engine/protocol';
import { engine, onEngineEvent, reportFailure } from './engine';
import { synchronise } from './engineSync';
import { useTraining } from './training';

interface NetworkBuild {
  readonly state: BuildState;
  /** Builds the network now, however long it takes. */
  computeNow(): Promise<void>;
}

export const useNetworkBuild = create<NetworkBuild>(() => ({
  state: 'none',
  computeNow: async () => {
    try {
      // An edit just made in the page must count.
      await synchronise(useTraining.getState().settings.seed);
      await engine().buildNetwork();
    } catch (error) {
      reportFailure('Building the network')(error);
    }
  },
}));

onEngineEvent('network', ({ state }) => useNetworkBuild.setState({ state }));
