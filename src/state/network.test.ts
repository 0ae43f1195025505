import { beforeEach, expect, test, vi } from 'vitest';
import { articleCnn } from '../network/architectures/articleCnn';
import { labels } from '../network/graph';
import { pasteSelection } from '../network/selection';
import { onEngineEvent } from './engine';
import { currentInference, useNetwork } from './network';
import { useRunLock } from './runLock';

vi.mock('../engine/client', () => ({ startEngine: () => ({}) }));

const state = () => useNetwork.getState();
const names = () => [...labels(state().network).values()];

/** The id of the layer that people call so. */
function idOf(label: string): string {
  const found = [...labels(state().network)].find(([, name]) => name === label);
  if (found === undefined) throw new Error(`no ${label}`);
  return found[0];
}

beforeEach(() => {
  useRunLock.setState({ locked: false });
  state().open(articleCnn.sizes.paper());
});

test('the page opens with the network of the article', () => {
  expect(currentInference().totals.parameters).toBe(13_070_658);
  expect(currentInference().valid).toBe(true);
});

test('typing into one parameter is one step of undo', () => {
  const id = idOf('Conv2D 1');
  state().setParameters(id, { filters: 6 });
  state().setParameters(id, { filters: 64 });
  expect(currentInference().nodes.get(id)?.outputShape).toEqual([126, 126, 64]);
  state().undo();
  expect(currentInference().nodes.get(id)?.outputShape).toEqual([126, 126, 32]);
  state().redo();
  expect(currentInference().nodes.get(id)?.outputShape).toEqual([126, 126, 64]);
});

test('leaving the field ends the step', () => {
  const id = idOf('Conv2D 1');
  state().setParameters(id, { filters: 8 });
  state().endGesture();
  state().setParameters(id, { filters: 16 });
  state().undo();
  expect(state().network.nodes.find((node) => node.id === id)?.parameters['filters']).toBe(8);
});

test('a layer goes in after another, moves and goes', () => {
  const id = state().add('batchNormalization', idOf('Conv2D 1'));
  expect(names().slice(0, 4)).toEqual(['Input 1', 'Conv2D 1', 'BatchNormalization 1', 'MaxPooling2D 1']);
  state().move(id ?? '', idOf('MaxPooling2D 1'));
  expect(names().slice(0, 4)).toEqual(['Input 1', 'Conv2D 1', 'MaxPooling2D 1', 'BatchNormalization 1']);
  state().remove(id ?? '');
  expect(names()).not.toContain('BatchNormalization 1');
});

test('a fix repairs what the problem says, as one step of undo', () => {
  state().remove(idOf('Flatten 1'));
  const problem = currentInference().problems.find((found) => found.fix?.label === 'Add Flatten');
  expect(problem?.nodeId).toBe(idOf('Dense 1'));
  if (problem?.fix !== undefined) state().applyFix(problem.fix);
  expect(currentInference().valid).toBe(true);
  state().undo();
  expect(currentInference().valid).toBe(false);
});

test('the inspector closes with its layer', () => {
  const id = idOf('Dropout 1');
  state().select(id);
  state().setParameters(id, { rate: 0.25 });
  expect(state().selectedId).toBe(id);
  state().remove(id);
  expect(state().selectedId).toBeNull();
});

test('while a run is active nothing changes', () => {
  const before = state().network;
  useRunLock.setState({ locked: true });
  expect(state().add('dense')).toBeNull();
  state().remove(idOf('Conv2D 1'));
  state().undo();
  expect(state().network).toBe(before);
});

test('an edit that cannot be done leaves the network as it was', () => {
  const before = state().network;
  state().move(idOf('Input 1'), idOf('Dense 1'));
  state().setParameters(idOf('Conv2D 1'), { filters: -1 });
  expect(state().network).toBe(before);
  expect(state().history.past).toEqual([]);
});

test('a layer that is added never has the id of one that was removed', () => {
  const last = () => state().network.nodes.at(-1)?.id ?? '';
  const removed = last();
  state().remove(removed);
  expect(last()).not.toBe(removed);
  const added = state().add('dense');
  expect(added).not.toBe(removed);
  expect(last()).toBe(added);
  expect(state().network.connections.at(-1)?.to).toBe(added);
  state().undo();
  state().undo();
  expect(last()).toBe(removed);
});

test('a new network has no layer of the old one, though it is built alike', () => {
  const before = state().network.nodes.map(({ id }) => id);
  state().replace(articleCnn.sizes.paper());
  expect(names()).toEqual([...labels(articleCnn.sizes.paper()).values()]);
  expect(state().network.nodes.filter(({ id }) => before.includes(id))).toEqual([]);
  expect(currentInference().totals.parameters).toBe(13_070_658);
});

test('cards that are moved come back with undo, and stay where they are through other edits', () => {
  const id = idOf('Conv2D 1');
  state().place({ [id]: { x: 10, y: 20 } });
  state().setParameters(id, { filters: 8 });
  expect(state().positions).toEqual({ [id]: { x: 10, y: 20 } });
  state().undo();
  expect(state().positions).toEqual({ [id]: { x: 10, y: 20 } });
  state().undo();
  expect(state().positions).toEqual({});
});

test('of several chosen layers none is inspected, and those that go are chosen no more', () => {
  const [first, second] = [idOf('Conv2D 1'), idOf('Conv2D 2')];
  state().selectMany([first, second]);
  expect(state().selectedId).toBeNull();
  state().remove(first);
  expect(state().selection).toEqual([second]);
  expect(state().selectedId).toBe(second);
});

test('an edit that is refused is told in its own words, not as a bug', () => {
  const told = vi.fn();
  const stop = onEngineEvent('fault', ({ fault }) => {
    told(fault.message, fault.detail);
  });
  const before = state().network;
  expect(state().edit((network) => pasteSelection(network, 'a shopping list'))).toBe(false);
  stop();
  expect(state().network).toBe(before);
  expect(told.mock.calls).toEqual([
    ['This text is no selection of Convoscope’s: copy layers on the canvas first.', ''],
  ]);
});
