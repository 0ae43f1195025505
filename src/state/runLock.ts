/**
 * While a run is active (running or paused) its network, pictures and settings must not change under it:
 * everything that edits them is locked until Stop.
 */
import { create } from 'zustand';
import type { TrainingPhase } from '../engine/protocol';
import { onEngineEvent } from './engine';

const activePhases: readonly TrainingPhase[] = ['preparing', 'running', 'pausing', 'paused'];

export const useRunLock = create<{ readonly locked: boolean }>(() => ({ locked: false }));

onEngineEvent('status', ({ status }) => {
  const locked = activePhases.includes(status.phase);
  if (locked !== useRunLock.getState().locked) useRunLock.setState({ locked });
});
