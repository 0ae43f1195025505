/** What people do to cards: the edit of the network, where the focus goes, and what is said of it. */
import { cardLabel } from '../../../network/cards';
import { connect, connectionRefusal, disconnect } from '../../../network/connecting';
import { addBlock, appendBlock, placeBlock } from '../../../network/blockEdits';
import { addLayer, appendLayer, moveNode, placeLayer } from '../../../network/edits';
import { findNode, type Network } from '../../../network/graph';
import type { Fix } from '../../../network/problem';
import { useNetwork, type Positions } from '../../../state/network';
import { useRunLock } from '../../../state/runLock';
import { announce } from '../../shared/announcement';
import { countOf } from '../../shared/format';
import type { PaletteDrag } from '../BuilderDnd';
import type { Place } from '../layout';
import { goToCard } from './choosing';
import { currentScene } from './currentScene';
import { useInteraction, type Landing } from './interaction';
import type { SceneEdge } from './scene';

/** The cards that an action on this one is for: all that are chosen where it is one of them. */
export function targetsOf(id: string): readonly string[] {
  const { selection } = useNetwork.getState();
  return selection.includes(id) ? selection : [id];
}

/** The cards that feed a card and those it feeds. */
export function connectionsOf(id: string): {
  readonly before: readonly string[];
  readonly after: readonly string[];
} {
  const { edges } = currentScene();
  return {
    before: edges.flatMap(({ from, to }) => (to === id ? [from] : [])),
    after: edges.flatMap(({ from, to }) => (from === id ? [to] : [])),
  };
}

/** Removes cards; the focus goes to the next one, or to the one before. */
export function removeCards(ids: readonly string[]): void {
  const { network, remove } = useNetwork.getState();
  const { order } = currentScene();
  const [first = ''] = ids;
  const next = nextOf(first, order, ids);
  const named = namesOf(ids, network);
  remove(...ids);
  if (useNetwork.getState().network === network) return;
  announce(`${named} deleted.`);
  if (next !== undefined) goToCard(next);
}

/** Applies a repair that a card offers; the focus, which was on its button, goes to the card or to the next. */
export function repairCard(id: string, fix: Fix): void {
  const { order } = currentScene();
  useNetwork.getState().applyFix(fix);
  const { cards } = currentScene();
  const target = cards.has(id)
    ? id
    : nextOf(
        id,
        order,
        order.filter((other) => !cards.has(other)),
      );
  if (target !== undefined) goToCard(target);
}

/** The first card from `id` on that is not one of `gone`, else the last one before. */
function nextOf(id: string, order: readonly string[], gone: readonly string[]): string | undefined {
  const stays = (other: string): boolean => !gone.includes(other);
  return order.slice(order.indexOf(id)).find(stays) ?? order.findLast(stays);
}

/** Moves a card one place along the chain; the focus stays on it. */
export function moveAlong(id: string, direction: -1 | 1): void {
  const { network, edit } = useNetwork.getState();
  const { before, after } = connectionsOf(id);
  const [neighbour] = direction < 0 ? before : after;
  if (neighbour === undefined) return;
  const [target] = direction < 0 ? connectionsOf(neighbour).before : [neighbour];
  if (target === undefined) {
    announce(`${cardLabel(network, neighbour)} stays where it is.`);
    return;
  }
  if (edit((now) => moveNode(now, id, target, direction < 0 ? neighbour : undefined)))
    announce(`Moved to after ${cardLabel(network, target)}.`);
  goToCard(id);
}

/** Puts a new layer or block in after a card, on all its ways out; the focus goes to it. */
export function insertAfter(cardId: string, drag: PaletteDrag): void {
  added(() => {
    if ('add' in drag) useNetwork.getState().add(drag.add, cardId);
    else useNetwork.getState().addBlock(drag.addBlock, cardId);
  });
}

/** Connects two cards, or says why that cannot be. `at` is where on the page to say it. */
export function connectCards(from: string, to: string, at: Place | null): boolean {
  const { network, edit } = useNetwork.getState();
  const refusal = connectionRefusal(network, from, to);
  if (refusal !== null) {
    refuse(refusal.message, at);
    return false;
  }
  const done = edit((now) => connect(now, from, to));
  if (done) announce(`${cardLabel(network, from)} now feeds ${cardLabel(network, to)}.`);
  return done;
}

/** Takes all connections of an edge away. */
export function removeEdge({ from, to }: Pick<SceneEdge, 'from' | 'to'>): void {
  const { network, edit } = useNetwork.getState();
  useInteraction.setState({ edgeId: null });
  if (edit((now) => disconnect(now, from, to)))
    announce(`${cardLabel(network, from)} no longer feeds ${cardLabel(network, to)}.`);
}

