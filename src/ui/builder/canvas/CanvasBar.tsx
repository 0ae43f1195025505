import {
  AlignCenterVertical,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  ClipboardPaste,
  Copy,
  CopyPlus,
  Group,
  Maximize,
  Minus,
  Plus,
  Scissors,
  Search,
  Sparkles,
  SquareMousePointer,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import { useNetwork } from '../../../state/network';
import { useRunLock } from '../../../state/runLock';
import { IconButton } from '../../shared/IconButton';
import { useViewport } from '@xyflow/react';
import { classNames } from '../../shared/classNames';
import { countOf } from '../../shared/format';
import { cardActions } from './cardActions';
import { tidyUp } from './groupEdits';
import { useInteraction } from './interaction';
import { fitAll, zoomBy, zoomToActualSize } from './view';
import styles from './CanvasBar.module.css';

const ZOOM_STEP = 1.25;

/** The buttons over the canvas: the view's, and those for several chosen cards. */
export function CanvasBar() {
  const { zoom } = useViewport();
  const locked = useRunLock((state) => state.locked);
  const several = useInteraction((state) => state.choosingSeveral);
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
          label="Select several"
          tip="Select several: each press adds a card (Shift+click)"
          aria-pressed={several}
          className={classNames(several && styles.pressed)}
          icon={<SquareMousePointer aria-hidden="true" />}
          onClick={() => useInteraction.setState({ choosingSeveral: !several })}
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

const actionIcons: Readonly<Record<string, LucideIcon>> = {
  'Align left': AlignStartVertical,
  'Align centre': AlignCenterVertical,
  'Align top': AlignStartHorizontal,
  Distribute: AlignVerticalDistributeCenter,
  'Make a block': Group,
  Duplicate: CopyPlus,
  Copy,
  Cut: Scissors,
  Paste: ClipboardPaste,
  Delete: Trash2,
};

/** What their menu offers, at hand. */
function SelectionBar() {
  const selection = useNetwork((state) => state.selection);
  const locked = useRunLock((state) => state.locked);
  const [first] = selection;
  if (first === undefined || selection.length < 2) return null;
  return (
    <div role="toolbar" aria-label="Chosen cards" className={styles.bar}>
      <span className={styles.count}>{countOf(selection.length, 'card')}</span>
      {cardActions(first).map(({ name, keys, run, edits = true, disabled = false }) => {
        const Icon = actionIcons[name] ?? Group;
        return (
          <IconButton
            key={name}
            label={name}
            tip={keys === undefined ? name : `${name} (${keys})`}
            icon={<Icon aria-hidden="true" />}
            disabled={disabled || (edits && locked)}
            onClick={run}
          />
        );
      })}
    </div>
  );
}
