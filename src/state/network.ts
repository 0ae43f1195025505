/** The network being built, where its cards lie, the undo history of both, and what is chosen. */
import { create } from 'zustand';
import type { DatasetSummary } from '../engine/protocol';
import { articleCnn } from '../network/architectures/articleCnn';
import { addBlock, renameBlock, setBlockParameters, ungroup } from '../network/blockEdits';
import type { PlannedBlockName } from '../network/blocks';
import { blocksById } from '../network/blockTree';
import { addLayer, moveNode, removeNodes, setParameters } from '../network/edits';
import { EditRefused } from '../network/editRefused';
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
import { classCount, trainingImageCount, useDataset } from './dataset';
import { endGesture, record, redo, startHistory, undo } from './editHistory';
import type { EditHistory } from './editHistory';
import { reportFailure } from './engine';
import { useRunLock } from './runLock';

/** What undo brings back: the network, and where its cards were put. */
interface Drawing {
  readonly network: Network;
  readonly positions: Positions;
}

/** Top left corners of cards, by the id of the layer or block, in pixels. Empty: the cards lie where the layout puts them. */
export type Positions = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

interface EditOptions {
  /** Edits with the same gesture in a row are one step of undo. */
  readonly gesture?: string;
  /** Where the cards are after the edit; left out: where they were. Gets the network that the edit made. */
  readonly positions?: (network: Network) => Positions;
}

interface NetworkState {
  readonly network: Network;
  readonly positions: Positions;
  readonly history: EditHistory<Drawing>;
  /** Ids of the chosen cards: layers and blocks. */
  readonly selection: readonly string[];
  /** The one layer or block that is chosen: what the inspector shows. `null` when none is, or several are. */
  readonly selectedId: string | null;
  /** Any edit of the network, as one step of undo. Answers whether it changed anything: one that is refused is told to the user. */
  edit(change: (network: Network) => Network, options?: EditOptions): boolean;
  /** Adds a layer after another, or at the end; answers with its id, or `null` where the edit was refused. */
  add(type: LayerTypeName, afterId?: string): string | null;
  /** Adds a block after a layer or block, or at the end; answers with its id, or `null` where the edit was refused. */
  addBlock(kind: PlannedBlockName, afterId?: string): string | null;
  move(id: string, afterId: string): void;
  /** Takes layers and whole blocks out; what they fed is fed by what came in. */
  remove(...ids: readonly string[]): void;
  /** Edits of the same parameters in one go (typing, arrow keys) are one step of undo. */
  setParameters(id: string, patch: ParameterValues): void;
  /** As `setParameters`, for a block that follows its plan. */
  setBlockParameters(id: string, patch: ParameterValues): void;
  renameBlock(id: string, title: string): void;
  /** Takes a block away and leaves its layers. */
  ungroup(id: string): void;
  /** Ends such a go: the next edit is a step of its own. */
  endGesture(): void;
  applyFix(fix: Fix): void;
  /** Puts cards where they are to be; an empty record gives them back to the layout. */
  place(positions: Positions): void;
  /** Another network altogether, its cards where the layout or `positions` puts them; one step of undo. */
  replace(network: Network, positions?: Positions): void;
  /** Another network as at the page's opening: nothing to undo. */
  open(network: Network, positions?: Positions): void;
  undo(): void;
  redo(): void;
  select(id: string | null): void;
  selectMany(ids: readonly string[]): void;
}

const firstNetwork = articleCnn.sizes.paper();
const noPositions: Positions = {};

/** Ids of all layers and blocks since the page opened. */
const usedIds = new Set(firstNetwork.nodes.map(({ id }) => id));

