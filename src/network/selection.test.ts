import { describe, expect, test } from 'vitest';
import { addBlock } from './blockEdits';
import { followsPlan } from './blockPlan';
import { chain } from './chain';
import { EditRefused } from './editRefused';
import { emptyNetwork, labels, predecessors, successors, topologicalOrder, type Network } from './graph';
import { infer } from './inference';
import { copySelection, duplicate, pasteSelection } from './selection';

const small = chain([
  ['input', { height: 8, width: 8, channels: 3 }],
  ['conv2d', { filters: 4, padding: 'same' }],
  ['activation'],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const [input = '', conv = '', activation = '', flatten = ''] = small.nodes.map(({ id }) => id);

function order(network: Network): readonly string[] {
  return topologicalOrder(network).map((id) => labels(network).get(id) ?? '');
}

function refusal(text: string): string {
  try {
    pasteSelection(small, text);
  } catch (error) {
    if (error instanceof EditRefused) return error.message;
    throw error;
  }
  return 'done';
}

describe('duplicate', () => {
  test('puts a copy in line after the original', () => {
    expect(order(duplicate(small, [conv, activation]))).toEqual([
      'Input 1',
      'Conv2D 1',
      'Activation 1',
      'Conv2D 2',
      'Activation 2',
      'Flatten 1',
      'Dense 1',
    ]);
  });

  test('copies a block whole: it keeps to its plan', () => {
    const network = addBlock(small, 'residualBasicBlock', { after: activation });
    const twice = duplicate(network, [network.blocks[0]?.id ?? '']);
    expect(twice.blocks.map(({ title }) => title)).toEqual(['Residual block', 'Residual block']);
    expect(twice.blocks.every(({ id }) => followsPlan(twice, id))).toBe(true);
    expect(infer(twice).problems).toEqual([]);
  });

  test('leaves what has several ends unconnected', () => {
    const twice = duplicate(small, [conv, flatten]);
    expect(twice.nodes).toHaveLength(7);
    expect(twice.connections).toHaveLength(4);
    expect(predecessors(twice).get('conv2d-6')).toEqual([]);
  });
});

describe('copy and paste', () => {
  test('put a selection in after a card, in this network or another', () => {
    const text = copySelection(small, [conv, activation]);
    expect(order(pasteSelection(small, text, { after: input }))).toEqual(
      order(duplicate(small, [conv, activation])),
    );
    const other = pasteSelection(chain([['input']]), text, { after: 'input-1' });
    expect(order(other)).toEqual(['Input 1', 'Conv2D 1', 'Activation 1']);
  });

  test('without a card, or with several ends, leave it unconnected', () => {
    const loose = pasteSelection(small, copySelection(small, [conv]));
    expect(loose.connections).toEqual(small.connections);
    const whole = pasteSelection(
      emptyNetwork,
      copySelection(
        small,
        small.nodes.map(({ id }) => id),
      ),
      { after: 'x' },
    );
    expect(order(whole)).toEqual(order(small));
    expect(infer(whole).problems).toEqual([]);
  });

  test('keep the place of each input', () => {
    const network = addBlock(small, 'residualBottleneckBlock', { after: activation });
    const [block = ''] = network.blocks.map(({ id }) => id);
    const pasted = pasteSelection(network, copySelection(network, [block]), { after: block });
    const copy = pasted.blocks[1]?.id ?? '';
    expect(followsPlan(pasted, copy)).toBe(true);
    expect(successors(pasted).get(activation)).toHaveLength(2);
  });

  test('the text can be read', () => {
    expect(JSON.parse(copySelection(small, [activation]))).toEqual({
      convoscope: 'selection',
      version: 1,
      network: {
        nodes: [{ id: 'activation-3', type: 'activation', parameters: { activation: 'relu' } }],
        connections: [],
        blocks: [],
      },
      inputs: [[{ to: 'activation-3', input: 0 }]],
      outputs: ['activation-3'],
    });
  });

  test('refuse any other text in words', () => {
    const foreign = 'This text is no selection of Convoscope’s: copy layers on the canvas first.';
    for (const text of ['', 'hello', '[]', '{"nodes":[]}', 'null']) expect(refusal(text)).toBe(foreign);
    const text = copySelection(small, [conv]);
    expect(refusal(text.replace('"version": 1', '"version": 2'))).toMatch(
      /^This copied selection cannot be read: .*version/s,
    );
    expect(refusal(text.replace('"filters": 4', '"filters": 0'))).toMatch(/filters/);
    expect(refusal(text.replace('"input": 0', '"input": 2'))).toMatch(/inputs and outputs/);
    expect(refusal(text.replace(/"to": "[^"]*"/, '"to": "nobody"'))).toMatch(/inputs and outputs/);
    expect(refusal(text.replace('"nodes"', '"__proto__": {}, "nodes"'))).toMatch(/cannot be read/);
  });
});
