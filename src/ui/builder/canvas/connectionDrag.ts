/** Connections being drawn from port to port, or from a port onto a card. */
import type { Connection, FinalConnectionState } from '@xyflow/react';
import { connectionRefusal } from '../../../network/connecting';
import { useNetwork } from '../../../state/network';
import type { Place } from '../layout';
import { connectCards, refuse } from './edits';
import { cardAt } from './hitTest';
import type { Scene } from './scene';
import { drawingPlace } from './view';

/** Which card would feed which. */
export interface WantedConnection {
  readonly from: string;
  readonly to: string;
}

/** The port that a connection was begun at. */
export interface TakenEnd {
  readonly nodeId: string;
  readonly type: 'source' | 'target' | null;
}

/** From the end that was taken to the card it is held over: an output feeds what it meets, an input is fed by it. */
export function wantedConnection(taken: TakenEnd, metId: string): WantedConnection {
  return taken.type === 'target' ? { from: metId, to: taken.nodeId } : { from: taken.nodeId, to: metId };
}

/** Why a connection cannot be; `null` where it can. */
export function whyNot({ from, to }: WantedConnection): string | null {
  if (from === to) return 'A layer cannot feed itself.';
  return connectionRefusal(useNetwork.getState().network, from, to)?.message ?? null;
}

/** React Flow's question while a port is near. */
export function canConnect({ source, target }: Pick<Connection, 'source' | 'target'>): boolean {
  return whyNot({ from: source, to: target }) === null;
}

/** Ends a connection that did not end well on a port: on a card it connects to that, else it says why it cannot be. */
export function endConnection(
  event: MouseEvent | TouchEvent,
  { isValid, fromHandle, toHandle }: FinalConnectionState,
  scene: Scene,
): void {
  if (isValid === true || fromHandle === null) return;
  const at = pagePlace(event);
  const place = drawingPlace(at);
  const metId = toHandle?.nodeId ?? (place === null ? undefined : cardAt(place, scene)?.id);
  if (metId === undefined || metId === fromHandle.nodeId) return;
  const wanted = wantedConnection(fromHandle, metId);
  const reason = whyNot(wanted);
  if (reason === null) connectCards(wanted.from, wanted.to, at);
  else refuse(reason, at);
}

/** Says why two ports that were pressed one after the other are not connected. */
export function refusePressed(taken: TakenEnd, event: MouseEvent | TouchEvent): void {
  const node =
    event.target instanceof Element ? event.target.closest<HTMLElement>('.react-flow__node') : null;
  const metId = node?.dataset['id'];
  if (metId === undefined || metId === taken.nodeId) return;
  const reason = whyNot(wantedConnection(taken, metId));
  refuse(reason ?? 'An output is connected to an input: press one of each.', pagePlace(event));
}

function pagePlace(event: MouseEvent | TouchEvent): Place {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: point?.clientX ?? 0, y: point?.clientY ?? 0 };
}
