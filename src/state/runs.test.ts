import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineEvent, EpochPoint, TrainingStatus } from '../engine/protocol';
import type { RunRecord } from '../storage/runs';

const fake = vi.hoisted(() => ({
  emit: (_: unknown) => {},
  kept: new Map<string, unknown>(),
  refuses: false,
}));

vi.mock('../engine/client', () => ({
  startEngine: (listener: (event: EngineEvent) => void) => {
    fake.emit = listener as (event: unknown) => void;
    return {};
  },
}));

vi.mock('./engineSync', () => ({ synchronise: () => Promise.resolve() }));

vi.mock('../storage/runs', () => {
  const answer = <Result>(result: () => Result) =>
    fake.refuses ? Promise.reject(new Error('no storage')) : Promise.resolve(result());
  return {
    loadRuns: () => answer(() => [...fake.kept.values()]),
    keepRun: (run: RunRecord) => answer(() => void fake.kept.set(run.id, run)),
    dropRun: (id: string) => answer(() => void fake.kept.delete(id)),
  };
});

const { bestEpoch, useRuns } = await import('./runs');
const { engine } = await import('./engine');
const { useDataset } = await import('./dataset');
const { useTraining } = await import('./training');

engine();

const epochPoint = (epoch: number, validationAccuracy: number | null = 0.5): EpochPoint =>
  ({
    epoch,
    step: epoch * 3,
    loss: 1 / epoch,
    accuracy: 0.5,
    validationLoss: 1,
    validationAccuracy,
  }) as EpochPoint;

const tell = (phase: TrainingStatus['phase']) =>
  fake.emit({ type: 'status', status: { phase, backend: 'wasm' } });

/** A run with so many epochs, from its first word to its last. */
function run(epochs: number, end: 'finished' | 'stopped' | 'failed' = 'finished'): void {
  tell('preparing');
  tell('running');
  useTraining.setState({
    history: { batches: [], epochs: Array.from({ length: epochs }, (_, index) => epochPoint(index + 1)) },
  });
  tell(end);
}

const names = () => useRuns.getState().runs.map(({ name }) => name);

describe('the runs that were made', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1000 });
    fake.kept.clear();
    fake.refuses = false;
    useRuns.setState({ runs: [], compared: [], complaint: null });
    useDataset.setState({
      summary: {
        source: 'photos',
        images: 40,
        classes: [{ name: 'cat' }, { name: 'dog' }],
        format: { height: 32, width: 32, channels: 3 },
      } as never,
    });
    return () => vi.useRealTimers();
  });

  const runAt = (timeMs: number, epochs = 1): void => {
    vi.setSystemTime(timeMs);
    run(epochs);
  };

  it('keep how they ended, how long they took, and on what', () => {
    vi.setSystemTime(1000);
    tell('preparing');
    vi.setSystemTime(5500);
    useTraining.setState({ history: { batches: [], epochs: [epochPoint(1), epochPoint(2)] } });
    tell('stopped');
    const [only] = useRuns.getState().runs;
    expect(only).toMatchObject({
      startedMs: 1000,
      durationMs: 4500,
      ended: 'stopped',
      backend: 'wasm',
      name: 'Run 1',
      pinned: false,
      data: { source: 'photos', images: 40, classNames: ['cat', 'dog'], height: 32, width: 32, channels: 3 },
    });
    expect(only?.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect([...fake.kept.keys()]).toEqual([only?.id]);
  });

  it('are none where no epoch was finished, or where an end is told twice', () => {
    run(0, 'failed');
    expect(names()).toEqual([]);
    runAt(2000);
    tell('finished');
    expect(names()).toEqual(['Run 1']);
  });

  it('stand newest first and are numbered on, also after one was renamed or removed', () => {
    runAt(1000);
    runAt(2000);
    const [, first] = useRuns.getState().runs;
    useRuns.getState().change(first?.id ?? '', { name: 'With dropout', note: 'better', pinned: true });
    runAt(3000);
    expect(names()).toEqual(['Run 3', 'Run 2', 'With dropout']);
    expect(fake.kept.get(first?.id ?? '')).toMatchObject({
      name: 'With dropout',
      note: 'better',
      pinned: true,
    });
  });

  it('can be removed and put back where they were, and leave the comparison', () => {
    runAt(1000);
    runAt(2000);
    const [, first] = useRuns.getState().runs;
    if (first === undefined) throw new Error('There is no first run.');
    const { compare, remove, restore } = useRuns.getState();
    compare(first.id, true);
    expect(useRuns.getState().compared).toEqual([first.id]);
    remove(first.id);
    expect(useRuns.getState().compared).toEqual([]);
    expect(fake.kept.has(first.id)).toBe(false);
    restore(first);
    expect(names()).toEqual(['Run 2', 'Run 1']);
    expect(fake.kept.has(first.id)).toBe(true);
  });

  it('beyond a hundred the oldest give way, but none that is pinned', () => {
    runAt(1);
    useRuns.getState().change('1', { pinned: true });
    for (let time = 2; time <= 103; time++) runAt(time);
    const { runs } = useRuns.getState();
    expect(runs).toHaveLength(101);
    expect(runs.at(-1)?.id).toBe('1');
    expect(runs.at(-2)?.id).toBe('4');
    expect(fake.kept.size).toBe(101);
  });

  it('thin their epochs evenly and keep the last', () => {
    run(5001);
    const epochs = useRuns.getState().runs[0]?.epochs.map(({ epoch }) => epoch) ?? [];
    expect(epochs.length).toBeLessThanOrEqual(2000);
    expect(epochs.at(-1)).toBe(5001);
    expect(new Set(epochs.slice(1).map((epoch, index) => epoch - (epochs[index] ?? 0)))).toEqual(
      new Set([3]),
    );
  });

  it('come back after a reload, beside those made since', async () => {
    runAt(1000);
    useRuns.setState({ runs: [] });
    runAt(2000);
    await useRuns.getState().load();
    expect(useRuns.getState().runs.map(({ id }) => id)).toEqual(['2000', '1000']);
    expect(useRuns.getState().complaint).toBeNull();
  });

  it('stay on the page, with a complaint, where the browser keeps nothing', async () => {
    fake.refuses = true;
    runAt(1000);
    await vi.waitFor(() => expect(useRuns.getState().complaint).toContain('a reload will lose them'));
    expect(names()).toEqual(['Run 1']);
    useRuns.setState({ complaint: null });
    await useRuns.getState().load();
    expect(useRuns.getState().complaint).toContain('a reload will lose them');
    expect(names()).toEqual(['Run 1']);
  });

  it('are judged by the best validated epoch, or else by the last', () => {
    const of = (...accuracies: (number | null)[]) =>
      bestEpoch({ epochs: accuracies.map((accuracy, at) => epochPoint(at + 1, accuracy)) } as never)?.epoch;
    expect(of(0.5, 0.9, 0.7)).toBe(2);
    expect(of(0.9, 0.9)).toBe(2);
    expect(of(null, null, null)).toBe(3);
    expect(of()).toBeUndefined();
  });
});
