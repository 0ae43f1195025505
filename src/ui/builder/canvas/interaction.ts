/** What is going on on the canvas now and is gone when it is over: drags, menus, the edge that is chosen. */
import { create } from 'zustand';
import type { Place } from '../layout';

/** Where what is being dragged would go. */
export type Landing =
  /** Into a connection. */
  | { readonly kind: 'edge'; readonly edgeId: string }
  /** Onto a port: what it is appended to, or put before. */
  | { readonly kind: 'port'; readonly cardId: string; readonly end: 'in' | 'out' }
  /** Onto the ground, connected to nothing; top left corner, in the pixels of the drawing. */
  | { readonly kind: 'ground'; readonly at: Place };

/** Cards that follow the pointer, and how far they have come. */
export interface CardDrag {
  readonly ids: ReadonlySet<string>;
  readonly by: Place;
}

/** A dialog over the canvas. */
export type CanvasDialog =
  | { readonly kind: 'find' }
  | { readonly kind: 'insert'; readonly cardId: string }
  | { readonly kind: 'connect'; readonly cardId: string };

interface Interaction {
  readonly landing: Landing | null;
  readonly drag: CardDrag | null;
  /** The card or frame whose menu is open, and where on the page: below its button, or at the pointer. */
  readonly menu: { readonly cardId: string; readonly at: Place } | null;
  readonly dialog: CanvasDialog | null;
  readonly edgeId: string | null;
  /** Why the connection that was just tried cannot be, and where on the page it was tried. */
  readonly refusal: { readonly message: string; readonly at: Place } | null;
  /** The one card that Tab reaches; arrow keys go from there. */
  readonly tabStopId: string | null;
  /** Whether a tap or click adds to the chosen cards, as with Shift: a finger has no keys to hold. */
  readonly choosingSeveral: boolean;
  /** Zoomed out so far that cards say no more than their names. */
  readonly far: boolean;
}

export const useInteraction = create<Interaction>(() => ({
  landing: null,
  drag: null,
  menu: null,
  dialog: null,
  edgeId: null,
  refusal: null,
  tabStopId: null,
  choosingSeveral: false,
  far: false,
}));

/** Sets the landing, unless it is the one there is: a drag asks at every move. */
export function setLanding(landing: Landing | null): void {
  const now = useInteraction.getState().landing;
  if (JSON.stringify(now) !== JSON.stringify(landing)) useInteraction.setState({ landing });
}
