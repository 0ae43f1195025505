/** Whatever is done to a network in whatever order, it stays a network, and what is drawn of it is whole. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBlock,
  appendBlock,
  groupNodes,
  placeBlock,
  renameBlock,
  setBlockParameters,
  ungroup,
} from './blockEdits';
import { followsPlan } from './blockPlan';
import { blockLabels } from './blockTree';
import { plannedBlockNames } from './blocks';
import { connect, connectionRefusal, disconnect, replaceConnection } from './connecting';
import { EditRefused } from './editRefused';
import { addLayer, appendLayer, moveNode, placeLayer, removeNodes, setParameters } from './edits';
import { emptyNetwork, topologicalOrder, type Network } from './graph';
import { infer } from './inference';
import { layerTypeNames } from './layers';
import { NetworkBuilder } from './networkBuilder';
import { networkSchema } from './networkSchema';
import { outline } from './outline';
import { copySelection, duplicate, pasteSelection } from './selection';

/** A stage of two residual blocks and an Inception module between an Input and a classifier. */
function blockNetwork(): Network {
  const builder = new NetworkBuilder();
  const input = builder.add('input', { height: 8, width: 8, channels: 3 });
  const stage = builder.group('Stage', () => {
    const first = builder.addBlock('residualBasicBlock', { filters: 4, projection: true }, input);
    return builder.addBlock('residualBasicBlock', { filters: 4 }, first);
  });
  const module = builder.addBlock('inceptionModule', {}, stage);
  const pool = builder.add('globalAveragePooling2d', {}, module);
  builder.add('dense', { units: 2, activation: 'softmax' }, pool);
  return builder.network();
}

const at = fc.nat();
const some = fc.array(at, { minLength: 1, maxLength: 4 });
const layer = fc.constantFrom(...layerTypeNames);
const kind = fc.constantFrom(...plannedBlockNames);
const blockPatch = fc.constantFrom<readonly Readonly<Record<string, number | boolean>>[]>(
  { filters: 6 },
  { strides: 2, projection: true },
  { convolutions: 3 },
  { filters1x1: 5 },
  { projection: false },
);
const layerPatch = fc.constantFrom<readonly Readonly<Record<string, number | string>>[]>(
  { filters: 3 },
  { padding: 'valid' },
  { units: 3 },
  { activation: 'linear' },
);

/** An edit of a network; cards are chosen by number, blocks among them. */
type Edit = (network: Network) => Network;

function cardAt({ nodes, blocks }: Network, index: number): string {
  const cards = [...nodes, ...blocks];
  return cards[index % cards.length]?.id ?? 'nobody';
}

