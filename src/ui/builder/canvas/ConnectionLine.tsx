import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useReactFlow, type ConnectionLineComponentProps } from '@xyflow/react';
import { announce } from '../../shared/announcement';
import { wantedConnection, whyNot } from './connectionDrag';
import { currentScene } from './currentScene';
import { edgePath } from './edgePath';
import type { FlowNode } from './flowElements';
import { cardAt } from './hitTest';
import { useInteraction } from './interaction';
import styles from './ConnectionLine.module.css';

const BUBBLE_MS = 6000;

/** The line that follows the pointer from a port; over a card that it cannot connect to, it says why. */
export function ConnectionLine({
  fromX,
  fromY,
  toX,
  toY,
  fromHandle,
  toNode,
}: ConnectionLineComponentProps<FlowNode>) {
  const { flowToScreenPosition } = useReactFlow();
  const met = toNode?.id ?? cardAt({ x: toX, y: toY }, currentScene())?.id;
  const wanted = met === undefined || met === fromHandle.nodeId ? null : wantedConnection(fromHandle, met);
  const reason = wanted === null ? null : whyNot(wanted);
  useEffect(() => {
    if (reason !== null) announce(reason);
  }, [reason]);
  const ends = [
    { x: fromX, y: fromY },
    { x: toX, y: toY },
  ];
  const at = flowToScreenPosition({ x: toX, y: toY });
  return (
    <g className={styles.connection} data-refused={reason !== null} data-meets={wanted !== null}>
      <path className={styles.line} d={edgePath(fromHandle.type === 'target' ? ends.toReversed() : ends)} />
      <circle className={styles.end} cx={toX} cy={toY} r={5} />
      {reason !== null && <Bubble message={reason} at={at} />}
    </g>
  );
}

/** Why the connection that was just tried cannot be; goes by itself. */
export function RefusalBubble() {
  const refusal = useInteraction((state) => state.refusal);
  useEffect(() => {
    if (refusal === null) return;
    const timer = setTimeout(() => useInteraction.setState({ refusal: null }), BUBBLE_MS);
    return () => clearTimeout(timer);
  }, [refusal]);
  return refusal === null ? null : <Bubble {...refusal} />;
}

const BUBBLE_WIDTH_PX = 280;

function Bubble({
  message,
  at,
}: {
  readonly message: string;
  readonly at: { readonly x: number; readonly y: number };
}) {
  const left = Math.max(8, Math.min(at.x + 16, window.innerWidth - BUBBLE_WIDTH_PX - 8));
  return createPortal(
    <div className={styles.bubble} style={{ left, top: Math.min(at.y + 16, window.innerHeight - 96) }}>
      {message}
    </div>,
    document.body,
  );
}
