import { expect, test } from 'vitest';
import { articleCnn } from '../../../network/architectures/articleCnn';
import { addBlock } from '../../../network/blockEdits';
import { labels, type Network } from '../../../network/graph';
import { infer } from '../../../network/inference';
import { cardToThe } from './cardMoves';
import { cardAt, edgeUnder, landingAt } from './hitTest';
import { inPort, outPort } from './edgePath';
import { sceneOf, spoken, type Scene } from './scene';

const network = articleCnn.sizes.paper();

function scene(of: Network = network, openBlocks: readonly string[] = [], before?: Scene): Scene {
  const drawn = {
    network: of,
    positions: {},
    openBlocks: new Set(openBlocks),
    inference: infer(of),
    strips: false,
  };
  return sceneOf(drawn, before);
}

function card(label: string, of: Scene = scene()) {
  const found = [...of.cards.values()].find(({ text }) => text.label === label);
  if (found === undefined) throw new Error(`no ${label}`);
  return found;
}

test('a card says what its layer is, makes and costs', () => {
  expect(card('Conv2D 1').text).toMatchObject({
    summary: '32 filters · 3×3 · relu',
    shape: '126 × 126 × 32',
    parameters: '896 parameters',
    multiplyAdds: '14 M mult-adds',
    takesInput: true,
  });
  expect(card('Input 1').text).toMatchObject({ summary: '', parameters: '', takesInput: false });
});

test('a layer is spoken with its shape, its parameters and what feeds it', () => {
  const { text } = card('MaxPooling2D 1');
  expect(text.label).toBe('MaxPooling2D 1');
  expect(spoken(card('Conv2D 1'), scene())).toBe(
    'output 126 × 126 × 32, 896 parameters, 14 M multiply-adds, from Input 1',
  );
});

test('a closed block is one card, an open one a frame around its layers', () => {
  const after = [...labels(network)].find(([, label]) => label === 'MaxPooling2D 1')?.[0] ?? '';
  const withBlock = addBlock(network, 'residualBasicBlock', { after });
  const [block] = withBlock.blocks;
  const closed = scene(withBlock);
  expect(card('Residual block', closed).text).toMatchObject({ kind: 'block', shape: '63 × 63 × 32' });
  expect(closed.frames).toEqual([]);
  const open = scene(withBlock, [block?.id ?? '']);
  expect(open.frames.map(({ label }) => label)).toEqual(['Residual block']);
  expect(card('Add 1', open).frame).toBe(block?.id);
});

test('a card that says the same is the same object, so that it is not drawn anew', () => {
  const before = scene();
  const renamed = { ...network, nodes: [...network.nodes] };
  const after = scene(renamed, [], before);
  expect(after.cards.get(before.order[3] ?? '')).toBe(before.cards.get(before.order[3] ?? ''));
});

test('arrow keys go along connections and to what is beside', () => {
  const drawn = scene();
  const [first = '', second = ''] = drawn.order;
  expect(cardToThe('down', first, drawn)).toBe(second);
  expect(cardToThe('up', second, drawn)).toBe(first);
  expect(cardToThe('up', first, drawn)).toBeNull();
  expect(cardToThe('right', first, drawn)).toBeNull();
});

test('what is dragged lands in the connection that it is held over, on a free port, or on the ground', () => {
  const drawn = scene();
  const [input, conv, last] = [card('Input 1', drawn), card('Conv2D 1', drawn), card('Dense 3', drawn)];
  const between = { x: outPort(input.rect).x, y: (outPort(input.rect).y + inPort(conv.rect).y) / 2 };
  expect(landingAt(between, drawn, 1)).toEqual({ kind: 'edge', edgeId: `${input.id}>${conv.id}` });
  expect(landingAt(outPort(input.rect), drawn, 1)).toEqual({ kind: 'port', cardId: input.id, end: 'out' });
  const below = { x: outPort(last.rect).x, y: outPort(last.rect).y + 40 };
  expect(landingAt(below, drawn, 1)).toEqual({ kind: 'port', cardId: last.id, end: 'out' });
  expect(landingAt({ x: conv.rect.x + 900, y: conv.rect.y }, drawn, 1).kind).toBe('ground');
  expect(cardAt({ x: conv.rect.x + 5, y: conv.rect.y + 5 }, drawn)?.id).toBe(conv.id);
});

test('a card dragged over its own connections stays in them', () => {
  const drawn = scene();
  const conv = card('Conv2D 1', drawn);
  const pointer = { x: conv.rect.x + conv.rect.width / 2, y: conv.rect.y + conv.rect.height / 2 };
  expect(edgeUnder(conv.rect, pointer, conv.id, drawn, 1)).toBeNull();
  const [input, next] = [card('Input 1', drawn), card('MaxPooling2D 1', drawn)];
  const between = { x: outPort(input.rect).x, y: outPort(input.rect).y + 22 };
  const away = { ...next.rect, x: next.rect.x + 900 };
  expect(edgeUnder(away, between, next.id, drawn, 1)?.id).toBe(`${input.id}>${conv.id}`);
});