/** Says why something cannot be, to the eye at a place on the page and to the ear. */
export function refuse(message: string, at: Place | null): void {
  announce(message);
  useInteraction.setState({ refusal: at === null ? null : { message, at } });
}

/** Puts what was dragged from the palette where it would land. */
export function landNew(drag: PaletteDrag, landing: Landing): void {
  const { edit } = useNetwork.getState();
  const id = added(() => {
    if (landing.kind === 'ground') placeOnGround(drag, landing.at);
    else edit((network) => inserted(network, drag, landing));
  });
  if (id === null && useRunLock.getState().locked) announce('Stop the training to edit the network.');
}

/** Moves a card into a connection. */
export function landCard(id: string, edge: SceneEdge): void {
  const { network, edit } = useNetwork.getState();
  if (!edit((now) => moveNode(now, id, edge.from, edge.to))) return;
  announce(`${cardLabel(network, id)} moved to after ${cardLabel(network, edge.from)}.`);
}

/** Runs an edit that adds a card, and goes there; answers with its id, or `null` where nothing was added. */
function added(run: () => void): string | null {
  const before = useNetwork.getState().network;
  const known = new Set([...before.nodes, ...before.blocks].map(({ id }) => id));
  run();
  const { network } = useNetwork.getState();
  const fresh = currentScene().order.find((id) => !known.has(id));
  if (fresh === undefined) return null;
  announce(`${cardLabel(network, fresh)} added.`);
  goToCard(fresh);
  return fresh;
}

/** The network with something new where it would land; an edge and a port are of the drawing as it is. */
function inserted(
  network: Network,
  drag: PaletteDrag,
  landing: Exclude<Landing, { readonly kind: 'ground' }>,
): Network {
  if (landing.kind === 'edge') {
    const edge = currentScene().edges.find(({ id }) => id === landing.edgeId);
    return edge === undefined ? network : putIn(network, drag, edge.from, edge.to);
  }
  const { cardId, end } = landing;
  const { before, after } = connectionsOf(cardId);
  if (end === 'in')
    return before[0] === undefined ? ahead(network, drag, cardId) : putIn(network, drag, before[0], cardId);
  // Beside what the card feeds already: the beginning of a branch.
  if (after.length === 0) return putIn(network, drag, cardId);
  return 'add' in drag ? appendLayer(network, drag.add, cardId) : appendBlock(network, drag.addBlock, cardId);
}

function putIn(network: Network, drag: PaletteDrag, after?: string, before?: string): Network {
  const options = { ...(after === undefined ? {} : { after }), ...(before === undefined ? {} : { before }) };
  return 'add' in drag ? addLayer(network, drag.add, options) : addBlock(network, drag.addBlock, options);
}

/** Something new that feeds a card which nothing feeds yet. */
function ahead(network: Network, drag: PaletteDrag, cardId: string): Network {
  const placed = unconnected(network, drag, findNode(network, cardId)?.block);
  const fresh = freshId(placed, network);
  return fresh === undefined ? network : connect(placed, fresh, cardId);
}

function unconnected(network: Network, drag: PaletteDrag, block?: string): Network {
  return 'add' in drag
    ? placeLayer(network, drag.add, {}, block)
    : placeBlock(network, drag.addBlock, {}, block);
}

/** The block or layer that `now` has and `before` has not; a block rather than a layer in it. */
function freshId(now: Network, before: Network): string | undefined {
  const known = new Set([...before.nodes, ...before.blocks].map(({ id }) => id));
  return [...now.blocks, ...now.nodes].find(({ id }) => !known.has(id))?.id;
}

/** Puts something new on the ground, connected to nothing; the other cards stay where they are. */
function placeOnGround(drag: PaletteDrag, at: Place): void {
  const { edit, network } = useNetwork.getState();
  if (network.nodes.length === 0) {
    edit((now) => putIn(now, drag));
    return;
  }
  const places = frozenPlaces();
  edit((now) => unconnected(now, drag), {
    positions: (now) => {
      const fresh = freshId(now, network);
      return fresh === undefined ? places : { ...places, [fresh]: rounded(at) };
    },
  });
}

/** Where every card that is seen lies now, with those that were put somewhere before and are not seen. */
export function frozenPlaces(): Positions {
  const seen = [...currentScene().cards.values()].map(({ id, rect }) => [id, rounded(rect)] as const);
  return { ...useNetwork.getState().positions, ...Object.fromEntries(seen) };
}

export function rounded({ x, y }: Place): Place {
  return { x: Math.round(x), y: Math.round(y) };
}

/** `Conv2D 1`, or `3 cards`. */
function namesOf(ids: readonly string[], network: Network): string {
  const [only] = ids;
  return ids.length === 1 && only !== undefined ? cardLabel(network, only) : countOf(ids.length, 'card');
}
