/** Edits drawn at random, for property tests: every one of the edits that people can make. */
import fc from 'fast-check';
import {
  addBlock,
  appendBlock,
  groupNodes,
  placeBlock,
  renameBlock,
  setBlockParameters,
  ungroup,
} from '../blockEdits';
import { plannedBlockNames } from '../blocks';
import { connect, connectionRefusal, disconnect, replaceConnection } from '../connecting';
import { EditRefused } from '../editRefused';
import { addLayer, appendLayer, moveNode, placeLayer, removeNodes, setParameters } from '../edits';
import { topologicalOrder, type Network } from '../graph';
import { infer } from '../inference';
import type { ParameterValues } from '../layerType';
import { layerTypeNames } from '../layers';
import { copySelection, duplicate, pasteSelection } from '../selection';

const at = fc.nat();
const some = fc.array(at, { minLength: 1, maxLength: 4 });
const layer = fc.constantFrom(...layerTypeNames);
const kind = fc.constantFrom(...plannedBlockNames);
export const blockPatch = fc.constantFrom<ParameterValues[]>(
  { filters: 6 },
  { strides: 2, projection: true },
  { convolutions: 3 },
  { filters1x1: 5 },
  { projection: false },
);
/** Values that fit and values that do not, of parameters that there are and that there are not. */
const layerPatch = fc.dictionary(
  fc.constantFrom(
    ...[
      'filters',
      'kernelSize',
      'strides',
      'padding',
      'poolSize',
      'units',
      'height',
      'channels',
      'rate',
      'activation',
    ],
    ...['groups', 'axis', 'targetShape', 'dims', '__proto__'],
  ),
  fc.oneof(
    fc.integer({ min: -1, max: 40 }),
    fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })),
    fc.constantFrom('same', 'valid', 'relu', 'softmax', 'linear', true, false, null),
  ),
  { maxKeys: 2, noNullPrototype: true },
);

/** An edit of a network; cards are chosen by number, blocks among them. */
export type Edit = (network: Network) => Network;

function cardAt({ nodes, blocks }: Network, index: number): string {
  const cards = [...nodes, ...blocks];
  return cards[index % cards.length]?.id ?? 'nobody';
}

function blockAt({ blocks }: Network, index: number): string {
  return blocks[index % blocks.length]?.id ?? 'nobody';
}

