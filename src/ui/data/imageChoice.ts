/**
 * Choosing some of many pictures laid out in rows, as a file manager does: one is active (where the keyboard is), any
 * number are chosen, and Shift chooses all between the last one touched and this one. Pictures are told by id, places by
 * index into the list as it stands.
 */
export interface ImageChoice {
  readonly chosen: ReadonlySet<number>;
  readonly activeIndex: number;
  /** Where a choice with Shift begins: the last picture touched without it. */
  readonly anchorIndex: number;
}

export const nothingChosen: ImageChoice = { chosen: new Set(), activeIndex: 0, anchorIndex: 0 };

/** Chooses the picture at `index`, or no longer if it was chosen. */
export function toggled(choice: ImageChoice, ids: readonly number[], index: number): ImageChoice {
  const id = ids[index];
  if (id === undefined) return choice;
  const chosen = new Set(choice.chosen);
  if (!chosen.delete(id)) chosen.add(id);
  return { chosen, activeIndex: index, anchorIndex: index };
}

/** Chooses, besides what is chosen, all from the anchor to `index`. */
export function extended(choice: ImageChoice, ids: readonly number[], index: number): ImageChoice {
  const first = Math.min(choice.anchorIndex, index);
  const last = Math.max(choice.anchorIndex, index);
  return {
    ...choice,
    chosen: new Set([...choice.chosen, ...ids.slice(first, last + 1)]),
    activeIndex: index,
  };
}

/** The same choice in a list from which pictures have gone. */
export function within(choice: ImageChoice, ids: readonly number[]): ImageChoice {
  const last = Math.max(0, ids.length - 1);
  return {
    chosen: new Set(ids.filter((id) => choice.chosen.has(id))),
    activeIndex: Math.min(choice.activeIndex, last),
    anchorIndex: Math.min(choice.anchorIndex, last),
  };
}

/** Where a key leads in rows of `columns`, pages of `pageSize` and a list of `count`; `null` for keys that do not move. */
export function movedIndex(
  index: number,
  key: string,
  layout: { readonly count: number; readonly columns: number; readonly pageSize: number },
): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -layout.columns,
    ArrowDown: layout.columns,
    PageUp: -layout.pageSize,
    PageDown: layout.pageSize,
    Home: -layout.count,
    End: layout.count,
  };
  const step = steps[key];
  return step === undefined ? null : Math.min(layout.count - 1, Math.max(0, index + step));
}
