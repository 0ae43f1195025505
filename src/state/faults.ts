/** What went wrong and is not yet dismissed, newest last. */
import { create } from 'zustand';
import type { Fault } from '../engine/protocol';
import { onEngineEvent } from './engine';

interface StandingFault extends Fault {
  readonly id: number;
  /** How often the same thing was told. */
  readonly times: number;
}

interface FaultsState {
  readonly faults: readonly StandingFault[];
  dismiss(id: number): void;
}

/** More would cover the page; the oldest goes. */
const MOST_SHOWN = 4;

let lastId = 0;

export const useFaults = create<FaultsState>((set) => ({
  faults: [],
  dismiss: (id) => set(({ faults }) => ({ faults: faults.filter((fault) => fault.id !== id) })),
}));

onEngineEvent('fault', ({ fault }) => {
  useFaults.setState(({ faults }) => {
    const same = faults.find((standing) => standing.message === fault.message);
    if (same !== undefined) {
      const repeated = { ...same, detail: fault.detail, times: same.times + 1 };
      return { faults: faults.map((standing) => (standing === same ? repeated : standing)) };
    }
    lastId += 1;
    return { faults: [...faults, { ...fault, id: lastId, times: 1 }].slice(-MOST_SHOWN) };
  });
});