/** Any edit there is, and any fix that is offered. Some are refused. */
export const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(layer, at, layerPatch).map(([type, a, parameters]): Edit => (network) => {
    const place = a % 4 === 0 ? {} : { after: cardAt(network, a) };
    return addLayer(network, type, { ...place, parameters });
  }),
  fc.tuple(layer, at).map(
    ([type, a]): Edit =>
      (network) =>
        addLayer(network, type, { after: cardAt(network, a) }),
  ),
  fc.tuple(layer, at, at).map(
    ([type, a, b]): Edit =>
      (network) =>
        addLayer(network, type, { after: cardAt(network, a), before: cardAt(network, b) }),
  ),
  fc.tuple(layer, at).map(([type, a]): Edit => (network) => {
    const { from = 'nobody', to = 'nobody' } = network.connections[a % network.connections.length] ?? {};
    return addLayer(network, type, { after: from, before: to });
  }),
  fc.tuple(layer, at).map(
    ([type, a]): Edit =>
      (network) =>
        appendLayer(network, type, cardAt(network, a)),
  ),
  fc.tuple(layer, at).map(
    ([type, a]): Edit =>
      (network) =>
        placeLayer(network, type, {}, a % 2 === 0 ? undefined : blockAt(network, a)),
  ),
  fc.tuple(kind, at).map(
    ([type, a]): Edit =>
      (network) =>
        addBlock(network, type, { after: cardAt(network, a) }),
  ),
  fc.tuple(kind, at).map(
    ([type, a]): Edit =>
      (network) =>
        appendBlock(network, type, cardAt(network, a)),
  ),
  fc.tuple(kind, at).map(
    ([type, a]): Edit =>
      (network) =>
        placeBlock(network, type, {}, a % 2 === 0 ? undefined : blockAt(network, a)),
  ),
  some.map(
    (all): Edit =>
      (network) =>
        removeNodes(
          network,
          all.map((a) => cardAt(network, a)),
        ),
  ),
  fc.tuple(at, at).map(
    ([a, b]): Edit =>
      (network) =>
        moveNode(network, cardAt(network, a), cardAt(network, b)),
  ),
  fc.tuple(at, at).map(([a, b]): Edit => (network) => {
    const { from = 'nobody', to = 'nobody' } = network.connections[b % network.connections.length] ?? {};
    return moveNode(network, cardAt(network, a), from, to);
  }),
  fc.tuple(at, at, fc.option(fc.nat(3), { nil: undefined })).map(([a, b, input]): Edit => (network) => {
    const [from, to] = [cardAt(network, a), cardAt(network, b)];
    return connectAsAnnounced(network, from, to, input);
  }),
  fc.tuple(at, at).map(
    ([a, b]): Edit =>
      (network) =>
        disconnect(network, cardAt(network, a), cardAt(network, b)),
  ),
  at.map((a): Edit => (network) => {
    const connection = network.connections[a % network.connections.length];
    return connection === undefined
      ? network
      : disconnect(network, connection.from, connection.to, connection.input);
  }),
  fc.tuple(at, at, fc.boolean()).map(([a, b, end]): Edit => (network) => {
    const old = network.connections[a % network.connections.length];
    if (old === undefined) return network;
    const card = cardAt(network, b);
    return replaceConnection(network, old, end ? { from: card, to: old.to } : { from: old.from, to: card });
  }),
  fc.tuple(at, layerPatch).map(
    ([a, patch]): Edit =>
      (network) =>
        setParameters(network, network.nodes[a % network.nodes.length]?.id ?? '', patch),
  ),
  fc.tuple(at, blockPatch).map(
    ([a, patch]): Edit =>
      (network) =>
        setBlockParameters(network, blockAt(network, a), patch),
  ),
  some.map(
    (all): Edit =>
      (network) =>
        groupNodes(
          network,
          all.map((a) => cardAt(network, a)),
          'Mine',
        ),
  ),
  at.map(
    (a): Edit =>
      (network) =>
        groupNodes(network, neighbours(network, a), 'Neighbours'),
  ),
  at.map(
    (a): Edit =>
      (network) =>
        ungroup(network, blockAt(network, a)),
  ),
  at.map(
    (a): Edit =>
      (network) =>
        renameBlock(network, blockAt(network, a), `Block ${a}`),
  ),
  some.map(
    (all): Edit =>
      (network) =>
        duplicate(
          network,
          all.map((a) => cardAt(network, a)),
        ),
  ),
  at.map(
    (a): Edit =>
      (network) =>
        duplicate(network, neighbours(network, a)),
  ),
  fc.tuple(some, at).map(([all, a]): Edit => (network) => {
    const text = copySelection(
      network,
      all.map((b) => cardAt(network, b)),
    );
    return pasteSelection(network, text, a % 3 === 0 ? {} : { after: cardAt(network, a) });
  }),
  at.map((a): Edit => (network) => {
    const fixes = infer(network, { classes: 3, trainingImages: 50 }).problems.flatMap(({ fix }) => fix ?? []);
    return fixes[a % fixes.length]?.apply(network) ?? network;
  }),
);

/** A few layers that follow one another. */
export function neighbours(network: Network, index: number): readonly string[] {
  const order = topologicalOrder(network);
  const start = index % Math.max(order.length, 1);
  return order.slice(start, start + 2 + (index % 3));
}

/** Connects where that is not refused beforehand; an ordinary error where the two disagree. */
function connectAsAnnounced(network: Network, from: string, to: string, input?: number): Network {
  const refusal = connectionRefusal(network, from, to, input);
  if (refusal !== null) {
    try {
      connect(network, from, to, input);
    } catch (error) {
      if (error instanceof EditRefused && error.message === refusal.message) throw error;
    }
    throw new Error(`Connecting was to be refused: ${refusal.message}`);
  }
  try {
    return connect(network, from, to, input);
  } catch (error) {
    throw new Error('Connecting was refused without notice.', { cause: error });
  }
}
