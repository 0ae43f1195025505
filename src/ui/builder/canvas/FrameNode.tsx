import { memo } from 'react';
import type { NodeProps } from '@xyflow/react';
import { Ellipsis, Minimize2 } from 'lucide-react';
import { blockFacts } from '../../../network/blockFacts';
import { useInference, useNetwork } from '../../../state/network';
import { classNames } from '../../shared/classNames';
import { countOf, formatCount } from '../../shared/format';
import { chooseCard, closeBlock } from './choosing';
import type { FrameFlowNode } from './flowElements';
import { useInteraction } from './interaction';
import styles from './FrameNode.module.css';

/** A frame around a single column of cards has room for its name only. */
const NARROW = 400;

/** An open block: a frame around its cards, with a bar that it is dragged by. */
export const FrameNode = memo(function FrameNode({ id, data }: NodeProps<FrameFlowNode>) {
  const { label } = data.frame;
  const network = useNetwork((state) => state.network);
  const chosen = useNetwork((state) => state.selection.includes(id));
  const { layers, parameters } = blockFacts(network, useInference(), id);
  const count = parameters.trainable + parameters.nonTrainable;
  const totals = `${countOf(layers, 'layer')} · ${formatCount(count)} parameters`;
  return (
    <div className={classNames(styles.frame, chosen && styles.chosen)}>
      <div
        className={styles.bar}
        data-frame={id}
        onDoubleClick={() => closeBlock(id)}
        onClick={({ target, shiftKey, ctrlKey, metaKey }) => {
          if (target instanceof Element && target.closest('button') === null)
            chooseCard(id, shiftKey || ctrlKey || metaKey);
        }}
      >
        {/* What comes in crosses the bar in its middle. */}
        <div className={styles.text} title={`${label}: ${totals}`}>
          <h3 className={styles.label}>{label}</h3>
          {data.frame.rect.width > NARROW && <p className={styles.totals}>{totals}</p>}
        </div>
        <button
          type="button"
          tabIndex={-1}
          className={styles.button}
          aria-label={`Close ${label}`}
          title="Close the block (Shift+Enter on a card in it)"
          onClick={() => closeBlock(id)}
        >
          <Minimize2 aria-hidden="true" />
        </button>
        <button
          type="button"
          tabIndex={-1}
          className={styles.button}
          aria-label={`Actions for ${label}`}
          aria-haspopup="menu"
          onClick={({ currentTarget }) => {
            const { left, bottom } = currentTarget.getBoundingClientRect();
            useInteraction.setState({ menu: { cardId: id, at: { x: left, y: bottom + 4 } } });
          }}
        >
          <Ellipsis aria-hidden="true" />
        </button>
      </div>
    </div>
  );
});