export const useNetwork = create<NetworkState>((set, get) => {
  const show = (history: EditHistory<Drawing>) => {
    const { network, positions } = history.present;
    const present = [...network.nodes, ...network.blocks].map(({ id }) => id);
    for (const id of present) usedIds.add(id);
    set(({ selection }) => ({
      history,
      network,
      positions,
      ...chosen(selection.filter((id) => present.includes(id))),
    }));
  };

  /** Applies an edit, unless a run is active; an edit that cannot be done is told to the user. */
  const edit: NetworkState['edit'] = (change, { gesture, positions } = {}) => {
    if (useRunLock.getState().locked) return false;
    const { history } = get();
    const before = history.present;
    try {
      const network = withUnusedIds(change(before.network), before.network, usedIds);
      const placed = positions?.(network) ?? before.positions;
      if (network === before.network && placed === before.positions) return false;
      show(record(history, { network, positions: placed }, gesture));
      return true;
    } catch (error) {
      if (!(error instanceof EditRefused)) throw error;
      reportFailure('The edit')(error);
      return false;
    }
  };

  const walk = (step: (history: EditHistory<Drawing>) => EditHistory<Drawing>) => {
    if (!useRunLock.getState().locked) show(step(get().history));
  };

  return {
    network: firstNetwork,
    positions: noPositions,
    history: startHistory({ network: firstNetwork, positions: noPositions }),
    selection: [],
    selectedId: null,
    edit,
    add: (type, afterId) => {
      const before = get().network;
      const options = afterId === undefined ? {} : { after: afterId };
      edit((network) => addLayer(network, type, options));
      return get().network.nodes.find(({ id }) => findNode(before, id) === undefined)?.id ?? null;
    },
    addBlock: (kind, afterId) => {
      const before = get().network;
      edit((network) => addBlock(network, kind, afterId === undefined ? {} : { after: afterId }));
      return get().network.blocks.find(({ id }) => !blocksById(before).has(id))?.id ?? null;
    },
    move: (id, afterId) => edit((network) => moveNode(network, id, afterId)),
    remove: (...ids) => edit((network) => removeNodes(network, ids)),
    setParameters: (id, patch) =>
      edit((network) => setParameters(network, id, patch), { gesture: gestureOf(id, patch) }),
    setBlockParameters: (id, patch) =>
      edit((network) => setBlockParameters(network, id, patch), { gesture: gestureOf(id, patch) }),
    renameBlock: (id, title) =>
      edit((network) => renameBlock(network, id, title), { gesture: `title of ${id}` }),
    ungroup: (id) => edit((network) => ungroup(network, id)),
    endGesture: () => set(({ history }) => ({ history: endGesture(history) })),
    applyFix: (fix) => edit((network) => fix.apply(network)),
    place: (positions) => edit((network) => network, { positions: () => positions }),
    // None of its layers is one of the old network's, whatever they are called.
    replace: (network, positions = noPositions) =>
      edit(() => withUnusedIds(network, emptyNetwork, usedIds), {
        positions: (made) => {
          const idOf = newIdsOf(network, made);
          return Object.fromEntries(
            Object.entries(positions).map(([id, place]) => [idOf.get(id) ?? id, place]),
          );
        },
      }),
    open: (network, positions = noPositions) => show(startHistory({ network, positions })),
    undo: () => walk(undo),
    redo: () => walk(redo),
    select: (id) => set(chosen(id === null ? [] : [id])),
    selectMany: (ids) => set(chosen(ids)),
  };
});

function chosen(selection: readonly string[]): Pick<NetworkState, 'selection' | 'selectedId'> {
  return { selection, selectedId: selection.length === 1 ? (selection[0] ?? null) : null };
}

/** What the layers and blocks of a network are called in `made`, which is the same network under other ids. */
export function newIdsOf(network: Network, made: Network): ReadonlyMap<string, string> {
  const after = [...made.nodes, ...made.blocks];
  return new Map([...network.nodes, ...network.blocks].map(({ id }, index) => [id, after[index]?.id ?? id]));
}

function gestureOf(id: string, patch: ParameterValues): string {
  return `${id} ${Object.keys(patch).join(' ')}`;
}

/** What follows from the network as it is now and from the pictures. */
export function currentInference(): NetworkInference {
  return infer(useNetwork.getState().network, contextOf(useDataset.getState().summary));
}

/** The last layer after which a new one of this type, or a block of this kind, does no harm, for the pictures there are; else `undefined`. */
export function placeFor(name: LayerTypeName | PlannedBlockName): string | undefined {
  return lastGoodPlace(useNetwork.getState().network, name, contextOf(useDataset.getState().summary));
}

/** `currentInference`, for components. */
export function useInference(): NetworkInference {
  const network = useNetwork((state) => state.network);
  const summary = useDataset((state) => state.summary);
  return infer(network, contextOf(summary));
}

function contextOf(summary: DatasetSummary | null): InferenceContext {
  const [classes, trainingImages] = [classCount(summary), trainingImageCount(summary)];
  return {
    // One class is not yet a task: it says nothing about the network's last layer.
    ...(classes < 2 ? {} : { classes }),
    ...(trainingImages === 0 ? {} : { trainingImages }),
  };
}
