import { AlignCenterVertical, Group, Maximize, Minus, Plus, Search, Sparkles } from 'lucide-react';
import { useNetwork } from '../../../state/network';
import { useRunLock } from '../../../state/runLock';
import { IconButton } from '../../shared/IconButton';
import { useViewport } from '@xyflow/react';
import { countOf } from '../../shared/format';
import { arrange, makeBlock, tidyUp } from './groupEdits';
import { useInteraction } from './interaction';
import { fitAll, zoomBy, zoomToActualSize } from './view';
import styles from './CanvasBar.module.css';

const ZOOM_STEP = 1.25;

/** The buttons over the canvas: the view's, and those for several chosen cards. */
export function CanvasBar() {
  const { zoom } = useViewport();
  const locked = useRunLock((state) => state.locked);
  const moved = useNetwork((state) => Object.keys(state.positions).length > 0);
  return (
    <div className={styles.bars}>
      <SelectionBar />
      <div role="toolbar" aria-label="View" className={styles.bar}>
        <IconButton
          label="Find a layer"
          tip="Find a layer (Ctrl+F or /)"
          icon={<Search aria-hidden="true" />}
          onClick={() => useInteraction.setState({ dialog: { kind: 'find' } })}
        />
        <IconButton
          label="Tidy up"
          tip={moved ? 'Tidy up: lay all cards out anew' : 'The cards are tidy'}
          icon={<Sparkles aria-hidden="true" />}
          disabled={locked || !moved}
          onClick={tidyUp}
        />
        <IconButton label="Fit" tip="See all of it" icon={<Maximize aria-hidden="true" />} onClick={fitAll} />
        <IconButton
          label="Zoom out"
          icon={<Minus aria-hidden="true" />}
          onClick={() => zoomBy(1 / ZOOM_STEP)}
        />
        <button
          type="button"
          className={styles.zoom}
          aria-label={`Zoom ${Math.round(zoom * 100)} %, back to 100 %`}
          onClick={zoomToActualSize}
        >
          {Math.round(zoom * 100)} %
        </button>
        <IconButton label="Zoom in" icon={<Plus aria-hidden="true" />} onClick={() => zoomBy(ZOOM_STEP)} />
      </div>
    </div>
  );
}

function SelectionBar() {
  const selection = useNetwork((state) => state.selection);
  const locked = useRunLock((state) => state.locked);
  if (selection.length < 2) return null;
  return (
    <div role="toolbar" aria-label="Chosen cards" className={styles.bar}>
      <span className={styles.count}>{countOf(selection.length, 'card')}</span>
      <IconButton
        label="Make a block"
        tip="Make a block of them (Ctrl+G)"
        icon={<Group aria-hidden="true" />}
        disabled={locked}
        onClick={() => makeBlock(selection, 'Block')}
      />
      <IconButton
        label="Align centre"
        icon={<AlignCenterVertical aria-hidden="true" />}
        disabled={locked}
        onClick={() => arrange('centre')}
      />
    </div>
  );
}
