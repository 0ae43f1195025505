/** What assistive technology is told while layers are dragged. */
import type { Announcements, ScreenReaderInstructions } from '@dnd-kit/core';

export const dragInstructions: ScreenReaderInstructions = {
  draggable:
    'To move this layer, press Space, then the up and down arrow keys; Space again puts it down, Escape cancels.',
};

/** `labelOf` gives the label of a layer, `undefined` for what comes from the palette. */
export function dragAnnouncements(
  labelOf: (id: string) => string | undefined,
  order: readonly string[],
): Announcements {
  const place = (id: string) => `place ${order.indexOf(id) + 1} of ${order.length}`;
  return {
    onDragStart: ({ active }) => {
      const label = labelOf(String(active.id));
      return label === undefined ? 'A new layer is picked up.' : `${label} is picked up.`;
    },
    onDragOver: ({ active, over }) => {
      const label = labelOf(String(active.id)) ?? 'The new layer';
      if (over === null) return `${label} is over no place where it can go.`;
      const target = labelOf(String(over.id));
      return target === undefined
        ? `${label} is over the network.`
        : `${label} is over ${target}, ${place(String(over.id))}.`;
    },
    onDragEnd: ({ active, over }) => {
      const label = labelOf(String(active.id)) ?? 'The new layer';
      if (over === null) return `${label} was not put down.`;
      return `${label} was put down at ${place(String(over.id))}.`;
    },
    onDragCancel: ({ active }) => `${labelOf(String(active.id)) ?? 'The new layer'} stays where it was.`,
  };
}
