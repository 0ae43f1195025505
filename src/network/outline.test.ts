import { describe, expect, test } from 'vitest';
import { blockFacts } from './blockFacts';
import { blockLabels } from './blockTree';
import { infer } from './inference';
import { NetworkBuilder } from './networkBuilder';
import { outline } from './outline';

/** Input, a stage of two residual blocks, a classifier. */
function residualNetwork() {
  const builder = new NetworkBuilder();
  const input = builder.add('input', { height: 8, width: 8, channels: 3 });
  const stage = builder.group('Stage', () => {
    const first = builder.addBlock('residualBasicBlock', { filters: 4, projection: true }, input);
    return builder.addBlock('residualBasicBlock', { filters: 4 }, first);
  });
  const pool = builder.add('globalAveragePooling2d', {}, stage);
  builder.add('dense', { units: 2, activation: 'softmax' }, pool);
  const network = builder.network();
  const [stageId = '', first = '', second = ''] = network.blocks.map(({ id }) => id);
  const idOf = (role: string, block: string) =>
    network.nodes.find((node) => node.role === role && node.block === block)?.id ?? '';
  return { network, stageId, first, second, idOf, pool, input };
}

const { network, stageId, first, second, idOf, pool, input } = residualNetwork();

describe('outline', () => {
  test('closed, a block is one card whatever is in it', () => {
    const { cards, frames, edges } = outline(network, new Set([first, 'nobody']));
    expect(cards.map(({ id, kind, frame }) => [id.replace(/-\d+$/, ''), kind, frame])).toEqual([
      ['input', 'layer', null],
      ['block', 'block', null],
      ['globalAveragePooling2d', 'layer', null],
      ['dense', 'layer', null],
    ]);
    expect(frames).toEqual([]);
    expect(edges.map(({ from, to, connections }) => [from, to, connections.length])).toEqual([
      [input, stageId, 2],
      [stageId, pool, 1],
      [pool, cards[3]?.id, 1],
    ]);
  });

  test('open, what is in it is seen within its frame, and parallel connections are one edge', () => {
    const { cards, frames, edges } = outline(network, new Set([stageId, second]));
    expect(frames).toEqual([
      { id: stageId, parent: null },
      { id: second, parent: stageId },
    ]);
    expect(cards.map(({ frame }) => frame)).toEqual([
      null,
      stageId,
      ...Array.from({ length: 7 }, () => second),
      null,
      null,
    ]);
    const crossing = edges.filter(({ from }) => from === first);
    expect(crossing.map(({ to }) => to)).toEqual([idOf('conv1', second), idOf('add', second)]);
    expect(edges[0]?.connections.map(({ to }) => to)).toEqual([
      idOf('conv1', first),
      idOf('projection', first),
    ]);
  });
});

test('blocks are called by their titles, numbered where several share one', () => {
  expect([...blockLabels(network).values()]).toEqual(['Stage', 'Residual block 1', 'Residual block 2']);
});

test('a block says what is in it, counted by hand', () => {
  const facts = blockFacts(network, infer(network), first);
  expect(facts).toEqual({
    inputShapes: [[8, 8, 3]],
    outputShapes: [[8, 8, 4]],
    // 3×3 kernels from 3 to 4 and from 4 to 4 channels, a 1×1 from 3 to 4, gamma and beta of three normalizations.
    parameters: { trainable: 9 * 3 * 4 + 9 * 4 * 4 + 3 * 4 + 3 * 8, nonTrainable: 3 * 8 },
    multiplyAdds: 64 * (9 * 3 * 4 + 9 * 4 * 4 + 3 * 4),
    layers: 9,
    problems: [],
    // The ReLU after the sum.
    outputs: network.nodes
      .filter(({ block, role }) => block === first && role === 'relu2')
      .map(({ id }) => id),
  });
  expect(blockFacts(network, infer(network), stageId)).toMatchObject({
    layers: 16,
    outputShapes: [[8, 8, 4]],
  });
});
