/** Where the guided tour stands: at which step, and where it was left. Remembered over a reload. */
import { create } from 'zustand';

interface TourState {
  /** Counted from 0; `null` while nobody is on the tour. */
  readonly step: number | null;
  /** Where to go on; 0 before the first time and after the last step. */
  readonly left: number;
  /** Goes on where the tour was left. */
  begin(): void;
  goTo(step: number): void;
  /** Leaves the tour, to go on here later. */
  leave(): void;
  /** Leaves the tour for good: it begins anew next time. */
  finish(): void;
}

const KEY = 'convoscope.tour';

export const useTour = create<TourState>((set, get) => {
  const stand = (step: number | null, left: number) => {
    set({ step, left });
    remember(left);
  };
  return {
    step: null,
    left: recalled(),
    begin: () => set({ step: get().left }),
    goTo: (step) => stand(step, step),
    leave: () => stand(null, get().step ?? get().left),
    finish: () => stand(null, 0),
  };
});

function recalled(): number {
  try {
    const step = Number(window.localStorage.getItem(KEY) ?? 0);
    return Number.isInteger(step) && step >= 0 ? step : 0;
  } catch {
    // A browser that allows no storage begins anew each time: that loses nothing.
    return 0;
  }
}

function remember(step: number): void {
  try {
    window.localStorage.setItem(KEY, String(step));
  } catch {
    // As above.
  }
}
