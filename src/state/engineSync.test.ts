import { beforeEach, expect, test, vi } from 'vitest';
import { articleCnn } from '../network/architectures/articleCnn';
import { setTrainable } from '../network/freezing';
import { useDataset } from './dataset';
import { synchronise } from './engineSync';
import { setImageSize } from './inputSize';
import { useNetwork } from './network';
import { useRunLock } from './runLock';

const told = vi.hoisted(() => ({ calls: [] as string[], refuse: false }));

vi.mock('../engine/client', () => ({
  startEngine: () => ({
    setInputFormat: (format: { height: number }) =>
      Promise.resolve(told.calls.push(`format ${format.height}`)),
    setSplit: (_: unknown, seed: number) => Promise.resolve(told.calls.push(`split ${seed}`)),
    setNetwork: (network: unknown) => {
      told.calls.push(network === null ? 'no network' : 'network');
      return told.refuse ? Promise.reject(new Error('refused')) : Promise.resolve();
    },
  }),
}));

beforeEach(async () => {
  useRunLock.setState({ locked: false });
  useNetwork.getState().open(articleCnn.sizes.paper());
  told.refuse = false;
  await synchronise(1);
  told.calls.length = 0;
});

test('only what changed is told, format before network', async () => {
  await synchronise(1);
  expect(told.calls).toEqual([]);
  setImageSize(64);
  await synchronise(1);
  expect(told.calls).toEqual(['format 64', 'network']);
});

test('another seed divides the pictures anew', async () => {
  await synchronise(2);
  expect(told.calls).toEqual(['split 2']);
  useDataset.getState().setSplit({ kind: 'pooled', validationFraction: 0.3 });
  await synchronise(2);
  expect(told.calls).toEqual(['split 2', 'split 2']);
});

test('a network with an error is taken down', async () => {
  setImageSize(4);
  await synchronise(1);
  expect(told.calls).toEqual(['format 4', 'no network']);
});

test('a refusal rejects, and the next turn tries again', async () => {
  setImageSize(96);
  told.refuse = true;
  await expect(synchronise(1)).rejects.toThrow('refused');
  told.refuse = false;
  told.calls.length = 0;
  await synchronise(1);
  expect(told.calls).toEqual(['network']);
});

test('moving cards and grouping layers are nothing to the engine', async () => {
  useNetwork.getState().place({ 'conv2d-2': { x: 40, y: 80 } });
  useNetwork.getState().edit((network) => ({
    ...network,
    nodes: network.nodes.map((node, at) => (at === 1 ? { ...node, block: 'block-1' } : node)),
    blocks: [{ id: 'block-1', kind: 'custom', title: 'Eyes', parameters: {} }],
  }));
  await synchronise(1);
  expect(told.calls).toEqual([]);
});

test('freezing a layer is told: it is not trained then', async () => {
  useNetwork.getState().edit((network) => setTrainable(network, ['conv2d-2'], false));
  await synchronise(1);
  expect(told.calls).toEqual(['network']);
});

test('nothing is told while a run is active', async () => {
  setImageSize(32);
  useRunLock.setState({ locked: true });
  await synchronise(1);
  expect(told.calls).toEqual([]);
});
