import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chain } from './chain';
import { connect, connectionRefusal, disconnect } from './connecting';
import { EditRefused } from './editRefused';
import { addLayer, moveNode, newId, removeNode, setParameters } from './edits';
import { emptyNetwork, isChain, labels, topologicalOrder, type Network } from './graph';
import { infer } from './inference';
import type { ParameterValues } from './layerType';
import { layerTypeNames } from './layers';
import { networkSchema } from './networkSchema';
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

describe('moveNode', () => {
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
    expect(next.nodes.find(({ id }) => id === dense)?.parameters).toEqual({
      units: 5,
      activation: 'softmax',
      useBias: true,
    });
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

describe('any sequence of edits', () => {
  const value = fc.oneof(
    fc.integer({ min: -1, max: 40 }),
    fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })),
    fc.constantFrom('same', 'valid', 'relu', 'softmax', 'linear', true, false),
  );
  const name = fc.constantFrom(
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
    '__proto__',
  );
  const patch = fc.dictionary(name, value, { maxKeys: 2, noNullPrototype: true });
  const at = fc.nat();
  const edit = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('add' as const),
        type: fc.constantFrom(...layerTypeNames),
        at,
        patch,
      }),
    },
    fc.record({ kind: fc.constantFrom('remove' as const, 'duplicate' as const), at }),
    fc.record({
      kind: fc.constantFrom('move' as const, 'connect' as const, 'disconnect' as const, 'insert' as const),
      at,
      to: at,
    }),
    fc.record({ kind: fc.constant('set' as const), at, patch }),
    fc.record({ kind: fc.constant('fix' as const), at }),
  );
  type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

  function apply(network: Network, change: Edit): Network {
    const idAt = (index: number) => network.nodes[index % network.nodes.length]?.id ?? 'nobody';
    const id = idAt(change.at);
    switch (change.kind) {
      case 'add':
        return addLayer(network, change.type, {
          ...(network.nodes.length > 0 && change.at % 3 > 0 ? { after: id } : {}),
          parameters: change.patch,
        });
      case 'insert':
        return addLayer(network, 'dropout', { after: id, before: idAt(change.to) });
      case 'remove':
        return removeNode(network, id);
      case 'duplicate':
        return duplicate(network, [id]);
      case 'move':
        return moveNode(network, id, idAt(change.to));
      case 'connect':
        return connect(network, id, idAt(change.to));
      case 'disconnect':
        return disconnect(network, id, idAt(change.to));
      case 'set':
        return setParameters(network, id, change.patch);
      case 'fix': {
        const fixes = infer(network, { classes: 3 }).problems.flatMap(({ fix }) =>
          fix === undefined ? [] : [fix],
        );
        return fixes[change.at % fixes.length]?.apply(network) ?? network;
      }
    }
  }

  test('keeps the promises of graph.ts, never crashes inference, and refuses only with EditRefused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(emptyNetwork, small, branched()),
        fc.array(edit, { maxLength: 25 }),
        (start, edits) => {
          let network = start;
          for (const change of edits) {
            const before = JSON.stringify(network);
            try {
              const next = apply(network, change);
              expect(JSON.stringify(network)).toBe(before);
              network = next;
            } catch (error) {
              if (!(error instanceof EditRefused)) throw error;
            }
            const result = networkSchema.safeParse(JSON.parse(JSON.stringify(network)));
            expect(result.error).toBeUndefined();
            expect(result.data).toEqual(network);
            const inference = infer(network, { classes: 3 });
            expect(new Set(inference.order)).toEqual(new Set(network.nodes.map(({ id }) => id)));
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
