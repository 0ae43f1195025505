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
import { blockMembers } from './blockTree';
import { chain } from './chain';
import { connect, disconnect } from './connecting';
import { EditRefused } from './editRefused';
import { addLayer, moveNode, removeNode, setParameters } from './edits';
import { findNode, predecessors, topologicalOrder, type Network } from './graph';
import { infer } from './inference';
import { NetworkBuilder } from './networkBuilder';

const small = chain([
  ['input', { height: 8, width: 8, channels: 3 }],
  ['conv2d', { filters: 12, padding: 'same' }],
  ['globalAveragePooling2d'],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const [input = '', conv = '', pool = '', dense = ''] = small.nodes.map(({ id }) => id);

/** `small` with a residual block after its convolution. */
const residual = addBlock(small, 'residualBasicBlock', { after: conv });
const block = residual.blocks[0]?.id ?? '';

/** Id of a layer by its role. */
function layer(network: Network, role: string, of = block): string {
  return network.nodes.find((node) => node.role === role && node.block === of)?.id ?? '';
}

function blockOf(network: Network, id: string): string | undefined {
  return findNode(network, id)?.block;
}

/** What an edit is refused with. */
function refusal(edit: () => unknown): string {
  try {
    edit();
  } catch (error) {
    if (error instanceof EditRefused) return error.message;
    throw error;
  }
  return 'done';
}

describe('addBlock', () => {
  test('puts the layers of its plan in line, fitted to the channels that arrive', () => {
    expect(residual.blocks).toMatchObject([
      { kind: 'residualBasicBlock', title: 'Residual block', parameters: { filters: 12, projection: false } },
    ]);
    expect(infer(residual).problems).toEqual([]);
    expect(predecessors(residual).get(pool)).toEqual([layer(residual, 'relu2')]);
    expect(predecessors(residual).get(layer(residual, 'add'))).toEqual([layer(residual, 'conv2Norm'), conv]);
    expect(followsPlan(residual, block)).toBe(true);
  });

  test('a bottleneck works on a quarter of the channels it passes on, or projects where they are not four times any', () => {
    const bottleneck = addBlock(small, 'residualBottleneckBlock', { after: conv });
    expect(bottleneck.blocks[0]?.parameters).toMatchObject({ filters: 3, projection: false });
    const odd = addBlock(small, 'residualBottleneckBlock', { after: input });
    expect(odd.blocks[0]?.parameters).toMatchObject({ filters: 64, projection: true });
    expect([...infer(bottleneck).problems, ...infer(odd).problems]).toEqual([]);
  });

  test('keeps what it is told', () => {
    const told = addBlock(small, 'residualBasicBlock', {
      after: conv,
      parameters: { filters: 5, projection: true },
    });
    expect(told.blocks[0]?.parameters).toMatchObject({ filters: 5, projection: true });
    expect(infer(told).problems).toEqual([]);
    expect(refusal(() => addBlock(small, 'vggBlock', { parameters: { filters: 0 } }))).toBe(
      'Filters of VGG block must be a whole number from 1 to 4096.',
    );
  });

  test('in a block it becomes part of that', () => {
    const within = addBlock(residual, 'vggBlock', { after: layer(residual, 'relu1') });
    expect(within.blocks[1]).toMatchObject({ kind: 'vggBlock', parent: block });
  });

  test('as a branch, or on its own until it is connected as one', () => {
    const branch = appendBlock(small, 'residualBasicBlock', conv);
    expect(predecessors(branch).get(pool)).toEqual([conv]);
    const alone = placeBlock(small, 'residualBottleneckBlock', { filters: 3 });
    const id = alone.blocks[0]?.id ?? '';
    expect(followsPlan(alone, id)).toBe(true);
    const connected = connect(alone, conv, id);
    // The shortcut is the second input of this plan's Add.
    expect(predecessors(connected).get(layer(connected, 'add', id))?.[1]).toBe(conv);
    expect(followsPlan(connected, id)).toBe(true);
    expect(followsPlan(disconnect(connected, conv, id), id)).toBe(true);
  });
});

describe('blocks through other edits', () => {
  test('a layer put on a connection joins the block that holds both ends', () => {
    const between = addLayer(residual, 'dropout', {
      after: layer(residual, 'conv1'),
      before: layer(residual, 'conv1Norm'),
    });
    expect(between.nodes.find(({ type }) => type === 'dropout')?.block).toBe(block);
    expect(followsPlan(between, block)).toBe(false);
  });

  test('before, behind and after a block a layer stays outside', () => {
    const outside = [
      addLayer(residual, 'dropout', { after: conv }),
      addLayer(residual, 'dropout', { after: block }),
      addLayer(residual, 'dropout', { after: layer(residual, 'relu2') }),
      addLayer(addBlock(chain([['input']]), 'vggBlock'), 'dropout'),
    ];
    for (const network of outside) {
      expect(network.nodes.find(({ type }) => type === 'dropout')?.block).toBeUndefined();
      expect(followsPlan(network, network.blocks[0]?.id ?? '')).toBe(true);
    }
  });

  test('a block moves as one, and goes with its last layer', () => {
    const deeper = addLayer(residual, 'conv2d', {
      after: block,
      parameters: { filters: 12, padding: 'same' },
    });
    const second = deeper.nodes.find(
      ({ id, type }) => type === 'conv2d' && id !== conv && blockOf(deeper, id) === undefined,
    );
    const moved = moveNode(deeper, block, second?.id ?? '');
    expect(predecessors(moved).get(layer(moved, 'conv1'))).toEqual([second?.id]);
    expect(predecessors(moved).get(pool)).toEqual([layer(moved, 'relu2')]);
    expect(followsPlan(moved, block)).toBe(true);
    expect(moveNode(moved, block, second?.id ?? '')).toBe(moved);
    const removed = removeNode(residual, block);
    expect(removed).toEqual(small);
  });

  test('connections that would lead out of a block and back into it are refused', () => {
    const builder = new NetworkBuilder();
    const start = builder.add('input', {});
    const [first, last] = builder.group('Pair', () => {
      const one = builder.add('activation', {}, start);
      return [one, builder.add('add', {}, one)] as const;
    });
    const detour = builder.add('activation', {}, first);
    expect(refusal(() => connect(builder.network(), detour, last))).toBe(
      'The connection would lead out of Pair and back into it. Ungroup that block first.',
    );
  });
});

describe('setBlockParameters', () => {
  test('makes the layers anew, and those whose role stays keep their ids', () => {
    const projected = setBlockParameters(residual, block, { projection: true, strides: 2 });
    expect(layer(projected, 'conv1')).toBe(layer(residual, 'conv1'));
    expect(layer(projected, 'add')).toBe(layer(residual, 'add'));
    expect(findNode(projected, layer(projected, 'conv2'))).toBe(findNode(residual, layer(residual, 'conv2')));
    expect(predecessors(projected).get(layer(projected, 'projection'))).toEqual([conv]);
    expect(infer(projected).nodes.get(pool)?.inputShapes).toEqual([[4, 4, 12]]);
    expect(setBlockParameters(projected, block, { projection: false, strides: 1 }).nodes).toEqual(
      residual.nodes,
    );
    expect(setBlockParameters(residual, block, { filters: 12 })).toBe(residual);
  });

  test('is refused where a layer was edited by hand', () => {
    const edited = setParameters(residual, layer(residual, 'conv1'), { filters: 7 });
    expect(followsPlan(edited, block)).toBe(false);
    expect(refusal(() => setBlockParameters(edited, block, { strides: 2 }))).toBe(
      'Residual block has no plan to follow: its layers were edited by hand. Edit them instead.',
    );
    expect(followsPlan(setParameters(edited, layer(residual, 'conv1'), { filters: 12 }), block)).toBe(true);
  });
});

describe('groupNodes', () => {
  test('makes one block of layers and blocks, in the block around them', () => {
    const grouped = groupNodes(residual, [conv, block], ' Body ');
    const group = grouped.blocks.at(-1);
    expect(group).toMatchObject({ kind: 'custom', title: 'Body', parameters: {} });
    expect(grouped.blocks[0]?.parent).toBe(group?.id);
    expect(blockMembers(grouped).get(group?.id ?? '')).toHaveLength(8);
    expect(followsPlan(grouped, block)).toBe(true);
    expect(ungroup(grouped, group?.id ?? '')).toEqual(residual);
    expect(refusal(() => renameBlock(grouped, group?.id ?? '', ' '))).toBe(
      'A block’s title has 1 to 80 letters.',
    );
    expect(renameBlock(grouped, group?.id ?? '', 'Head').blocks.at(-1)?.title).toBe('Head');
    const inner = groupNodes(residual, [layer(residual, 'conv1'), layer(residual, 'conv1Norm')], 'Inner');
    expect(inner.blocks.at(-1)?.parent).toBe(block);
  });

  test('takes several inputs and outputs, but no path that leaves and comes back', () => {
    expect(
      groupNodes(
        residual,
        [layer(residual, 'conv2'), layer(residual, 'add'), layer(residual, 'conv2Norm')],
        'x',
      ).blocks,
    ).toHaveLength(2);
    expect(refusal(() => groupNodes(small, [input, pool], 'Ends'))).toBe(
      'Conv2D 1 lies between the chosen layers: a path would leave the block and come back. Choose it too.',
    );
    expect(refusal(() => groupNodes(residual, [conv, layer(residual, 'conv1')], 'Cut'))).toBe(
      'Residual block is chosen in part only. Choose all of it, or layers within it alone.',
    );
    expect(refusal(() => groupNodes(small, [], 'Nothing'))).toBe(
      'A block needs a layer: choose one at least.',
    );
  });

  test('ungrouping a planned block leaves its layers', () => {
    const loose = ungroup(residual, block);
    expect(loose.blocks).toEqual([]);
    expect(loose.connections).toEqual(residual.connections);
    expect(topologicalOrder(loose)).toEqual(topologicalOrder(residual));
    expect(loose.nodes.every(({ block: around }) => around === undefined)).toBe(true);
    expect(findNode(loose, dense)).toBe(findNode(residual, dense));
  });
});
