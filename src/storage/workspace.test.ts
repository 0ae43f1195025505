import { expect, test } from 'vitest';
import { articleCnn } from '../network/architectures/articleCnn';
import { articleSettings, articleSplit } from '../network/recipe';
import { loadWorkspace, saveWorkspace, UNREADABLE_KEY, WORKSPACE_KEY } from './workspace';
import type { Workspace } from './workspace';

const workspace: Workspace = {
  version: 1,
  network: articleCnn.sizes.paper(),
  positions: { 'conv2d-2': { x: 20, y: 140.5 } },
  openBlocks: ['block-3'],
  training: { ...articleSettings, optimizer: 'Adam', epochs: 3 },
  split: articleSplit,
  theme: 'dark',
  viewPace: 'live',
  backend: 'wasm',
};

function memoryStore(entries: Record<string, string> = {}) {
  const texts = new Map(Object.entries(entries));
  return {
    texts,
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
  };
}

const fullStore = {
  getItem: () => null,
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError');
  },
};

test('what was saved comes back the same', () => {
  const store = memoryStore();
  expect(saveWorkspace(store, workspace)).toBe(true);
  expect(loadWorkspace(store)).toEqual({ workspace, complaint: null });
});

test('nothing saved is no complaint', () => {
  expect(loadWorkspace(memoryStore())).toEqual({ workspace: null, complaint: null });
  expect(loadWorkspace(null)).toEqual({ workspace: null, complaint: null });
});

test.each([
  ['no JSON', '{bad'],
  ['another version', JSON.stringify({ ...workspace, version: 2 })],
  ['a learning rate below zero', JSON.stringify({ ...workspace, training: { learningRate: -1 } })],
  [
    'a layer of no known type',
    JSON.stringify({
      ...workspace,
      network: { nodes: [{ id: 'a', type: 'magic', parameters: {} }], connections: [] },
    }),
  ],
  [
    'a circle',
    JSON.stringify({
      ...workspace,
      network: {
        nodes: [
          { id: 'a', type: 'flatten', parameters: {} },
          { id: 'b', type: 'flatten', parameters: {} },
        ],
        connections: [
          { from: 'a', to: 'b', input: 0 },
          { from: 'b', to: 'a', input: 0 },
        ],
      },
    }),
  ],
])('%s starts afresh, says so and keeps the old text', (_, text) => {
  const store = memoryStore({ [WORKSPACE_KEY]: text });
  const { workspace: loaded, complaint } = loadWorkspace(store);
  expect(loaded).toBeNull();
  expect(complaint).toContain(UNREADABLE_KEY);
  expect(store.texts.get(UNREADABLE_KEY)).toBe(text);
});

test('settings saved before a new one existed get its default', () => {
  const { momentum: _, ...older } = workspace.training;
  const store = memoryStore({ [WORKSPACE_KEY]: JSON.stringify({ ...workspace, training: older }) });
  expect(loadWorkspace(store).workspace?.training).toEqual({ ...workspace.training, momentum: 0 });
});

test('a network saved before cards could be moved lies where the layout puts it', () => {
  const { positions: _, openBlocks: __, ...older } = workspace;
  const store = memoryStore({ [WORKSPACE_KEY]: JSON.stringify(older) });
  expect(loadWorkspace(store).workspace).toEqual({ ...workspace, positions: {}, openBlocks: [] });
});

test('a full or denied storage is answered, not thrown', () => {
  expect(saveWorkspace(fullStore, workspace)).toBe(false);
  expect(saveWorkspace(null, workspace)).toBe(false);
  const corruptAndFull = { ...fullStore, getItem: () => '{bad' };
  expect(loadWorkspace(corruptAndFull).complaint).toContain('no room');
});
