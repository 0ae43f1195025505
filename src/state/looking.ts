/**
 * What of the network is looked at and how: shared by all views of the inspector, so that a cell chosen in one is the one
 * that the others speak of. Of the chosen layer; the layer itself is `useNetwork`'s `selectedId`.
 */
import { create } from 'zustand';
import { useNetwork } from './network';

/** A cell of a feature map. */
export interface Unit {
  readonly map: number;
  readonly row: number;
  readonly column: number;
}

interface LookingState {
  /** Id of the inspector's tab; one that does not fit the layer gives way to the first while it is chosen. */
  readonly tab: string;
  /** `null` until one is chosen in this layer. */
  readonly unit: Unit | null;
  /** The class asked about, an index; `null` is the one that the network thinks likeliest. */
  readonly classIndex: number | null;
  /** The class that it is compared with; `null` where it stands alone. */
  readonly otherClassIndex: number | null;
  /** Whether the inspector takes the room of the palette, for views that need it. */
  readonly wide: boolean;
  setTab(tab: string): void;
  setUnit(unit: Unit | null): void;
  setClass(classIndex: number | null): void;
  setOtherClass(classIndex: number | null): void;
  setWide(wide: boolean): void;
}

export const useLooking = create<LookingState>((set) => ({
  tab: 'featureMaps',
  unit: null,
  classIndex: null,
  otherClassIndex: null,
  wide: false,
  setTab: (tab) => set({ tab }),
  setUnit: (unit) => set({ unit }),
  setClass: (classIndex) => set({ classIndex }),
  setOtherClass: (otherClassIndex) => set({ otherClassIndex }),
  setWide: (wide) => set({ wide }),
}));

useNetwork.subscribe((state, before) => {
  if (state.selectedId !== before.selectedId) useLooking.setState({ unit: null });
});
