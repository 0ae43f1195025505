import { beforeEach, expect, it, vi } from 'vitest';
import type { EngineEvent, TrainingStatus } from '../engine/protocol';

const fake = vi.hoisted(() => ({ emit: (_: unknown) => {}, calls: [] as string[] }));

vi.mock('../engine/client', () => ({
  startEngine: (listener: (event: EngineEvent) => void) => {
    fake.emit = listener as (event: unknown) => void;
    const note = (name: string) => () => {
      fake.calls.push(name);
      return name === 'resume' ? Promise.reject(new Error('no run to resume')) : Promise.resolve();
    };
    return { train: note('train'), step: note('step'), resume: note('resume'), setProbe: note('setProbe') };
  },
}));

vi.mock('./engineSync', () => ({ synchronise: () => Promise.resolve() }));

const { useTraining } = await import('./training');
const { engine, onEngineEvent } = await import('./engine');

const status = (phase: TrainingStatus['phase'], step: number): EngineEvent => ({
  type: 'status',
  status: {
    phase,
    epoch: 1,
    epochs: 2,
    step,
    stepsPerEpoch: 9,
    imagesPerSecond: null,
    secondsLeft: null,
    backend: 'cpu',
  },
});
const batches = (step: number): EngineEvent => ({
  type: 'batches',
  points: [{ step, epoch: 1, loss: 1 / step, accuracy: 0.5 }],
});

beforeEach(() => {
  vi.useFakeTimers();
  engine();
  fake.calls.length = 0;
  vi.advanceTimersByTime(1000);
  fake.emit({ type: 'historyCleared' });
});

it('takes in a storm of batches a few times a second and loses none', () => {
  let updates = 0;
  const stop = useTraining.subscribe(() => updates++);
  for (let step = 1; step <= 200; step++) {
    fake.emit(batches(step));
    vi.advanceTimersByTime(5);
  }
  vi.advanceTimersByTime(1000);
  stop();
  expect(updates).toBeLessThanOrEqual(5);
  expect(useTraining.getState().history.batches.map((point) => point.step)).toEqual(
    Array.from({ length: 200 }, (_, index) => index + 1),
  );
});

it('shows a change of phase at once', () => {
  fake.emit(status('running', 1));
  fake.emit(status('running', 2));
  expect(useTraining.getState().status?.step).toBe(1);
  fake.emit(status('paused', 3));
  expect(useTraining.getState().status?.phase).toBe('paused');
});

it('keeps the settings while a run is active', () => {
  const { settings, setSettings } = useTraining.getState();
  fake.emit(status('running', 1));
  setSettings({ ...settings, epochs: 77 });
  expect(useTraining.getState().settings.epochs).toBe(settings.epochs);
  fake.emit(status('stopped', 1));
  setSettings({ ...settings, epochs: 77 });
  expect(useTraining.getState().settings.epochs).toBe(77);
});

it('asks for one thing at a time and tells when it fails', async () => {
  const faults: string[] = [];
  onEngineEvent('fault', ({ fault }) => faults.push(fault.message));
  const { train, step, resume } = useTraining.getState();
  await Promise.all([train(), step()]);
  expect(fake.calls).toEqual(['train']);
  await resume();
  expect(faults).toEqual(['Resuming failed: no run to resume']);
  expect(useTraining.getState().asking).toBeNull();
});
