import { useEffect, useState } from 'react';
import type { TrainingPhase, TrainingStatus } from '../../engine/protocol';

const LEAST_PAUSE_MS = 10_000;

/** What is read out of a run: each new phase at once, a new epoch at most every ten seconds. */
export function useAnnouncement(status: TrainingStatus | null): string {
  const phase = status?.phase ?? 'idle';
  const epoch = status?.epoch ?? 0;
  const epochs = status?.epochs ?? 0;
  const [said, setSaid] = useState({ text: '', phase: 'idle' as TrainingPhase, atMs: -Infinity });
  useEffect(() => {
    if (phase === 'idle') return;
    const nowMs = performance.now();
    setSaid((last) => {
      if (last.phase === phase && nowMs - last.atMs < LEAST_PAUSE_MS) return last;
      return { text: `Training ${phase}, epoch ${epoch} of ${epochs}`, phase, atMs: nowMs };
    });
  }, [phase, epoch, epochs]);
  return said.text;
}
