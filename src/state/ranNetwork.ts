/** The network that the last run was of: its history says nothing of another. */
import { create } from 'zustand';
import type { Network } from '../network/graph';
import { onEngineEvent } from './engine';
import { useNetwork } from './network';

export const useRanNetwork = create<{ readonly network: Network | null }>(() => ({ network: null }));

onEngineEvent('status', ({ status }) => {
  const { network } = useNetwork.getState();
  // While it runs the network is locked.
  if (status.phase === 'running' && useRanNetwork.getState().network !== network)
    useRanNetwork.setState({ network });
});
