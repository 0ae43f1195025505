import type { BackendName, TrainingPhase, TrainingStatus } from '../../engine/protocol';
import { formatDuration, formatRate } from './format';

export const backendLabels: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'CPU',
};

const phaseWords: Readonly<Record<TrainingPhase, string>> = {
  idle: '',
  preparing: 'preparing',
  running: '',
  pausing: 'pausing',
  paused: 'paused',
  finished: 'finished',
  stopped: 'stopped',
  failed: 'failed',
};

/** Where a run stands: `paused · epoch 2 of 10 · step 3 of 40`; `null` before the first run. */
export function positionText(status: TrainingStatus | null): string | null {
  if (status === null || status.phase === 'idle') return null;
  const { phase, epoch, epochs, step, stepsPerEpoch } = status;
  // On a slow machine the first step takes long, and people count from 1.
  const parts = [phaseWords[phase], `epoch ${Math.max(1, epoch)} of ${epochs}`];
  if (phase !== 'finished') parts.push(`step ${step} of ${stepsPerEpoch}`);
  return parts.filter(Boolean).join(' · ');
}

/** How fast a run goes and on what: `120 images/s · 3 min 05 s left · WebGPU`. */
export function paceText(status: TrainingStatus | null): string | null {
  if (status === null || status.phase === 'idle') return null;
  const { phase, imagesPerSecond, secondsLeft, backend } = status;
  const parts: string[] = [];
  if (imagesPerSecond !== null) parts.push(formatRate(imagesPerSecond));
  if (secondsLeft !== null && phase !== 'finished') parts.push(`${formatDuration(secondsLeft)} left`);
  parts.push(backendLabels[backend]);
  return parts.join(' · ');
}

/** Done part of the whole run, from 0 to 1. */
export function runFraction(status: TrainingStatus | null): number {
  if (status === null || status.epoch === 0 || status.stepsPerEpoch === 0) return 0;
  if (status.phase === 'finished') return 1;
  return Math.min(1, (status.epoch - 1 + status.step / status.stepsPerEpoch) / status.epochs);
}
