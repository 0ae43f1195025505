import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { infer } from '../inference';
import { layerType } from '../layers';
import { NetworkBuilder } from '../networkBuilder';
import { parametersOf } from '../parameter';
import { blockKind, plannedBlockNames } from '.';

describe.each(plannedBlockNames)('%s', (name) => {
  const { title, explanation, parameters, plan } = blockKind(name);

  test('is named, explained and few to set', () => {
    expect(title.length).toBeLessThan(20);
    expect(explanation.length).toBeGreaterThan(80);
    expect(parametersOf(parameters).length).toBeLessThanOrEqual(6);
  });

  test('plans layers that are complete, each after those that feed it', () => {
    const { layers, output } = plan(parameters.parse({}));
    const roles = layers.map(({ role }) => role);
    expect(new Set(roles).size).toBe(roles.length);
    expect(roles.at(-1)).toBe(output);
    for (const [index, layer] of layers.entries()) {
      const { inputs, parameters: schema } = layerType(layer.type);
      expect(schema.safeParse(layer.parameters).success).toBe(true);
      expect(layer.from.length).toBeGreaterThanOrEqual(inputs.min);
      expect(layer.from.length).toBeLessThanOrEqual(inputs.max);
      for (const source of layer.from) expect([null, ...roles.slice(0, index)]).toContain(source);
    }
  });
});

/** Shape and parameters of what a block makes of feature maps of 16×16×8. */
function made(add: (net: NetworkBuilder, from: string) => string) {
  const net = new NetworkBuilder();
  const input = net.add('input', { height: 16, width: 16, channels: 3 });
  const maps = net.add('conv2d', { filters: 8, kernelSize: [1, 1], useBias: false }, input);
  const id = add(net, maps);
  const { nodes, totals } = infer(net.network());
  return { shape: nodes.get(id)?.outputShape, parameters: totals.parameters - 3 * 8 };
}

describe('by hand calculation', () => {
  test('Conv-ReLU-Pool: a convolution and half the size', () => {
    const block = made((net, x) => net.addBlock('convReluPool', { filters: 5, kernelSize: [3, 5] }, x));
    expect(block).toEqual({ shape: [8, 8, 5], parameters: 3 * 5 * 8 * 5 + 5 });
  });

  test('Conv-BN-ReLU: no bias, and three numbers a channel without a scale', () => {
    const block = made((net, x) => net.addBlock('convNormRelu', { filters: 5, strides: [2, 2] }, x));
    expect(block).toEqual({ shape: [7, 7, 5], parameters: 9 * 8 * 5 + 3 * 5 });
  });

  test('VGG block: as many convolutions as it is told', () => {
    const block = made((net, x) => net.addBlock('vggBlock', { convolutions: 3, filters: 6 }, x));
    expect(block).toEqual({ shape: [8, 8, 6], parameters: (9 * 8 + 1) * 6 + 2 * (9 * 6 + 1) * 6 });
  });

  test('Residual block: a bare shortcut, or a projection where the shape changes', () => {
    const bare = made((net, x) => net.addBlock('residualBasicBlock', { filters: 8 }, x));
    expect(bare).toEqual({ shape: [16, 16, 8], parameters: 2 * (9 * 8 * 8 + 4 * 8) });
    const projected = made((net, x) =>
      net.addBlock('residualBasicBlock', { filters: 4, strides: 2, projection: true }, x),
    );
    expect(projected).toEqual({
      shape: [8, 8, 4],
      parameters: 9 * 8 * 4 + 9 * 4 * 4 + 8 * 4 + 3 * 4 * 4,
    });
  });

  test('Bottleneck block: four times the filters come out', () => {
    const block = made((net, x) => net.addBlock('residualBottleneckBlock', { filters: 2, strides: 1 }, x));
    expect(block).toEqual({
      shape: [16, 16, 8],
      parameters: (8 + 1) * 2 + (9 * 2 + 1) * 2 + (2 + 1) * 8 + 4 * (2 + 2 + 8),
    });
  });

  test('Inception module: the channels of its branches together', () => {
    const filter = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(fc.tuple(filter, filter, filter, filter, filter, filter), ([a, rb, b, rc, c, d]) => {
        const block = made((net, x) =>
          net.addBlock(
            'inceptionModule',
            {
              filters1x1: a,
              filters3x3Reduce: rb,
              filters3x3: b,
              filters5x5Reduce: rc,
              filters5x5: c,
              filtersPool: d,
            },
            x,
          ),
        );
        const parameters = 9 * (a + rb + rc + d) + (9 * rb + 1) * b + (25 * rc + 1) * c;
        expect(block).toEqual({ shape: [16, 16, a + b + c + d], parameters });
      }),
      { numRuns: 20 },
    );
  });
});
