import { memo } from 'react';
import type { EdgeProps } from '@xyflow/react';
import { X } from 'lucide-react';
import { useRunLock } from '../../../state/runLock';
import { TensorVolume, volumeWidth } from '../TensorVolume';
import { alongEdge, edgePath } from './edgePath';
import { removeEdge } from './edits';
import type { FlowEdge } from './flowElements';
import { useInteraction } from './interaction';
import { edgeLabel } from './scene';
import styles from './TensorEdge.module.css';

/** Below a port, so that the shape is written beside the straight part of its edges. */
const LABEL_TOP = 9;

/** A connection, and the shape of the tensor that flows along it: once for each card, where it comes out. */
export const TensorEdge = memo(function TensorEdge({ id, data }: EdgeProps<FlowEdge>) {
  const locked = useRunLock((state) => state.locked);
  const aimed = useInteraction((state) => state.landing?.kind === 'edge' && state.landing.edgeId === id);
  const chosen = useInteraction((state) => state.edgeId === id);
  if (data === undefined) return null;
  const { edge } = data;
  const path = edgePath(edge.points);
  const [start] = edge.points;
  const along = alongEdge(edge.points);
  const middle = along[Math.floor(along.length / 2)] ?? start;
  const label = edgeLabel(edge);
  return (
    <g className={styles.edge} data-aimed={aimed} data-chosen={chosen} data-broken={edge.shape === null}>
      <path d={path} className={styles.reach} onClick={() => useInteraction.setState({ edgeId: id })} />
      <path d={path} className={styles.line} />
      {edge.saysShape && start !== undefined && edge.shape !== null && (
        <g className={styles.label} transform={`translate(${start.x + 10} ${start.y + LABEL_TOP})`}>
          {edge.shape.length === 3 && <TensorVolume shape={edge.shape} />}
          <text x={edge.shape.length === 3 ? volumeWidth(edge.shape) + 6 : 0} y={13} className={styles.text}>
            {label}
          </text>
        </g>
      )}
      {chosen && !locked && middle !== undefined && (
        <foreignObject x={middle.x - 16} y={middle.y - 16} width={32} height={32}>
          <button
            type="button"
            className={styles.remove}
            aria-label="Remove this connection"
            title="Remove this connection (Delete)"
            onClick={() => removeEdge(edge)}
          >
            <X aria-hidden="true" />
          </button>
        </foreignObject>
      )}
    </g>
  );
});
