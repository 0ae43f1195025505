/** Tells the engine of the edits made in the stores: image format, split, network; each only when it changed. */
import type { Network } from '../network/graph';
import { useDataset } from './dataset';
import { engine } from './engine';
import { inputFormat } from './inputSize';
import { currentInference, useNetwork } from './network';
import { useRunLock } from './runLock';

/** What the engine was last told; `undefined` before the first time. */
const told: { format?: string; split?: string; network?: Network | null } = {};
let queue: Promise<void> = Promise.resolve();

/**
 * Resolves when the engine has what the stores hold now; rejects where it refuses. Call it before whatever
 * depends on it (training). `seed` drives the split and the first weights of new layers. Does nothing while a
 * run is active: the stores are locked then.
 */
export function synchronise(seed: number): Promise<void> {
  const turn = queue.then(() => tell(seed));
  // A refusal is its caller's to report; the next turn starts afresh.
  queue = turn.catch(() => undefined);
  return turn;
}

async function tell(seed: number): Promise<void> {
  if (useRunLock.getState().locked) return;
  const { network } = useNetwork.getState();
  const { split } = useDataset.getState();

  const format = inputFormat(network);
  const formatKey = JSON.stringify(format);
  if (format !== null && formatKey !== told.format) {
    await engine().setInputFormat(format);
    told.format = formatKey;
  }

  const splitKey = JSON.stringify([split, seed]);
  if (splitKey !== told.split) {
    await engine().setSplit(split, seed);
    told.split = splitKey;
  }

  const wanted = currentInference().valid ? network : null;
  if (wanted !== told.network) {
    // Forgotten first: after a refusal nobody knows what the engine holds.
    delete told.network;
    await engine().setNetwork(wanted, seed);
    told.network = wanted;
  }
}
