/** What can be done with a card, as its menu lists it. */
import { blocksById } from '../../../network/blockTree';
import { setTrainable, trainability, upTo } from '../../../network/freezing';
import { findNode } from '../../../network/graph';
import { useNetwork } from '../../../state/network';
import { closeBlock, editCard, openBlock } from './choosing';
import { pasteFromClipboard, writeClipboard } from './clipboard';
import { currentScene } from './currentScene';
import { moveAlong, removeCards, targetsOf } from './edits';
import { arrange, copiedText, cutText, dissolveBlock, duplicateCards, makeBlock } from './groupEdits';
import { useInteraction } from './interaction';

interface CardAction {
  readonly name: string;
  /** Keys that do the same on the focused card. */
  readonly keys?: string;
  /** Whether it changes the network: true unless said otherwise. */
  readonly edits?: boolean;
  readonly disabled?: boolean;
  run(): void;
}

/** Actions on a card or frame, or on all chosen ones where it is one of several. */
export function cardActions(id: string): readonly CardAction[] {
  const targets = targetsOf(id);
  return targets.length > 1 ? actionsOnSeveral(targets) : actionsOnOne(id);
}

function actionsOnOne(id: string): readonly CardAction[] {
  const { network } = useNetwork.getState();
  const block = blocksById(network).get(id);
  const open = block !== undefined && !currentScene().cards.has(id);
  const around = findNode(network, id)?.block ?? block?.parent;
  return [
    { name: 'Edit…', keys: block === undefined ? 'Enter' : 'E', edits: false, run: () => editCard(id) },
    ...(block === undefined
      ? []
      : [
          open
            ? { name: 'Close block', edits: false, run: () => closeBlock(id) }
            : { name: 'Open block', keys: 'Enter', edits: false, run: () => openBlock(id) },
        ]),
    ...(around === undefined
      ? []
      : [
          { name: 'Close block around it', keys: 'Shift+Enter', edits: false, run: () => closeBlock(around) },
        ]),
    {
      name: 'Insert after…',
      keys: 'I',
      run: () => useInteraction.setState({ dialog: { kind: 'insert', cardId: id } }),
    },
    {
      name: 'Connect to…',
      keys: 'C',
      run: () => useInteraction.setState({ dialog: { kind: 'connect', cardId: id } }),
    },
    { name: 'Move up', keys: 'Alt+↑', run: () => moveAlong(id, -1) },
    { name: 'Move down', keys: 'Alt+↓', run: () => moveAlong(id, 1) },
    ...freezing([id]),
    ...common([id]),
    ...(block === undefined ? [] : [{ name: 'Dissolve block', run: () => dissolveBlock(id) }]),
  ];
}

function actionsOnSeveral(ids: readonly string[]): readonly CardAction[] {
  return [
    { name: 'Align left', run: () => arrange('left') },
    { name: 'Align centre', run: () => arrange('centre') },
    { name: 'Align top', run: () => arrange('top') },
    { name: 'Distribute', disabled: ids.length < 3, run: () => arrange('distribute') },
    ...freezing(ids),
    ...common(ids),
  ];
}

function common(ids: readonly string[]): readonly CardAction[] {
  return [
    { name: 'Make a block', keys: 'Ctrl+G', run: () => makeBlock(ids, 'Block') },
    { name: 'Duplicate', keys: 'Ctrl+D', run: () => duplicateCards(ids) },
    { name: 'Copy', keys: 'Ctrl+C', edits: false, run: () => writeClipboard(copiedText(ids)) },
    { name: 'Cut', keys: 'Ctrl+X', run: () => writeClipboard(cutText(ids)) },
    { name: 'Paste', keys: 'Ctrl+V', run: () => pasteFromClipboard(ids) },
    { name: 'Delete', keys: 'Delete', run: () => removeCards(ids) },
  ];
}

/** For transfer learning: what training is to leave as it is. */
function freezing(ids: readonly string[]): readonly CardAction[] {
  const { network, edit } = useNetwork.getState();
  const states = ids.map((id) => trainability(network, id));
  const set = (cards: readonly string[], trainable: boolean) => () => {
    edit((before) => setTrainable(before, cards, trainable));
  };
  const [only, ...others] = ids;
  const before = only === undefined || others.length > 0 ? [] : upTo(network, only);
  return [
    ...(states.some((state) => state === 'all' || state === 'some')
      ? [{ name: 'Freeze', run: set(ids, false) }]
      : []),
    ...(states.some((state) => state === 'none' || state === 'some')
      ? [{ name: 'Make trainable', run: set(ids, true) }]
      : []),
    ...(before.some((id) => !ids.includes(id) && trainability(network, id) === 'all')
      ? [{ name: 'Freeze all up to here', run: set(before, false) }]
      : []),
  ];
}
