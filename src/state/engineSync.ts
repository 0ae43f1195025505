/** Tells the engine of the edits made in the stores: image format, split, network; each only when it changed. */
import type { Connection, Network } from '../network/graph';
import { useDataset } from './dataset';
import { engine } from './engine';
import { inputFormat } from './inputSize';
import { currentInference, useNetwork } from './network';
import { useRunLock } from './runLock';

/** What the engine was last told; `undefined` before the first time. */
const told: { format?: string; split?: string; network?: Network | null } = {};
let queue: Promise<void> = Promise.resolve();
/** Settles when the network last told is built, or left for later. */
let building: Promise<void> = Promise.resolve();

/**
 * Resolves when the engine has what the stores hold now; rejects where it refuses. Call it before whatever
 * depends on it (training). `seed` drives the split and the first weights of new layers. Does nothing while a
 * run is active: the stores are locked then.
 */
export function synchronise(seed: number): Promise<void> {
  const turn = queue.then(() => tellPictures(seed));
  // A refusal is its caller's to report; the next turn starts afresh.
  queue = turn.catch(() => undefined);
  // Not part of the queue: a network that is still being built gives way to the next one.
  return turn.then(() => tellNetwork(seed));
}

async function tellPictures(seed: number): Promise<void> {
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
}

async function tellNetwork(seed: number): Promise<void> {
  if (useRunLock.getState().locked) return;
  const wanted = currentInference().valid ? useNetwork.getState().network : null;
  if (told.network === undefined || !computesTheSame(wanted, told.network)) {
    told.network = wanted;
    building = engine().setNetwork(wanted, seed);
  }
  try {
    await building;
  } catch (error) {
    // After a refusal nobody knows what the engine holds.
    if (told.network === wanted) delete told.network;
    throw error;
  }
}

/** Whether two networks are the same to the engine: blocks and the order of layers are only for the eye. */
function computesTheSame(a: Network | null, b: Network | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (a.nodes.length !== b.nodes.length || a.connections.length !== b.connections.length) return false;
  const nodes = new Map(b.nodes.map((node) => [node.id, node]));
  const connections = new Set(b.connections.map(wiring));
  return (
    a.nodes.every(({ id, type, parameters, trainable }) => {
      const other = nodes.get(id);
      return (
        other?.type === type &&
        other.trainable === trainable &&
        JSON.stringify(other.parameters) === JSON.stringify(parameters)
      );
    }) && a.connections.every((connection) => connections.has(wiring(connection)))
  );
}

function wiring({ from, to, input }: Connection): string {
  return `${from} ${to} ${input}`;
}
