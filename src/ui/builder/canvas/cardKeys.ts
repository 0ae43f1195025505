/** What keys do on a focused card. Each has an entry in the card's menu too. */
import type { KeyboardEvent } from 'react';
import { useRunLock } from '../../../state/runLock';
import { announce } from '../../shared/announcement';
import { cardToThe, type Direction } from './cardMoves';
import { chooseAll, chooseCard, chooseNothing, closeBlock, editCard, goToCard, openBlock } from './choosing';
import { currentScene } from './currentScene';
import { connectionsOf, moveAlong, removeCards, targetsOf } from './edits';
import { duplicateCards, makeBlock } from './groupEdits';
import { useInteraction } from './interaction';

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Handles a key pressed on the card `id`; leaves others alone. */
export function pressCard(event: KeyboardEvent, id: string): void {
  const act = keyAction(event, id);
  if (act === null) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

function keyAction(event: KeyboardEvent, id: string): (() => void) | null {
  const scene = currentScene();
  const card = scene.cards.get(id);
  if (card === undefined) return null;
  if (event.ctrlKey || event.metaKey) return commandKey(event.key.toLowerCase(), id);
  const direction = arrows[event.key];
  if (direction !== undefined) return arrowAction(event, direction, id);
  switch (event.key) {
    case 'Home':
      return goTo(scene.order[0]);
    case 'End':
      return goTo(scene.order.at(-1));
    case 'Enter':
      if (event.shiftKey) return card.frame === null ? null : closing(card.frame);
      return card.text.kind === 'block' ? () => openBlock(id) : () => editCard(id);
    case 'e':
      return () => editCard(id);
    case ' ':
      return () => chooseCard(id, event.shiftKey);
    case 'Insert':
    case 'i':
      return unlocked(() => useInteraction.setState({ dialog: { kind: 'insert', cardId: id } }));
    case 'c':
      return unlocked(() => useInteraction.setState({ dialog: { kind: 'connect', cardId: id } }));
    case 'Delete':
    case 'Backspace':
      return unlocked(() => removeCards(targetsOf(id)));
    case 'm':
    case 'ContextMenu':
      return () => openMenu(id);
    case '/':
      return () => useInteraction.setState({ dialog: { kind: 'find' } });
    case 'Escape':
      return chooseNothing;
    default:
      return null;
  }
}

function commandKey(key: string, id: string): (() => void) | null {
  switch (key) {
    case 'a':
      return chooseAll;
    case 'd':
      return unlocked(() => duplicateCards(targetsOf(id)));
    case 'g':
      return unlocked(() => makeBlock(targetsOf(id), 'Block'));
    case 'f':
      return () => useInteraction.setState({ dialog: { kind: 'find' } });
    default:
      return null;
  }
}

function arrowAction(event: KeyboardEvent, direction: Direction, id: string): (() => void) | null {
  if (event.altKey) {
    if (direction === 'up') return unlocked(() => moveAlong(id, -1));
    return direction === 'down' ? unlocked(() => moveAlong(id, 1)) : null;
  }
  const target = cardToThe(direction, id, currentScene());
  if (target !== null) return () => goToCard(target);
  const { before, after } = connectionsOf(id);
  if (direction === 'up' && before.length === 0) return () => announce('Nothing feeds this card.');
  if (direction === 'down' && after.length === 0) return () => announce('This card feeds nothing.');
  return () => undefined;
}

function openMenu(id: string): void {
  const box = document.querySelector(`[data-card="${CSS.escape(id)}"]`)?.getBoundingClientRect();
  useInteraction.setState({ menu: { cardId: id, at: { x: box?.left ?? 0, y: (box?.top ?? 0) + 32 } } });
}

function goTo(id: string | undefined): (() => void) | null {
  return id === undefined ? null : () => goToCard(id);
}

function closing(frame: string): () => void {
  return () => closeBlock(frame);
}

/** Says why, instead of acting, while a run holds the network. */
function unlocked(act: () => void): () => void {
  return useRunLock.getState().locked ? () => announce('Stop the training to edit the network.') : act;
}
