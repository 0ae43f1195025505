import { useEffect, useState, useSyncExternalStore } from 'react';

const STEP_MS = 1000;

const lessMotion = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Whether the system asks for less motion. */
export function useLessMotion(): boolean {
  return useSyncExternalStore(
    (changed) => {
      lessMotion.addEventListener('change', changed);
      return () => lessMotion.removeEventListener('change', changed);
    },
    () => lessMotion.matches,
  );
}

/** A number that goes 0, 1, … `count - 1` and round again, one a second while `running`; else it stays where it is. */
export function useSteps(count: number, running: boolean): number {
  const [step, setStep] = useState(0);
  useEffect(() => {
    if (!running || count < 2) return;
    const timer = window.setInterval(() => setStep((now) => now + 1), STEP_MS);
    return () => window.clearInterval(timer);
  }, [count, running]);
  return step % Math.max(1, count);
}
