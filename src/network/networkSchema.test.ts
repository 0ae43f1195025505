import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { articleCnn } from './architectures/articleCnn';
import { networkSchema } from './networkSchema';

const sound = {
  nodes: [
    { id: 'input-1', type: 'input', parameters: { height: 8, width: 8, channels: 1 } },
    { id: 'flatten-2', type: 'flatten', parameters: {} },
    { id: 'dense-3', type: 'dense', parameters: { units: 2 } },
    { id: 'add-4', type: 'add', parameters: {} },
  ],
  connections: [
    { from: 'input-1', to: 'flatten-2', input: 0 },
    { from: 'flatten-2', to: 'dense-3', input: 0 },
    { from: 'dense-3', to: 'add-4', input: 0 },
    { from: 'flatten-2', to: 'add-4', input: 1 },
  ],
};

/** The first fault, with its place. */
function fault(value: unknown): string | undefined {
  const issue = networkSchema.safeParse(value).error?.issues[0];
  return issue === undefined ? undefined : `${issue.path.join('.')}: ${issue.message}`;
}

function withNode(index: number, change: object) {
  return { ...sound, nodes: sound.nodes.map((node, at) => (at === index ? { ...node, ...change } : node)) };
}

function withConnections(...connections: readonly object[]) {
  return { ...sound, connections: [...sound.connections, ...connections] };
}

// The page forbids `eval`, so zod runs there without its generated code: both ways must agree.
describe.each([false, true])('networkSchema, jitless %s', (jitless) => {
  beforeAll(() => z.config({ jitless }));
  afterAll(() => z.config({ jitless: false }));

  test('gives back what was saved', () => {
    const network = articleCnn.sizes.paper();
    expect(networkSchema.parse(JSON.parse(JSON.stringify(network)))).toEqual(network);
  });

  test('completes parameters that an older save lacks', () => {
    expect(networkSchema.parse(sound).nodes[2]?.parameters).toMatchObject({
      units: 2,
      activation: 'relu',
      useBias: true,
    });
  });

  test('refuses unknown types, keys and values', () => {
    expect(fault(withNode(1, { type: 'unheardOf' }))).toMatch(/^nodes\.1\.type: /);
    expect(fault(withNode(1, { type: 'constructor' }))).toMatch(/^nodes\.1\.type: /);
    expect(fault(withNode(1, { note: '' }))).toMatch(/^nodes\.1: .*"note"/);
    expect(fault(withNode(2, { parameters: { units: 2, unit: 3 } }))).toMatch(
      /^nodes\.2\.parameters: .*"unit"/,
    );
    expect(fault(withNode(2, { parameters: { units: 2.5 } }))).toMatch(/^nodes\.2\.parameters\.units: /);
    expect(fault(withNode(2, { parameters: null }))).toMatch(/^nodes\.2\.parameters: /);
    expect(fault(null)).toMatch(/^: /);
    expect(fault([])).toMatch(/^: /);
  });

  test('refuses keys that reach for prototypes, wherever they are', () => {
    const text = JSON.stringify(sound);
    const polluted = [
      text.replace('{"nodes"', '{"__proto__":{"polluted":1},"nodes"'),
      text.replace('{"id"', '{"__proto__":{"polluted":1},"id"'),
      text.replace('"units"', '"__proto__":{"polluted":1},"units"'),
      text.replace('{"from"', '{"constructor":{"prototype":{}},"from"'),
      text.replaceAll('input-1', '__proto__'),
    ];
    for (const json of polluted) expect(fault(JSON.parse(json)), json).toBeDefined();
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('refuses blocks that graph.ts does not allow', () => {
    const block = (id: string, parent?: string) => ({
      id,
      kind: 'custom',
      title: 'Mine',
      parameters: {},
      ...(parent === undefined ? {} : { parent }),
    });
    const inBlocks = (blocks: readonly object[], ...layers: readonly [number, string][]) => ({
      ...sound,
      nodes: sound.nodes.map((node, index) => {
        const of = layers.find(([at]) => at === index)?.[1];
        return of === undefined ? node : { ...node, block: of };
      }),
      blocks,
    });
    expect(fault(inBlocks([block('a'), block('b', 'a')], [1, 'a'], [2, 'b']))).toBeUndefined();
    expect(fault(inBlocks([block('a')], [1, 'b']))).toBe(': Something is in block "b", which is not there.');
    expect(fault(inBlocks([block('a', 'b')], [1, 'a']))).toBe(
      ': Something is in block "b", which is not there.',
    );
    expect(fault(inBlocks([block('a', 'b'), block('b', 'a')], [1, 'a']))).toBe(': A block lies in itself.');
    expect(fault(inBlocks([block('a'), block('b')], [1, 'a']))).toBe(': Block "b" has no layer in it.');
    expect(fault(inBlocks([block('dense-3')], [1, 'dense-3']))).toBe(
      ': Two blocks, or a block and a layer, have the same id.',
    );
    expect(fault(inBlocks([block('a')], [1, 'a'], [3, 'a']))).toBe(
      ': A path leaves block "a" through "dense-3" and comes back into it.',
    );
  });

  test('refuses graphs that graph.ts does not allow', () => {
    expect(fault(withNode(2, { id: 'flatten-2' }))).toBe(': Two layers have the same id.');
    expect(fault(withConnections({ from: 'dense-3', to: 'nobody', input: 0 }))).toBe(
      ': A connection goes from "dense-3" to "nobody", which are not both there.',
    );
    expect(fault(withConnections({ from: 'input-1', to: 'dense-3', input: 1 }))).toBe(
      ': "dense-3" has more inputs than a Dense takes.',
    );
    expect(fault(withConnections({ from: 'input-1', to: 'add-4', input: 1 }))).toBe(
      ': Input 1 of "add-4" is connected twice.',
    );
    expect(fault(withConnections({ from: 'input-1', to: 'add-4', input: 3 }))).toBe(
      ': The inputs of "add-4" are not numbered 0, 1, 2, …',
    );
    const circle = {
      ...sound,
      connections: [...sound.connections.slice(1), { from: 'add-4', to: 'flatten-2', input: 0 }],
    };
    expect(fault(circle)).toBe(': The connections make a circle.');
  });
});
