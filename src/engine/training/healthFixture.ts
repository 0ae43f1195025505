/** A run whose every step may be looked at, and the page's question about it. */
import { afterEach, vi } from 'vitest';
import { chain } from '../../network/chain';
import type { Network } from '../../network/graph';
import type { TrainingSettings } from '../../network/recipe';
import { NetworkModel } from '../model/networkModel';
import type { Health, LayerHealth } from '../protocol/health';
import { plainBatch, type TrainingData } from './batchFeed';
import { settings, stripes } from './trainingFixture';
import { TrainingDesk } from './trainingDesk';

export const smallCnn = chain([
  ['input', { height: 8, width: 8, channels: 1 }],
  ['conv2d', { filters: 4, kernelSize: [3, 3], activation: 'relu' }],
  ['maxPooling2d', { poolSize: [2, 2] }],
  ['flatten'],
  ['dropout', { rate: 0.25 }],
  ['dense', { units: 2, activation: 'softmax' }],
]);

const clock = { nowMs: 0, stepMs: 0 };
const models: NetworkModel[] = [];
afterEach(() => {
  clock.stepMs = 0;
  vi.restoreAllMocks();
  for (const model of models.splice(0)) model.dispose();
});

export interface Run {
  readonly desk: TrainingDesk;
  readonly model: NetworkModel;
  /** Asks, as the page would. */
  ask(layerId?: string): Promise<Health>;
  /** From its beginning to its end. */
  done(): Promise<void>;
}

export async function prepare(
  network: Network,
  over: Partial<TrainingSettings>,
  { data = stripes(16, 4), seed = 7 }: { readonly data?: TrainingData; readonly seed?: number } = {},
): Promise<Run> {
  const model = await NetworkModel.build(network, seed);
  models.push(model);
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const desk = new TrainingDesk(
    {
      data,
      emit: () => undefined,
      // Every step may be looked at.
      settleEveryStep: () => true,
      onSettled: () => {
        clock.nowMs += clock.stepMs;
        return Promise.resolve();
      },
      onEpoch: () => Promise.resolve(),
      backendName: () => 'cpu',
      pictures: (of, most) => {
        const batch = plainBatch(data, data.indices('train').slice(0, most), of.input);
        batch.labels.dispose();
        return batch.images;
      },
    },
    () => end(),
  );
  return {
    desk,
    model,
    ask: (layerId) => desk.health.answer(model, { layerId: layerId ?? null }),
    done: () => {
      desk.begin(model, settings({ seed, ...over }), false);
      return ended;
    },
  };
}

export function layer({ layers }: Health, network: Network, index: number): LayerHealth {
  const found = layers.find(({ layerId }) => layerId === network.nodes[index]?.id);
  if (found === undefined) throw new RangeError(`No layer ${index}.`);
  return found;
}

/** A clock that stands still but for what passes after each step: every one is looked at. */
export function unpaced(): void {
  clock.stepMs = 300;
  vi.spyOn(performance, 'now').mockImplementation(() => clock.nowMs);
}
