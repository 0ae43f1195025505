/** The network being built, its undo history and the chosen layer. Every edit is one of `network/edits.ts`. */
import { create } from 'zustand';
import { articleCnn } from '../network/architectures/articleCnn';
import { addLayer, duplicateNode, EditRefused, moveNode, removeNode, setParameters } from '../network/edits';
import { emptyNetwork, findNode } from '../network/graph';
import type { Network } from '../network/graph';
import { infer } from '../network/inference';
import type { NetworkInference } from '../network/inference';
import { withUnusedIds } from '../network/layerIds';
import type { ParameterValues } from '../network/layerType';
import type { LayerTypeName } from '../network/layers';
import { lastGoodPlace } from '../network/placement';
import type { InferenceContext } from '../network/problem';
import type { Fix } from '../network/problem';
import { classCount, useDataset } from './dataset';
import { endGesture, record, redo, startHistory, undo } from './editHistory';
import type { EditHistory } from './editHistory';
import { reportFailure } from './engine';
import { useRunLock } from './runLock';

interface NetworkState {
  readonly network: Network;
  readonly history: EditHistory<Network>;
  /** The layer the inspector shows; `null` when it is closed. */
  readonly selectedId: string | null;
  /** Adds a layer after another, or at the end; answers with its id, or `null` where the edit was refused. */
  add(type: LayerTypeName, afterId?: string): string | null;
  move(id: string, afterId: string): void;
  remove(id: string): void;
  duplicate(id: string): void;
  /** Edits of the same parameters in one go (typing, arrow keys) are one step of undo. */
  setParameters(id: string, patch: ParameterValues): void;
  /** Ends such a go: the next edit is a step of its own. */
  endGesture(): void;
  applyFix(fix: Fix): void;
  /** Another network altogether; one step of undo. */
  replace(network: Network): void;
  /** Another network as at the page's opening: nothing to undo. */
  open(network: Network): void;
  undo(): void;
  redo(): void;
  select(id: string | null): void;
}

const firstNetwork = articleCnn.sizes.paper();

/** Ids of all layers since the page opened. */
const usedIds = new Set(firstNetwork.nodes.map(({ id }) => id));

export const useNetwork = create<NetworkState>((set, get) => {
  const show = (history: EditHistory<Network>) => {
    for (const { id } of history.present.nodes) usedIds.add(id);
    set(({ selectedId }) => ({
      history,
      network: history.present,
      selectedId:
        selectedId !== null && findNode(history.present, selectedId) !== undefined ? selectedId : null,
    }));
  };

  /** Applies an edit, unless a run is active; an edit that cannot be done is told to the user. */
  const edit = (change: (network: Network) => Network, gesture: string | null = null): void => {
    if (useRunLock.getState().locked) return;
    const { history } = get();
    try {
      show(record(history, withUnusedIds(change(history.present), history.present, usedIds), gesture));
    } catch (error) {
      if (!(error instanceof EditRefused)) throw error;
      reportFailure('The edit')(error);
    }
  };

  const walk = (step: (history: EditHistory<Network>) => EditHistory<Network>) => {
    if (!useRunLock.getState().locked) show(step(get().history));
  };

  return {
    network: firstNetwork,
    history: startHistory(firstNetwork),
    selectedId: null,
    add: (type, afterId) => {
      const before = get().network;
      const options = afterId === undefined ? {} : { after: afterId };
      edit((network) => addLayer(network, type, options));
      return get().network.nodes.find(({ id }) => findNode(before, id) === undefined)?.id ?? null;
    },
    move: (id, afterId) => edit((network) => moveNode(network, id, afterId)),
    remove: (id) => edit((network) => removeNode(network, id)),
    duplicate: (id) => edit((network) => duplicateNode(network, id)),
    setParameters: (id, patch) => {
      const gesture = `${id} ${Object.keys(patch).join(' ')}`;
      edit((network) => setParameters(network, id, patch), gesture);
    },
    endGesture: () => set(({ history }) => ({ history: endGesture(history) })),
    applyFix: (fix) => edit((network) => fix.apply(network)),
    // None of its layers is one of the old network's, whatever they are called.
    replace: (network) => edit(() => withUnusedIds(network, emptyNetwork, usedIds)),
    open: (network) => show(startHistory(network)),
    undo: () => walk(undo),
    redo: () => walk(redo),
    select: (selectedId) => set({ selectedId }),
  };
});

/** What follows from the network as it is now and from the pictures' classes. */
export function currentInference(): NetworkInference {
  return infer(useNetwork.getState().network, contextOf(currentClassCount()));
}

/** The last layer after which a new one of this type does no harm, for the pictures there are; else `undefined`. */
export function placeFor(type: LayerTypeName): string | undefined {
  return lastGoodPlace(useNetwork.getState().network, type, contextOf(currentClassCount()));
}

/** `currentInference`, for components. */
export function useInference(): NetworkInference {
  const network = useNetwork((state) => state.network);
  const classes = useDataset((state) => classCount(state.summary));
  return infer(network, contextOf(classes));
}

function currentClassCount(): number {
  return classCount(useDataset.getState().summary);
}

/** One class is not yet a task: it says nothing about the network's last layer. */
function contextOf(classes: number): InferenceContext {
  return classes < 2 ? {} : { classes };
}
