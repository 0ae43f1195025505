import { describe, expect, it } from 'vitest';
import { resnet18 } from './architectures/resnet';
import { addBlock, setBlockParameters } from './blockEdits';
import { chain } from './chain';
import { setTrainable, trainability, upTo } from './freezing';
import { infer } from './inference';
import { networkSchema } from './networkSchema';

const network = chain([
  ['input', { height: 8, width: 8, channels: 1 }],
  ['conv2d', { filters: 4, kernelSize: [3, 3], l2: 0.1 }],
  ['batchNormalization'],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const [input = '', conv = '', norm = '', flatten = '', dense = ''] = network.nodes.map(({ id }) => id);

describe('freezing', () => {
  it('makes the weights of a layer non-trainable, without a penalty, and changes nothing else', () => {
    const frozen = setTrainable(network, [conv], false);
    expect(trainability(frozen, conv)).toBe('none');
    const facts = infer(frozen).nodes.get(conv);
    expect(facts?.parameters).toEqual({ trainable: 0, nonTrainable: 40 });
    expect(facts?.weights.map(({ trainable, regularizer }) => [trainable, regularizer])).toEqual([
      [false, undefined],
      [false, undefined],
    ]);
    expect(infer(frozen).totals.parameters).toBe(infer(network).totals.parameters);
    expect(frozen.nodes.filter((node, at) => node !== network.nodes[at]).map(({ id }) => id)).toEqual([conv]);
    expect(infer(network).nodes.get(conv)?.parameters.trainable).toBe(40);
  });

  it('is undone to the very same network, and does nothing twice', () => {
    const frozen = setTrainable(network, [conv, norm], false);
    expect(setTrainable(frozen, [conv, norm], true)).toEqual(network);
    expect(setTrainable(frozen, [norm], false)).toBe(frozen);
    expect(setTrainable(network, [conv], true)).toBe(network);
  });

  it('passes over layers without weights', () => {
    expect(trainability(network, flatten)).toBeNull();
    expect(setTrainable(network, [input, flatten], false)).toBe(network);
  });

  it('knows all that comes before a layer', () => {
    expect(new Set(upTo(network, norm))).toEqual(new Set([input, conv, norm]));
    expect(upTo(network, dense)).toHaveLength(5);
  });

  it('of a block is that of its layers', () => {
    const whole = resnet18.sizes.paper();
    const block = whole.blocks[0]?.id ?? '';
    expect(trainability(whole, block)).toBe('all');
    const frozen = setTrainable(whole, [block], false);
    expect(trainability(frozen, block)).toBe('none');
    const [member = ''] = frozen.nodes.filter(({ trainable }) => trainable === false).map(({ id }) => id);
    expect(trainability(setTrainable(frozen, [member], true), block)).toBe('some');
  });

  it('outlives a change of the block it is in', () => {
    const withBlock = addBlock(network, 'residualBasicBlock', { after: conv });
    const [block] = withBlock.blocks;
    const frozen = setTrainable(withBlock, [block?.id ?? ''], false);
    const changed = setBlockParameters(frozen, block?.id ?? '', { filters: 8 });
    expect(changed.nodes.filter(({ trainable }) => trainable === false).map(({ id }) => id)).toEqual(
      frozen.nodes.filter(({ trainable }) => trainable === false).map(({ id }) => id),
    );
  });

  it('is kept in what is saved', () => {
    const frozen = setTrainable(network, [conv], false);
    expect(networkSchema.parse(JSON.parse(JSON.stringify(frozen)))).toEqual(frozen);
    expect(
      networkSchema.safeParse({ ...network, nodes: [{ ...network.nodes[0], trainable: true }] }).success,
    ).toBe(false);
  });
});
