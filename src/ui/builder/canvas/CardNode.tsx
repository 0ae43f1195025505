import { memo, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { Ellipsis, Maximize2 } from 'lucide-react';
import { useNetwork } from '../../../state/network';
import { useRunLock } from '../../../state/runLock';
import { LayerStrip } from '../../inspector/LayerStrip';
import { classNames } from '../../shared/classNames';
import { Notice } from '../../shared/Notice';
import { BlockGlyph } from '../BlockGlyph';
import { cardElementId } from '../cardFocus';
import { LayerGlyph } from '../LayerGlyph';
import { pressCard } from './cardKeys';
import { MOST_PROBLEMS, type CardText } from './cardText';
import { chooseCard, openBlock } from './choosing';
import { repairCard } from './edits';
import type { CardFlowNode } from './flowElements';
import { useInteraction } from './interaction';
import { revealCard } from './view';
import styles from './CardNode.module.css';

/** A layer, or a closed block: what it is, what comes out, what it costs, what it sees, what is wrong with it. */
export const CardNode = memo(function CardNode({ id, data }: NodeProps<CardFlowNode>) {
  const { text } = data.card;
  const { label, problems, summary, shape, parameters, multiplyAdds, stripOf } = text;
  const chosen = useNetwork((state) => state.selection.includes(id));
  const locked = useRunLock((state) => state.locked);
  const tabStop = useInteraction((state) => state.tabStopId === id);
  const target = useInteraction((state) =>
    state.landing?.kind === 'port' && state.landing.cardId === id ? state.landing.end : null,
  );
  const severity = worst(text);

  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (!isOfControl(event.target)) chooseCard(id, event.shiftKey || event.ctrlKey || event.metaKey);
  };
  const onDoubleClick = (event: MouseEvent<HTMLElement>) => {
    if (text.kind === 'block' && !isOfControl(event.target)) openBlock(id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target === event.currentTarget) pressCard(event, id);
  };
  const onFocus = ({ target: focused, currentTarget }: FocusEvent<HTMLElement>) => {
    // Not its controls: did they move the stop along, Tab would never come to a card.
    if (focused !== currentTarget) return;
    useInteraction.setState({ tabStopId: id });
    // By Tab; a pointer is where the card is.
    if (currentTarget.matches(':focus-visible')) revealCard(id);
  };

  return (
    <>
      {text.takesInput && (
        <Handle
          type="target"
          position={Position.Top}
          className={classNames(styles.port, target === 'in' && styles.aimed)}
          isConnectable={!locked}
          title={`Input of ${label}`}
        />
      )}
      <div
        id={cardElementId(id)}
        role="group"
        aria-label={label}
        aria-description={chosen ? 'chosen' : undefined}
        tabIndex={tabStop ? 0 : -1}
        data-card={id}
        className={classNames(
          styles.card,
          text.kind === 'block' && styles.block,
          chosen && styles.chosen,
          severity !== null && styles[severity],
        )}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onContextMenu={(event) => {
          event.preventDefault();
          useInteraction.setState({ menu: { cardId: id, at: { x: event.clientX, y: event.clientY } } });
        }}
      >
        <Glyph text={text} />
        <h3 className={styles.label}>{label}</h3>
        <div className={styles.buttons}>
          {text.kind === 'block' && (
            <button
              type="button"
              tabIndex={-1}
              className={styles.button}
              aria-label={`Open ${label}`}
              title="Open the block (Enter)"
              onClick={() => openBlock(id)}
            >
              <Maximize2 aria-hidden="true" />
            </button>
          )}
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
        <div className={styles.facts}>
          {summary !== '' && <p className={styles.summary}>{summary}</p>}
          <p className={styles.figures}>
            <span className={styles.shape}>{shape}</span>
            {multiplyAdds !== '' && <span className={styles.cost}>{multiplyAdds}</span>}
          </p>
          {parameters !== '' && <p className={styles.cost}>{parameters}</p>}
        </div>
        {stripOf !== null && (
          <div className={styles.strip}>
            <LayerStrip layerId={stripOf} />
          </div>
        )}
        {problems.length > 0 && <Problems id={id} text={text} locked={locked} />}
      </div>
      <Handle
        type="source"
        position={Position.Bottom}
        className={classNames(styles.port, target === 'out' && styles.aimed)}
        isConnectable={!locked}
        title={`Output of ${label}`}
      />
    </>
  );
});

function Glyph({ text: { glyph } }: { readonly text: CardText }) {
  return 'layer' in glyph ? (
    <LayerGlyph type={glyph.layer} className={styles.glyph} />
  ) : (
    <BlockGlyph kind={glyph.block} className={styles.glyph} />
  );
}

interface ProblemsProps {
  readonly id: string;
  readonly text: CardText;
  readonly locked: boolean;
}

function Problems({ id, text, locked }: ProblemsProps) {
  const more = text.problems.length - MOST_PROBLEMS;
  return (
    <div className={styles.problems}>
      {text.problems.slice(0, MOST_PROBLEMS).map(({ message, severity, fix }) => (
        <Notice
          key={message}
          tone={severity}
          role="status"
          action={fix && { label: fix.label, run: () => repairCard(id, fix), disabled: locked }}
        >
          {message}
        </Notice>
      ))}
      {more > 0 && <p className={styles.cost}>and {more} more inside</p>}
    </div>
  );
}

function worst({ problems }: CardText): 'error' | 'warning' | null {
  if (problems.some(({ severity }) => severity === 'error')) return 'error';
  return problems.length > 0 ? 'warning' : null;
}

/** Clicks on the controls of a card are theirs. */
function isOfControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, input, select, [role=img]') !== null;
}
