/** Whatever is done to a network in whatever order, it stays a network, and what is drawn of it is whole. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupNodes, setBlockParameters, ungroup } from './blockEdits';
import { followsPlan } from './blockPlan';
import { blockLabels } from './blockTree';
import { EditRefused } from './editRefused';
import { emptyNetwork, type Network } from './graph';
import { infer } from './inference';
import { NetworkBuilder } from './networkBuilder';
import { networkSchema } from './networkSchema';
import { outline } from './outline';
import { copySelection, pasteSelection } from './selection';
import { blockPatch, edit, neighbours, type Edit } from './verification/randomEdit';

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
      { numRuns: 150 },
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
      fc.property(start, edits, fc.nat(), (network, changes, a) => {
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
      { numRuns: 100 },
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
