import { useEffect, useRef } from 'react';
import type { TrainingPhase, TrainingStatus } from '../../engine/protocol';
import { announce } from '../shared/announcement';

const LEAST_PAUSE_MS = 10_000;

/** Tells assistive technology of a run: each new phase at once, a new epoch at most every ten seconds. */
export function useRunAnnouncements(status: TrainingStatus | null): void {
  const phase = status?.phase ?? 'idle';
  const epoch = status?.epoch ?? 0;
  const said = useRef<{ phase: TrainingPhase; atMs: number }>({ phase: 'idle', atMs: -Infinity });
  useEffect(() => {
    const nowMs = performance.now();
    const samePhase = said.current.phase === phase;
    if (phase === 'idle' || (samePhase && nowMs - said.current.atMs < LEAST_PAUSE_MS)) return;
    said.current = { phase, atMs: nowMs };
    announce(samePhase ? `Epoch ${epoch}` : phaseAnnouncements[phase]);
  }, [phase, epoch]);
}

const phaseAnnouncements: Readonly<Record<TrainingPhase, string>> = {
  idle: '',
  preparing: 'Preparing the training',
  running: 'Training runs',
  pausing: 'Pausing after this batch',
  paused: 'Training is paused',
  finished: 'Training is complete',
  stopped: 'Training was stopped',
  failed: 'Training failed',
};
