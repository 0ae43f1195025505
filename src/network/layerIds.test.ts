import { describe, expect, test } from 'vitest';
import { chain } from './chain';
import { addLayer, removeNode } from './edits';
import { emptyNetwork, labels } from './graph';
import { withUnusedIds } from './layerIds';

const small = chain([['input'], ['flatten'], ['dense', { units: 2, activation: 'softmax' }]]);
const ids = small.nodes.map(({ id }) => id);
const [input = '', flatten = '', dense = ''] = ids;

describe('withUnusedIds', () => {
  test('renames new layers whose ids were in use before, and their connections', () => {
    const without = removeNode(small, dense);
    const again = addLayer(without, 'dense');
    expect(again.nodes.at(-1)?.id).toBe(dense);
    const renamed = withUnusedIds(again, without, new Set(ids));
    expect(renamed.nodes.map(({ id }) => id)).toEqual([input, flatten, 'dense-4']);
    expect(renamed.connections.at(-1)).toEqual({ from: flatten, to: 'dense-4', input: 0 });
    expect([...labels(renamed).values()]).toEqual([...labels(again).values()]);
  });

  test('leaves the layers that were there, and ids that are really new', () => {
    expect(withUnusedIds(small, small, new Set(ids))).toBe(small);
    expect(withUnusedIds(small, emptyNetwork, new Set())).toBe(small);
  });
});
