import { PanelRightClose, PanelRightOpen, X } from 'lucide-react';
import { blockLabels, blocksById } from '../../network/blockTree';
import { findNode, labels } from '../../network/graph';
import { useInspection } from '../../state/inspection';
import { useLooking } from '../../state/looking';
import { useInference, useNetwork } from '../../state/network';
import { BlockGlyph } from '../builder/BlockGlyph';
import { focusCard } from '../builder/cardFocus';
import { LayerGlyph } from '../builder/LayerGlyph';
import { IconButton } from '../shared/IconButton';
import { Notice } from '../shared/Notice';
import { Panel } from '../shared/Panel';
import { BlockDetails } from './BlockDetails';
import { LayerDetails } from './LayerDetails';
import { LayerViews } from './LayerViews';
import { PredictionTable } from './PredictionTable';
import { ProbeSection } from './ProbeSection';
import styles from './InspectorPanel.module.css';
import { useInspectedLayer } from './useInspectedLayer';

/** The chosen card: a layer's parameters and facts, and what it makes of the probe picture; or a block's. */
export function InspectorPanel() {
  const network = useNetwork((state) => state.network);
  const id = useNetwork((state) => state.selectedId);
  const { nodes } = useInference();
  const wide = useLooking((state) => state.wide);
  const { select } = useNetwork.getState();
  if (id === null) return null;
  const actions = (
    <>
      <IconButton
        label={wide ? 'Narrow inspector' : 'Widen inspector'}
        className={styles.widen}
        icon={wide ? <PanelRightClose aria-hidden="true" /> : <PanelRightOpen aria-hidden="true" />}
        onClick={() => useLooking.getState().setWide(!wide)}
      />
      <IconButton
        label="Close inspector"
        icon={<X aria-hidden="true" />}
        onClick={() => {
          select(null);
          // The button goes with the panel: the focus must not.
          focusCard(id);
        }}
      />
    </>
  );
  const common = { name: 'Inspector', className: styles.panel, actions };
  const block = blocksById(network).get(id);
  if (block !== undefined) {
    const label = blockLabels(network).get(id) ?? block.title;
    return (
      <Panel {...common} title={label} icon={<BlockGlyph kind={block.kind} className={styles.glyph} />}>
        <BlockDetails block={block} label={label} />
      </Panel>
    );
  }
  const node = findNode(network, id);
  const facts = nodes.get(id);
  if (node === undefined || facts === undefined) return null;
  const label = labels(network).get(id) ?? id;
  return (
    <Panel {...common} title={label} icon={<LayerGlyph type={node.type} className={styles.glyph} />}>
      {/* Who asks for room wants to look inside. */}
      {wide && <Inside />}
      <LayerDetails key={id} node={node} label={label} facts={facts} />
      {!wide && <Inside />}
    </Panel>
  );
}

/** A layer from inside: the probe picture, what the network says of it, and what the layer makes of it. */
function Inside() {
  const layer = useInspectedLayer();
  const { valid } = useInference();
  const hasPrediction = useInspection((state) => state.prediction !== null);
  if (layer === null) return null;
  return (
    <div className={styles.inside}>
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
    </div>
  );
}
