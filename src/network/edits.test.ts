import { describe, expect, test } from 'vitest';
import { chain } from './chain';
import { connect, connectionRefusal, disconnect, replaceConnection } from './connecting';
import { EditRefused } from './editRefused';
import {
  addLayer,
  appendLayer,
  moveNode,
  newId,
  placeLayer,
  removeNode,
  removeNodes,
  setParameters,
} from './edits';
import { findNode, isChain, labels, predecessors, topologicalOrder, type Network } from './graph';
import type { ParameterValues } from './layerType';
import { duplicate } from './selection';

const small = chain([
  ['input', { height: 8, width: 8, channels: 3 }],
  ['conv2d', { filters: 4 }],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const [input = '', conv = '', flatten = '', dense = ''] = small.nodes.map(({ id }) => id);

/** `Input 1 > Conv2D 1`, one line a connection. */
function wiring(network: Network): readonly string[] {
  const names = labels(network);
  return network.connections
    .map(
      ({ from, to, input: index }) => `${names.get(from)} > ${names.get(to)}${index > 0 ? ` #${index}` : ''}`,
    )
    .toSorted();
}

function order(network: Network): readonly string[] {
  return topologicalOrder(network).map((id) => labels(network).get(id) ?? '');
}

function refusalOf(edit: () => Network): string {
  try {
    edit();
  } catch (error) {
    if (error instanceof EditRefused) return error.code;
    throw error;
  }
  return 'done';
}

/** Two branches from the convolution that meet in an Add. */
function branched(): Network {
  const withAdd = addLayer(addLayer(small, 'activation', { after: conv }), 'add', {
    after: newId(small, 'activation'),
  });
  const add = withAdd.nodes.find(({ type }) => type === 'add')?.id ?? '';
  return connect(withAdd, conv, add);
}

describe('addLayer', () => {
  test('appends at the end, whatever the end is', () => {
    expect(order(addLayer(small, 'dropout'))).toEqual([
      'Input 1',
      'Conv2D 1',
      'Flatten 1',
      'Dense 1',
      'Dropout 1',
    ]);
  });

  test('inserts after a layer and names the layer as announced', () => {
    const id = newId(small, 'maxPooling2d');
    const next = addLayer(small, 'maxPooling2d', { after: conv });
    expect(id).toBe('maxPooling2d-5');
    expect(next.nodes.map((node) => node.id)).toEqual([input, conv, id, flatten, dense]);
    expect(isChain(next)).toBe(true);
  });

  test('inserts on every way out, or on the one that is named', () => {
    const network = branched();
    const add = network.nodes.find(({ type }) => type === 'add')?.id ?? '';
    expect(wiring(addLayer(network, 'dropout', { after: conv }))).toEqual([
      'Activation 1 > Add 1',
      'Add 1 > Flatten 1',
      'Conv2D 1 > Dropout 1',
      'Dropout 1 > Activation 1',
      'Dropout 1 > Add 1 #1',
      'Flatten 1 > Dense 1',
      'Input 1 > Conv2D 1',
    ]);
    expect(wiring(addLayer(network, 'dropout', { after: conv, before: add }))).toEqual([
      'Activation 1 > Add 1',
      'Add 1 > Flatten 1',
      'Conv2D 1 > Activation 1',
      'Conv2D 1 > Dropout 1',
      'Dropout 1 > Add 1 #1',
      'Flatten 1 > Dense 1',
      'Input 1 > Conv2D 1',
    ]);
  });

  test('puts an Input in front of the layer that lacks one', () => {
    const headless = removeNode(small, input);
    expect(isChain(headless)).toBe(false);
    const healed = addLayer(headless, 'input', { after: dense });
    expect(order(healed)).toEqual(order(small));
    expect(isChain(healed)).toBe(true);
  });

  test('refuses parameters out of range, unknown ones, and unknown neighbours', () => {
    expect(refusalOf(() => addLayer(small, 'dense', { parameters: { units: 0 } }))).toBe('bad-parameters');
    expect(refusalOf(() => addLayer(small, 'dense', { parameters: { unit: 1 } }))).toBe('bad-parameters');
    expect(refusalOf(() => addLayer(small, 'dense', { after: 'nobody' }))).toBe('unknown-layer');
  });
});

describe('removeNode', () => {
  test('heals the chain', () => {
    expect(wiring(removeNode(small, conv))).toEqual(['Flatten 1 > Dense 1', 'Input 1 > Flatten 1']);
  });

  test('undoes an insertion', () => {
    const back = removeNode(addLayer(small, 'dropout', { after: conv }), newId(small, 'dropout'));
    expect(back.nodes).toEqual(small.nodes);
    expect(wiring(back)).toEqual(wiring(small));
  });

  test('renumbers the inputs that stay', () => {
    const network = removeNode(branched(), input);
    const without = disconnect(
      network,
      network.nodes.find(({ type }) => type === 'activation')?.id ?? '',
      network.nodes.find(({ type }) => type === 'add')?.id ?? '',
    );
    expect(wiring(without)).toEqual([
      'Add 1 > Flatten 1',
      'Conv2D 1 > Activation 1',
      'Conv2D 1 > Add 1',
      'Flatten 1 > Dense 1',
    ]);
  });
});

test('removeNodes heals over all that goes', () => {
  expect(wiring(removeNodes(small, [conv, flatten]))).toEqual(['Input 1 > Dense 1']);
  expect(removeNodes(small, [])).toBe(small);
});

test('appendLayer begins a branch, placeLayer leaves a layer alone', () => {
  expect(wiring(appendLayer(small, 'dropout', conv))).toEqual([
    'Conv2D 1 > Dropout 1',
    'Conv2D 1 > Flatten 1',
    'Flatten 1 > Dense 1',
    'Input 1 > Conv2D 1',
  ]);
  expect(wiring(placeLayer(small, 'dropout'))).toEqual(wiring(small));
  expect(refusalOf(() => appendLayer(small, 'input', conv))).toBe('arity');
  expect(refusalOf(() => placeLayer(small, 'dropout', {}, 'nobody'))).toBe('unknown-block');
});

describe('moveNode', () => {
  test('onto one connection, leaving the others of the same layer', () => {
    const network = addLayer(branched(), 'dropout', { after: flatten });
    const add = network.nodes.find(({ type }) => type === 'add')?.id ?? '';
    const dropout = network.nodes.find(({ type }) => type === 'dropout')?.id ?? '';
    const moved = moveNode(network, dropout, conv, add);
    expect(predecessors(moved).get(dropout)).toEqual([conv]);
    expect(predecessors(moved).get(add)?.[1]).toBe(dropout);
    expect(predecessors(moved).get(dense)).toEqual([flatten]);
    expect(refusalOf(() => moveNode(network, dropout, input, add))).toBe('unknown-connection');
  });

  test('reorders a chain, forward and back', () => {
    const forward = moveNode(small, conv, flatten);
    expect(order(forward)).toEqual(['Input 1', 'Flatten 1', 'Conv2D 1', 'Dense 1']);
    expect(isChain(forward)).toBe(true);
    expect(order(moveNode(forward, conv, input))).toEqual(order(small));
  });

  test('to where it is changes nothing', () => {
    expect(moveNode(small, conv, input)).toBe(small);
    expect(moveNode(small, conv, conv)).toBe(small);
  });

  test('refuses an Input, and layers that join', () => {
    const network = branched();
    expect(refusalOf(() => moveNode(network, input, conv))).toBe('arity');
    expect(
      refusalOf(() => moveNode(network, network.nodes.find(({ type }) => type === 'add')?.id ?? '', input)),
    ).toBe('arity');
  });
});

describe('setParameters', () => {
  const pooled = addLayer(small, 'maxPooling2d', { after: conv, parameters: { poolSize: [3, 3] } });
  const pool = newId(small, 'maxPooling2d');
  const strides = (network: Network) => network.nodes.find(({ id }) => id === pool)?.parameters['strides'];

  test("pooling's strides follow the pool size until they are set apart", () => {
    expect(strides(pooled)).toEqual([3, 3]);
    expect(strides(setParameters(pooled, pool, { poolSize: [4, 2] }))).toEqual([4, 2]);
    const apart = setParameters(pooled, pool, { strides: [2, 2] });
    expect(strides(setParameters(apart, pool, { poolSize: [4, 2] }))).toEqual([2, 2]);
  });

  test('changes only what it is told, and nothing if it is so already', () => {
    const next = setParameters(small, dense, { units: 5 });
    expect(findNode(next, dense)?.parameters).toEqual({ ...findNode(small, dense)?.parameters, units: 5 });
    expect(next.nodes.slice(0, 3)).toEqual(small.nodes.slice(0, 3));
    expect(setParameters(small, dense, { units: 2 })).toBe(small);
    expect(setParameters(small, conv, { kernelSize: [3, 3] })).toBe(small);
  });

  test('says what is wrong with a value', () => {
    const setting = (parameters: ParameterValues) => () => setParameters(small, conv, parameters);
    expect(setting({ filters: 0 })).toThrow('Filters of Conv2D must be a whole number from 1 to 4096.');
    expect(setting({ kernelSize: [3, 0.5] })).toThrow(
      'Kernel size of Conv2D must be two whole numbers from 1 to 32.',
    );
    expect(setting({ padding: 'full' })).toThrow('Padding of Conv2D must be one of valid, same.');
    expect(setting({ filter: 1 })).toThrow(/^Conv2D has no such parameter\..*"filter"/s);
    expect(setting(JSON.parse('{"__proto__": 1}') as ParameterValues)).toThrow(EditRefused);
  });
});

describe('connect', () => {
  test('numbers the inputs of a joining layer', () => {
    expect(wiring(branched())).toContain('Conv2D 1 > Add 1 #1');
  });

  test('refuses a circle, a second input, a first to Input, a double, and strangers', () => {
    const network = branched();
    const add = network.nodes.find(({ type }) => type === 'add')?.id ?? '';
    expect(connectionRefusal(network, dense, add)?.code).toBe('cycle');
    expect(connectionRefusal(network, add, add)?.code).toBe('cycle');
    expect(connectionRefusal(network, input, flatten)?.code).toBe('arity');
    expect(connectionRefusal(network, dense, input)?.code).toBe('arity');
    expect(connectionRefusal(network, conv, add)?.code).toBe('duplicate');
    expect(connectionRefusal(network, 'nobody', add)?.code).toBe('unknown-layer');
    expect(connectionRefusal(network, input, add)?.message).toBe(
      'Add needs inputs of one shape, but 6 × 6 × 4 and 8 × 8 × 3 arrive.',
    );
    const fitting = setParameters(network, conv, { filters: 3, padding: 'same' });
    expect(connectionRefusal(fitting, input, add)).toBeNull();
    expect(refusalOf(() => connect(network, dense, add))).toBe('cycle');
  });

  test('takes the place that is asked for, and the others move along', () => {
    const network = setParameters(branched(), conv, { filters: 3, padding: 'same' });
    const add = network.nodes.find(({ type }) => type === 'add')?.id ?? '';
    const first = connect(network, input, add, 0);
    expect(predecessors(first).get(add)).toEqual([input, ...(predecessors(network).get(add) ?? [])]);
    expect(predecessors(disconnect(first, input, add, 1)).get(add)).toHaveLength(3);
    expect(disconnect(first, input, add, 0).connections).toHaveLength(network.connections.length);
  });

  test('replaceConnection drags one end elsewhere', () => {
    const [, toFlatten] = small.connections;
    if (toFlatten === undefined) throw new Error('The convolution feeds Flatten.');
    const around = replaceConnection(small, toFlatten, { from: input, to: flatten });
    expect(predecessors(around).get(flatten)).toEqual([input]);
    expect(replaceConnection(small, toFlatten, toFlatten)).toBe(small);
    expect(refusalOf(() => replaceConnection(small, toFlatten, { from: dense, to: flatten }))).toBe('cycle');
    expect(refusalOf(() => replaceConnection(around, toFlatten, { from: input, to: flatten }))).toBe(
      'unknown-connection',
    );
  });

  test('is undone by disconnect', () => {
    const network = setParameters(branched(), conv, { filters: 3, padding: 'same' });
    const add = network.nodes.find(({ type }) => type === 'add')?.id ?? '';
    expect(disconnect(connect(network, input, add), input, add)).toEqual(network);
    expect(disconnect(network, dense, add)).toBe(network);
  });
});

test('duplicate copies a layer in after it', () => {
  const next = duplicate(setParameters(small, conv, { filters: 7 }), [conv]);
  expect(order(next)).toEqual(['Input 1', 'Conv2D 1', 'Conv2D 2', 'Flatten 1', 'Dense 1']);
  expect(next.nodes[2]?.parameters).toEqual(next.nodes[1]?.parameters);
});