function blockAt({ blocks }: Network, index: number): string {
  return blocks[index % blocks.length]?.id ?? 'nobody';
}

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(layer, at).map(
    ([type, a]): Edit =>
      (network) =>
        addLayer(network, type, a % 4 === 0 ? {} : { after: cardAt(network, a) }),
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
    const refused = connectionRefusal(network, from, to, input) !== null;
    try {
      const next = connect(network, from, to, input);
      expect(refused).toBe(false);
      return next;
    } catch (error) {
      if (error instanceof EditRefused) expect(refused).toBe(true);
      throw error;
    }
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
function neighbours(network: Network, index: number): readonly string[] {
  const order = topologicalOrder(network);
  const start = index % Math.max(order.length, 1);
  return order.slice(start, start + 2 + (index % 3));
}

function wholeOutline(network: Network, open: ReadonlySet<string>): void {
  const { cards, frames, edges } = outline(network, open);
  const position = new Map(cards.map(({ id }, index) => [id, index]));
  expect(position.size).toBe(cards.length);
  const shown = new Set([...cards, ...frames].map(({ id }) => id));
  const parents = new Map(network.blocks.map(({ id, parent }) => [id, parent]));
  for (const node of network.nodes) {
    let [id, seen]: [string | undefined, number] = [node.id, 0];
    for (; id !== undefined; id = id === node.id ? node.block : parents.get(id))
      if (position.has(id)) seen += 1;
    expect(seen).toBe(1);
  }
  for (const { frame } of cards) if (frame !== null) expect(shown.has(frame)).toBe(true);
  for (const { from, to } of edges) expect(position.get(from)).toBeLessThan(position.get(to) ?? -1);
}

/** Runs the edits that are not refused. */
function edited(start: Network, edits: readonly Edit[], look: (network: Network) => void): Network {
  let network = start;
  for (const change of edits) {
    const before = JSON.stringify(network);
    let next = network;
    try {
      next = change(network);
    } catch (error) {
      if (!(error instanceof EditRefused)) throw error;
    }
    expect(JSON.stringify(network)).toBe(before);
    network = next;
    look(network);
  }
  return network;
}

const start = fc.constantFrom(emptyNetwork, blockNetwork());
const edits = fc.array(edit, { maxLength: 20 });

/** Connections without ids, as far as layers are told apart by type and parameters. */
function wiring({ nodes, connections }: Network): readonly string[] {
  const names = new Map(
    nodes.map(({ id, type, parameters }) => [id, `${type} ${JSON.stringify(parameters)}`]),
  );
  return connections
    .map(({ from, to, input }) => `${names.get(from)} > ${names.get(to)} #${input}`)
    .toSorted();
}

describe('after any edits', () => {
  test('a network is what graph.ts promises, can be inferred, and is drawn whole', () => {
    fc.assert(
      fc.property(start, edits, fc.func(fc.boolean()), (network, changes, isOpen) => {
        edited(network, changes, (now) => {
          const result = networkSchema.safeParse(JSON.parse(JSON.stringify(now)));
          expect(result.error).toBeUndefined();
          expect(result.data).toEqual(now);
          expect(infer(now, { classes: 3, trainingImages: 50 }).order).toHaveLength(now.nodes.length);
          wholeOutline(now, new Set(now.blocks.filter(({ id }) => isOpen(id)).map(({ id }) => id)));
          expect(blockLabels(now).size).toBe(now.blocks.length);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('what is copied and pasted into an empty network is the same again', () => {
    fc.assert(
      fc.property(start, edits, (network, changes) => {
        const now = edited(network, changes, () => undefined);
        const pasted = pasteSelection(
          emptyNetwork,
          copySelection(
            now,
            now.nodes.map(({ id }) => id),
          ),
        );
        expect(wiring(pasted)).toEqual(wiring(now));
        const all = [...now.nodes, ...now.blocks].map(({ id }) => id);
        const withBlocks = pasteSelection(emptyNetwork, copySelection(now, all));
        expect(withBlocks.blocks.map(({ title, kind: of }) => [title, of])).toEqual(
          now.blocks.map(({ title, kind: of }) => [title, of]),
        );
        expect(infer(withBlocks).totals).toEqual(infer(now).totals);
      }),
      { numRuns: 100 },
    );
  });

  test('grouping and ungrouping changes nothing', () => {
    fc.assert(
      fc.property(start, edits, at, (network, changes, a) => {
        const now = edited(network, changes, () => undefined);
        edited(
          now,
          [
            (before) => {
              const grouped = groupNodes(before, neighbours(before, a), 'Mine');
              const id = grouped.blocks.at(-1)?.id ?? '';
              expect(infer(grouped).totals).toEqual(infer(before).totals);
              expect(ungroup(grouped, id)).toEqual(before);
              return before;
            },
          ],
          () => undefined,
        );
      }),
      { numRuns: 200 },
    );
  });

  test('a block set otherwise and back is as it was', () => {
    fc.assert(
      fc.property(start, edits, blockPatch, (network, changes, patch) => {
        const now = edited(network, changes, () => undefined);
        for (const block of now.blocks.filter(({ id }) => followsPlan(now, id))) {
          if (Object.keys(patch).some((name) => !Object.hasOwn(block.parameters, name))) continue;
          const there = setBlockParameters(now, block.id, patch);
          expect(followsPlan(there, block.id)).toBe(true);
          const back = setBlockParameters(there, block.id, block.parameters);
          expect(wiring(back)).toEqual(wiring(now));
          expect(back.blocks).toEqual(now.blocks);
        }
      }),
      { numRuns: 100 },
    );
  });
});
