import type { KeyboardEvent, MouseEvent } from 'react';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { GripVertical } from 'lucide-react';
import type { LayerNode } from '../../network/graph';
import type { NodeInference } from '../../network/inference';
import { layerType } from '../../network/layers';
import type { LayerTypeName } from '../../network/layers';
import { formatShape } from '../../network/shape';
import { useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { LayerStrip } from '../inspector/LayerStrip';
import { classNames } from '../shared/classNames';
import { formatCount } from '../shared/format';
import { Notice } from '../shared/Notice';
import { CardActions } from './CardActions';
import { cardElementId, focusCard } from './cardFocus';
import { neighbourMove } from './chainOrder';
import { duplicateLayer, inspectLayer, moveLayer, removeLayer } from './layerEdits';
import { LandingMark } from './LandingMark';
import { LayerGlyph } from './LayerGlyph';
import { LayerParameters } from './LayerParameters';
import { TensorVolume } from './TensorVolume';
import styles from './LayerCard.module.css';

interface LayerCardProps {
  readonly node: LayerNode;
  /** `Conv2D 1`. */
  readonly label: string;
  readonly facts: NodeInference;
  /** Ids of all layers, in the order of the cards. */
  readonly order: readonly string[];
  readonly index: number;
  /** Whether Tab reaches this card itself. */
  readonly tabStop: boolean;
  readonly onFocus: (layerId: string) => void;
  /** The layer that would land right after this one, while it is dragged. */
  readonly landing: LayerTypeName | null;
}

/** A layer of the network: what it is, its parameters to edit in place, what comes out, what is wrong with it. */
export function LayerCard(props: LayerCardProps) {
  const { node, label, facts, order, index, tabStop, onFocus, landing } = props;
  const locked = useRunLock((state) => state.locked);
  const selected = useNetwork((state) => state.selectedId === node.id);
  const applyFix = useNetwork((state) => state.applyFix);
  const movable = layerType(node.type).inputs.max === 1;
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: node.id, disabled: { draggable: locked || !movable } });
  const parameters = facts.parameters.trainable + facts.parameters.nonTrainable;
  const broken = facts.problems.some((problem) => problem.severity === 'error');

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const act = keyAction(event, node.id, order);
    if (act === null) return;
    event.preventDefault();
    act();
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    // Clicks on the card's controls are theirs.
    const { target } = event;
    if (target instanceof Element && target.closest('button, input, select, label, [role=img]') !== null)
      return;
    inspectLayer(node.id);
  };

  return (
    <li
      ref={setNodeRef}
      className={styles.place}
      data-dragging={isDragging}
      style={{ transform: CSS.Translate.toString(transform), transition: transition }}
    >
      <div
        id={cardElementId(node.id)}
        role="group"
        aria-label={label}
        tabIndex={tabStop ? 0 : -1}
        className={classNames(styles.card, selected && styles.selected, broken && styles.broken)}
        onKeyDown={onKeyDown}
        onFocus={({ target, currentTarget }) => {
          // Not its controls: did they move the stop along, Tab would never come to a card.
          if (target === currentTarget) onFocus(node.id);
        }}
        onClick={onClick}
      >
        <button
          {...attributes}
          {...listeners}
          ref={setActivatorNodeRef}
          type="button"
          aria-label={`Move ${label}`}
          className={styles.handle}
          disabled={locked || !movable}
        >
          <LayerGlyph type={node.type} />
          <GripVertical aria-hidden="true" className={styles.grip} />
        </button>
        <h3 className={styles.label}>{label}</h3>
        <dl className={styles.figures}>
          <div>
            <dt className="visually-hidden">Output shape</dt>
            <dd className={styles.shape}>
              {facts.outputShape === null ? 'no output' : formatShape(facts.outputShape)}
            </dd>
          </div>
          <div>
            <dt className="visually-hidden">Parameter count</dt>
            <dd className={styles.count}>
              {formatCount(parameters)} {parameters === 1 ? 'parameter' : 'parameters'}
            </dd>
          </div>
        </dl>
        <CardActions node={node} label={label} order={order} selected={selected} locked={locked} />
        <LayerParameters node={node} disabled={locked} />
        {facts.problems.length > 0 && (
          <div className={styles.problems}>
            {facts.problems.map(({ message, severity, fix }) => (
              <Notice
                key={message}
                tone={severity}
                role="status"
                action={fix && { label: fix.label, run: () => applyFix(fix), disabled: locked }}
              >
                {message}
              </Notice>
            ))}
          </div>
        )}
        <div className={styles.strip}>
          <LayerStrip layerId={node.id} />
        </div>
      </div>
      {landing !== null && <LandingMark type={landing} />}
      {index < order.length - 1 && (
        <div className={styles.flow} data-broken={facts.outputShape === null}>
          {facts.outputShape !== null && <TensorVolume shape={facts.outputShape} />}
        </div>
      )}
    </li>
  );
}

/** What a key does on a focused card; `null` for keys that mean nothing here. */
function keyAction(event: KeyboardEvent, id: string, order: readonly string[]): (() => void) | null {
  const at = order.indexOf(id);
  const goTo = (target: string | undefined) => (target === undefined ? null : () => focusCard(target));
  const moveBy = (direction: -1 | 1) => {
    const afterId = neighbourMove(order, id, direction);
    return afterId === null ? null : () => moveLayer(id, afterId);
  };
  switch (event.key) {
    case 'ArrowUp':
      return event.altKey ? moveBy(-1) : goTo(order[at - 1]);
    case 'ArrowDown':
      return event.altKey ? moveBy(1) : goTo(order[at + 1]);
    case 'Home':
      return goTo(order[0]);
    case 'End':
      return goTo(order.at(-1));
    case 'Enter':
      return () => inspectLayer(id);
    case 'Delete':
    case 'Backspace':
      return () => removeLayer(id, order);
    case 'd':
      return event.ctrlKey || event.metaKey ? () => duplicateLayer(id) : null;
    default:
      return null;
  }
}
