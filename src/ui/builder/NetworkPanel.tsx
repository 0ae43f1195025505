import { useState } from 'react';
import { useDroppable } from '@dnd-kit/core';
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Lock } from 'lucide-react';
import { labels as layerLabels } from '../../network/graph';
import { useInference, useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { formatCount } from '../shared/format';
import { Notice } from '../shared/Notice';
import { Panel } from '../shared/Panel';
import { CANVAS_ID, useLanding } from './BuilderDnd';
import { LayerCard } from './LayerCard';
import { LandingMark } from './LandingMark';
import { NewNetworkMenu } from './NewNetworkMenu';
import styles from './NetworkPanel.module.css';

const BYTES_PER_WEIGHT = 4;

/** The canvas: the network's layers as cards, in the order that images pass them. */
export function NetworkPanel({ id }: { readonly id: string }) {
  const network = useNetwork((state) => state.network);
  const applyFix = useNetwork((state) => state.applyFix);
  const locked = useRunLock((state) => state.locked);
  const inference = useInference();
  const landing = useLanding();
  const { setNodeRef } = useDroppable({ id: CANVAS_ID });
  /** The one card that Tab reaches; arrow keys go from there. */
  const [lastFocusedId, setLastFocusedId] = useState<string | null>(null);

  const labels = layerLabels(network);
  const nodes = new Map(network.nodes.map((node) => [node.id, node]));
  const { order, totals } = inference;
  const tabStopId = lastFocusedId !== null && nodes.has(lastFocusedId) ? lastFocusedId : order[0];

  return (
    <Panel
      id={id}
      title="Network"
      className={styles.panel}
      aside={
        <span className="figures">
          {formatCount(totals.parameters)} parameters
          <span className={styles.weights}>, {weightSize(totals.parameters)} of weights</span>
        </span>
      }
      actions={
        locked ? (
          <span className={styles.locked}>
            <Lock aria-hidden="true" className={styles.lock} />
            Stop to edit
          </span>
        ) : (
          <NewNetworkMenu />
        )
      }
    >
      {inference.problems
        .filter((problem) => problem.nodeId === null)
        .map(({ message, severity, fix }) => (
          <Notice
            key={message}
            tone={severity}
            action={fix && { label: fix.label, run: () => applyFix(fix), disabled: locked }}
          >
            {message}
          </Notice>
        ))}
      <SortableContext items={[...order]} strategy={verticalListSortingStrategy}>
        <ol ref={setNodeRef} className={styles.cards} aria-label="Layers of the network">
          {landing !== null && order.length === 0 && <LandingMark type={landing.type} />}
          {order.map((layerId, index) => {
            const node = nodes.get(layerId);
            const facts = inference.nodes.get(layerId);
            if (node === undefined || facts === undefined) return null;
            return (
              <LayerCard
                key={layerId}
                node={node}
                label={labels.get(layerId) ?? layerId}
                facts={facts}
                order={order}
                index={index}
                tabStop={layerId === tabStopId}
                onFocus={setLastFocusedId}
                landing={landing?.afterId === layerId ? landing.type : null}
              />
            );
          })}
        </ol>
      </SortableContext>
    </Panel>
  );
}

/** `20 kB`, `1.1 MB`, `52 MB`. */
function weightSize(parameters: number): string {
  const bytes = parameters * BYTES_PER_WEIGHT;
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  const megabytes = bytes / 1e6;
  return `${megabytes < 10 ? megabytes.toFixed(1) : formatCount(Math.round(megabytes))} MB`;
}
