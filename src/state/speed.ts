/**
 * How long an epoch takes, from training steps that were measured. Another network than the measured one is taken to
 * need time in proportion to its multiply-adds: crude, since small layers and memory-bound ones (pooling, normalization)
 * take longer than their products, so such an estimate is not called exact.
 */
import { create } from 'zustand';
import type { BackendName } from '../engine/protocol';
import type { Network } from '../network/graph';
import { trainingImageCount, useDataset, validationImageCount } from './dataset';
import { onEngineEvent } from './engine';
import { currentInference, useInference, useNetwork } from './network';
import { useTraining } from './training';

/** The last measured pace of training. */
export interface MeasuredSpeed {
  readonly imagesPerSecond: number;
  readonly backend: BackendName;
  readonly network: Network;
  /** Of one forward pass of that network for one image. */
  readonly multiplyAdds: number;
  readonly batchSize: number;
  /** Of the run, when it was measured: the first compiles on WebGPU, so its pace alone says little. */
  readonly steps: number;
}

/** What an epoch is made of now. */
export interface EpochWork {
  readonly backend: BackendName | null;
  readonly network: Network;
  readonly multiplyAdds: number;
  readonly batchSize: number;
  readonly trainingImages: number;
  readonly validationImages: number;
}

export interface EpochEstimate {
  readonly seconds: number;
  /** Whether this very network was measured, on batches of this size, for more than one step. */
  readonly exact: boolean;
}

/** A training step is three passes: forward, and the gradients of the layers' inputs and of their weights. Validation is one. */
const PASSES_OF_A_STEP = 3;

/** `null` until a step was measured on this backend, or where there is nothing to train. */
export function epochEstimate(measured: MeasuredSpeed | null, work: EpochWork): EpochEstimate | null {
  if (measured === null || measured.backend !== work.backend) return null;
  if (work.trainingImages === 0 || work.multiplyAdds === 0 || measured.multiplyAdds === 0) return null;
  const images = work.trainingImages + work.validationImages / PASSES_OF_A_STEP;
  return {
    seconds: ((images / measured.imagesPerSecond) * work.multiplyAdds) / measured.multiplyAdds,
    exact: measured.steps > 1 && measured.network === work.network && measured.batchSize === work.batchSize,
  };
}

const useSpeed = create<{ readonly measured: MeasuredSpeed | null }>(() => ({ measured: null }));

onEngineEvent('status', ({ status: { phase, imagesPerSecond, backend, epoch, step, stepsPerEpoch } }) => {
  if (imagesPerSecond === null || phase === 'preparing') return;
  // Nothing of it changes while a run is active.
  const { network } = useNetwork.getState();
  useSpeed.setState({
    measured: {
      imagesPerSecond,
      backend,
      network,
      multiplyAdds: currentInference().totals.multiplyAdds,
      batchSize: useTraining.getState().settings.batchSize,
      steps: (epoch - 1) * stepsPerEpoch + step,
    },
  });
});

/** How long an epoch of the network on the canvas takes, for components. `null` until a step was measured on this backend. */
export function useEpochEstimate(): EpochEstimate | null {
  const measured = useSpeed((state) => state.measured);
  const network = useNetwork((state) => state.network);
  const { multiplyAdds } = useInference().totals;
  const backend = useTraining((state) => state.backend?.active ?? null);
  const batchSize = useTraining((state) => state.settings.batchSize);
  const trainingImages = useDataset((state) => trainingImageCount(state.summary));
  const validationImages = useDataset((state) => validationImageCount(state.summary));
  return epochEstimate(measured, {
    backend,
    network,
    multiplyAdds,
    batchSize,
    trainingImages,
    validationImages,
  });
}
