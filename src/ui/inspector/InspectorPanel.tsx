import { X } from 'lucide-react';
import { formatShape } from '../../network/shape';
import { useInspection } from '../../state/inspection';
import { useInference, useNetwork } from '../../state/network';
import { formatCount } from '../shared/format';
import { IconButton } from '../shared/IconButton';
import { Notice } from '../shared/Notice';
import { Panel } from '../shared/Panel';
import styles from './InspectorPanel.module.css';
import { LayerViews } from './LayerViews';
import { PredictionTable } from './PredictionTable';
import { ProbeSection } from './ProbeSection';
import { useInspectedLayer } from './useInspectedLayer';

/** The chosen layer from inside: the probe picture, what the network says of it, and what the layer makes of it. */
export function InspectorPanel() {
  const layer = useInspectedLayer();
  const { valid } = useInference();
  const hasPrediction = useInspection((state) => state.prediction !== null);
  const { select } = useNetwork.getState();
  if (layer === null) return null;
  const { label, outputShape, parameterCount } = layer;
  const facts = [
    label,
    outputShape === null ? 'no output' : `output ${formatShape(outputShape)}`,
    `${formatCount(parameterCount)} ${parameterCount === 1 ? 'parameter' : 'parameters'}`,
  ];
  return (
    <Panel
      title="Inspector"
      className={styles.panel}
      actions={
        <IconButton label="Close inspector" icon={<X aria-hidden="true" />} onClick={() => select(null)} />
      }
    >
      <p className={styles.facts}>{facts.join(' · ')}</p>
      <div className={styles.top}>
        <ProbeSection />
        {hasPrediction && <PredictionTable />}
      </div>
      {valid ? (
        <LayerViews key={layer.id} layer={layer} />
      ) : (
        <Notice tone="warning">
          The network has a fault, shown on its card. When that is put right, this layer shows what it sees.
        </Notice>
      )}
      <details className={styles.about}>
        <summary>What this layer does</summary>
        <p>{layer.explanation}</p>
      </details>
    </Panel>
  );
}
