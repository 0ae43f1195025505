/** The network that the last run was begun with: its history says nothing of another. */
import { create } from 'zustand';
import type { Network } from '../network/graph';
import { onEngineEvent } from './engine';
import { useNetwork } from './network';

export const useRanNetwork = create<{ readonly network: Network | null }>(() => ({ network: null }));

onEngineEvent('status', ({ status }) => {
  if (status.phase === 'preparing') useRanNetwork.setState({ network: useNetwork.getState().network });
});
