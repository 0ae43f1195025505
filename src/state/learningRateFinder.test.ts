import { beforeEach, expect, it, vi } from 'vitest';
import type { EngineEvent } from '../engine/protocol';
import type { RateSweep } from '../engine/protocol/learningRateFinder';

const fake = vi.hoisted(() => ({
  emit: (_: unknown) => {},
  calls: [] as string[],
  end: (_: unknown) => {},
  fail: (_: Error) => {},
}));

vi.mock('../engine/client', () => ({
  startEngine: (listener: (event: EngineEvent) => void) => {
    fake.emit = listener as (event: unknown) => void;
    return {
      setProbe: () => Promise.resolve(null),
      findLearningRate: () => {
        fake.calls.push('find');
        return new Promise((resolve, reject) => {
          fake.end = resolve;
          fake.fail = reject;
        });
      },
      cancelLearningRateFinder: () => {
        fake.calls.push('cancel');
        return Promise.resolve();
      },
    };
  },
}));
vi.mock('./engineSync', () => ({ synchronise: () => Promise.resolve() }));

const { findsAnew, useLearningRateFinder } = await import('./learningRateFinder');
const { useTraining } = await import('./training');
const { engine, onEngineEvent } = await import('./engine');

const point = { rate: 0.01, batchLoss: 0.5, loss: 0.5, smoothed: 0.5 };
const sweep: RateSweep = {
  points: [point, { ...point, rate: 0.1 }],
  ending: 'complete',
  suggestion: { kind: 'steepest', rate: 0.01, lowest: 0.1 },
};
const run = (phase: 'running' | 'stopped') =>
  fake.emit({ type: 'status', status: { phase, epoch: 1, epochs: 1, step: 1, stepsPerEpoch: 1 } });
const state = () => useLearningRateFinder.getState();

beforeEach(() => {
  engine();
  run('stopped');
  fake.calls.length = 0;
  state().clear();
});

it('shows the points as they come, and what the sweep came to', async () => {
  const done = state().find();
  expect(state()).toMatchObject({ share: 0, points: [], sweep: null });
  await vi.waitFor(() => expect(fake.calls).toEqual(['find']));
  fake.emit({ type: 'rateSweep', progress: { share: 0.5, points: [point] } });
  expect(state()).toMatchObject({ share: 0.5, points: [point] });
  await state().find();
  expect(fake.calls).toEqual(['find']);
  fake.end(sweep);
  await done;
  expect(state()).toMatchObject({ share: null, points: sweep.points, sweep });
  fake.emit({ type: 'rateSweep', progress: { share: 0.9, points: [] } });
  expect(state().points).toHaveLength(2);
  state().use(0.01);
  expect(useTraining.getState().settings.learningRate).toBe(0.01);
  state().clear();
  expect(state()).toMatchObject({ points: [], sweep: null, foundWith: null });
});

it('asks nothing of the engine while a run is active', async () => {
  run('running');
  await state().find();
  expect(fake.calls).toEqual([]);
  expect(state().share).toBeNull();
});

it('tells of a failure and is ready to look again', async () => {
  const faults: string[] = [];
  onEngineEvent('fault', ({ fault }) => faults.push(fault.message));
  const done = state().find();
  await vi.waitFor(() => expect(fake.calls).toEqual(['find']));
  await state().cancel();
  expect(fake.calls).toEqual(['find', 'cancel']);
  fake.fail(new Error('no memory'));
  await done;
  expect(faults).toEqual(['Looking for a learning rate failed: no memory']);
  expect(state()).toMatchObject({ share: null, points: [], foundWith: null });
});

it('knows which changes of the recipe ask for another sweep', () => {
  const { settings } = useTraining.getState();
  const other = { ...settings, learningRate: 3, epochs: 77, learningRateSchedule: 'CosineDecay' } as const;
  expect(findsAnew(settings, other)).toBe(false);
  expect(findsAnew(settings, { ...settings, batchSize: 7 })).toBe(true);
  expect(findsAnew(settings, { ...settings, optimizer: 'RMSprop' })).toBe(true);
});
